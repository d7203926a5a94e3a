"""This app's rows of the permission table (see `naio_portal.access`)."""

from naio_portal.access import CHAIRS, INSIDERS, OWN_GROUP, SIGNED_IN, STAFF, WRITERS, Action, Persona

P = Persona
# The routes whose object is a row of `Appointment`: who does not see the row gets 404.
OUTSIDERS = frozenset({P.FORMER_MEMBER, P.SECTOR_OFFICER})
READERS = STAFF | CHAIRS | {P.LEADERSHIP}
NOT_READERS = INSIDERS - READERS
NOT_STAFF = SIGNED_IN - STAFF

# --- liaison: the object's group asks; the other group, or the officer's team, is asked -----------------

OTHERS = frozenset({P.OTHER_CHAIR, P.OTHER_MEMBER})
READ_ALL = STAFF | {P.LEADERSHIP}
RUN_ASKING = CHAIRS | {P.OWN_RAPPORTEUR} | STAFF
DRAFT = WRITERS | {P.OWN_LIAISON} | STAFF
REQUEST_PAGES = ("requests:request-detail", "requests:request-history")


def request_act(name: str, title: str, allowed: frozenset[Persona], state: str, *, to_team=False) -> Action:
    """An act of one side on a request that the other side sees too."""
    hidden = {P.FORMER_MEMBER} | (OTHERS if to_team else {P.SECTOR_OFFICER})
    return Action(
        f"groups.{name}",
        title,
        allowed,
        routes=("requests:request-move",),
        states=(state,),
        hidden=frozenset(hidden) - allowed,
        writes=True,
    )


LIAISON_ACTIONS: list[Action] = [
    Action(
        "groups.list_teams",
        "See the sectoral teams, and the matrix of groups and sectors",
        INSIDERS,
        routes=("sectors:team-list", "sectors:matrix"),
    ),
    Action(
        "groups.view_team",
        "Open a sectoral team and its history (an officer: their own)",
        INSIDERS | {P.SECTOR_OFFICER},
        routes=("sectors:team-detail", "sectors:team-history"),
        hidden=frozenset({P.FORMER_MEMBER}),
    ),
    Action(
        "groups.edit_teams",
        "Add and edit sectoral teams and their officers",
        STAFF,
        routes=("sectors:team-update", "sectors:officer-create", "sectors:officer-update"),
        hidden=frozenset({P.FORMER_MEMBER}),
        writes=True,
    ),
    Action(
        "groups.edit_sectors",
        "Add a team; keep the list of sectors",
        STAFF,
        routes=("sectors:team-create", "sectors:sector-list", "sectors:sector-update"),
        writes=True,
    ),
    Action(
        "groups.list_requests",
        "See the liaison requests that concern one",
        SIGNED_IN,
        routes=("requests:request-list",),
    ),
    Action(
        "groups.export_requests",
        "Export liaison requests (chairs: those of their group)",
        STAFF | CHAIRS | {P.OTHER_CHAIR},
        routes=("requests:request-export",),
    ),
    Action(
        "groups.read_request_to_group",
        "Read a request to another group, and its history",
        OWN_GROUP | OTHERS | READ_ALL,
        routes=REQUEST_PAGES,
        states=("to_group",),
        hidden=OUTSIDERS,
    ),
    Action(
        "groups.read_request_to_team",
        "Read a request to a sectoral team, and its history",
        OWN_GROUP | READ_ALL | {P.SECTOR_OFFICER},
        routes=REQUEST_PAGES,
        states=("to_team",),
        hidden=OTHERS | {P.FORMER_MEMBER},
    ),
    Action(
        "groups.read_request_draft",
        "Read a request that is not sent yet",
        OWN_GROUP | READ_ALL,
        routes=REQUEST_PAGES,
        states=("draft",),
        hidden=OTHERS | OUTSIDERS,
    ),
    Action(
        "groups.read_request_restricted",
        "Read a restricted request (besides its owners)",
        CHAIRS | {P.OWNER, P.OTHER_CHAIR} | STAFF,
        routes=REQUEST_PAGES,
        states=("restricted",),
        hidden=INSIDERS - CHAIRS - STAFF - {P.OWNER, P.OTHER_CHAIR} | OUTSIDERS,
    ),
    Action(
        "groups.start_request",
        "Choose the group that asks",
        DRAFT | OTHERS,
        routes=("requests:request-start",),
    ),
    Action(
        "groups.draft_request",
        "Draft a liaison request",
        DRAFT,
        routes=("requests:request-create",),
        writes=True,
    ),
    Action(
        "groups.edit_request",
        "Edit or throw away a draft",
        RUN_ASKING | {P.OWNER},
        routes=("requests:request-update",),
        hidden=OTHERS | OUTSIDERS,
        writes=True,
    ),
    Action(
        "groups.discuss_request",
        "Write about a request",
        DRAFT | OTHERS,
        routes=("requests:message-create",),
        hidden=OUTSIDERS,
        writes=True,
    ),
    request_act(
        "acknowledge_request", "Acknowledge a request to the group", STAFF | {P.OTHER_CHAIR}, "acknowledge"
    ),
    request_act(
        "answer_request", "Answer a request to the team", STAFF | {P.SECTOR_OFFICER}, "answer", to_team=True
    ),
    request_act("close_request", "Close an answered request", RUN_ASKING | {P.OWNER}, "close"),
    request_act("assign_asking_owner", "Change the owner who asks", RUN_ASKING, "owner"),
    request_act(
        "assign_answering_owner", "Say who answers for the group", STAFF | {P.OTHER_CHAIR}, "answerer"
    ),
    request_act("renew_link", "Mail an officer a new link, or end the links", STAFF, "link", to_team=True),
    Action(
        "groups.send_request",
        "Send a draft",
        RUN_ASKING,
        routes=("requests:request-move",),
        states=("send",),
        hidden=OTHERS | OUTSIDERS,
        writes=True,
    ),
]

ACTIONS: list[Action] = [
    *LIAISON_ACTIONS,
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
PUBLIC_ROUTES: tuple[str, ...] = ("requests:request-by-link",)
