from django.contrib import admin
from django.urls import include, path

from naio_portal import health

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("groups/", include("groups.urls")),
    path("meetings/", include("meetings.urls")),
    path("deliverables/", include("deliverables.urls")),
    path("members/", include("members.urls")),
    path("", include("naio_portal.notices.urls")),
    path("", include("naio_portal.home.urls")),
]
