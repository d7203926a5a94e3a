"""Every audit event in the administration, as it is stored: also those of rows that are gone.

They are reached from the history of a row; the index leaves them out. The portal's own pages tell them in
sentences (`naio_portal.history`).
"""

from django.apps import apps
from django.contrib import admin

from naio_portal.admin_base import LogAdmin
from naio_portal.audit import AuditEvent


class EventAdmin(LogAdmin):
    list_display = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_role")
    list_filter = ("pgh_label", "pgh_role")
    date_hierarchy = "pgh_created_at"
    search_fields = ("=pgh_obj__pk", "pgh_role", "pgh_context__request_id", "pgh_context__task")
    ordering = ("-pgh_id",)

    def has_module_permission(self, request) -> bool:
        return False


admin.site.register([model for model in apps.get_models() if issubclass(model, AuditEvent)], EventAdmin)
