"""How the groups stand this week, and who holds what is overdue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from deliverables.filters import BoardFilters
from deliverables.pictures import trend_picture
from deliverables.selectors.health import overrides_of, standings, with_weeks
from deliverables.selectors.holders import late_by_person
from groups.models import WorkingGroup
from naio_portal.access import require


def health(request: HttpRequest) -> HttpResponse:
    """One group, or all: colours, lateness, staleness, slippage; twelve weeks; overdue by person."""
    require(request.user, "deliverables.view_health")
    groups = list(WorkingGroup.objects.visible_to(request.user))
    filters, group = BoardFilters.of(request.GET).for_group(groups)
    chosen = [group] if group else groups
    rows = with_weeks(standings(request.user, chosen))
    return render(
        request,
        "deliverables/health.html",
        {
            "group": group,
            "groups": groups,
            "filters": filters,
            "rows": rows,
            "pairs": [(row, trend_picture(row.weeks)) for row in rows],
            "holders": late_by_person(request.user, {each.pk for each in chosen}),
            "overrides": overrides_of(request.user, chosen),
        },
    )
