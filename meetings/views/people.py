"""The people of an item: who presents it, and who may read it where it is restricted."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.enums import Visibility
from meetings.models import AgendaItem, AgendaItemGrant, Presenter
from meetings.selectors import people_of, people_who_serve
from meetings.services.agenda import add_presenter, grant_item, remove_presenter, revoke_grant
from meetings.views.agenda import builder_context
from meetings.views.doors import item_or_404, meeting_or_404
from members.models import Member
from naio_portal.access import may, require
from naio_portal.refusals import telling_refusals

MOST_FOUND = 8
PRESENTER, READER = "presenter", "reader"
ADD_ROUTES = {PRESENTER: "meetings:presenter-create", READER: "meetings:grant-create"}


def candidates(item: AgendaItem, part: str):
    """Who may be chosen: presenters among the groups that meet, readers among all who serve today."""
    return people_of(item.meeting.group_ids) if part == PRESENTER else people_who_serve()


def people_context(request: HttpRequest, item: AgendaItem) -> dict[str, object]:
    """Presenters, named readers, and who was found for `?part=&q=`."""
    part = READER if request.GET.get("part") == READER else PRESENTER
    words = " ".join(request.GET.get("q", "").split())[:100]
    is_restricted = item.visibility == Visibility.RESTRICTED
    return {
        "presenters": item.presenters.select_related("member"),
        "grants": item.grants.select_related("member") if is_restricted else [],
        "may_grant": is_restricted and may(request.user, "meetings.restrict_agenda_item", item.meeting),
        "part": part,
        "q": words,
        "found": candidates(item, part).matching(words).order_by("sort_key", "id")[:MOST_FOUND]
        if words
        else [],
    }


def people_part(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """For htmx the people of the item alone; else back to the item's page."""
    if not request.htmx:
        return redirect("meetings:agenda-item-update", item.meeting.reference, item.reference)
    context = {"item": item, "in_builder": is_in_builder(request), **people_context(request, item)}
    return render(request, "meetings/item_people.html", builder_context(request, item.meeting, **context))


def is_in_builder(request: HttpRequest) -> bool:
    """Whether htmx asks from the builder, where the item's line also shows what changed."""
    return (request.htmx.current_url_abs_path or "").split("?")[0].endswith("/agenda/")


@require_safe
def people_search(request: HttpRequest, reference: UUID, item: UUID) -> HttpResponse:
    """Who matches `?q=`, as buttons that add them."""
    found = editable_item(request, reference, item)
    if not request.htmx:
        query = request.GET.urlencode()
        page = redirect("meetings:agenda-item-update", reference, item)
        page["Location"] += f"?{query}#people-{item}"
        return page
    context = {"meeting": found.meeting, "item": found, **people_context(request, found)}
    context |= {"part_here": context["part"], "add": ADD_ROUTES[context["part"]]}
    return render(request, "meetings/_found.html", context)


def editable_item(request: HttpRequest, reference: UUID, item: UUID) -> AgendaItem:
    """The item, if this person may see it (404) and change it (403)."""
    found = item_or_404(request, meeting_or_404(request, reference), item)
    require(request.user, "meetings.edit_agenda_item", found)
    return found


def chosen_member(request: HttpRequest, item: AgendaItem, part: str) -> Member | None:
    """The member whose reference the form sent, among those who may be chosen. Raises Http404."""
    if not request.POST.get("member"):
        return None
    try:
        return get_object_or_404(candidates(item, part), reference=request.POST["member"])
    except ValidationError:  # no UUID
        return None


@require_POST
def presenter_create(request: HttpRequest, reference: UUID, item: UUID) -> HttpResponse:
    """Add a presenter: `member` (reference) or `name`."""
    found = editable_item(request, reference, item)
    try:
        with telling_refusals(request):
            add_presenter(
                item=found,
                member=chosen_member(request, found, PRESENTER),
                name=request.POST.get("name", ""),
                by=request.user,
            )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return people_part(request, found)


@require_POST
def presenter_remove(request: HttpRequest, reference: UUID, item: UUID, presenter: int) -> HttpResponse:
    """This person no longer presents; a second time nothing is left to do."""
    found = editable_item(request, reference, item)
    gone = Presenter.objects.filter(item=found, pk=presenter).first()
    if gone:
        with telling_refusals(request):
            remove_presenter(presenter=gone, by=request.user)
    return people_part(request, found)


@require_POST
def grant_create(request: HttpRequest, reference: UUID, item: UUID) -> HttpResponse:
    """Open a restricted item to one person: `member` (reference)."""
    found = editable_item(request, reference, item)
    require(request.user, "meetings.restrict_agenda_item", found.meeting)
    member = chosen_member(request, found, READER)
    if member:
        with telling_refusals(request):
            grant_item(item=found, member=member, by=request.user)
    return people_part(request, found)


@require_POST
def grant_remove(request: HttpRequest, reference: UUID, item: UUID, grant: int) -> HttpResponse:
    """Close a restricted item to one person again."""
    found = editable_item(request, reference, item)
    require(request.user, "meetings.restrict_agenda_item", found.meeting)
    gone = AgendaItemGrant.objects.filter(item=found, pk=grant).first()
    if gone:
        with telling_refusals(request):
            revoke_grant(grant=gone, by=request.user)
    return people_part(request, found)
