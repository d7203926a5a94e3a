"""Deliverables in the administration: definitions through their service, states on the portal's pages."""

from django.contrib import admin

from deliverables.models import (
    AcceptanceCheck,
    ApplicationFigure,
    Authority,
    ChangeRequest,
    Contributor,
    Deliverable,
    DeliverableGrant,
    Dependency,
    GroupWeek,
    Instrument,
    Letter,
    Milestone,
    PlanImport,
    PlanImportEffect,
    PlanImportRow,
    ProgressUpdate,
    Recommendation,
    RequestAttachment,
    SectorApplication,
    WorkPlan,
)
from deliverables.services import save_authority, save_instrument
from deliverables.services.plans import DEFINITION, update_deliverable
from naio_portal.admin_base import LogAdmin, PortalModelAdmin


@admin.register(Deliverable)
class DeliverableAdmin(PortalModelAdmin):
    editable = DEFINITION
    list_display = ("__str__", "group", "owner", "state", "due_on", "percent", "classification")
    list_filter = ("group", "state", "classification", "rag_override")
    list_select_related = ("group", "owner")
    date_hierarchy = "due_on"
    autocomplete_fields = ("owner", "objective")
    search_fields = ("title", "description", "group__code", "owner__full_name", "reference")

    def change_row(self, *, row, values, by):
        version = values.pop("seen_version")
        definition = {name: getattr(row, name) for name in DEFINITION}
        return update_deliverable(deliverable=row, version=version, values={**definition, **values}, by=by)


@admin.register(Milestone)
class MilestoneAdmin(PortalModelAdmin):
    list_display = ("title", "deliverable", "owner", "state", "due_on", "baseline_on", "achieved_on")
    list_filter = ("state", "deliverable__group")
    list_select_related = ("deliverable__group", "owner")
    date_hierarchy = "due_on"
    search_fields = ("title", "deliverable__title", "owner__full_name", "reference")


@admin.register(ChangeRequest)
class ChangeRequestAdmin(PortalModelAdmin):
    list_display = ("__str__", "group", "deliverable", "state", "requested_by", "requested_at", "decided_by")
    list_filter = ("state", "group")
    list_select_related = (
        "group",
        "deliverable__group",
        "milestone",
        "objective",
        "requested_by",
        "decided_by",
    )
    date_hierarchy = "requested_at"
    search_fields = ("deliverable__title", "reason", "requested_by__email", "reference")


@admin.register(WorkPlan)
class WorkPlanAdmin(PortalModelAdmin):
    """Plans are written and approved on the portal's pages."""

    list_display = ("group", "start_on", "end_on", "state", "submitted_by", "approved_by")
    list_filter = ("state", "group")
    list_select_related = ("group", "submitted_by", "approved_by")
    date_hierarchy = "start_on"
    search_fields = ("group__code", "group__name_en", "group__name_ms", "reference")


@admin.register(Dependency)
class DependencyAdmin(PortalModelAdmin):
    list_display = ("successor", "predecessor", "note", "created_by")
    list_filter = ("successor__group",)
    list_select_related = ("successor__group", "predecessor__group", "created_by")
    search_fields = ("successor__title", "predecessor__title", "note", "reference")


@admin.register(AcceptanceCheck)
class AcceptanceCheckAdmin(PortalModelAdmin):
    list_display = ("deliverable", "criterion", "checked_by", "checked_at")
    list_filter = ("deliverable__group",)
    list_select_related = ("deliverable__group", "checked_by")
    search_fields = ("deliverable__title", "criterion", "checked_by__email")


@admin.register(GroupWeek)
class GroupWeekAdmin(LogAdmin):
    list_display = ("group", "monday", "red", "amber", "green", "late", "stale", "slippage_days")
    list_filter = ("group",)
    list_select_related = ("group",)
    date_hierarchy = "monday"
    search_fields = ("group__code",)


@admin.register(PlanImport)
class PlanImportAdmin(LogAdmin):
    list_display = ("file_name", "group", "state", "uploaded_by", "uploaded_at", "applied_at", "undone_at")
    list_filter = ("state", "group")
    list_select_related = ("uploaded_by", "group")
    date_hierarchy = "uploaded_at"
    search_fields = ("file_name", "sha256", "uploaded_by__email", "uploaded_by__name")


@admin.register(PlanImportRow)
class PlanImportRowAdmin(LogAdmin):
    secret = ("search_text",)
    list_display = ("file_import", "sheet", "number", "kind", "outcome")
    list_display_links = ("file_import", "number")
    list_filter = ("outcome", "kind")
    list_select_related = ("file_import",)
    search_fields = ("search_text", "file_import__file_name")


@admin.register(PlanImportEffect)
class PlanImportEffectAdmin(LogAdmin):
    list_display = ("label", "kind", "model", "object_id", "row_number", "file_import")
    list_filter = ("kind", "model")
    list_select_related = ("file_import",)
    search_fields = ("label", "file_import__file_name")


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(LogAdmin):
    """Never edited; the file of the evidence is given out by the portal's page alone."""

    secret = ("evidence_file",)
    list_display = ("filed_at", "deliverable", "percent", "author", "on_behalf_of", "rag")
    list_filter = ("rag", "deliverable__group")
    list_select_related = ("deliverable__group", "author", "on_behalf_of")
    date_hierarchy = "filed_at"
    search_fields = ("deliverable__title", "note", "author__email", "reference")


@admin.register(Contributor)
class ContributorAdmin(PortalModelAdmin):
    list_display = ("deliverable", "member", "since")
    list_filter = ("deliverable__group",)
    list_select_related = ("deliverable__group", "member")
    search_fields = ("member__full_name", "deliverable__title")


@admin.register(DeliverableGrant)
class DeliverableGrantAdmin(PortalModelAdmin):
    """Who may read a restricted deliverable: named on the portal's page, looked at here."""

    list_display = ("deliverable", "member")
    list_filter = ("deliverable__group",)
    list_select_related = ("deliverable__group", "member")
    search_fields = ("member__full_name", "deliverable__title")


@admin.register(Instrument)
class InstrumentAdmin(PortalModelAdmin):
    set_once = ("slug", "kind")
    editable = ("parent", "label", "name_en", "name_ms", "is_working_translation", "position")
    list_display = ("name_en", "name_ms", "label", "kind", "is_working_translation", "position")
    list_filter = ("kind", "is_working_translation")
    search_fields = ("slug", "label", "name_en", "name_ms")

    def add_row(self, *, values, by):
        return save_instrument(instrument=None, values=values, by=by)

    def change_row(self, *, row, values, by):
        version = values.pop("seen_version")
        return save_instrument(instrument=row, values=values, version=version, by=by)


@admin.register(Authority)
class AuthorityAdmin(PortalModelAdmin):
    """Who answers for it by a link is changed on the portal's page, which ends the links that are out."""

    editable = ("name_en", "name_ms", "address", "is_active")
    list_display = ("name_en", "name_ms", "contact", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("contact",)
    search_fields = ("slug", "name_en", "name_ms", "contact__name", "contact__email")

    def change_row(self, *, row, values, by):
        version, contact = values.pop("seen_version"), row.contact
        kept = (
            {
                "contact_name": contact.name,
                "contact_email": contact.email,
                "contact_language": contact.language,
            }
            if contact
            else {}
        )
        return save_authority(authority=row, values=values, version=version, by=by, **kept)


@admin.register(Recommendation)
class RecommendationAdmin(PortalModelAdmin):
    """Written and moved on the portal's pages: its consent, letter and answer belong to its text."""

    list_display = ("__str__", "group", "addressee", "state", "priority", "classification", "response_due_on")
    list_filter = ("group", "state", "priority", "classification", "outcome")
    list_select_related = ("group", "addressee")
    date_hierarchy = "submitted_on"
    search_fields = ("title_en", "title_ms", "text_en", "text_ms", "letter_number", "reference")


@admin.register(Letter)
class LetterAdmin(LogAdmin):
    """Never edited; the file is given out by the portal's page alone."""

    secret = ("file",)
    list_display = ("created_at", "recommendation", "language", "form", "file_size", "sha256")
    list_filter = ("language", "form", "recommendation__group")
    list_select_related = ("recommendation__group",)
    date_hierarchy = "created_at"
    search_fields = ("recommendation__title_en", "recommendation__letter_number", "=sha256")


@admin.register(SectorApplication)
class SectorApplicationAdmin(LogAdmin):
    """Written on the portal's page, with its figures."""

    list_display = ("title", "team", "deliverable", "outcome", "started_on", "ended_on")
    list_filter = ("outcome", "team")
    list_select_related = ("team", "deliverable__group")
    date_hierarchy = "started_on"
    search_fields = ("title", "place", "team__code", "deliverable__title", "reference")


@admin.register(ApplicationFigure)
class ApplicationFigureAdmin(LogAdmin):
    list_display = ("name", "value", "unit", "source", "application")
    list_filter = ("application__team",)
    list_select_related = ("application",)
    search_fields = ("name", "source", "application__title")


@admin.register(RequestAttachment)
class RequestAttachmentAdmin(LogAdmin):
    """Attached and taken away on the page of the request."""

    list_display = ("request", "version", "attached_by", "attached_at")
    list_filter = ("version__classification",)
    list_select_related = ("request", "version__deliverable__group", "attached_by")
    date_hierarchy = "attached_at"
    search_fields = ("request__subject", "version__deliverable__title")
