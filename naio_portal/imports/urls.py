"""The routes of one kind of import."""

from django.urls import URLPattern, path

from naio_portal.imports.kinds import ImportKind
from naio_portal.imports.views import columns, rows, steps


def import_urls(kind: ImportKind) -> list[URLPattern]:
    """Every step below `imports/`, named as `kind.routes` says."""
    routes = (
        ("", steps.import_list, "list"),
        ("new/", steps.upload, "upload"),
        ("<uuid:pk>/", rows.detail, "detail"),
        ("<uuid:pk>/progress/", rows.progress, "progress"),
        ("<uuid:pk>/columns/", columns.columns, "columns"),
        ("<uuid:pk>/questions/", rows.questions, "questions"),
        ("<uuid:pk>/rows/<int:number>/", rows.row, "row"),
        ("<uuid:pk>/absent/", rows.absent, "absent"),
        ("<uuid:pk>/leave-out/", steps.leave_out, "leave_out"),
        ("<uuid:pk>/look-again/", steps.look_again, "look_again"),
        ("<uuid:pk>/apply/", steps.apply, "apply"),
        ("<uuid:pk>/restart/", steps.restart, "restart"),
        ("<uuid:pk>/undo/", steps.undo, "undo"),
        ("<uuid:pk>/abandon/", steps.abandon, "abandon"),
        ("<uuid:pk>/history/", steps.history, "history"),
    )
    templates = [
        path(
            f"imports/template.{ending}",
            steps.template,
            {"kind": kind, "file_format": ending},
            name=name_of(kind, f"template_{ending}"),
        )
        for ending in ("csv", "xlsx")
    ]
    return templates + [
        path(f"imports/{below}", view, {"kind": kind}, name=name_of(kind, step))
        for below, view, step in routes
    ]


def name_of(kind: ImportKind, step: str) -> str:
    """The name of a route inside its namespace."""
    return kind.routes[step].partition(":")[2]
