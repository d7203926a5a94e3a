"""The Django admin under the portal's own name."""

from collections.abc import Iterable

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from naio_portal.admin_base import PortalModelAdmin
from naio_portal.home.context import portal_name


class PortalAdminSite(admin.AdminSite):
    """For administrators only: secretariat staff work in the portal's pages."""

    index_title = _("Administration")

    def register(self, model_or_iterable: type[models.Model] | Iterable, admin_class=None, **options) -> None:
        """Only classes that keep the portal's rules (`PortalModelAdmin`). Those that packages bring would
        let people delete, set passwords and read secrets: they are left out."""
        if admin_class is not None and issubclass(admin_class, PortalModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def each_context(self, request) -> dict:
        """The office's name comes from the settings, here too."""
        name = portal_name()
        header = _("%(portal)s: administration") % {"portal": name}
        return super().each_context(request) | {"site_title": name, "site_header": header}

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

    def ready(self) -> None:
        super().ready()
        from naio_portal.admin_records import register_the_rest  # noqa: PLC0415 (needs the models)

        register_the_rest()
