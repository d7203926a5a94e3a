from django.urls import path

from groups.imports.roster import ROSTER
from groups.views import appointments, charters, histories, rosters
from naio_portal.imports.urls import import_urls

app_name = "groups"
# The list and the page of a group join apps: they are in `naio_portal.home.group_urls`.
urlpatterns = [
    path("roster/", rosters.roster_page, name="roster"),
    path("roster/addresses/", rosters.address_page, name="roster-addresses"),
    path("roster/roster.csv", rosters.export_roster, {"file_format": "csv"}, name="roster-csv"),
    path("roster/roster.xlsx", rosters.export_roster, {"file_format": "xlsx"}, name="roster-xlsx"),
    path("<slug:slug>/roster/", rosters.roster_page, name="group-roster"),
    path("<slug:slug>/roster/addresses/", rosters.address_page, name="group-roster-addresses"),
    path(
        "<slug:slug>/roster/roster.csv",
        rosters.export_roster,
        {"file_format": "csv"},
        name="group-roster-csv",
    ),
    path(
        "<slug:slug>/roster/roster.xlsx",
        rosters.export_roster,
        {"file_format": "xlsx"},
        name="group-roster-xlsx",
    ),
    *import_urls(ROSTER),
    path("appoint/", appointments.appoint, name="appointment-create"),
    path("appointments/<uuid:reference>/", appointments.detail, name="appointment-detail"),
    path("appointments/<uuid:reference>/confirm/", appointments.confirm, name="appointment-confirm"),
    path("appointments/<uuid:reference>/revoke/", appointments.revoke, name="appointment-revoke"),
    path("appointments/<uuid:reference>/role/", appointments.change_role, name="appointment-change-role"),
    path("appointments/<uuid:reference>/end/", appointments.end, name="appointment-end"),
    path("appointments/<uuid:reference>/correct/", appointments.correct, name="appointment-correct"),
    path(
        "appointments/<uuid:reference>/precedence/",
        appointments.set_precedence,
        name="appointment-precedence",
    ),
    path("appointments/<uuid:reference>/history/", histories.appointment_history, name="appointment-history"),
    path("<slug:slug>/history/", histories.group_history, name="group-history"),
    path("<slug:slug>/charter/", charters.edit_charter, name="charter-update"),
    path("<slug:slug>/objectives/add/", charters.add_objective, name="objective-create"),
    path("<slug:slug>/objectives/<int:number>/", charters.edit_objective, name="objective-update"),
    path("<slug:slug>/objectives/<int:number>/remove/", charters.remove_objective, name="objective-remove"),
]
