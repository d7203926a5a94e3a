"""People in the administration: accounts and portal roles are run here; profiles through their service.

Of what a sign-in is made of (addresses, second steps, sessions) the facts are shown, the secrets never.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.enums import PortalRole
from members.models import Invitation, Member, Term, User
from members.selectors import terms
from members.services import update_member
from members.services.people import SECRETARIAT_FIELDS
from members.services.staff import (
    ACCOUNT_FIELDS,
    change_account,
    close_account,
    invite_again,
    invite_staff,
    remove_second_step,
    reopen_account,
    set_portal_role,
)
from naio_portal.admin_base import LogAdmin, PortalModelAdmin
from naio_portal.errors import DomainError


@admin.register(User)
class UserAdmin(PortalModelAdmin):
    """An account is made by an invitation; nobody sets another person's password."""

    set_once = ("email",)
    editable = ("name", "portal_role", "language", "time_zone", "is_active")
    secret = ("password", "is_superuser", "groups", "user_permissions")
    list_display = ("email", "name", "portal_role", "is_active", "last_login", "member")
    list_filter = ("portal_role", "is_active", "is_demo", "language")
    list_select_related = ("member",)
    search_fields = ("email", "name", "member__full_name")
    actions = ("send_invitation", "remove_second_steps")

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        fields = super().get_fields(request, obj)
        return [name for name in fields if obj is not None or name != "is_active"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "is_active":
            field.help_text = _("Without the tick nobody signs in with it, and open sessions end at once.")
        if db_field.name == "portal_role":
            field.help_text = _("The person is told by mail of a change.")
            field.choices = PortalRole.choices
        return field

    def add_row(self, *, values: dict[str, Any], by: User) -> User:
        return invite_staff(by=by, **values)

    def change_row(self, *, row: User, values: dict[str, Any], by: User) -> User:
        account = {name: values[name] for name in ACCOUNT_FIELDS if name in values}
        if account:
            change_account(user=row, by=by, **account)
        if "portal_role" in values:
            set_portal_role(user=row, portal_role=values["portal_role"], by=by)
        if "is_active" in values:
            (reopen_account if values["is_active"] else close_account)(user=row, by=by)
        row.refresh_from_db()
        return row

    @admin.action(description=gettext_lazy("Send a new invitation to those who never signed in"))
    def send_invitation(self, request: HttpRequest, queryset) -> None:
        self._each(request, queryset, invite_again, _("%(count)d invitations were queued."))

    @admin.action(description=gettext_lazy("Remove the second step of people who lost their devices"))
    def remove_second_steps(self, request: HttpRequest, queryset) -> None:
        done = _("The second step of %(count)d accounts was removed; they were told.")
        self._each(request, queryset, remove_second_step, done)

    def _each(self, request: HttpRequest, users, service, done: str) -> None:
        """Call the service for each; those it refuses are named with the reason."""
        count = 0
        for user in users:
            try:
                service(user=user, by=request.user)
            except DomainError as error:
                self.message_user(request, f"{user.email}: {error}", messages.ERROR)
            else:
                count += 1
        if count:
            self.message_user(request, done % {"count": count})


@admin.register(Member)
class MemberAdmin(PortalModelAdmin):
    """Address, photo, consent and sign-in have ways of their own on the member's page."""

    editable = SECRETARIAT_FIELDS
    secret = ("photo", "sort_key", "name_key", "search_text")
    list_display = ("full_name", "organisation", "origin", "background", "country", "email", "user")
    list_filter = ("origin", "background", "state", "language", "is_demo")
    list_select_related = ("origin", "background", "user")
    search_fields = ("full_name", "email", "organisation", "reference")

    def get_search_results(self, request, queryset, search_term):
        """Also by another spelling of the name, as the portal's own search finds people."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return (found | queryset.matching(search_term) if search_term.strip() else found), may_repeat

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "expertise":
            return forms.MultipleChoiceField(
                label=db_field.verbose_name.capitalize(),
                choices=[(term.code, term.name) for term in terms("expertise")],
                required=False,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def change_row(self, *, row: Member, values: dict[str, Any], by: User) -> Member:
        return update_member(member=row, version=values.pop("seen_version"), by=by, **values)


@admin.register(Term)
class TermAdmin(PortalModelAdmin):
    set_once = ("code", "vocabulary")
    editable = ("name_en", "name_ms", "is_working_translation", "position")
    list_display = ("code", "vocabulary", "name_en", "name_ms", "is_working_translation", "position")
    list_filter = ("vocabulary", "is_working_translation")
    search_fields = ("code", "name_en", "name_ms")


@admin.register(Invitation)
class InvitationAdmin(LogAdmin):
    secret = ("token_hash",)
    list_display = ("user", "state", "sent_at", "reminded_at", "expires_at", "accepted_at", "invited_by")
    list_filter = ("accepted_at", "bounced_at")
    list_select_related = ("user", "invited_by")
    date_hierarchy = "sent_at"
    search_fields = ("user__email", "user__name", "user__member__full_name")


# --- what a sign-in is made of: rows of a package --------------------------------------------------------


@admin.register(EmailAddress)
class EmailAddressAdmin(LogAdmin):
    list_display = ("email", "user", "verified", "primary")
    list_filter = ("verified", "primary")
    list_select_related = ("user",)
    search_fields = ("email", "user__email", "user__name")


@admin.register(Authenticator)
class AuthenticatorAdmin(LogAdmin):
    secret = ("data",)
    list_display = ("id", "user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name")


@admin.register(UserSession)
class UserSessionAdmin(LogAdmin):
    secret = ("session_key", "data")
    list_display = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    list_filter = ("last_seen_at",)
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name", "ip")
    ordering = ("-last_seen_at", "-id")


@admin.register(SocialAccount)
class SocialAccountAdmin(LogAdmin):
    secret = ("uid", "extra_data")
    list_display = ("user", "provider", "date_joined", "last_login")
    list_filter = ("provider",)
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name", "provider")
