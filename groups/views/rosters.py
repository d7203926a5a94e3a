"""Rosters: of one group and of all, as a page, a file and a list of addresses."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from groups import exports
from groups.addresses import SEPARATORS, address_list
from groups.enums import Phase
from groups.filters import OPTIONAL_PHASES, RosterFilter
from groups.models import WorkingGroup
from groups.selectors import filter_choices, roster, roster_counts, roster_lines
from naio_portal.access import may, require
from naio_portal.pagination import paginate


def group_of(request: HttpRequest, slug: str) -> WorkingGroup | None:
    """The group of that slug, None for all groups. Raises Http404."""
    if not slug:
        return None
    return get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)


def roster_page(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Who serves in a group, or in any of them, as of any day."""
    group = group_of(request, slug)
    require(request.user, "groups.view_roster", group)
    chosen = RosterFilter.from_query(request.GET)
    counts = roster_counts(request.user, chosen, group)
    page = paginate(request, roster(request.user, chosen, group))
    return render(
        request,
        "groups/roster_list.html",
        {
            "group": group,
            "groups": None if group else WorkingGroup.objects.visible_to(request.user),
            "chosen": chosen,
            "in_force": counts[Phase.IN_FORCE],
            "others": [
                (phase, counts[phase], phase in chosen.also)
                for phase in OPTIONAL_PHASES
                if counts[phase] or phase in chosen.also
            ],
            "page": page,
            "lines": roster_lines(page.object_list, chosen.day),
            "choices": filter_choices(),
            "sees_contacts": may(request.user, "groups.view_contacts", group),
            "may_export": may(request.user, "groups.export_roster", group),
            "may_import": may(request.user, "groups.import_roster"),
            "may_appoint": may(request.user, "groups.appoint_member", group),
        },
    )


def export_roster(request: HttpRequest, file_format: str, slug: str = "") -> HttpResponse:
    """What the page's filters and day show, as a file. `file_format`: csv or xlsx."""
    group = group_of(request, slug)
    require(request.user, "groups.export_roster", group)
    chosen = RosterFilter.from_query(request.GET)
    appointments = roster(request.user, chosen, group)
    name = f"roster-{group.code.lower() if group else 'all'}-{chosen.day.isoformat()}.{file_format}"
    if file_format == "csv":
        response = StreamingHttpResponse(exports.csv_lines(appointments), content_type=exports.CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return FileResponse(
        exports.xlsx_file(appointments, title=name.rsplit(".", 1)[0]),
        as_attachment=True,
        filename=name,
        content_type=exports.XLSX_TYPE,
    )


def address_page(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The addresses of whom the page's filters and day show, ready for the To field."""
    group = group_of(request, slug)
    require(request.user, "groups.view_contacts", group)
    separator = request.GET.get("separator", "comma")
    if separator not in SEPARATORS:
        raise Http404
    chosen = RosterFilter.from_query(request.GET)
    has_names = request.GET.get("names") != "no"
    return render(
        request,
        "groups/roster_addresses.html",
        {
            "group": group,
            "chosen": chosen,
            "separator": separator,
            "has_names": has_names,
            "addresses": address_list(
                roster(request.user, chosen, group), separator=separator, with_names=has_names
            ),
        },
    )
