"""Erasure of a person: personal fields are blanked in rows and in the audit's events; the facts stay.

Who served where and when, who decided and who filed remain, under a name that says nothing. Run as the owner
of the database: the running portal cannot alter its audit. The act itself is in the audit: `erased_on` of the
member changes, by the command that did it.

Texts that other people wrote (notes, agenda items, minutes) are not read: look through them by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from groups.models import Appointment, RosterImportEffect, RosterImportRow
from members.models import Invitation, Member, User
from members.services import derived_names, remove_photo
from members.services.staff import end_sessions
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError
from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import ActionLink, OutboxMessage

ERASED = "(dipadam · erased)"
# Column -> what stands there afterwards.
OF_MEMBER: Mapping[str, object] = {
    "titles": "",
    "full_name": ERASED,
    "preferred_name": "",
    "gender": "",
    "email": None,
    "phone": "",
    "organisation": "",
    "position": "",
    "background": None,
    "origin": None,
    "expertise": [],
    "country": "",
    "state": "",
    "time_zone": "",
    "biography": "",
    "photo": "",
    "listing_consent_on": None,
}
OF_USER: Mapping[str, object] = {"name": "", "time_zone": ""}
OF_APPOINTMENT: Mapping[str, object] = {"end_note": ""}
OF_IMPORT_ROW: Mapping[str, object] = {"cells": [], "values": {}, "plan": {}, "search_text": ""}
OF_IMPORT_EFFECT: Mapping[str, object] = {"before": {}, "after": {}, "label": ERASED}
OF_MAIL: Mapping[str, object] = {
    "payload": {},
    "subject": "",
    "text": "",
    "html": "",
    "calendar": "",
    "last_error": "",
}


@dataclass
class Erasure:
    """What was blanked, or would be: table -> number of rows."""

    name: str
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, number: int) -> None:
        if number:
            self.counts[what] = self.counts.get(what, 0) + number


class DryRun(Exception):
    """Raised to take everything back."""


def erase_member(*, member: Member, dry_run: bool = False) -> Erasure:
    """Blank a person's fields everywhere, in one transaction. `dry_run`: count, and change nothing.

    Raises DomainError while the person serves, or runs the portal.
    """
    done = Erasure(name=member.formal_name)
    try:
        with transaction.atomic():
            _erase(Member.objects.select_for_update().get(pk=member.pk), done)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return done


def _erase(member: Member, done: Erasure) -> None:
    refuse_while_needed(member)
    addresses = {member.email, member.user.email if member.user else None} - {None}
    _blank(done, member.appointments.exclude(end_note=""), OF_APPOINTMENT)
    _blank_events(done, Appointment, Q(member=member), OF_APPOINTMENT)
    effects = RosterImportEffect.objects.filter(model="members.member", object_id=member.pk)
    for import_id, number in effects.values_list("file_import", "row_number"):
        rows = RosterImportRow.objects.filter(file_import=import_id, number=number)
        _blank(done, rows, OF_IMPORT_ROW)
    _blank(done, effects, OF_IMPORT_EFFECT)
    _erase_mail(member, addresses, done)
    if member.user:
        _erase_account(member.user, done)
    _blank_events(done, Member, Q(pgh_obj_id=member.pk), OF_MEMBER)
    if member.photo:
        remove_photo(member=member, by=None)
        member.refresh_from_db()
    for name, value in OF_MEMBER.items():
        setattr(member, name, value)
    member.erased_on = kl_today()
    member.version += 1
    derived_names(member).save()
    done.add(Member._meta.db_table, 1)


def refuse_while_needed(member: Member) -> None:
    """Raise DomainError while the person has a part in the work."""
    if member.erased_on:
        raise DomainError(_("This person was erased already."))
    if member.appointments.in_force().exists():
        raise DomainError(_("%(name)s serves today: end the appointments first.") % {"name": member})
    if member.user and member.user.portal_role:
        raise DomainError(_("%(name)s has a portal role: take it away first.") % {"name": member})


def _erase_account(user: User, done: Erasure) -> None:
    """The account stays, as what others' rows point to; nobody signs in with it."""
    end_sessions(user)
    for owned in (EmailAddress, Authenticator, SocialAccount, Invitation, ActionLink):
        done.add(owned._meta.db_table, owned.objects.filter(user=user).delete()[0])
    address = f"erased-{user.pk}@erased.invalid"
    user.is_active = False
    user.set_unusable_password()
    for name, value in {**OF_USER, "email": address}.items():
        setattr(user, name, value)
    user.save()
    done.add(User._meta.db_table, 1)
    _blank_events(done, User, Q(pgh_obj_id=user.pk), {**OF_USER, "email": address})


def _erase_mail(member: Member, addresses: set[str], done: Erasure) -> None:
    mine = Q(member=member) | Q(to_address__in=addresses)
    if member.user:
        mine |= Q(user=member.user)
    waiting = OutboxMessage.objects.filter(mine, state__in=[OutboxState.HELD, OutboxState.QUEUED])
    waiting.update(state=OutboxState.CANCELLED)
    mail = OutboxMessage.objects.filter(mine)
    for message in mail:
        message.attempts.update(answer="")
    _blank(done, mail, {**OF_MAIL, "to_address": "erased@erased.invalid"})


def _blank(done: Erasure, rows: models.QuerySet, values: Mapping[str, object]) -> None:
    done.add(rows.model._meta.db_table, rows.update(**values))


def _blank_events(
    done: Erasure, model: type[models.Model], of_person: Q, values: Mapping[str, object]
) -> None:
    """The same columns in every event of the person's rows."""
    events = model.pgh_event_model._default_manager.filter(of_person)
    _blank(done, events, values)
