"""Writing a deliverable: its definition, its people and its milestones on one page."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from deliverables.forms import (
    DeliverableForm,
    MilestoneFormSet,
    add_errors,
    groups_to_write_in,
    serving_members,
)
from deliverables.models import Deliverable
from deliverables.services import create_deliverable, update_deliverable
from groups.models import WorkingGroup
from naio_portal.access import require, visible_or_404
from naio_portal.errors import DomainError, EditConflict, NotAllowed

PREFIX = "milestones"


def deliverable_start(request: HttpRequest) -> HttpResponse:
    """Choose the group of a new deliverable; straight on where there is one choice."""
    require(request.user, "deliverables.start_deliverable")
    groups = groups_to_write_in(request.user)
    if len(groups) == 1:
        return redirect("deliverables:deliverable-create", slug=groups[0].slug)
    return render(request, "deliverables/deliverable_start.html", {"groups": groups})


def deliverable_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose a deliverable of a group with its milestones."""
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    require(request.user, "deliverables.create_deliverable", group)
    form, rows = forms_of(request, group, Deliverable(group=group))
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        made = attempt(
            form,
            create_deliverable,
            group=group,
            values=form.values(),
            milestones=rows.rows(),
            contributors=form.cleaned_data["contributors"],
            named=form.readers(),
            by=request.user,
        )
        if made:
            messages.success(request, _("%(code)s is proposed. It waits for approval.") % {"code": made.code})
            return redirect(made)
    return page(request, form, rows, group=group)


def deliverable_update(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Change the definition; when somebody saved meanwhile, both texts are shown and nothing is lost."""
    deliverable = visible_or_404(
        Deliverable.objects.select_related("group", "owner"), request.user, reference=reference
    )
    require(request.user, "deliverables.update_deliverable", deliverable)
    if not deliverable.is_editable:
        messages.warning(request, _("What is finished is not edited any more."))
        return redirect(deliverable)
    form, rows = forms_of(request, deliverable.group, deliverable)
    conflict = None
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        try:
            saved = attempt(
                form,
                update_deliverable,
                deliverable=deliverable,
                version=form.cleaned_data["version"],
                values=form.values(),
                milestones=rows.rows(),
                contributors=form.cleaned_data["contributors"],
                named=form.readers(),
                by=request.user,
            )
        except EditConflict as error:
            conflict = conflict_of(form, error.theirs)
        else:
            if saved:
                messages.success(request, _("%(code)s is saved.") % {"code": saved.code})
                return redirect(saved)
    return page(request, form, rows, group=deliverable.group, deliverable=deliverable, conflict=conflict)


def forms_of(request: HttpRequest, group: WorkingGroup, deliverable: Deliverable):
    """The form and its rows, bound on a POST."""
    data = request.POST if request.method == "POST" else None
    form = DeliverableForm(data, instance=deliverable, group=group)
    milestones = list(deliverable.milestones.order_by("due_on", "number")) if deliverable.pk else []
    for milestone in milestones:
        milestone.deliverable = deliverable
    held = [milestone.owner_id for milestone in milestones]
    rows = MilestoneFormSet(
        data,
        prefix=PREFIX,
        initial=[
            {"number": m.number, "title": m.title, "due_on": m.due_on, "owner": m.owner_id}
            for m in milestones
        ],
        form_kwargs={
            "owners": serving_members(group, *held),
            "milestones": {milestone.number: milestone for milestone in milestones},
        },
    )
    return form, rows


def attempt(form: DeliverableForm, service, **arguments):
    """The saved object; None when the service refused and the form says why. Raises EditConflict."""
    try:
        return service(**arguments)
    except (EditConflict, NotAllowed):
        raise
    except ValidationError as error:
        add_errors(form, error)
    except DomainError as error:
        form.add_error(None, str(error))
    return None


def conflict_of(form: DeliverableForm, theirs: Deliverable) -> list[dict[str, str]]:
    """The fields whose text differs from what is saved now: name, theirs, mine. The form then carries on
    from their version, so that saving again is a decision."""
    current = DeliverableForm(instance=theirs, group=theirs.group)
    differing = []
    for name in form.Meta.fields:
        mine, saved = form[name].value(), current[name].value()
        if str(mine or "") != str(saved or ""):
            differing.append(
                {
                    "id": form[name].id_for_label,
                    "label": str(form[name].label),
                    "theirs": shown(current, name, saved),
                    "mine": shown(form, name, mine),
                }
            )
    form.data = form.data.copy()
    form.data["version"] = theirs.version
    return differing


def shown(form: DeliverableForm, name: str, value: object) -> str:
    """A field's value in words."""
    choices = getattr(form.fields[name].widget, "choices", None)
    if choices is None:
        return str(value or "")
    return next((str(label) for key, label in choices if str(key) == str(value or "")), str(value or ""))


def page(request: HttpRequest, form, rows, *, group, deliverable=None, conflict=None) -> HttpResponse:
    has_errors = bool(form.errors or rows.total_error_count())
    return render(
        request,
        "deliverables/deliverable_form.html",
        {"form": form, "rows": rows, "group": group, "deliverable": deliverable, "conflict": conflict},
        status=409 if conflict is not None else 422 if has_errors else 200,
    )
