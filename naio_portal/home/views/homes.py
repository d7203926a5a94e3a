"""Homes of the signed-in: what needs me, and what is late or missing."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from deliverables.selectors import (
    applications_of,
    approvals_for,
    group_health,
    late_by_person,
    reviews_waiting,
)
from deliverables.selectors.applications import SHOWN as APPLICATIONS_SHOWN
from groups.enums import Role
from groups.filters import RequestFilter
from groups.models import WorkingGroup
from groups.selectors import overdue_requests, requests_awaiting, requests_for
from groups.serving import (
    appointed_groups_of,
    chaired_groups_of,
    is_insider,
    roles_of,
    sees_everything,
)
from naio_portal.access import may
from naio_portal.dates import kl_today
from naio_portal.home.selectors import homes, leadership
from naio_portal.home.selectors import secretariat as office


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The person's own home, by what they are: secretariat, leadership, or an expert."""
    user = request.user
    if sees_everything(user):
        return secretariat_home(request)
    if user.is_leadership:
        return leadership_home(request)
    if user.is_sector_officer and not is_insider(user):
        return officer_home(request)
    return member_home(request)


@login_required
def secretariat(request: HttpRequest) -> HttpResponse:
    """The secretariat's page: for the secretariat and administrators."""
    if not sees_everything(request.user):
        raise PermissionDenied
    return secretariat_home(request)


def member_home(request: HttpRequest) -> HttpResponse:
    """What needs this expert, by date; for a chair also approvals, the next meeting and who is late."""
    user = request.user
    groups = appointed_groups_of(user)
    roles = roles_of(user)
    chaired = chaired_groups_of(user)
    health = group_health(user, groups) if groups else []
    coming = homes.coming_meetings_of(user) if roles else []
    approvals = approvals_for(user)
    context = {
        "duties": homes.duties_of(user),
        "stale": approvals.stale if chaired else homes.stale_of(user),
        "requests": requests_awaiting(user),
        "reviews": reviews_waiting(user),
        "approvals": approvals,
        "preparing": homes.preparing_of(user, coming),
        "meetings": coming[: homes.MEETINGS_SHOWN],
        "groups": [(row, Role(roles[row.group.pk]).label) for row in health],
        "health": [row for row in health if row.group.pk in chaired],
        "holders": late_by_person(user, chaired) if chaired else [],
        "is_chair": bool(chaired),
    }
    return render(request, "home/member_home.html", context)


def officer_home(request: HttpRequest) -> HttpResponse:
    """What is asked of the officer's team, the earliest deadline first, and what it tried; nothing else is
    theirs to see."""
    user = request.user
    requests = requests_for(user, RequestFilter(sort="due"))[: homes.SHOWN]
    context = {
        "requests": requests,
        "applications": applications_of(user)[:APPLICATIONS_SHOWN],
        "reports": may(user, "deliverables.create_application"),
        "reviews": reviews_waiting(user),
    }
    return render(request, "home/officer_home.html", context)


def secretariat_home(request: HttpRequest) -> HttpResponse:
    """What is late or missing in the seven groups, and what waits for the office."""
    user = request.user
    context = {
        "gaps": office.gaps_by_group(user),
        "clocks": office.clocks_of_meetings(user),
        "approvals": approvals_for(user),
        "terms": office.terms_ending(user),
        "mail": office.mail_troubles(),
        "imports": office.open_imports(user),
        "requests": overdue_requests(user),
    }
    return render(request, "home/secretariat_home.html", context)


def leadership_home(request: HttpRequest) -> HttpResponse:
    """One printable page: the seven groups, what changed in a month, what is late and who holds it."""
    user = request.user
    groups = list(WorkingGroup.objects.visible_to(user))
    health = group_health(user, groups)
    context = {
        "today": kl_today(),
        "health": health,
        "red": sum(row.red for row in health),
        "amber": sum(row.amber for row in health),
        "green": sum(row.green for row in health),
        "month": leadership.month_of(user),
        "holders": late_by_person(user),
        "meetings": homes.coming_meetings_of(user)[: homes.MEETINGS_SHOWN],
    }
    return render(request, "home/leadership_home.html", context)
