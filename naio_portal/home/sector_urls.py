"""Addresses under /sectors/: teams of the groups app, and what the later apps know of sectors."""

from groups.sector_urls import urlpatterns as team_patterns

app_name = "sectors"
urlpatterns = [*team_patterns]
