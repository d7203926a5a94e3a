"""Who serves on a day, and the deadlines of liaison requests: only people in force are written to."""

import datetime as dt
from collections.abc import Collection

from django.db.models import BigIntegerField, Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.enums import Role
from groups.mail import link_by_mail
from groups.models import Appointment, LiaisonRequest, SectorOfficer
from naio_portal.notices.reckoning import CONTACT_KEYS
from naio_portal.notices.subjects import (
    ReminderItem,
    ReminderSubject,
    due_phrase,
    register_roster,
    register_subject,
)


def in_force(day: dt.date) -> QuerySet:
    """Rows of `register_roster`: appointments in force that day, chairs and co-chairs marked."""
    rank = Case(
        When(role=Role.CHAIR, then=Value(1)),
        When(role=Role.CO_CHAIR, then=Value(2)),
        output_field=IntegerField(null=True),
    )
    return Appointment.objects.in_force(day).values(
        "group_id", "member_id", since=F("start_on"), chair_rank=rank
    )


def officer_key(path: str = "") -> Case:
    """Key of an officer as a person who is reminded: of their member profile, sign-in or contact."""
    return Case(
        When(
            **{f"{path}user__isnull": False},
            then=Coalesce(F(f"{path}user__member__id"), -F(f"{path}user_id")),
        ),
        When(**{f"{path}contact__isnull": False}, then=Value(CONTACT_KEYS) - F(f"{path}contact_id")),
        output_field=BigIntegerField(null=True),
    )


def officers_in_force(day: dt.date) -> QuerySet:
    """Rows of `register_roster` for sectoral teams. Each officer stands in for a colleague as a chair does
    for a member: where nobody is named, and when an answer is a week late."""
    return (
        SectorOfficer.objects.in_force(day)
        .order_by()
        .annotate(body=-F("team_id"), person=officer_key())
        .values(group_id=F("body"), member_id=F("person"), since=F("start_on"), chair_rank=Value(1))
    )


def due_requests() -> QuerySet:
    """Requests to which an answer is owed, from the day they were sent."""
    return (
        LiaisonRequest.objects.awaited()
        .order_by()
        .values(
            "owned_since",
            object_id=F("pk"),
            in_group=Coalesce(F("to_group_id"), -F("to_team_id")),
            anchor_on=F("due_on"),
            started_on=F("sent_on"),
            owned_by=Coalesce(F("owner_to_id"), officer_key("owner_officer__")),
        )
    )


def describe_requests(ids: Collection[int]) -> dict[int, ReminderItem]:
    found = LiaisonRequest.objects.filter(pk__in=ids).select_related(
        "from_group", "owner_to", "owner_officer__user__member", "owner_officer__contact"
    )
    return {
        request.pk: ReminderItem(
            object_id=request.pk,
            group_code=request.from_group.code,
            code=request.code,
            title=request.subject,
            language=request.language,
            link=f"{request.get_absolute_url()}answer/",
            link_label=_("Answer the request"),
            page=request.get_absolute_url(),
            owner_name=request.answering_owner,
        )
        for request in found
    }


register_roster(in_force)
register_roster(officers_in_force)
register_subject(
    ReminderSubject(
        kind="liaison_due",
        title=gettext_lazy("Liaison request"),
        owner=gettext_lazy("the person who answers it"),
        objects=due_requests,
        describe=describe_requests,
        phrase=due_phrase,
        link_for=link_by_mail,
    )
)
