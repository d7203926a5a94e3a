"""The Django admin under the portal's own name."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(admin.AdminSite):
    """For administrators only: secretariat staff work in the portal's pages."""

    site_header = _("NAIO Portal: administration")
    site_title = _("NAIO Portal")
    index_title = _("Administration")

    def has_permission(self, request) -> bool:
        return request.user.is_active and request.user.is_superuser


class PortalAdminConfig(AdminConfig):
    default_site = "naio_portal.admin_site.PortalAdminSite"
