"""Rosters as files: the columns that the import reads, so that a file goes out and comes back whole."""

from collections.abc import Iterator
from typing import IO

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from groups.filters import RequestFilter
from groups.imports.fields import FIELDS
from groups.models import Appointment, LiaisonRequest
from groups.serving import chaired_groups_of, sees_everything
from members.selectors import country_name, term_name, term_names
from naio_portal.spreadsheets.writing import CSV_TYPE, XLSX_TYPE, stream_csv, write_xlsx

__all__ = ["CSV_TYPE", "XLSX_TYPE", "csv_lines", "xlsx_file"]

# Rows fetched at a time: memory stays flat whatever the number of people.
CHUNK = 500


def headings() -> list[str]:
    """In the active language; the import knows both."""
    return [column.heading for column in FIELDS]


def values_of(appointment: Appointment) -> dict[str, object]:
    """Column -> value: words in the active language, codes where a word could mean two things."""
    member = appointment.member
    return {
        "title": member.titles,
        "full_name": member.full_name,
        "preferred_name": member.preferred_name,
        "gender": member.gender,
        "email": member.email,
        "phone": member.phone,
        "organisation": member.organisation,
        "position": member.position,
        "background": term_name(member.background_id),
        "origin": term_name(member.origin_id),
        "country": country_name(member.country),
        "state": member.get_state_display(),
        "time_zone": member.time_zone,
        "language": member.language,
        "expertise": "; ".join(term_names(member.expertise)),
        "group": appointment.group.code,
        "role": appointment.get_role_display(),
        "start": appointment.start_on,
        "end": appointment.end_on,
        "instrument": appointment.instrument,
        "precedence": appointment.precedence,
        "member_reference": str(member.reference),
        "appointment_reference": str(appointment.reference),
    }


def rows(appointments: QuerySet[Appointment]) -> Iterator[list[object]]:
    """A row for each appointment, in order, fetched in chunks. One query."""
    for appointment in appointments.iterator(chunk_size=CHUNK):
        values = values_of(appointment)
        yield [values[column.name] for column in FIELDS]


def csv_lines(appointments: QuerySet[Appointment]) -> Iterator[bytes]:
    """The CSV as it streams."""
    return stream_csv(headings(), rows(appointments))


def xlsx_file(appointments: QuerySet[Appointment], *, title: str) -> IO[bytes]:
    """The workbook, at its start. The caller closes it."""
    return write_xlsx(headings(), rows(appointments), title=title)


# --- liaison requests ------------------------------------------------------------------------------------


def request_headings() -> list[str]:
    """Headings in the active language."""
    return [
        _("Number"), _("From group"), _("To"), _("Purpose"), _("Subject"), _("State"), _("Answer by"),
        _("Overdue"), _("Owner, asking side"), _("Owner, answering side"), _("Sent on"), _("Acknowledged on"),
        _("Answered on"), _("Closed on"), _("Answer"),
    ]  # fmt: skip


def request_lines(user, chosen: RequestFilter) -> Iterator[list[object]]:
    """A row for each request that this person sees and may export: all for the secretariat, those of the
    groups they chair for others. One query, in chunks."""
    found = chosen.apply(LiaisonRequest.objects.visible_to(user), user)
    if not sees_everything(user):
        chaired = chaired_groups_of(user)
        found = found.filter(Q(from_group__in=chaired) | Q(to_group__in=chaired))
    found = found.select_related(
        "from_group", "to_group", "to_team", "owner_from", "owner_to", "owner_officer__user__member"
    ).select_related("owner_officer__contact")
    for row in found.iterator(chunk_size=CHUNK):
        yield [
            row.code,
            row.from_group.name,
            row.addressee.name,
            row.get_purpose_display(),
            row.subject,
            row.get_state_display(),
            row.due_on,
            _("yes") if row.is_overdue else "",
            row.owner_from.formal_name,
            row.answering_owner,
            row.sent_on,
            row.acknowledged_on,
            row.answered_on,
            row.closed_on,
            row.answer,
        ]
