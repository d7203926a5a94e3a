"""One meeting: its page, calling it and changing it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.models import WorkingGroup
from meetings.enums import OPEN_STATES, MeetingState
from meetings.forms import MeetingForm, initial_of, shown_value
from meetings.merging import changed_fields
from meetings.models import AgendaItem, AgendaItemGrant, Meeting, MeetingGroup, Presenter
from meetings.selectors import agenda_of, people_of
from meetings.services.meetings import create_meeting, edit_meeting, snapshot_of, values_of
from meetings.views.doors import meeting_or_404, rights_in
from naio_portal.access import may, require
from naio_portal.errors import EditConflict
from naio_portal.history import Trail, history_page
from naio_portal.refusals import telling_refusals


@require_safe
def meeting_detail(request: HttpRequest, reference: UUID) -> HttpResponse:
    """When and where, the agenda as this person may read it, and what may be done."""
    meeting = meeting_or_404(request, reference)
    context = {
        "meeting": meeting,
        "agenda": agenda_of(meeting, request.user),
        "may": rights_in(request, meeting),
        "concerned": people_of(meeting.group_ids).count(),
        "seconds_left": seconds_left(meeting),
        "hold_minutes": settings.NOTICE_HOLD_SECONDS // 60,
        "is_open": meeting.state in OPEN_STATES,
    }
    return render(request, "meetings/meeting_detail.html", context)


@require_safe
def meeting_history(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who changed what of the meeting and its agenda, as far as this person may read it."""
    meeting = meeting_or_404(request, reference)
    trails = [meeting, Trail(MeetingGroup, meeting=meeting.pk)]
    if may(request.user, "meetings.read_members_items", meeting):
        # Others read common items only, and a common item may have been another one before.
        items = AgendaItem.pgh_event_model.objects.filter(meeting=meeting.pk).values("pgh_obj_id")
        trails += [
            Trail(AgendaItem, meeting=meeting.pk),
            Trail(Presenter, item__in=items),
            Trail(AgendaItemGrant, item__in=items),
        ]
    return history_page(
        request, "meetings/meeting_history.html", trails=trails, heading=meeting.title, meeting=meeting
    )


def seconds_left(meeting: Meeting) -> int:
    """Until the held change goes out; 0 when it is due or nothing waits."""
    if meeting.notice_due_at is None:
        return 0
    return max(0, int((meeting.notice_due_at - timezone.now()).total_seconds()))


def meeting_create(request: HttpRequest) -> HttpResponse:
    """Call a new meeting, as a draft; `?group=` ticks that group."""
    require(request.user, "meetings.create_meeting")
    wanted = WorkingGroup.objects.visible_to(request.user).filter(slug=request.GET.get("group", ""))
    initial = {"groups": list(wanted), "language": get_language()}
    form = MeetingForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = create_meeting(details=form.details(), groups=form.chosen_groups(), by=request.user)
        except ValidationError as error:
            form.add_service_errors(error)
        else:
            messages.success(request, _("The draft is saved. Now write its agenda, then notify."))
            return redirect("meetings:meeting-agenda", meeting.reference)
    return render(request, "meetings/meeting_form.html", {"form": form, "meeting": None})


def meeting_update(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Change a meeting; where somebody else did meanwhile, both texts are shown."""
    meeting = meeting_or_404(request, reference)
    require(request.user, "meetings.edit_meeting", meeting)
    if request.method != "POST":
        return form_page(request, meeting, fresh_form(request, meeting))
    form = MeetingForm(request.POST, user=request.user, meeting=meeting)
    if not form.is_valid():
        return form_page(request, meeting, form, status=422)
    with telling_refusals(request):
        try:
            edit_meeting(
                meeting=meeting,
                details=form.details(),
                groups=form.chosen_groups(),
                base=form.cleaned_data["base"],
                by=request.user,
            )
        except EditConflict as conflict:
            return conflict_page(request, form, conflict)
        except ValidationError as error:
            form.add_service_errors(error)
            return form_page(request, meeting, form, status=422)
        messages.success(request, _("Saved."))
    return redirect(meeting)


def fresh_form(request: HttpRequest, meeting: Meeting) -> MeetingForm:
    initial = {**initial_of(values_of(meeting)), "base": snapshot_of(meeting)}
    return MeetingForm(initial=initial, user=request.user, meeting=meeting)


def form_page(
    request: HttpRequest, meeting: Meeting, form: MeetingForm, *, status: int = 200, **context: object
) -> HttpResponse:
    context |= {"form": form, "meeting": meeting, "is_told": meeting.state != MeetingState.DRAFT}
    context["hold_minutes"] = settings.NOTICE_HOLD_SECONDS // 60
    return render(request, "meetings/meeting_form.html", context, status=status)


def conflict_page(request: HttpRequest, form: MeetingForm, conflict: EditConflict) -> HttpResponse:
    """The form again: my text where I wrote, theirs where only they did, and both where both did."""
    meeting = meeting_or_404(request, conflict.theirs.reference)
    theirs = values_of(meeting)
    details = form.details()
    mine = {field: getattr(details, field) for field in details.__dataclass_fields__}
    mine["groups"] = {group.pk for group in form.chosen_groups()}
    kept = changed_fields(base=form.cleaned_data["base"], mine=mine)
    both = {**theirs, **{field: mine[field] for field in kept}}
    again = MeetingForm(
        initial={**initial_of(both), "base": snapshot_of(meeting)}, user=request.user, meeting=meeting
    )
    clashes = [
        {
            "label": Meeting._meta.get_field(field).verbose_name,
            "theirs": shown_value(field, theirs[field], theirs["time_zone"]),
            "mine": shown_value(field, mine[field], mine["time_zone"]),
        }
        for field in conflict.fields
    ]
    return form_page(request, meeting, again, status=409, conflict=str(conflict), clashes=clashes)
