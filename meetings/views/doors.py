"""The one door to each object of a page, and how a refusal is told."""

from uuid import UUID

from django.http import HttpRequest

from meetings.models import AgendaItem, Meeting
from meetings.selectors import WITH_GROUPS
from naio_portal.access import may, visible_or_404

ACTS = ("edit_meeting", "notify_meeting", "run_meeting", "cancel_meeting", "edit_agenda", "join_meeting")


def meeting_or_404(request: HttpRequest, reference: UUID) -> Meeting:
    """The meeting with its groups, if this person may see it. Raises Http404, SignInFirst. 2 queries."""
    return visible_or_404(Meeting.objects.prefetch_related(WITH_GROUPS), request.user, reference=reference)


def item_or_404(request: HttpRequest, meeting: Meeting, item: UUID) -> AgendaItem:
    """An item of that meeting, if this person may read it. Raises Http404, SignInFirst."""
    found = visible_or_404(AgendaItem.objects, request.user, meeting=meeting, reference=item)
    found.meeting = meeting
    return found


def rights_in(request: HttpRequest, meeting: Meeting) -> dict[str, bool]:
    """`may` of the templates: which of ACTS this person may do with the meeting. No query."""
    return {act: may(request.user, f"meetings.{act}", meeting) for act in ACTS}
