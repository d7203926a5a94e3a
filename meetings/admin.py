"""Meetings in the administration: texts through the services, states and order on the portal's pages."""

from dataclasses import asdict

from django.contrib import admin

from meetings.models import AgendaItem, AgendaItemGrant, Meeting, MeetingGroup, Presenter
from meetings.services.agenda import edit_item
from meetings.services.agenda import snapshot_of as snapshot_of_item
from meetings.services.meetings import MeetingDetails, edit_meeting, snapshot_of
from naio_portal.admin_base import PortalModelAdmin
from naio_portal.errors import EditConflict


@admin.register(Meeting)
class MeetingAdmin(PortalModelAdmin):
    """A change of time, place or link is mailed to those concerned, as from the portal's page."""

    editable = ("title", "language", "starts_at", "ends_at", "time_zone", "place", "link", "description")
    secret = ("announced",)
    list_display = ("title", "starts_at", "state", "place", "is_plenary")
    list_filter = ("state", "is_plenary", "groups")
    date_hierarchy = "starts_at"
    search_fields = ("title", "place", "description", "reference")

    def change_row(self, *, row, values, by):
        refuse_stale(row, values.pop("seen_version"))
        seen = {name: getattr(row, name) for name in MeetingDetails.__dataclass_fields__}
        details = MeetingDetails(**{**asdict(MeetingDetails(**seen)), **values})
        return edit_meeting(
            meeting=row, details=details, groups=row.groups.all(), base=snapshot_of(row), by=by
        )


@admin.register(AgendaItem)
class AgendaItemAdmin(PortalModelAdmin):
    editable = ("title", "note", "kind", "minutes")
    list_display = ("position", "title", "meeting", "kind", "minutes", "visibility")
    list_display_links = ("position", "title")
    list_filter = ("kind", "visibility", "meeting__state")
    list_select_related = ("meeting",)
    search_fields = ("title", "note", "meeting__title", "reference")

    def change_row(self, *, row, values, by):
        refuse_stale(row, values.pop("seen_version"))
        return edit_item(item=row, values=values, base=snapshot_of_item(row), by=by)


@admin.register(MeetingGroup)
class MeetingGroupAdmin(PortalModelAdmin):
    list_display = ("meeting", "group")
    list_filter = ("group",)
    list_select_related = ("meeting", "group")
    search_fields = ("meeting__title", "group__code", "group__name_en", "group__name_ms")


@admin.register(Presenter)
class PresenterAdmin(PortalModelAdmin):
    list_display = ("item", "member", "name", "position")
    list_filter = ("item__meeting__state",)
    list_select_related = ("item", "member")
    search_fields = ("name", "member__full_name", "item__title")


@admin.register(AgendaItemGrant)
class AgendaItemGrantAdmin(PortalModelAdmin):
    """Who may read a restricted item: named on the portal's page, looked at here."""

    list_display = ("item", "member")
    list_filter = ("item__meeting__state",)
    list_select_related = ("item", "member")
    search_fields = ("member__full_name", "item__title")


def refuse_stale(row, seen_version: int) -> None:
    """Raise EditConflict when somebody saved since the page was opened."""
    if row.version != seen_version:
        raise EditConflict("Somebody else saved this in the meantime. Open it again.", theirs=row)
