from django.urls import path

from deliverables.imports.work_plan import WORK_PLAN
from deliverables.views import approvals, boards, details, drafts, moves, plans, related, updates, versions
from naio_portal.imports.urls import import_urls

app_name = "deliverables"
urlpatterns = [
    path("", boards.board, name="board"),
    path("export/<slug:kind>/", boards.board_export, name="board-export"),
    path("plan/<slug:slug>/<slug:kind>/", boards.plan_export, name="plan-export"),
    *import_urls(WORK_PLAN),
    path("timeline/", boards.timeline, name="timeline"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("new/", plans.deliverable_start, name="deliverable-start"),
    path("new/<slug:slug>/", plans.deliverable_create, name="deliverable-create"),
    path("updates/<uuid:reference>/evidence/", details.evidence_file, name="evidence-file"),
    path("date-changes/<uuid:reference>/approve/", approvals.date_change_approve, name="date-change-approve"),
    path("date-changes/<uuid:reference>/decline/", approvals.date_change_decline, name="date-change-decline"),
    path(
        "date-changes/<uuid:reference>/withdraw/", approvals.date_change_withdraw, name="date-change-withdraw"
    ),
    path("<uuid:reference>/", details.deliverable_detail, name="deliverable-detail"),
    path("versions/<uuid:reference>/", versions.version_detail, name="version-detail"),
    path("versions/<uuid:reference>/file/", versions.version_file, name="version-file"),
    path("versions/<uuid:reference>/readers/", versions.version_readers, name="version-readers"),
    path(
        "versions/<uuid:reference>/readers/<uuid:member>/revoke/",
        versions.version_reader_revoke,
        name="version-reader-revoke",
    ),
    path("overlaps/<slug:slug>/", related.deliverable_overlaps, name="overlaps"),
    path("<uuid:reference>/related/", related.deliverable_related, name="related"),
    path(
        "<uuid:reference>/related/<uuid:other>/remove/",
        related.deliverable_related_remove,
        name="related-remove",
    ),
    path("<uuid:reference>/versions/", versions.version_list, name="version-list"),
    path("<uuid:reference>/versions/new/", versions.version_create, name="version-create"),
    path("<uuid:reference>/versions/compare/", versions.version_compare, name="version-compare"),
    path("<uuid:reference>/draft/", drafts.draft_update, name="draft-update"),
    path("<uuid:reference>/edit/", plans.deliverable_update, name="deliverable-update"),
    path("<uuid:reference>/history/", details.deliverable_history, name="deliverable-history"),
    path("<uuid:reference>/update/", updates.progress_update_create, name="progress-update-create"),
    path("<uuid:reference>/colour/", moves.rag_override, name="rag-override"),
    path("<uuid:reference>/colour/clear/", moves.rag_override_clear, name="rag-override-clear"),
    path("<uuid:reference>/moves/<slug:move>/", moves.deliverable_move, name="deliverable-move"),
    path(
        "<uuid:reference>/milestones/<int:number>/date/",
        approvals.date_change_create,
        name="date-change-create",
    ),
    path(
        "<uuid:reference>/milestones/<int:number>/<slug:move>/", moves.milestone_move, name="milestone-move"
    ),
]
