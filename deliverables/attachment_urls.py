from django.urls import path

from deliverables.views import attachments

# Below /requests/: the namespace is in `naio_portal.home.request_urls`.
ONE = "<uuid:reference>/attachments/<uuid:version>/"
urlpatterns = [
    path("<uuid:reference>/attachments/new/", attachments.attachment_create, name="attachment-create"),
    path(ONE, attachments.attachment_detail, name="attachment-detail"),
    path(f"{ONE}file/", attachments.attachment_file, name="attachment-file"),
    path(f"{ONE}remove/", attachments.attachment_remove, name="attachment-remove"),
]
