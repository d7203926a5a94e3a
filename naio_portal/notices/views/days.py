"""Days off: those the secretariat added, the public holidays of a place, and the weekends of the states."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naio_portal.access import require
from naio_portal.dates import WEEKDAYS, kl_today
from naio_portal.history import Trail, history_page
from naio_portal.notices.explanations import holidays_of, listed
from naio_portal.notices.forms import DayOffForm, countries, states
from naio_portal.notices.models import ExtraHoliday
from naio_portal.notices.services.days import add_day_off, remove_day_off
from naio_portal.notices.workdays import weekend_table
from naio_portal.pagination import paginate


@require_safe
def day_list(request: HttpRequest) -> HttpResponse:
    """All days off that count: added ones, the calendar of a state and year, weekends by state."""
    require(request.user, "notices.see_rules")
    all_states = dict(states())
    state = request.GET.get("state", "") if request.GET.get("state") in all_states else "KUL"
    this_year = kl_today().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(y) for y in range(this_year - 1, this_year + 4)} else this_year
    names = dict(countries())
    page = paginate(request, ExtraHoliday.objects.order_by("-on", "country", "state"))
    for day in page.object_list:
        day.where = all_states.get(day.state) or names.get(day.country, day.country)
    context = {
        "page": page,
        "state": state,
        "states": all_states.items(),
        "state_name": all_states[state],
        "year": year,
        "years": range(this_year - 1, this_year + 4),
        "holidays": holidays_of(year, state, get_language() or "ms"),
        "weekends": [
            (all_states[code], weekdays(days), first, last) for code, days, first, last in weekend_table()
        ],
    }
    return render(request, "notices/day_list.html", context)


def weekdays(numbers: tuple[int, ...]) -> str:
    """`Friday and Saturday`."""
    names = WEEKDAYS["en" if (get_language() or "ms").startswith("en") else "ms"]
    return listed(names[number] for number in numbers)


@require_http_methods(["GET", "HEAD", "POST"])
def day_create(request: HttpRequest) -> HttpResponse:
    require(request.user, "notices.change_days")
    form = DayOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_day_off(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            for name, errors in error.message_dict.items():
                form.add_error(name if name in form.fields else None, errors)
        else:
            messages.success(request, _("The day off is added. Reminders move around it."))
            return redirect("notices:day-list")
    return render(request, "notices/day_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what is removed; a POST removes it."""
    require(request.user, "notices.change_days")
    day = get_object_or_404(ExtraHoliday, pk=pk)
    if request.method == "POST":
        remove_day_off(day=day, by=request.user)
        messages.success(request, _("The day off is removed."))
        return redirect("notices:day-list")
    return render(request, "notices/day_remove.html", {"day": day})


@require_safe
def day_history(request: HttpRequest) -> HttpResponse:
    """Who added and removed days off, those removed among them."""
    require(request.user, "notices.see_rules")
    return history_page(
        request, "notices/day_history.html", trails=[Trail(ExtraHoliday)], heading=_("Days off")
    )
