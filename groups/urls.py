from django.urls import path

from groups.views import appointments, charters, histories, import_columns, import_rows, imports, rosters

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
    path("imports/", imports.import_list, name="roster-import-list"),
    path("imports/new/", imports.upload, name="roster-import-upload"),
    path("imports/template.csv", imports.template, {"file_format": "csv"}, name="roster-import-template-csv"),
    path(
        "imports/template.xlsx", imports.template, {"file_format": "xlsx"}, name="roster-import-template-xlsx"
    ),
    path("imports/<uuid:pk>/", import_rows.detail, name="roster-import-detail"),
    path("imports/<uuid:pk>/progress/", import_rows.progress, name="roster-import-progress"),
    path("imports/<uuid:pk>/columns/", import_columns.columns, name="roster-import-columns"),
    path("imports/<uuid:pk>/questions/", import_rows.questions, name="roster-import-questions"),
    path("imports/<uuid:pk>/rows/<int:number>/", import_rows.row, name="roster-import-row"),
    path("imports/<uuid:pk>/absent/", import_rows.absent, name="roster-import-absent"),
    path("imports/<uuid:pk>/leave-out/", imports.leave_out, name="roster-import-leave-out"),
    path("imports/<uuid:pk>/look-again/", imports.look_again, name="roster-import-look-again"),
    path("imports/<uuid:pk>/apply/", imports.apply, name="roster-import-apply"),
    path("imports/<uuid:pk>/restart/", imports.restart, name="roster-import-restart"),
    path("imports/<uuid:pk>/undo/", imports.undo, name="roster-import-undo"),
    path("imports/<uuid:pk>/abandon/", imports.abandon, name="roster-import-abandon"),
    path("imports/<uuid:pk>/history/", imports.history, name="roster-import-history"),
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
