from django.urls import path

from deliverables.views import applications

# Below /sectors/: the namespace is in `naio_portal.home.sector_urls`.
urlpatterns = [
    path("applications/", applications.application_list, name="application-list"),
    path("applications/export/<slug:kind>/", applications.application_export, name="application-export"),
    path("applications/new/", applications.application_start, name="application-start"),
    path("applications/<uuid:reference>/", applications.application_detail, name="application-detail"),
    path("applications/<uuid:reference>/edit/", applications.application_update, name="application-update"),
    path(
        "applications/<uuid:reference>/history/", applications.application_history, name="application-history"
    ),
    path("applications/<uuid:reference>/remove/", applications.application_remove, name="application-remove"),
    path("teams/<slug:slug>/applications/new/", applications.application_create, name="application-create"),
]
