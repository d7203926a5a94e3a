from django.urls import path

from groups.views import request_moves, requests

# Pages that join later apps, and the namespace, are in `naio_portal.home.request_urls`.
urlpatterns = [
    path("", requests.request_list, name="request-list"),
    path("export/<slug:file_format>/", requests.request_export, name="request-export"),
    path("new/", requests.request_start, name="request-start"),
    path("new/<slug:slug>/", requests.request_create, name="request-create"),
    path("<uuid:reference>/edit/", requests.request_update, name="request-update"),
    path("<uuid:reference>/<slug:move>/", request_moves.request_move, name="request-move"),
]
