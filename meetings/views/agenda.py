"""The agenda builder: the list of items, adding and ordering them. Each act works as a plain form too."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.forms import AgendaItemForm
from meetings.models import Meeting
from meetings.selectors import Agenda, agenda_of
from meetings.services.agenda import add_item, reorder_items
from meetings.views.doors import meeting_or_404, rights_in
from naio_portal.access import require
from naio_portal.errors import DomainError, EditConflict, NotAllowed
from naio_portal.refusals import telling_refusals


def builder_context(request: HttpRequest, meeting: Meeting, **context: object) -> dict[str, object]:
    """What the builder and its parts need; 2 queries for the agenda."""
    may = rights_in(request, meeting)
    context.setdefault("agenda", agenda_of(meeting, request.user))
    context.setdefault("form", AgendaItemForm(may_restrict=may["run_meeting"]))
    return {"meeting": meeting, "may": may, **context}


@require_safe
def meeting_agenda(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The builder."""
    meeting = meeting_or_404(request, reference)
    require(request.user, "meetings.edit_agenda", meeting)
    return render(request, "meetings/agenda_form.html", builder_context(request, meeting))


@require_POST
def agenda_item_create(request: HttpRequest, reference: UUID) -> HttpResponse:
    """A new last item."""
    meeting = meeting_or_404(request, reference)
    require(request.user, "meetings.edit_agenda", meeting)
    form = AgendaItemForm(request.POST, may_restrict=rights_in(request, meeting)["run_meeting"])
    if form.is_valid():
        try:
            with telling_refusals(request):
                item = add_item(meeting=meeting, **form.values(), by=request.user)
                messages.success(request, _("“%(title)s” is on the agenda.") % {"title": item.title})
        except ValidationError as error:
            for field, errors in error.message_dict.items():
                form.add_error(field if field in form.fields else None, errors)
    if form.errors:
        return form_refused(request, builder_context(request, meeting, form=form))
    if request.htmx:
        said = " ".join(str(message) for message in messages.get_messages(request))
        context = builder_context(request, meeting, announcement=said, is_added=True)
        return render(request, "meetings/agenda_added.html", context)
    return redirect("meetings:meeting-agenda", meeting.reference)


def form_refused(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """The form for a new item with its errors; for htmx it alone."""
    template = "meetings/agenda_form.html#add" if request.htmx else "meetings/agenda_form.html"
    response = render(request, template, context, status=422)
    response["HX-Retarget"] = "#agenda-add"
    response["HX-Reswap"] = "outerHTML"
    return response


@require_POST
def agenda_order(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Move items. `seen`: references in the order shown, with commas; either `move`
    (`<reference>:up` or `:down`) or `order`, all references in the wanted order."""
    meeting = meeting_or_404(request, reference)
    require(request.user, "meetings.edit_agenda", meeting)
    seen = [part for part in request.POST.get("seen", "").split(",") if part]
    moved, wanted = wanted_order(seen, request.POST)
    context: dict[str, object] = {}
    status = 200
    try:
        reorder_items(meeting=meeting, seen=seen, wanted=wanted, by=request.user)
    except NotAllowed:
        raise
    except EditConflict as conflict:
        agenda = agenda_of(meeting, request.user)
        context = {"agenda": agenda, "order_conflict": both_orders(agenda, wanted), "refusal": str(conflict)}
        status = 409
    except (DomainError, ValidationError) as refusal:
        context = {"refusal": " ".join(getattr(refusal, "messages", [str(refusal)]))}
        status = 422
    context = builder_context(request, meeting, **context)
    context["announcement"] = context.get("refusal") or place_in_words(context["agenda"], moved)
    if request.htmx:
        return render(request, "meetings/agenda_form.html#agenda", context, status=status)
    if status == 200:
        return redirect(f"{meeting.get_absolute_url()}agenda/#item-{moved}")
    return render(request, "meetings/agenda_form.html", context, status=status)


def wanted_order(seen: list[str], post) -> tuple[str, list[str]]:
    """The moved item and the order that the person wants."""
    if "move" not in post:
        return post.get("moved", ""), [part for part in post.get("order", "").split(",") if part]
    moved, _colon, direction = post["move"].partition(":")
    if moved not in seen:
        return moved, seen
    place = seen.index(moved)
    target = max(0, min(len(seen) - 1, place + (-1 if direction == "up" else 1)))
    wanted = [reference for reference in seen if reference != moved]
    wanted.insert(target, moved)
    return moved, wanted


def both_orders(agenda: Agenda, wanted: list[str]) -> dict[str, object]:
    """Their order as it stands and mine, with what was added and removed meanwhile."""
    rows = {row.reference: row for row in agenda.rows}
    mine = [reference for reference in wanted if reference in rows]
    mine += [reference for reference in rows if reference not in mine]
    return {
        "seen": ",".join(rows),
        "order": ",".join(mine),
        "theirs": list(rows.values()),
        "mine": [rows[reference] for reference in mine],
    }


def place_in_words(agenda: Agenda, moved: str) -> str:
    """For those who hear the page: where the moved item stands now."""
    for row in agenda.rows:
        if row.reference == moved:
            title = row.item.title if row.item else _("Closed item")
            words = {"title": title, "number": row.number, "count": len(agenda.rows)}
            return _("“%(title)s” is now item %(number)d of %(count)d.") % words
    return ""
