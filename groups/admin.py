"""Groups in the administration. Appointments and imports run through the portal's pages: looked at here."""

from django.contrib import admin

from groups.models import (
    Announcement,
    Appointment,
    Call,
    LiaisonMessage,
    LiaisonRequest,
    Objective,
    RosterImport,
    RosterImportEffect,
    RosterImportRow,
    Sector,
    SectoralTeam,
    SectorOfficer,
    TeamSector,
    WorkingGroup,
)
from groups.services import add_objective, save_sector, update_charter, update_objective
from groups.services.appointments import appoint_member
from groups.services.charters import CHARTER_FIELDS
from naio_portal.admin_base import LogAdmin, PortalModelAdmin


@admin.register(WorkingGroup)
class WorkingGroupAdmin(PortalModelAdmin):
    """The seven are seeded; code and slug never change."""

    editable = CHARTER_FIELDS
    list_display = ("code", "name_en", "name_ms", "quorum", "convened_on", "is_working_translation")
    list_display_links = ("code", "name_en")
    list_filter = ("is_working_translation", "is_demo_text")
    search_fields = ("code", "slug", "name_en", "name_ms")

    def change_row(self, *, row, values, by):
        return update_charter(group=row, version=values.pop("seen_version"), by=by, **values)


@admin.register(Objective)
class ObjectiveAdmin(PortalModelAdmin):
    set_once = ("group",)
    editable = ("statement", "measure", "language")
    list_display = ("number", "statement", "group", "language")
    list_display_links = ("number", "statement")
    list_filter = ("group", "language")
    list_select_related = ("group",)
    autocomplete_fields = ("group",)
    search_fields = ("statement", "measure", "group__code")

    def add_row(self, *, values, by):
        return add_objective(by=by, **values)

    def change_row(self, *, row, values, by):
        wording = {name: values.get(name, getattr(row, name)) for name in self.editable}
        return update_objective(objective=row, version=values["seen_version"], by=by, **wording)


@admin.register(Appointment)
class AppointmentAdmin(PortalModelAdmin):
    """A dated fact: appointed here, then ended, changed or corrected on its page."""

    set_once = ("member", "group", "role", "start_on", "end_on", "instrument", "precedence")
    list_display = ("member", "group", "role", "state", "start_on", "end_on", "instrument")
    list_filter = ("group", "role", "state", "end_reason")
    list_select_related = ("member", "group")
    date_hierarchy = "start_on"
    autocomplete_fields = ("member", "group")
    search_fields = ("member__full_name", "member__search_text", "instrument", "reference")

    def add_row(self, *, values, by):
        return appoint_member(by=by, **values)


class PublicTextAdmin(PortalModelAdmin):
    """Texts of the office in both languages; the day of publication decides who sees them."""

    set_once = ("slug",)
    list_display = ("title_en", "title_ms", "published_on")
    list_filter = ("published_on",)
    search_fields = ("slug", "title_en", "title_ms")


@admin.register(Announcement)
class AnnouncementAdmin(PublicTextAdmin):
    editable = (
        "title_en",
        "title_ms",
        "body_en",
        "body_ms",
        "place",
        "issued_by_en",
        "issued_by_ms",
        "published_on",
    )


@admin.register(Call)
class CallAdmin(PublicTextAdmin):
    editable = (
        "title_en",
        "title_ms",
        "summary_en",
        "summary_ms",
        "when_en",
        "when_ms",
        "published_on",
    )


@admin.register(RosterImport)
class RosterImportAdmin(LogAdmin):
    list_display = ("file_name", "state", "uploaded_by", "uploaded_at", "applied_at", "undone_at")
    list_filter = ("state",)
    list_select_related = ("uploaded_by",)
    date_hierarchy = "uploaded_at"
    search_fields = ("file_name", "sha256", "uploaded_by__email", "uploaded_by__name")


@admin.register(RosterImportRow)
class RosterImportRowAdmin(LogAdmin):
    secret = ("search_text",)
    list_display = ("file_import", "sheet", "number", "kind", "outcome")
    list_display_links = ("file_import", "number")
    list_filter = ("outcome", "kind")
    list_select_related = ("file_import",)
    search_fields = ("search_text", "file_import__file_name")


@admin.register(RosterImportEffect)
class RosterImportEffectAdmin(LogAdmin):
    list_display = ("label", "kind", "model", "object_id", "row_number", "file_import")
    list_filter = ("kind", "model")
    list_select_related = ("file_import",)
    search_fields = ("label", "file_import__file_name")


@admin.register(Sector)
class SectorAdmin(PortalModelAdmin):
    set_once = ("code",)
    editable = ("name_en", "name_ms", "position", "is_active")
    list_display = ("code", "name_en", "name_ms", "position", "is_active")
    list_filter = ("is_active",)
    search_fields = ("code", "name_en", "name_ms")

    def add_row(self, *, values, by):
        return save_sector(sector=None, by=by, **values)

    def change_row(self, *, row, values, by):
        return save_sector(sector=row, by=by, **values)


@admin.register(SectoralTeam)
class SectoralTeamAdmin(LogAdmin):
    """Teams, officers and requests are written on the portal's pages."""

    list_display = ("code", "name_en", "name_ms", "lead_agency", "is_active")
    list_display_links = ("code", "name_en")
    list_filter = ("is_active",)
    search_fields = ("code", "slug", "name_en", "name_ms", "lead_agency")


@admin.register(TeamSector)
class TeamSectorAdmin(LogAdmin):
    list_display = ("team", "sector")
    list_filter = ("sector",)
    list_select_related = ("team", "sector")
    search_fields = ("team__code", "sector__code")


@admin.register(SectorOfficer)
class SectorOfficerAdmin(LogAdmin):
    list_display = ("id", "team", "user", "contact", "post", "start_on", "end_on")
    list_filter = ("team",)
    list_select_related = ("team", "user__member", "contact")
    search_fields = ("user__email", "user__name", "contact__name", "contact__email", "post")


@admin.register(LiaisonRequest)
class LiaisonRequestAdmin(LogAdmin):
    list_display = ("code", "subject", "from_group", "to_group", "to_team", "purpose", "state", "due_on")
    list_display_links = ("code", "subject")
    list_filter = ("state", "purpose", "classification", "from_group", "to_team")
    list_select_related = ("from_group", "to_group", "to_team")
    date_hierarchy = "due_on"
    search_fields = ("subject", "reference", "from_group__code", "to_group__code", "to_team__code")


@admin.register(LiaisonMessage)
class LiaisonMessageAdmin(LogAdmin):
    list_display = ("sent_at", "request", "author", "officer")
    list_filter = ("language",)
    list_select_related = ("request", "author__member", "officer__user__member", "officer__contact")
    date_hierarchy = "sent_at"
    search_fields = ("text", "request__subject")
