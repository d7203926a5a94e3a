"""Mail and reminders in the administration. Outbox, attempts and ledger are logs: never written."""

from django.contrib import admin

from naio_portal.admin_base import LogAdmin, PortalModelAdmin
from naio_portal.notices.models import (
    ActionLink,
    Contact,
    DeliveryAttempt,
    ExtraHoliday,
    NoticePreference,
    OutboxMessage,
    ReminderLedger,
    ReminderRule,
    SweptDay,
)


@admin.register(OutboxMessage)
class OutboxMessageAdmin(LogAdmin):
    """Without texts: until a mail is sent they may hold a link that opens an account."""

    secret = ("payload", "text", "html", "calendar", "calendar_method", "thread")
    list_display = ("created_at", "kind", "to_address", "state", "attempt_count", "send_after", "sent_at")
    list_filter = ("state", "kind", "group_code", "language", "is_optional")
    date_hierarchy = "created_at"
    search_fields = ("to_address", "subject", "message_id", "id")


@admin.register(DeliveryAttempt)
class DeliveryAttemptAdmin(LogAdmin):
    list_display = ("at", "message", "outcome", "answer")
    list_filter = ("outcome",)
    list_select_related = ("message",)
    date_hierarchy = "at"
    search_fields = ("message__to_address", "answer")


@admin.register(ReminderLedger)
class ReminderLedgerAdmin(LogAdmin):
    list_display = ("created_at", "rule", "object_id", "anchor_on", "stage_days", "member", "user", "state")
    list_filter = ("state", "rule")
    list_select_related = ("rule", "member", "user")
    date_hierarchy = "anchor_on"
    search_fields = ("member__full_name", "user__email", "rule__code", "object_id")
    ordering = ("-id",)


@admin.register(SweptDay)
class SweptDayAdmin(LogAdmin):
    list_display = ("day", "country", "state", "time_zone")
    list_filter = ("country",)
    search_fields = ("country", "state", "time_zone")
    ordering = ("-day", "country", "state", "time_zone")


@admin.register(ReminderRule)
class ReminderRuleAdmin(PortalModelAdmin):
    """Written on the secretariat's page."""

    list_display = ("code", "name_en", "subject_kind", "audience", "stages", "repeat_every", "is_active")
    list_filter = ("subject_kind", "audience", "is_active")
    search_fields = ("code", "name_en", "name_ms")


@admin.register(ExtraHoliday)
class ExtraHolidayAdmin(PortalModelAdmin):
    """Written on the secretariat's page."""

    list_display = ("on", "name", "country", "state")
    list_filter = ("country", "state")
    date_hierarchy = "on"
    search_fields = ("name", "country", "state")


@admin.register(NoticePreference)
class NoticePreferenceAdmin(PortalModelAdmin):
    """People choose for themselves."""

    secret = ("link_number",)
    list_display = ("id", "user", "member", "digest")
    list_filter = ("digest",)
    list_select_related = ("user", "member")
    search_fields = ("user__email", "user__name", "member__full_name")


@admin.register(Contact)
class ContactAdmin(LogAdmin):
    """People outside are entered where they have a part: as officers of a team, for one."""

    list_display = ("name", "email", "language", "is_demo")
    list_filter = ("language", "is_demo")
    search_fields = ("name", "email")


@admin.register(ActionLink)
class ActionLinkAdmin(LogAdmin):
    secret = ("token_hash",)
    list_display = (
        "purpose",
        "object_id",
        "contact",
        "user",
        "created_at",
        "expires_at",
        "used_at",
        "revoked_at",
    )
    list_filter = ("purpose",)
    list_select_related = ("contact", "user__member")
    date_hierarchy = "created_at"
    search_fields = ("purpose", "contact__name", "contact__email", "user__email")
