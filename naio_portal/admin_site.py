"""The Django admin under the portal's own name."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(admin.AdminSite):
    """For administrators only: secretariat staff work in the portal's pages."""

    site_header = _("NAIO Portal: administration")
    site_title = _("NAIO Portal")
    index_title = _("Administration")

    def has_permission(self, request) -> bool:
        return request.user.is_active and request.user.is_superuser

    def login(self, request, extra_context=None):
        """The portal's own sign-in, with its second factor, is the only door."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")


class PortalAdminConfig(AdminConfig):
    default_site = "naio_portal.admin_site.PortalAdminSite"
