from django.urls import path

from groups.views import request_links, request_moves, requests

app_name = "requests"
urlpatterns = [
    path("", requests.request_list, name="request-list"),
    path("export/<slug:file_format>/", requests.request_export, name="request-export"),
    path("new/", requests.request_start, name="request-start"),
    path("new/<slug:slug>/", requests.request_create, name="request-create"),
    path("by-link/<str:token>/", request_links.request_by_link, name="request-by-link"),
    path("<uuid:reference>/", requests.request_detail, name="request-detail"),
    path("<uuid:reference>/edit/", requests.request_update, name="request-update"),
    path("<uuid:reference>/history/", requests.request_history, name="request-history"),
    path("<uuid:reference>/messages/", requests.message_create, name="message-create"),
    path("<uuid:reference>/<slug:move>/", request_moves.request_move, name="request-move"),
]
