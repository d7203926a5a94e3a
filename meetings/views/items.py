"""One agenda item: saved as it is written, two editors' texts shown side by side, its people."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.enums import ItemKind, Visibility
from meetings.forms import AgendaItemForm
from meetings.merging import changed_fields
from meetings.models import AgendaItem
from meetings.services.agenda import ITEM_FIELDS, edit_item, remove_item, snapshot_of
from meetings.views.agenda import builder_context
from meetings.views.doors import item_or_404, meeting_or_404
from meetings.views.people import is_in_builder, people_context
from naio_portal.access import may, require
from naio_portal.errors import DomainError, EditConflict, NotAllowed
from naio_portal.numbers import MOST_WHOLE, number_of
from naio_portal.refusals import telling_refusals


def agenda_item_update(request: HttpRequest, reference: UUID, item: UUID) -> HttpResponse:
    """The form of one item, alone on a page or inside the builder; saved as one writes."""
    meeting = meeting_or_404(request, reference)
    found = item_or_404(request, meeting, item)
    require(request.user, "meetings.edit_agenda_item", found)
    if request.method == "POST":
        return save(request, found)
    return item_page(request, found, fresh_form(request, found))


def may_restrict(request: HttpRequest, item: AgendaItem) -> bool:
    return may(request.user, "meetings.restrict_agenda_item", item.meeting)


def fresh_form(request: HttpRequest, item: AgendaItem, **mine: object) -> AgendaItemForm:
    """The form as the item stands, with `mine` in place of what stands."""
    values = {field: getattr(item, field) for field in ITEM_FIELDS} | mine
    return AgendaItemForm(
        initial={**values, "base": snapshot_of(item)},
        may_restrict=may_restrict(request, item),
        auto_id=ids_of(item),
    )


def ids_of(item: AgendaItem) -> str:
    """Pattern of the fields' ids: several forms may be open on one page."""
    return f"id_{item.reference}_%s"


def item_page(
    request: HttpRequest, item: AgendaItem, form: AgendaItemForm, *, status: int = 200, **context: object
) -> HttpResponse:
    """The whole page, or for htmx the form alone (it then replaces the one that is there)."""
    context |= {"meeting": item.meeting, "item": item, "form": form, **people_context(request, item)}
    template = "meetings/item_form.html#form" if request.htmx else "meetings/item_form.html"
    response = render(request, template, context, status=status)
    if request.htmx and request.method == "POST":
        response["HX-Retarget"] = f"#form-{item.reference}"
        response["HX-Reswap"] = "innerHTML"
    return response


def save(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Write what changed; answer with a state in words, or with both texts."""
    form = AgendaItemForm(request.POST, may_restrict=may_restrict(request, item), auto_id=ids_of(item))
    if not form.is_valid():
        return saved_part(request, item, form, status=422)
    values = form.values()
    try:
        saved = edit_item(item=item, values=values, base=form.cleaned_data["base"], by=request.user)
    except NotAllowed:
        raise
    except EditConflict as conflict:
        return conflict_part(request, form, conflict)
    except (ValidationError, DomainError) as refusal:
        add_refusal(form, refusal)
        return saved_part(request, item, form, status=422)
    if not request.htmx:
        messages.success(request, _("Saved."))
        return redirect(f"{item.meeting.get_absolute_url()}agenda/#item-{item.reference}")
    if any(getattr(saved, field) != value for field, value in values.items()):
        # Joined with what somebody else wrote: show all of it.
        return item_page(request, saved, fresh_form(request, saved), joined=True)
    if saved.visibility != item.visibility:
        # Whether it has named readers depends on this.
        context = {"people_oob": True, **people_context(request, saved)}
    else:
        context = {}
    return saved_part(request, saved, fresh_form(request, saved), saved_at=timezone.now(), **context)


def add_refusal(form: AgendaItemForm, refusal: ValidationError | DomainError) -> None:
    """Show what a service refused: next to its field, or above the form."""
    by_field = getattr(refusal, "error_dict", {None: str(refusal)})
    for field, errors in by_field.items():
        form.add_error(field if field in form.fields else None, errors)


def saved_part(
    request: HttpRequest, item: AgendaItem, form: AgendaItemForm, *, status: int = 200, **context: object
) -> HttpResponse:
    """Whether it was saved, the errors next to their fields, and the times that follow from it. The form
    itself stays as it is under the writer's hands."""
    if not request.htmx:
        return item_page(request, item, form, status=status)
    context |= {"form": form, "item": item, "in_builder": is_in_builder(request)}
    context = builder_context(request, item.meeting, **context)
    return render(request, "meetings/item_saved.html", context, status=status)


def conflict_part(request: HttpRequest, form: AgendaItemForm, conflict: EditConflict) -> HttpResponse:
    """The form with my text where I wrote and theirs where only they did; both where both did."""
    theirs, values = conflict.theirs, form.values()
    kept = changed_fields(base=form.cleaned_data["base"], mine=values)
    again = fresh_form(request, theirs, **{field: values[field] for field in kept})
    clashes = [
        {
            "label": form.fields[field].label,
            "theirs": shown(field, getattr(theirs, field)),
            "mine": shown(field, values[field]),
        }
        for field in conflict.fields
    ]
    return item_page(request, theirs, again, status=409, conflict=str(conflict), clashes=clashes)


def shown(field: str, value: object) -> str:
    """A value in words, for the comparison."""
    choices = {"kind": ItemKind, "visibility": Visibility}
    return str(choices[field](value).label) if field in choices else str(value)


def agenda_item_remove(request: HttpRequest, reference: UUID, item: UUID) -> HttpResponse:
    """Say what will go; on POST take it off the agenda."""
    meeting = meeting_or_404(request, reference)
    found = item_or_404(request, meeting, item)
    require(request.user, "meetings.edit_agenda_item", found)
    if request.method != "POST":
        return render(request, "meetings/item_remove.html", {"meeting": meeting, "item": found})
    version = number_of(request.POST.get("version", ""), MOST_WHOLE) or 0
    with telling_refusals(request):
        remove_item(item=found, version=version, by=request.user)
        messages.success(request, _("“%(title)s” is off the agenda.") % {"title": found.title})
    return redirect("meetings:meeting-agenda", meeting.reference)
