"""One deliverable: its page, its history, and evidence files."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from deliverables.enums import DeliverableState
from deliverables.models import (
    AcceptanceCheck,
    ChangeRequest,
    Contributor,
    Deliverable,
    DeliverableGrant,
    DeliverableLink,
    Dependency,
    Milestone,
    ProgressUpdate,
    Version,
    VersionReader,
)
from deliverables.selectors import detail_of, recommendations_resting_on, seen_deliverable, shown_deliverable
from deliverables.views.acts import deliverable_acts, milestone_acts
from deliverables.views.files import download
from groups.serving import is_insider
from naio_portal.access import may, one_or_404, require, visible_or_404
from naio_portal.history import Trail, history_page


def deliverable_detail(request: HttpRequest, reference: UUID) -> HttpResponse:
    """What it is, how it stands, who works on it, and what was reported."""
    user = request.user
    deliverable = one_or_404(shown_deliverable(user, reference), user)
    detail = detail_of(deliverable, user)
    for line in detail.lines:
        line.acts = milestone_acts(user, line.milestone)
        line.decides = line.change is not None and may(user, "deliverables.decide_change", line.change)
        line.takes_back = line.change is not None and may(user, "deliverables.withdraw_change", line.change)
    insider = is_insider(user)
    return render(
        request,
        "deliverables/deliverable_detail.html",
        {
            "detail": detail,
            "deliverable": deliverable,
            "acts": deliverable_acts(user, deliverable),
            "is_insider": insider,
            "feeds": recommendations_resting_on(deliverable, user),
            "links": may(user, "deliverables.link_deliverable", deliverable),
            "files_updates": deliverable.is_running and may(user, "deliverables.file_update", deliverable),
            "decides_change": detail.change is not None
            and may(user, "deliverables.decide_change", detail.change),
            "takes_back_change": detail.change is not None
            and may(user, "deliverables.withdraw_change", detail.change),
            "asks_change": deliverable.is_editable
            and deliverable.state != DeliverableState.PROPOSED
            and detail.change is None
            and may(user, "deliverables.request_change", deliverable),
            "edits_dependencies": deliverable.is_editable
            and may(user, "deliverables.update_dependencies", deliverable),
            "plan": shown_plan(user, deliverable),
            "edits": deliverable.is_editable and may(user, "deliverables.update_deliverable", deliverable),
            "overrides": deliverable.is_running and may(user, "deliverables.override_rag", deliverable),
        },
    )


def shown_plan(user, deliverable: Deliverable):
    """The work plan it is in, where this person sees it."""
    plan = deliverable.work_plan
    return plan if plan is not None and may(user, "deliverables.view_workplan", plan) else None


def deliverable_history(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who changed what, from what to what: of the deliverable and all that belongs to it."""
    deliverable = one_or_404(seen_deliverable(request.user, reference), request.user)
    require(request.user, "deliverables.view_history", deliverable)
    of_it = {"deliverable_id": deliverable.pk}
    versions = Version.pgh_event_model.objects.filter(**of_it, pgh_label="insert").values("pgh_obj_id")
    trails = [
        deliverable,
        Trail(Milestone, **of_it),
        Trail(ProgressUpdate, **of_it),
        Trail(Contributor, **of_it),
        Trail(DeliverableGrant, **of_it),
        Trail(DeliverableLink, source_id=deliverable.pk),
        Trail(DeliverableLink, target_id=deliverable.pk),
        Trail(Version, **of_it),
        Trail(VersionReader, version_id__in=versions),
        Trail(ChangeRequest, **of_it),
        Trail(AcceptanceCheck, **of_it),
        Trail(Dependency, successor_id=deliverable.pk),
        Trail(Dependency, predecessor_id=deliverable.pk),
    ]
    return history_page(
        request,
        "deliverables/deliverable_history.html",
        trails=trails,
        heading=str(deliverable),
        deliverable=deliverable,
    )


def evidence_file(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The file of an update, always as a download of the kind that was checked when it came."""
    update = visible_or_404(ProgressUpdate.objects, request.user, reference=reference)
    if not update.evidence_file:
        raise Http404
    return download(update.evidence_file, update.evidence_name)
