"""This app's rows of the permission table (see `naio_portal.access`)."""

from naio_portal.access import CHAIRS, INSIDERS, SIGNED_IN, STAFF, Action, Persona

P = Persona
# The routes whose object is a row of `Appointment`: who does not see the row gets 404.
OUTSIDERS = frozenset({P.FORMER_MEMBER, P.SECTOR_OFFICER})
READERS = STAFF | CHAIRS | {P.LEADERSHIP}
NOT_READERS = INSIDERS - READERS
NOT_STAFF = SIGNED_IN - STAFF

ACTIONS: list[Action] = [
    Action(
        "groups.view_roster",
        "Read a group's roster, as of any day",
        INSIDERS,
        routes=("groups:group-roster", "groups:roster"),
    ),
    Action(
        "groups.view_contacts",
        "Copy the addresses of a group",
        STAFF | CHAIRS,
        routes=("groups:group-roster-addresses",),
    ),
    Action(
        "groups.export_roster",
        "Export a group's roster",
        STAFF | CHAIRS,
        routes=("groups:group-roster-csv", "groups:group-roster-xlsx"),
    ),
    Action(
        "groups.export_rosters",
        "Export or copy the addresses of all groups",
        STAFF,
        routes=("groups:roster-csv", "groups:roster-xlsx", "groups:roster-addresses"),
    ),
    Action(
        "groups.view_history",
        "Read who changed what in a group",
        INSIDERS,
        routes=("groups:group-history",),
    ),
    Action(
        "groups.view_record",
        "Open an appointment with its letter, reasons and notes",
        READERS,
        routes=("groups:appointment-detail", "groups:appointment-history"),
        states=("confirmed",),
        hidden=OUTSIDERS,
    ),
    Action(
        "groups.view_draft",
        "Open an appointment that is proposed or revoked",
        READERS,
        routes=("groups:appointment-detail", "groups:appointment-history"),
        states=("proposed", "revoked"),
        hidden=OUTSIDERS | NOT_READERS,
    ),
    Action(
        "groups.appoint_member",
        "Appoint or propose a person, known or new",
        STAFF,
        routes=("groups:appointment-create",),
        writes=True,
    ),
    Action(
        "groups.confirm_appointment",
        "Confirm a proposed appointment",
        STAFF,
        routes=("groups:appointment-confirm",),
        states=("proposed",),
        hidden=OUTSIDERS | NOT_READERS,
        writes=True,
    ),
    Action(
        "groups.revoke_appointment",
        "Revoke an appointment",
        STAFF,
        routes=("groups:appointment-revoke",),
        states=("proposed",),
        hidden=OUTSIDERS | NOT_READERS,
        writes=True,
    ),
    *(
        Action(name, title, STAFF, routes=(route,), states=("confirmed",), hidden=OUTSIDERS, writes=True)
        for name, title, route in (
            ("groups.change_role", "Change the role of a person", "groups:appointment-change-role"),
            ("groups.end_appointment", "End an appointment", "groups:appointment-end"),
            (
                "groups.correct_appointment",
                "Correct the record of an appointment",
                "groups:appointment-correct",
            ),
            (
                "groups.set_precedence",
                "Set the precedence within a role",
                "groups:appointment-precedence",
            ),
        )
    ),
    Action(
        "groups.update_charter",
        "Edit a group's names and charter",
        STAFF,
        routes=("groups:charter-update",),
        writes=True,
    ),
    Action(
        "groups.update_objective",
        "Add, edit and remove a group's objectives",
        STAFF | CHAIRS,
        routes=("groups:objective-create", "groups:objective-update", "groups:objective-remove"),
        writes=True,
    ),
    Action(
        "groups.import_roster",
        "Import a roster from a file",
        STAFF,
        routes=("groups:roster-import-upload",),
        writes=True,
    ),
    Action(
        "groups.list_imports",
        "List the imports of rosters; take the template",
        STAFF,
        routes=(
            "groups:roster-import-list",
            "groups:roster-import-template-csv",
            "groups:roster-import-template-xlsx",
        ),
    ),
    Action(
        "groups.view_import",
        "See an import, its rows and how far its job is",
        STAFF,
        routes=(
            "groups:roster-import-detail",
            "groups:roster-import-progress",
            "groups:roster-import-absent",
            "groups:roster-import-history",
        ),
        hidden=NOT_STAFF,
    ),
    Action(
        "groups.decide_import",
        "Confirm the columns of an import, answer its questions, undo it, give it up",
        STAFF,
        routes=(
            "groups:roster-import-columns",
            "groups:roster-import-questions",
            "groups:roster-import-row",
            "groups:roster-import-undo",
            "groups:roster-import-abandon",
        ),
        hidden=NOT_STAFF,
        writes=True,
    ),
    Action(
        "groups.apply_import",
        "Apply an import, compare it anew, leave open rows out, start its job again",
        STAFF,
        routes=(
            "groups:roster-import-apply",
            "groups:roster-import-look-again",
            "groups:roster-import-leave-out",
            "groups:roster-import-restart",
        ),
        hidden=NOT_STAFF,
        writes=True,
        methods=("POST",),
    ),
]
PUBLIC_ROUTES: tuple[str, ...] = ()
