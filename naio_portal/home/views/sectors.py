"""The page of a sectoral team: what groups ask of it, and what it tried with their deliverables."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from deliverables.selectors import applications_of
from deliverables.selectors.applications import SHOWN as APPLICATIONS_SHOWN
from groups.filters import RequestFilter
from groups.models import SectoralTeam
from groups.selectors import requests_for
from naio_portal.access import may, visible_or_404

REQUESTS_SHOWN = 10


def team_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A team: sectors, officers in force and, for the secretariat, others; what is asked of it, and what it
    tried in the real world."""
    user = request.user
    team = visible_or_404(SectoralTeam.objects.prefetch_related("sectors"), user, slug=slug)
    edits = may(user, "groups.edit_teams")
    officers = team.officers.select_related("user__member", "contact").order_by("-start_on", "id")
    if not edits:
        officers = officers.in_force()
    chosen = RequestFilter(asked=f"team-{team.code}", sort="due")
    applications = applications_of(user, team=team)
    return render(
        request,
        "home/team_detail.html",
        {
            "team": team,
            "officers": officers,
            "requests": requests_for(user, chosen)[:REQUESTS_SHOWN],
            "applications": applications[:APPLICATIONS_SHOWN],
            "has_more_applications": len(applications) > APPLICATIONS_SHOWN,
            "edits": edits,
            "reports": may(user, "deliverables.create_application", team),
            "may_draft": team.is_active and may(user, "groups.draft_request"),
        },
    )
