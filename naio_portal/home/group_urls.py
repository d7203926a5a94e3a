"""Addresses under /groups/: those of the groups app, and the two pages that join it with later apps."""

from django.urls import path

from groups.urls import urlpatterns as group_patterns
from naio_portal.home.views import groups

app_name = "groups"
urlpatterns = [
    *group_patterns,
    path("", groups.group_list, name="group-list"),
    path("<slug:slug>/", groups.group_detail, name="group-detail"),
]
