"""Erasure of a person: personal fields are blanked in rows and in the audit's events; the facts stay.

Who served where and when, who decided and who filed remain, under a name that says nothing. Run as the owner
of the database: the running portal cannot alter its audit. The act itself is in the audit: `erased_on` of the
member changes, by the command that did it.

What people wrote as part of the work (notes, comments, messages, answers, agenda items) stays under that
name, and is not read: look through it by hand. `tests/home/test_personal_data.py` says of every text of every
model which it is.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from deliverables.models import PlanImportRow, Response
from groups.models import Appointment, RosterImportEffect, RosterImportRow, SectorOfficer
from members.models import Invitation, Member, User
from members.services import derived_names, remove_photo
from members.services.staff import end_sessions
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError
from naio_portal.notices.enums import OutboxState
from naio_portal.notices.models import ActionLink, Contact, OutboxMessage

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
OF_OFFICER: Mapping[str, object] = {"post": ""}
OF_RESPONSE: Mapping[str, object] = {"signed_by": ""}
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
    """Blank a person's fields everywhere, in one transaction, also where they are an outside contact by the
    same address. `dry_run`: count, and change nothing.

    Raises DomainError while the person serves, answers for a team or an authority, or runs the portal.
    """
    done = Erasure(name=member.formal_name)
    with taken_back_if(dry_run):
        _erase(Member.objects.select_for_update().get(pk=member.pk), done)
    return done


def erase_contact(*, contact: Contact, dry_run: bool = False) -> Erasure:
    """As `erase_member`, of somebody who is written to but has no profile: an officer of a team or the
    contact of an authority. Raises DomainError while they answer for one."""
    done = Erasure(name=contact.name)
    with taken_back_if(dry_run):
        _erase_contact(Contact.objects.select_for_update().get(pk=contact.pk), done)
    return done


@contextmanager
def taken_back_if(dry_run: bool) -> Iterator[None]:
    """One transaction, which is taken back on a dry run."""
    try:
        with transaction.atomic():
            yield
            if dry_run:
                raise DryRun
    except DryRun:
        pass


def _erase(member: Member, done: Erasure) -> None:
    refuse_while_needed(member)
    addresses = {member.email, member.user.email if member.user else None} - {None}
    for contact in Contact.objects.filter(email__in=addresses):
        _erase_contact(contact, done)
    _blank(done, member.appointments.exclude(end_note=""), OF_APPOINTMENT)
    _blank_events(done, Appointment, Q(member=member), OF_APPOINTMENT)
    effects = RosterImportEffect.objects.filter(model="members.member", object_id=member.pk)
    for import_id, number in effects.values_list("file_import", "row_number"):
        rows = RosterImportRow.objects.filter(file_import=import_id, number=number)
        _blank(done, rows, OF_IMPORT_ROW)
    _blank(done, effects, OF_IMPORT_EFFECT)
    _erase_plan_rows({member.full_name, *addresses}, done)
    mine = Q(member=member) | Q(to_address__in=addresses)
    _erase_mail(mine | Q(user=member.user) if member.user else mine, done)
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
    if member.user:
        refuse_while_officer(member.user.sector_offices, member)


def refuse_while_officer(offices: models.Manager, person: object) -> None:
    """Raise DomainError while one of these terms as an officer of a team is in force."""
    if offices.in_force().exists():
        raise DomainError(_("%(name)s is an officer of a team: end the term first.") % {"name": person})


def _erase_contact(contact: Contact, done: Erasure) -> None:
    """Name, address, posts, links; and the name under answers that came by a link."""
    refuse_while_officer(contact.sector_offices, contact)
    if contact.authorities.exists():
        raise DomainError(
            _("%(name)s answers for an authority: name another contact first.") % {"name": contact}
        )
    address = f"erased-contact-{contact.pk}@erased.invalid"
    _erase_offices(Q(contact=contact), done)
    sent = Response.pgh_event_model.objects.filter(pgh_label="insert", pgh_context__contact=contact.pk)
    signed = list(sent.values_list("pgh_obj_id", flat=True))
    _blank(done, Response.objects.filter(pk__in=signed), OF_RESPONSE)
    _blank_events(done, Response, Q(pgh_obj_id__in=signed), OF_RESPONSE)
    done.add(ActionLink._meta.db_table, ActionLink.objects.filter(contact=contact).delete()[0])
    _erase_mail(Q(contact=contact) | Q(to_address=contact.email), done)
    values = {"name": ERASED, "email": address}
    _blank(done, Contact.objects.filter(pk=contact.pk), values)
    _blank_events(done, Contact, Q(pgh_obj_id=contact.pk), values)


def _erase_plan_rows(names: set[str], done: Erasure) -> None:
    """Rows of imported work plans that name the person in a cell."""
    told = PlanImportRow.objects.annotate(told=Cast("cells", models.TextField()))
    named = reduce(or_, (Q(told__icontains=name) for name in names))
    _blank(done, PlanImportRow.objects.filter(pk__in=told.filter(named).values("pk")), OF_IMPORT_ROW)


def _erase_offices(of_person: Q, done: Erasure) -> None:
    _blank(done, SectorOfficer.objects.filter(of_person).exclude(post=""), OF_OFFICER)
    _blank_events(done, SectorOfficer, of_person, OF_OFFICER)


def _erase_account(user: User, done: Erasure) -> None:
    """The account stays, as what others' rows point to; nobody signs in with it."""
    end_sessions(user)
    _erase_offices(Q(user=user), done)
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


def _erase_mail(mine: Q, done: Erasure) -> None:
    """`mine`: what finds the person's mail."""
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
