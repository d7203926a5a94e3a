"""Addresses under /requests/: those of the groups app, the versions that go with a request, and the pages
that join both."""

from django.urls import path

from deliverables.attachment_urls import urlpatterns as attachment_patterns
from groups.request_urls import urlpatterns as request_patterns
from naio_portal.home.views import request_links, requests

app_name = "requests"
BY_LINK = "by-link/<str:token>/"
ATTACHED = f"{BY_LINK}attachments/<uuid:version>/"
urlpatterns = [
    path(BY_LINK, request_links.request_by_link, name="request-by-link"),
    path(ATTACHED, request_links.attachment_by_link, name="attachment-by-link"),
    path(f"{ATTACHED}file/", request_links.attachment_file_by_link, name="attachment-file-by-link"),
    path("<uuid:reference>/", requests.request_detail, name="request-detail"),
    path("<uuid:reference>/history/", requests.request_history, name="request-history"),
    path("<uuid:reference>/messages/", requests.message_create, name="message-create"),
    *attachment_patterns,
    # Last: its slug takes what is left.
    *request_patterns,
]
