"""Work plans: of all groups, one with all it holds, and its way from a draft to approval."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deliverables import services
from deliverables.enums import WorkPlanState as W
from deliverables.filters import BoardFilters
from deliverables.forms import ReasonForm, WorkPlanForm, add_errors, groups_to_write_in
from deliverables.models import WorkPlan
from deliverables.selectors.work_plans import gaps_of, parts_of, plan_rows, slippage_of
from groups.models import WorkingGroup
from naio_portal.access import may, require, visible_or_404
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, EditConflict, NotAllowed
from naio_portal.history import history_page
from naio_portal.pagination import paginate


@dataclass(frozen=True)
class PlanAct:
    """A move of a plan; the words as in `acts.Act`."""

    service: Callable
    state: str
    label: str | Promise
    effect: str | Promise
    done: str | Promise
    icon: str
    form: type[forms.Form] | None = None
    is_grave: bool = False


PLAN_ACTS: Mapping[str, PlanAct] = {
    "submit": PlanAct(
        services.submit_work_plan,
        W.DRAFT,
        gettext_lazy("Submit for approval"),
        gettext_lazy(
            "The chair is asked by mail to approve the plan. Until it is approved or returned, its proposed "
            "deliverables are not edited."
        ),
        gettext_lazy("The plan waits for approval."),
        "send",
    ),
    "approve": PlanAct(
        services.approve_work_plan,
        W.SUBMITTED,
        gettext_lazy("Approve the work plan"),
        gettext_lazy(
            "Its proposed deliverables and milestones become active, and the dates they have now are the "
            "baseline. Later changes are asked for one by one, with a reason."
        ),
        gettext_lazy("The work plan is approved."),
        "check-lg",
    ),
    "return": PlanAct(
        services.return_work_plan,
        W.SUBMITTED,
        gettext_lazy("Return the plan"),
        gettext_lazy("The plan is a draft again, and who submitted it reads your reason."),
        gettext_lazy("The plan is returned."),
        "arrow-counterclockwise",
        ReasonForm,
    ),
}


def plan_acts(user, plan: WorkPlan) -> dict[str, PlanAct]:
    """What this person can do to it now."""
    return {
        name: act
        for name, act in PLAN_ACTS.items()
        if plan.state == act.state and may(user, f"deliverables.{name}_work_plan", plan)
    }


def plan_of(request: HttpRequest, reference: UUID) -> WorkPlan:
    """The plan, when it is visible to the person; else 404."""
    rows = WorkPlan.objects.select_related("group", "submitted_by__member", "approved_by__member")
    return visible_or_404(rows, request.user, reference=reference)


def work_plan_list(request: HttpRequest) -> HttpResponse:
    """The plans of all groups or one, the latest period first."""
    require(request.user, "deliverables.view_work_plans")
    groups = list(WorkingGroup.objects.visible_to(request.user))
    filters, group = BoardFilters.of(request.GET).for_group(groups)
    rows = plan_rows(request.user)
    if group:
        rows = rows.filter(group=group)
    writes = groups_to_write_in(request.user)
    return render(
        request,
        "deliverables/work_plan_list.html",
        {
            "group": group,
            "groups": groups,
            "filters": filters,
            "page": paginate(request, rows),
            "writes_in": [each for each in writes if group is None or each == group],
        },
    )


def work_plan_detail(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Objectives with their measures, deliverables, milestones, dependencies and slippage."""
    plan = plan_of(request, reference)
    parts = parts_of(plan, request.user)
    rows = [row.deliverable for part in parts for row in part.rows]
    return render(
        request,
        "deliverables/work_plan_detail.html",
        {
            "plan": plan,
            "parts": parts,
            "slippage": slippage_of(rows),
            "acts": plan_acts(request.user, plan),
            "gaps": gaps_of(plan) if plan.state == W.DRAFT else [],
            "edits": plan.state == W.DRAFT and may(request.user, "deliverables.update_work_plan", plan),
            "proposes": may(request.user, "deliverables.create_deliverable", plan.group),
            "asks": may(request.user, "deliverables.request_objective_change", plan),
        },
    )


def work_plan_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a plan of a group for a period."""
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    require(request.user, "deliverables.create_work_plan", group)
    year = kl_today().year
    initial = {"start_on": f"{year + 1}-01-01", "end_on": f"{year + 1}-12-31"}
    form = WorkPlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plan = services.create_work_plan(group=group, **form.values(), by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The plan is begun: propose its deliverables, then submit it."))
            return redirect(plan)
    return form_page(request, form, group)


def work_plan_update(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Change the period of a draft; when somebody saved meanwhile, both are shown."""
    plan = plan_of(request, reference)
    require(request.user, "deliverables.update_work_plan", plan)
    form = WorkPlanForm(request.POST or None, instance=plan)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            services.update_work_plan(
                plan=plan, version=form.cleaned_data["version"] or 0, **form.values(), by=request.user
            )
        except ValidationError as error:
            add_errors(form, error)
        except EditConflict as conflict:
            theirs = conflict.theirs
            form.data = form.data.copy()
            form.data["version"] = theirs.version
        except NotAllowed:
            raise
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(plan)
        else:
            messages.success(request, _("The period is saved."))
            return redirect(plan)
    return form_page(request, form, plan.group, plan=plan, theirs=theirs)


def form_page(request: HttpRequest, form, group, *, plan=None, theirs=None) -> HttpResponse:
    return render(
        request,
        "deliverables/work_plan_form.html",
        {"form": form, "group": group, "plan": plan, "theirs": theirs},
        status=409 if theirs is not None else 422 if form.errors else 200,
    )


def work_plan_move(request: HttpRequest, reference: UUID, move: str) -> HttpResponse:
    """What the move does, the reason where one is asked; a POST does it. `move`: a name in PLAN_ACTS."""
    plan = plan_of(request, reference)
    if move not in PLAN_ACTS:
        raise Http404
    act = PLAN_ACTS[move]
    require(request.user, f"deliverables.{move}_work_plan", plan)
    form = act.form(request.POST or None) if act.form else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            act.service(plan=plan, **(form.cleaned_data if form else {}), by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        except NotAllowed:
            raise
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(plan)
        else:
            messages.success(request, act.done)
            return redirect(plan)
    return render(
        request,
        "deliverables/work_plan_move.html",
        {"plan": plan, "act": act, "form": form},
        status=422 if form and form.errors else 200,
    )


def work_plan_history(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who changed what of the plan itself; its deliverables have histories of their own."""
    plan = plan_of(request, reference)
    require(request.user, "deliverables.view_work_plan_history", plan)
    return history_page(
        request, "deliverables/work_plan_history.html", trails=[plan], heading=str(plan), plan=plan
    )
