"""What will go out in the next 14 days, and why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from naio_portal.access import require
from naio_portal.notices import exports
from naio_portal.notices.filters import ForecastFilters, groups
from naio_portal.notices.forecast import AHEAD, Forecast, rules_in_use
from naio_portal.pagination import paginate


@require_safe
def forecast(request: HttpRequest) -> HttpResponse:
    """By day: to whom, about what, by which rule and stage, and why a day has moved."""
    require(request.user, "notices.see_forecast")
    filters, all_groups, rules = ForecastFilters.of(request.GET), groups(), rules_in_use()
    question = filters.question(all_groups, rules)
    page = paginate(request, Forecast.ahead(timezone.now(), question))
    context = {"filters": filters, "page": page, "groups": all_groups, "rules": rules, "days": AHEAD}
    return render(request, "notices/forecast.html", context)


@require_safe
def forecast_export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the filters show, as CSV or XLSX."""
    require(request.user, "notices.see_forecast")
    if kind not in exports.FORMATS:
        raise Http404
    question = ForecastFilters.of(request.GET).question(groups(), rules_in_use())
    lines = exports.forecast_lines(Forecast.ahead(timezone.now(), question))
    headings, widths = exports.forecast_headings(), exports.FORECAST_WIDTHS
    return exports.file_response(kind, name="mail-to-come", headings=headings, lines=lines, widths=widths)
