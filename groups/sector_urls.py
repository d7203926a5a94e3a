from django.urls import path

from groups.views import teams

# The page of a team joins a later app: it, and the namespace, are in `naio_portal.home.sector_urls`.
urlpatterns = [
    path("", teams.team_list, name="team-list"),
    path("matrix/", teams.matrix, name="matrix"),
    path("new/", teams.team_create, name="team-create"),
    path("sectors/", teams.sector_list, name="sector-list"),
    path("sectors/<slug:code>/", teams.sector_update, name="sector-update"),
    path("teams/<slug:slug>/edit/", teams.team_update, name="team-update"),
    path("teams/<slug:slug>/history/", teams.team_history, name="team-history"),
    path("teams/<slug:slug>/officers/new/", teams.officer_create, name="officer-create"),
    path("teams/<slug:slug>/officers/<int:pk>/", teams.officer_update, name="officer-update"),
]
