"""Addresses under /sectors/: teams of the groups app, what they tried, and the page that joins both."""

from django.urls import path

from deliverables.application_urls import urlpatterns as application_patterns
from groups.sector_urls import urlpatterns as team_patterns
from naio_portal.home.views import sectors

app_name = "sectors"
urlpatterns = [
    *team_patterns,
    *application_patterns,
    path("teams/<slug:slug>/", sectors.team_detail, name="team-detail"),
]
