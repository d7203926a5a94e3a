"""Deliverables, versions, milestones, changes of what was approved, work plans and their imports."""

from deliverables.permissions.personas import DEFINE, OTHERS, OUTSIDERS, REPORT, RUN, TRUSTED, P
from naio_portal.access import CHAIRS, EVERYONE, INSIDERS, OWN_GROUP, SIGNED_IN, STAFF, Action, Persona

DETAIL = ("deliverables:deliverable-detail", "deliverables:version-list", "deliverables:version-compare")
VERSION = ("deliverables:version-detail", "deliverables:version-file")
NOTES = ("deliverables:deliverable-history", "deliverables:evidence-file")
MOVE = ("deliverables:deliverable-move",)
MILESTONE_MOVE = ("deliverables:milestone-move",)
WORK_PLAN = ("deliverables:work-plan-detail", "deliverables:work-plan-history")


def move(verb: str, title: str, allowed: frozenset[Persona], *, hidden=OUTSIDERS) -> Action:
    """A move of a deliverable; its page is the same route with the verb in it."""
    return Action(
        f"deliverables.{verb}_deliverable",
        title,
        allowed,
        routes=MOVE,
        states=(verb,),
        hidden=hidden,
        writes=True,
    )


def milestone_move(verb: str, title: str, allowed: frozenset[Persona]) -> Action:
    """A move of a milestone of an active deliverable."""
    return Action(
        f"deliverables.{verb}_milestone",
        title,
        allowed,
        routes=MILESTONE_MOVE,
        states=(verb,),
        hidden=OUTSIDERS,
        writes=True,
    )


def plan_move(verb: str, title: str, allowed: frozenset[Persona]) -> Action:
    """A move of a work plan that is not approved yet."""
    return Action(
        f"deliverables.{verb}_work_plan",
        title,
        allowed,
        routes=("deliverables:work-plan-move",),
        states=(verb,),
        hidden=OTHERS,
        writes=True,
    )


PLAN_ACTIONS: list[Action] = [
    Action("deliverables.read_published", "Read a published deliverable", EVERYONE, DETAIL, ("published",)),
    Action(
        "deliverables.read_active",
        "Read an active deliverable",
        INSIDERS,
        DETAIL,
        ("active",),
        hidden=OUTSIDERS,
    ),
    Action(
        "deliverables.read_proposed",
        "Read a proposed deliverable",
        OWN_GROUP | STAFF | {P.LEADERSHIP},
        DETAIL,
        ("proposed",),
        hidden=OTHERS,
    ),
    Action(
        "deliverables.read_restricted",
        "Read a restricted deliverable (besides its contributors and the people it names)",
        TRUSTED,
        DETAIL,
        ("restricted",),
        hidden=INSIDERS - TRUSTED | OUTSIDERS,
    ),
    Action(
        "deliverables.read_notes",
        "Read the history, updates and evidence of an active deliverable",
        INSIDERS,
        NOTES,
        ("active",),
        hidden=OUTSIDERS,
    ),
    Action(
        "deliverables.read_restricted_notes",
        "Read the history, updates and evidence of a restricted deliverable",
        TRUSTED,
        NOTES,
        ("restricted",),
        hidden=INSIDERS - TRUSTED | OUTSIDERS,
    ),
    Action(
        "deliverables.read_published_version",
        "Read the latest version of a published deliverable",
        EVERYONE,
        VERSION,
        ("published",),
    ),
    Action(
        "deliverables.read_delivered_version",
        "Read an open version of a delivered deliverable",
        INSIDERS,
        VERSION,
        ("delivered",),
        hidden=OUTSIDERS,
    ),
    Action(
        "deliverables.read_version",
        "Read an open version of an active deliverable",
        OWN_GROUP | STAFF | {P.LEADERSHIP},
        VERSION,
        ("active",),
        hidden=OTHERS,
    ),
    Action(
        "deliverables.read_restricted_version",
        "Read a restricted version (besides its readers)",
        RUN,
        VERSION,
        ("restricted",),
        hidden=INSIDERS - RUN | OUTSIDERS,
    ),
    Action(
        "deliverables.view_timeline",
        "See the timeline, and export it",
        INSIDERS,
        ("deliverables:timeline", "deliverables:timeline-export"),
    ),
    Action(
        "deliverables.view_approvals",
        "See what waits for one's approval",
        RUN | {P.OTHER_CHAIR},
        ("deliverables:approvals",),
    ),
    Action(
        "deliverables.export_board",
        "Export the board (chairs: the rows of their group)",
        RUN,
        ("deliverables:board-export",),
    ),
    Action(
        "deliverables.export_plan",
        "Export the plan of a group",
        RUN | {P.OWN_RAPPORTEUR},
        ("deliverables:plan-export",),
    ),
    Action(
        "deliverables.import_plan",
        "Import the work plan of one's own group from a file (secretariat: of all groups)",
        RUN | {P.OWN_RAPPORTEUR, P.OTHER_CHAIR},
        ("deliverables:plan-import-upload",),
        writes=True,
    ),
    Action(
        "deliverables.list_plan_imports",
        "List the imports of work plans that one may see; take the template",
        RUN | {P.OWN_RAPPORTEUR, P.OTHER_CHAIR},
        (
            "deliverables:plan-import-list",
            "deliverables:plan-import-template-csv",
            "deliverables:plan-import-template-xlsx",
        ),
    ),
    Action(
        "deliverables.view_plan_import",
        "See an import of a work plan (a rapporteur: their own)",
        RUN,
        tuple(f"deliverables:plan-import-{page}" for page in ("detail", "progress", "absent", "history")),
        hidden=SIGNED_IN - RUN,
    ),
    Action(
        "deliverables.decide_plan_import",
        "Confirm the columns of an import of a work plan, answer its questions, undo it, give it up",
        RUN,
        tuple(
            f"deliverables:plan-import-{page}" for page in ("columns", "questions", "row", "undo", "abandon")
        ),
        hidden=SIGNED_IN - RUN,
        writes=True,
    ),
    Action(
        "deliverables.apply_plan_import",
        "Apply an import of a work plan, compare it anew, leave open rows out, start its job again",
        RUN,
        tuple(f"deliverables:plan-import-{page}" for page in ("apply", "look-again", "leave-out", "restart")),
        hidden=SIGNED_IN - RUN,
        writes=True,
        methods=("POST",),
    ),
    Action(
        "deliverables.start_deliverable",
        "Choose the group of a new deliverable",
        RUN | {P.OWN_RAPPORTEUR, P.OTHER_CHAIR},
        ("deliverables:deliverable-start",),
    ),
    Action(
        "deliverables.create_deliverable",
        "Propose a deliverable",
        RUN | {P.OWN_RAPPORTEUR},
        ("deliverables:deliverable-create",),
        writes=True,
    ),
    Action(
        "deliverables.update_deliverable",
        "Change the definition, people and milestones of a deliverable",
        DEFINE,
        ("deliverables:deliverable-update",),
        hidden=OUTSIDERS,
        writes=True,
    ),
    Action(
        "deliverables.link_deliverable",
        "See what may overlap with a deliverable, link it with others, and take a link away",
        DEFINE,
        ("deliverables:related", "deliverables:related-remove"),
        hidden=OUTSIDERS,
        writes=True,
    ),
    Action(
        "deliverables.look_for_overlaps",
        "Look for overlaps while writing (in what one may read)",
        INSIDERS,
        ("deliverables:overlaps", "recommendations:overlaps"),
        writes=True,
    ),
    move("activate", "Approve a plan (never its author or owner)", RUN, hidden=OTHERS),
    move("submit", "Send a deliverable to review", DEFINE),
    move("return", "Return a deliverable to work", RUN),
    move("accept", "Accept a deliverable (never its owner; secretariat where no chair is left)", CHAIRS),
    move("suspend", "Suspend a deliverable", RUN),
    move("resume", "Take a suspended deliverable up again", RUN, hidden=OTHERS),
    move("withdraw", "Withdraw a deliverable", RUN),
    move("publish", "Publish a deliverable", STAFF),
    Action(
        "deliverables.override_rag",
        "Override the colour, and clear the override",
        RUN,
        ("deliverables:rag-override", "deliverables:rag-override-clear"),
        hidden=OUTSIDERS,
        writes=True,
    ),
    Action(
        "deliverables.file_update",
        "File a progress update",
        REPORT,
        ("deliverables:progress-update-create",),
        hidden=OUTSIDERS,
        writes=True,
    ),
    Action(
        "deliverables.write_version",
        "Write the text of a deliverable and make versions (also contributors)",
        DEFINE,
        ("deliverables:draft-update", "deliverables:version-create"),
        hidden=OUTSIDERS,
        writes=True,
    ),
    Action(
        "deliverables.grant_version",
        "Grant a restricted version to a person, and revoke it",
        RUN,
        ("deliverables:version-readers", "deliverables:version-reader-revoke"),
        hidden=INSIDERS - RUN | OUTSIDERS,
        writes=True,
    ),
    milestone_move("activate", "Approve an added milestone (never who added it)", RUN),
    milestone_move("achieve", "Say that a milestone is achieved", REPORT),
    milestone_move("miss", "Declare a milestone missed", RUN),
    milestone_move("cancel", "Cancel a milestone", RUN),
    milestone_move("reopen", "Reopen a milestone", RUN),
    Action(
        "deliverables.request_change",
        "Ask for a change of an approved milestone or deliverable",
        REPORT,
        ("deliverables:milestone-change-create", "deliverables:deliverable-change-create"),
        hidden=OUTSIDERS,
        writes=True,
    ),
    Action(
        "deliverables.request_objective_change",
        "Ask for a change of an approved objective",
        REPORT,
        ("deliverables:objective-change-create",),
        writes=True,
    ),
    Action(
        "deliverables.read_change",
        "Read a change request of an active deliverable",
        INSIDERS,
        ("deliverables:change-detail",),
        hidden=OUTSIDERS,
    ),
    Action(
        "deliverables.decide_change",
        "Approve or decline a change (never who asked)",
        RUN,
        ("deliverables:change-approve", "deliverables:change-decline"),
        hidden=OUTSIDERS,
        writes=True,
    ),
    Action(
        "deliverables.withdraw_change",
        "Take back one's own change request",
        frozenset({P.OWNER}),
        ("deliverables:change-withdraw",),
        hidden=OUTSIDERS,
        writes=True,
    ),
    Action(
        "deliverables.update_dependencies",
        "Say what a deliverable waits for, and take it back",
        DEFINE,
        ("deliverables:dependency-create", "deliverables:dependency-remove"),
        hidden=OUTSIDERS,
        writes=True,
    ),
    Action(
        "deliverables.view_work_plans",
        "See the list of work plans and the health of the groups",
        INSIDERS,
        ("deliverables:work-plan-list", "deliverables:health"),
    ),
    Action(
        "deliverables.read_approved_work_plan",
        "Read an approved work plan, and its history",
        INSIDERS,
        WORK_PLAN,
        ("approved",),
        hidden=OUTSIDERS,
    ),
    Action(
        "deliverables.read_draft_work_plan",
        "Read the draft of a work plan, and its history",
        OWN_GROUP | STAFF | {P.LEADERSHIP},
        WORK_PLAN,
        ("draft",),
        hidden=OTHERS,
    ),
    Action(
        "deliverables.create_work_plan",
        "Begin a work plan",
        RUN | {P.OWN_RAPPORTEUR},
        ("deliverables:work-plan-create",),
        writes=True,
    ),
    Action(
        "deliverables.update_work_plan",
        "Change the period of a draft work plan",
        RUN | {P.OWN_RAPPORTEUR},
        ("deliverables:work-plan-update",),
        hidden=OTHERS,
        writes=True,
    ),
    plan_move("submit", "Submit a work plan for approval", RUN | {P.OWN_RAPPORTEUR}),
    plan_move("approve", "Approve a work plan (never its submitter; failing chairs the secretariat)", CHAIRS),
    plan_move("return", "Return a work plan (never its submitter)", CHAIRS),
]
