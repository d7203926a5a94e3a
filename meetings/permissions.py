"""This app's rows of the permission table (see `naio_portal.access`)."""

from naio_portal.access import CHAIRS, INSIDERS, SIGNED_IN, STAFF, Action, Persona

P = Persona
RUN = CHAIRS | STAFF
PREPARE = RUN | {P.OWN_RAPPORTEUR}
OUTSIDE = SIGNED_IN - INSIDERS
OPEN = ("notified", "in_progress")
# Who sees nothing of a draft, and of a restricted item.
NOT_PREPARING = SIGNED_IN - PREPARE
NOT_RUNNING = SIGNED_IN - RUN
READ = (
    "meetings:meeting-detail",
    "meetings:meeting-history",
    "meetings:agenda-print",
    "meetings:agenda-text",
    "meetings:meeting-calendar",
)
AGENDA = ("meetings:agenda-order", "meetings:agenda-item-create")
ITEM = (
    "meetings:agenda-item-update",
    "meetings:agenda-item-remove",
    "meetings:presenter-create",
    "meetings:presenter-remove",
)
READERS = ("meetings:grant-create", "meetings:grant-remove")
MOVES = ("meetings:meeting-start", "meetings:meeting-hold", "meetings:meeting-close")


ACTIONS: list[Action] = [
    Action(
        "meetings.list_meetings",
        "Open the list of meetings and export it: the rows one may see",
        SIGNED_IN,
        ("meetings:meeting-list", "meetings:meeting-export"),
    ),
    Action(
        "meetings.create_meeting",
        "Call a meeting (chairs: of groups they chair)",
        RUN | {P.OTHER_CHAIR},
        ("meetings:meeting-create",),
        writes=True,
    ),
    Action(
        "meetings.view_draft",
        "See a draft",
        PREPARE,
        READ,
        states=("draft",),
        hidden=NOT_PREPARING,
    ),
    Action(
        "meetings.view_meeting",
        "See a meeting and those items of its agenda that one may read",
        INSIDERS,
        READ,
        states=(*OPEN, "held", "closed", "cancelled"),
        hidden=OUTSIDE,
    ),
    Action(
        "meetings.edit_draft",
        "Edit a draft",
        RUN,
        ("meetings:meeting-update",),
        states=("draft",),
        hidden=NOT_PREPARING,
        writes=True,
    ),
    Action(
        "meetings.edit_meeting",
        "Edit a meeting",
        RUN,
        ("meetings:meeting-update",),
        states=OPEN,
        hidden=OUTSIDE,
        writes=True,
    ),
    Action(
        "meetings.notify_meeting",
        "Notify those concerned",
        RUN,
        ("meetings:meeting-notify",),
        states=("draft",),
        hidden=NOT_PREPARING,
        writes=True,
    ),
    Action(
        "meetings.send_notice",
        "Mail a held change at once",
        RUN,
        ("meetings:meeting-send-now",),
        states=OPEN,
        hidden=OUTSIDE,
        writes=True,
    ),
    Action(
        "meetings.run_meeting",
        "Start, end and close a meeting",
        RUN,
        MOVES,
        states=(*OPEN, "held"),
        hidden=OUTSIDE,
        writes=True,
    ),
    Action(
        "meetings.cancel_draft",
        "Cancel a draft",
        RUN,
        ("meetings:meeting-cancel",),
        states=("draft",),
        hidden=NOT_PREPARING,
        writes=True,
    ),
    Action(
        "meetings.cancel_meeting",
        "Cancel a meeting",
        RUN,
        ("meetings:meeting-cancel",),
        states=OPEN,
        hidden=OUTSIDE,
        writes=True,
    ),
    Action(
        "meetings.open_draft_agenda",
        "Open the agenda builder of a draft",
        PREPARE,
        ("meetings:meeting-agenda",),
        states=("draft",),
        hidden=NOT_PREPARING,
    ),
    Action(
        "meetings.open_agenda",
        "Open the agenda builder",
        PREPARE,
        ("meetings:meeting-agenda",),
        states=OPEN,
        hidden=OUTSIDE,
    ),
    Action(
        "meetings.edit_draft_agenda",
        "Add and move items of a draft",
        PREPARE,
        AGENDA,
        states=("draft",),
        hidden=NOT_PREPARING,
        writes=True,
    ),
    Action(
        "meetings.edit_agenda",
        "Add and move items",
        PREPARE,
        AGENDA,
        states=OPEN,
        hidden=OUTSIDE,
        writes=True,
    ),
    Action(
        "meetings.edit_draft_item",
        "Edit and remove an item of a draft",
        PREPARE,
        ITEM,
        states=("draft",),
        hidden=NOT_PREPARING,
        writes=True,
    ),
    Action(
        "meetings.edit_agenda_item",
        "Edit and remove an item",
        PREPARE,
        ITEM,
        states=OPEN,
        hidden=OUTSIDE,
        writes=True,
    ),
    Action(
        "meetings.edit_restricted_item",
        "Edit and remove a restricted item, name who may read it",
        RUN,
        (*ITEM, *READERS),
        states=("restricted",),
        hidden=NOT_RUNNING,
        writes=True,
    ),
    Action(
        "meetings.find_people_for_draft",
        "Find presenters of an item of a draft",
        PREPARE,
        ("meetings:people-search",),
        states=("draft",),
        hidden=NOT_PREPARING,
    ),
    Action(
        "meetings.find_people",
        "Find presenters of an item",
        PREPARE,
        ("meetings:people-search",),
        states=OPEN,
        hidden=OUTSIDE,
    ),
    Action(
        "meetings.find_readers",
        "Find presenters and readers of a restricted item",
        RUN,
        ("meetings:people-search",),
        states=("restricted",),
        hidden=NOT_RUNNING,
    ),
]
PUBLIC_ROUTES: tuple[str, ...] = ()
