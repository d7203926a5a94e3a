"""Mails about meetings, built from ids when they are sent; nothing here sends."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Appointment
from meetings.agenda_text import agenda_lines
from meetings.calendar import calendar_of
from meetings.enums import TOLD_STATES, MeetingState
from meetings.models import Meeting
from meetings.selectors import WITH_GROUPS, agenda_for_all
from meetings.services.notices import record_change
from naio_portal.dates import format_period
from naio_portal.notices.kinds import MailParts, message_kind
from naio_portal.notices.recipients import Recipient
from naio_portal.notices.writing import write_mail

Said = Mapping[str, Any]
TEMPLATE = "meetings/mail/meeting"


@message_kind("meetings.notified", title=gettext_lazy("Meeting notified"))
def meeting_notified(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """Please keep the time. Not sent once the meeting is cancelled or over, or to whom it no longer
    concerns."""
    meeting = meeting_in(payload, TOLD_STATES)
    if meeting is None or not concerns(recipient, meeting.announced):
        return None
    return invitation(meeting, language, recipient)


@message_kind(
    "meetings.changed",
    title=gettext_lazy("Meeting changed"),
    on_release=lambda burst_key: record_change(burst_key=burst_key),
)
def meeting_changed(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """What changed since the last mail, old and new. To whom it newly concerns the invitation, to whom it
    no longer concerns the cancellation. Not sent once a later mail has been queued."""
    meeting = meeting_in(payload, TOLD_STATES)
    if meeting is None or meeting.sequence != payload["sequence"]:
        return None
    was, said = payload["was"], meeting.announced
    if not concerns(recipient, said):
        return withdrawal(meeting, language, recipient, was) if concerns(recipient, was) else None
    if not concerns(recipient, was):
        return invitation(meeting, language, recipient)
    changes = changes_between(was, said, language)
    if not changes:
        return None
    return meeting_mail(
        meeting,
        said,
        language,
        recipient,
        subject=_("Changed: %(title)s, %(when)s"),
        ask=_("Please note the change to “%(title)s”: it is now on %(when)s."),
        changes=changes,
    )


@message_kind("meetings.cancelled", title=gettext_lazy("Meeting cancelled"))
def meeting_cancelled(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """The meeting will not take place, and why."""
    meeting = meeting_in(payload, (MeetingState.CANCELLED,))
    if meeting is None or not concerns(recipient, meeting.announced):
        return None
    return meeting_mail(
        meeting,
        meeting.announced,
        language,
        recipient,
        subject=_("Cancelled: %(title)s, %(when)s"),
        ask=_("“%(title)s” on %(when)s will not take place."),
        method="CANCEL",
        reason=meeting.cancel_reason,
    )


def invitation(meeting: Meeting, language: str, recipient: Recipient) -> MailParts:
    """Please keep the time: as last announced."""
    return meeting_mail(
        meeting,
        meeting.announced,
        language,
        recipient,
        subject=_("Please keep the time: %(title)s, %(when)s"),
        ask=_("Please keep the time for “%(title)s”: %(when)s."),
    )


def withdrawal(meeting: Meeting, language: str, recipient: Recipient, was: Said) -> MailParts:
    """The group of this person no longer meets there."""
    return meeting_mail(
        meeting,
        was,
        language,
        recipient,
        subject=_("No longer for your group: %(title)s, %(when)s"),
        ask=_("“%(title)s” on %(when)s is no longer a meeting of your group: you need not come."),
        method="CANCEL",
    )


def meeting_in(payload: dict, states: tuple[str, ...]) -> Meeting | None:
    """The meeting of the payload while it is in one of these states."""
    found = Meeting.objects.filter(pk=payload["meeting"], state__in=states)
    return found.prefetch_related(WITH_GROUPS).first()


def concerns(recipient: Recipient, said: Said) -> bool:
    """Whether the person serves today in one of the groups that were told to meet."""
    serving = Appointment.objects.in_force().filter(member=recipient.member_id)
    return serving.filter(group__in=said["groups"]).exists()


def code_for(recipient: Recipient, meeting: Meeting, said: Said) -> str:
    """Code of the reader's group that was told to meet; none for a plenary or where several are."""
    serving = Appointment.objects.in_force().filter(member=recipient.member_id, group__in=said["groups"])
    codes = list(serving.values_list("group__code", flat=True))
    return codes[0] if len(codes) == 1 and not meeting.is_plenary else ""


def changes_between(was: Said, said: Said, language: str) -> list[tuple[str | Promise, str, str]]:
    """(what, old, new) in words, of time, place and link."""
    pairs = [
        (_("When"), period(was, language), period(said, language)),
        (_("Place"), was["place"] or _("none"), said["place"] or _("none")),
        (_("Link"), was["link"] or _("none"), said["link"] or _("none")),
    ]
    return [(label, old, new) for label, old, new in pairs if old != new]


def period(said: Said, language: str, zone: str | None = None) -> str:
    """From when to when, in the zone of the place unless another is given."""
    starts_at, ends_at = (dt.datetime.fromisoformat(str(said[name])) for name in ("starts_at", "ends_at"))
    return format_period(starts_at, ends_at, str(said["time_zone"]) if zone is None else zone, language)


def meeting_mail(
    meeting: Meeting,
    said: Said,
    language: str,
    recipient: Recipient,
    *,
    subject: str,
    ask: str,
    method: str = "REQUEST",
    changes: list[tuple[str | Promise, str, str]] | None = None,
    reason: str = "",
) -> MailParts:
    """One mail with its calendar part. `subject`, `ask`: with places for %(title)s and %(when)s."""
    when = period(said, language)
    own_time = period(said, language, recipient.time_zone)
    words = {"title": meeting.title, "when": when}
    is_on = method == "REQUEST"
    groups = [link.group for link in meeting.meeting_groups.all()]
    context = {
        "when": when,
        "own_time": own_time if own_time.split(", ", 1) != when.split(", ", 1) else "",
        "place": said["place"],
        "join": said["link"] if is_on else "",
        "groups": ", ".join(group.name for group in groups),
        "changes": changes or [],
        "reason": reason,
        "agenda": agenda_lines(agenda_for_all(meeting), str(said["time_zone"])) if is_on else [],
    }
    return write_mail(
        TEMPLATE,
        subject=subject % words,
        ask=ask % words,
        link=meeting.get_absolute_url(),
        link_label=_("Open the meeting"),
        why=_("You get this mail because you serve in a group that meets."),
        context=context,
        recipient=recipient,
        calendar=calendar_of(
            meeting,
            method=method,
            language=language,
            with_link=is_on,
            said=said,
            attendee=(recipient.name, recipient.address),
        ),
        calendar_method=method,
        thread=f"meeting-{meeting.reference}",
        group_code=code_for(recipient, meeting, said),
    )
