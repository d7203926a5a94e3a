"""The board of all groups or one, its export, and the milestone timeline."""

from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from deliverables.enums import OPEN_STATES, DeliverableState, Rag
from deliverables.exports import (
    FORMATS,
    PLAN_WIDTHS,
    WIDTHS,
    board_headings,
    board_lines,
    plan_headings,
    plan_lines,
)
from deliverables.filters import ALL, BoardFilters
from deliverables.models import Deliverable, Milestone
from deliverables.pictures import Window, health_picture, timeline_picture
from deliverables.selectors import board_rows, group_health
from deliverables.selectors.work_plans import dependencies_among
from deliverables.timeline_files import timeline_pdf, timeline_svg
from groups.models import WorkingGroup
from groups.serving import is_insider
from naio_portal.access import may, require, visible_or_404
from naio_portal.dates import kl_today
from naio_portal.pagination import paginate
from naio_portal.public_cache import cached_for_visitors
from naio_portal.spreadsheets.writing import CSV_TYPE, XLSX_TYPE, stream_csv, write_xlsx

# Each is drawn, and named in the table below: more of them would be a page of 100 KB.
LANES_A_PAGE = 15
# Of an exported timeline.
LANES_OF_A_FILE = 500


@cached_for_visitors
def board(request: HttpRequest) -> HttpResponse:
    """Deliverables by group, with colours; visitors see what is published."""
    groups = list(WorkingGroup.objects.visible_to(request.user))
    insider = is_insider(request.user)
    data = request.GET if insider else {**request.GET.dict(), "state": ALL}
    filters, group = BoardFilters.of(data).for_group(groups)
    health = group_health(request.user, [group] if group else groups) if insider else []
    return render(
        request,
        "deliverables/board.html",
        {
            "filters": filters,
            "group": group,
            "groups": groups,
            "health": health,
            "picture": None if group else health_picture(health),
            "page": paginate(request, board_rows(request.user, filters)),
            "states": DeliverableState.choices,
            "colours": Rag.choices,
            "is_insider": insider,
            "exports": insider and may(request.user, "deliverables.export_board", group),
            "exports_plan": group is not None and may(request.user, "deliverables.export_plan", group),
            "imports": may(request.user, "deliverables.import_plan"),
            "creates": may(request.user, "deliverables.create_deliverable", group)
            if group
            else may(request.user, "deliverables.start_deliverable"),
        },
    )


def board_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The board as filtered, as CSV or XLSX; chairs get the rows of the groups they chair."""
    if kind not in FORMATS:
        raise Http404
    filters, group = BoardFilters.of(request.GET).for_group(
        list(WorkingGroup.objects.visible_to(request.user))
    )
    require(request.user, "deliverables.export_board", group)
    name = f"deliverables-{(group.code if group else 'all').lower()}-{kl_today():%Y%m%d}"
    return sheet_response(name, kind, board_headings(), board_lines(request.user, filters), WIDTHS)


def plan_export(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The plan of a group in the columns that the import reads, as CSV or XLSX."""
    group = visible_or_404(WorkingGroup.objects, request.user, slug=slug)
    require(request.user, "deliverables.export_plan", group)
    if kind not in FORMATS:
        raise Http404
    name = f"work-plan-{group.code.lower()}-{kl_today():%Y%m%d}"
    return sheet_response(name, kind, plan_headings(), plan_lines(request.user, group), PLAN_WIDTHS)


def sheet_response(name: str, kind: str, headings: list[str], lines, widths) -> HttpResponse:
    """The lines as a file. `kind`: csv or xlsx."""
    if kind == "csv":
        response = StreamingHttpResponse(stream_csv(headings, lines), content_type=CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    book = write_xlsx(headings, lines, title=name, widths=widths)
    return FileResponse(book, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)


def timeline(request: HttpRequest) -> HttpResponse:
    """Milestones of a year as a picture, its table beneath."""
    require(request.user, "deliverables.view_timeline")
    groups = list(WorkingGroup.objects.visible_to(request.user))
    filters, group = BoardFilters.of(request.GET).for_group(groups)
    today = kl_today()
    window = Window.of(request.GET.get("from", ""), today)
    page = paginate(request, timeline_rows(request.user, group, window), per_page=LANES_A_PAGE)
    links = dependencies_among(request.user, {row.pk for row in page.object_list})
    picture = timeline_picture(
        with_milestones(page.object_list), window, today, with_headings=group is None, dependencies=links
    )
    return render(
        request,
        "deliverables/timeline.html",
        {
            "group": group,
            "groups": groups,
            "window": window,
            "page": page,
            "picture": picture,
            "today": today,
            "filters": filters,
        },
    )


def timeline_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The timeline of one group, or of all, as a picture (SVG) or printed with its tables (PDF)."""
    if kind not in ("svg", "pdf"):
        raise Http404
    require(request.user, "deliverables.view_timeline")
    groups = list(WorkingGroup.objects.visible_to(request.user))
    _filters, group = BoardFilters.of(request.GET).for_group(groups)
    today = kl_today()
    window = Window.of(request.GET.get("from", ""), today)
    rows = with_milestones(timeline_rows(request.user, group, window)[:LANES_OF_A_FILE])
    links = dependencies_among(request.user, {row.pk for row in rows})
    name = f"timeline-{(group.code if group else 'all').lower()}-{window.start:%Y%m}.{kind}"
    if kind == "svg":
        content, content_type = timeline_svg(rows, window, today, links), "image/svg+xml"
    else:
        content, content_type = timeline_pdf(rows, window, today, links), "application/pdf"
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def timeline_rows(user, group: WorkingGroup | None, window: Window):
    """Open deliverables in the order of the rows, with their milestones of the window."""
    within = Milestone.objects.filter(due_on__gte=window.start, due_on__lt=window.end)
    rows = Deliverable.objects.visible_to(user).filter(state__in=OPEN_STATES)
    if group:
        rows = rows.filter(group=group)
    return (
        rows.select_related("group")
        .defer("description", "acceptance_criteria")
        .order_by("group__position", "group__code", "number")
        .prefetch_related(
            Prefetch("milestones", queryset=within.order_by("due_on", "number"), to_attr="shown_milestones")
        )
    )


def with_milestones(rows) -> list[Deliverable]:
    """The rows, each milestone knowing its deliverable."""
    rows = list(rows)
    for deliverable in rows:
        for milestone in deliverable.shown_milestones:
            milestone.deliverable = deliverable
    return rows
