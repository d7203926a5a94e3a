from django.contrib import admin
from django.urls import include, path

from naio_portal import health

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    # Piece by piece: `allauth.urls` would bring redirects of addresses that we never had.
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/3rdparty/", include("allauth.socialaccount.urls")),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("admin/", admin.site.urls),
    path("groups/", include("naio_portal.home.group_urls")),
    path("sectors/", include("naio_portal.home.sector_urls")),
    path("requests/", include("naio_portal.home.request_urls")),
    path("meetings/", include("meetings.urls")),
    path("deliverables/", include("deliverables.urls")),
    path("reviews/", include("deliverables.review_urls")),
    path("recommendations/", include("deliverables.recommendation_urls")),
    path("", include("members.urls")),
    path("", include("naio_portal.notices.urls")),
    path("", include("naio_portal.home.urls")),
]
