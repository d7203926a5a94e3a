"""This app's rows of the permission table (see `naio_portal.access`)."""

from naio_portal.access import (
    CHAIRS,
    EVERYONE,
    INSIDERS,
    OWN_GROUP,
    SIGNED_IN,
    STAFF,
    WRITERS,
    Action,
    Persona,
)

P = Persona
# Outside all groups: they see what a visitor sees.
OUTSIDERS = frozenset({P.FORMER_MEMBER, P.SECTOR_OFFICER})
OTHERS = OUTSIDERS | {P.OTHER_CHAIR, P.OTHER_MEMBER}
RUN = CHAIRS | STAFF
DEFINE = RUN | {P.OWNER, P.OWN_RAPPORTEUR}
REPORT = WRITERS | STAFF
# Who reads a restricted deliverable besides the people it names.
TRUSTED = RUN | {P.OWNER}
DETAIL = ("deliverables:deliverable-detail", "deliverables:version-list", "deliverables:version-compare")
VERSION = ("deliverables:version-detail", "deliverables:version-file")
NOTES = ("deliverables:deliverable-history", "deliverables:evidence-file")
MOVE = ("deliverables:deliverable-move",)
ROUND = ("reviews:round-detail", "reviews:comment-list", "reviews:comment-detail", "reviews:round-file")
ROUND_NOTES = ("reviews:round-people", "reviews:round-history", "reviews:round-export")
MILESTONE_MOVE = ("deliverables:milestone-move",)


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


def recommendation_move(move: str, name: str, title: str, allowed: frozenset[Persona], *, hidden=OUTSIDERS):
    """A move of a recommendation; its page is the same route with the move in it."""
    return Action(
        f"deliverables.{name}",
        title,
        allowed,
        routes=("recommendations:recommendation-move",),
        states=(move,),
        hidden=hidden,
        writes=True,
    )


OFFICER = frozenset({P.SECTOR_OFFICER})
APPLICATION = ("sectors:application-detail", "sectors:application-history")
# Of the officer's own team, with a deliverable of the group.
APPLICATION_ACTIONS: list[Action] = [
    Action(
        "deliverables.list_applications",
        "See the applications in the real world (an officer: those of their team)",
        INSIDERS | OFFICER,
        ("sectors:application-list",),
    ),
    Action(
        "deliverables.read_application",
        "Read an application with an active deliverable, and its history",
        INSIDERS | OFFICER,
        APPLICATION,
        ("active",),
        hidden=frozenset({P.FORMER_MEMBER}),
    ),
    Action(
        "deliverables.read_restricted_application",
        "Read an application with a restricted deliverable, and its history",
        TRUSTED | OFFICER,
        APPLICATION,
        ("restricted",),
        hidden=INSIDERS - TRUSTED | {P.FORMER_MEMBER},
    ),
    Action(
        "deliverables.export_applications",
        "Export applications (chairs: those with deliverables of their group)",
        RUN | {P.OTHER_CHAIR},
        ("sectors:application-export",),
    ),
    Action(
        "deliverables.start_application",
        "Choose the team of a new application",
        STAFF | OFFICER,
        ("sectors:application-start",),
    ),
    Action(
        "deliverables.create_application",
        "Report what a team tried (an officer: their own)",
        STAFF | OFFICER,
        ("sectors:application-create",),
        hidden=frozenset({P.FORMER_MEMBER}),
        writes=True,
    ),
    Action(
        "deliverables.update_application",
        "Change what a team tried (an officer: their own)",
        STAFF | OFFICER,
        ("sectors:application-update",),
        hidden=frozenset({P.FORMER_MEMBER}),
        writes=True,
    ),
    Action(
        "deliverables.remove_application",
        "Remove an application that was entered by mistake",
        STAFF,
        ("sectors:application-remove",),
        hidden=frozenset({P.FORMER_MEMBER}),
        writes=True,
    ),
]


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


WORK_PLAN = ("deliverables:work-plan-detail", "deliverables:work-plan-history")
ATTACHMENT = ("requests:attachment-detail", "requests:attachment-file")
# Of a request of the group, with a version of its own deliverable.
ATTACHMENT_ACTIONS: list[Action] = [
    Action(
        "deliverables.read_attachment",
        "Read an open version that goes with a request to a sectoral team",
        OWN_GROUP | STAFF | OFFICER | {P.LEADERSHIP},
        ATTACHMENT,
        ("open",),
        hidden=frozenset({P.OTHER_CHAIR, P.OTHER_MEMBER, P.FORMER_MEMBER}),
    ),
    Action(
        "deliverables.read_restricted_attachment",
        "Read a restricted version that goes with a request to another group (besides who answers, and its"
        " readers)",
        RUN | {P.OTHER_CHAIR},
        ATTACHMENT,
        ("restricted",),
        hidden=INSIDERS - RUN - {P.OTHER_CHAIR} | OUTSIDERS,
    ),
    Action(
        "deliverables.attach_version",
        "Attach a version to the draft of a request (a restricted one: chairs and secretariat)",
        DEFINE,
        ("requests:attachment-create",),
        hidden=OTHERS,
        writes=True,
    ),
    Action(
        "deliverables.detach_version",
        "Take a version from a request",
        DEFINE,
        ("requests:attachment-remove",),
        hidden=OUTSIDERS,
        writes=True,
        methods=("POST",),
    ),
]

RECOMMENDATION = ("recommendations:recommendation-detail", "recommendations:recommendation-thread")
RECOMMENDATION_HISTORY = ("recommendations:recommendation-history",)
ACTIONS: list[Action] = [
    *APPLICATION_ACTIONS,
    *ATTACHMENT_ACTIONS,
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
    Action(
        "deliverables.read_round",
        "Read a review round on an open version, and its comments (also reviewers of other groups, and the"
        " officers that it asks)",
        OWN_GROUP | STAFF | {P.LEADERSHIP},
        ROUND,
        ("open",),
        hidden=OTHERS,
    ),
    Action(
        "deliverables.read_restricted_round",
        "Read a review round on a restricted version (besides its readers)",
        RUN,
        ROUND,
        ("restricted",),
        hidden=INSIDERS - RUN | OUTSIDERS,
    ),
    Action(
        "deliverables.view_round_notes",
        "See who is asked in a review round, its table and its history",
        OWN_GROUP | STAFF | {P.LEADERSHIP},
        ROUND_NOTES,
        ("open",),
        hidden=OTHERS,
    ),
    Action(
        "deliverables.view_restricted_round_notes",
        "See who is asked in a restricted review round, its table and its history",
        RUN,
        ROUND_NOTES,
        ("restricted",),
        hidden=INSIDERS - RUN | OUTSIDERS,
    ),
    Action(
        "deliverables.call_round",
        "Call a review round on a version",
        DEFINE,
        ("reviews:round-create",),
        hidden=OTHERS,
        writes=True,
    ),
    Action(
        "deliverables.invite_reviewers",
        "Ask more people in a review round",
        DEFINE,
        ("reviews:round-invite",),
        hidden=OTHERS,
        writes=True,
    ),
    Action(
        "deliverables.reschedule_round",
        "Change the times of a review round",
        DEFINE,
        ("reviews:round-reschedule",),
        hidden=OTHERS,
        writes=True,
    ),
    Action(
        "deliverables.cancel_round",
        "Call a review round off",
        DEFINE,
        ("reviews:round-cancel",),
        hidden=OTHERS,
        writes=True,
    ),
    Action(
        "deliverables.comment_round",
        "Comment in a review round, or say that there is nothing to say (whoever is asked in it)",
        CHAIRS | {P.OWN_RAPPORTEUR, P.OWN_MEMBER},
        ("reviews:comment-create", "reviews:round-no-comments"),
        hidden=OTHERS,
        writes=True,
    ),
    Action(
        "deliverables.update_comment",
        "Correct one's own comment while the round is open",
        frozenset({P.OWN_MEMBER}),
        ("reviews:comment-update",),
        hidden=OTHERS,
        writes=True,
    ),
    Action(
        "deliverables.answer_comment",
        "Answer a comment (whoever is asked in its round, its editor and who calls rounds)",
        CHAIRS | STAFF | {P.OWN_RAPPORTEUR, P.OWN_MEMBER, P.OWNER},
        ("reviews:answer-create",),
        hidden=OTHERS,
        writes=True,
    ),
    Action(
        "deliverables.dispose_comment",
        "Say what becomes of a comment (the editor of the round)",
        RUN | {P.OWNER},
        ("reviews:comment-dispose",),
        hidden=OTHERS,
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
        "deliverables.request_change",
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
    Action(
        "deliverables.read_submitted_recommendation",
        "Read a submitted recommendation",
        EVERYONE,
        RECOMMENDATION,
        ("submitted",),
    ),
    Action(
        "deliverables.read_adopted_recommendation",
        "Read an adopted recommendation",
        INSIDERS,
        RECOMMENDATION,
        ("adopted_by_group",),
        hidden=OUTSIDERS,
    ),
    Action(
        "deliverables.read_draft_recommendation",
        "Read the draft of a recommendation, and its history",
        OWN_GROUP | STAFF | {P.LEADERSHIP},
        RECOMMENDATION + RECOMMENDATION_HISTORY,
        ("draft",),
        hidden=OTHERS,
    ),
    Action(
        "deliverables.read_restricted_recommendation",
        "Read a restricted recommendation, and its history (besides its contributors)",
        TRUSTED,
        RECOMMENDATION + RECOMMENDATION_HISTORY,
        ("restricted",),
        hidden=INSIDERS - TRUSTED | OUTSIDERS,
    ),
    Action(
        "deliverables.view_recommendation_history",
        "Read the history of a submitted recommendation",
        INSIDERS,
        RECOMMENDATION_HISTORY,
        ("submitted",),
    ),
    Action(
        "deliverables.read_letter",
        "Download the letter that submitted a recommendation",
        INSIDERS,
        ("recommendations:letter",),
        ("submitted",),
    ),
    Action(
        "deliverables.read_restricted_letter",
        "Download the letter of a restricted recommendation (besides its contributors)",
        TRUSTED,
        ("recommendations:letter",),
        ("restricted",),
        hidden=INSIDERS - TRUSTED | OUTSIDERS,
    ),
    Action(
        "deliverables.export_recommendations",
        "Export the register (what one may read)",
        INSIDERS,
        ("recommendations:recommendation-export",),
    ),
    Action(
        "deliverables.start_recommendation",
        "Choose the group of a new recommendation",
        REPORT | {P.OTHER_CHAIR, P.OTHER_MEMBER},
        ("recommendations:recommendation-start",),
    ),
    Action(
        "deliverables.create_recommendation",
        "Write a recommendation",
        REPORT,
        ("recommendations:recommendation-create",),
        writes=True,
    ),
    Action(
        "deliverables.update_recommendation",
        "Change the draft of a recommendation",
        REPORT,
        ("recommendations:recommendation-update",),
        hidden=OTHERS,
        writes=True,
    ),
    Action(
        "deliverables.link_recommendation",
        "See what may overlap with a recommendation, link it with others, and take a link away",
        REPORT,
        ("recommendations:related", "recommendations:related-remove"),
        hidden=OTHERS,
        writes=True,
    ),
    recommendation_move(
        "consent", "record_consent", "Record the group's consent", RUN | {P.OWN_RAPPORTEUR}, hidden=OTHERS
    ),
    recommendation_move(
        "adopt",
        "adopt_recommendation",
        "Adopt a recommendation (never its author; secretariat where no other chair is left)",
        CHAIRS,
        hidden=OTHERS,
    ),
    recommendation_move("return", "return_recommendation", "Return a recommendation to draft", RUN),
    recommendation_move("submit", "submit_recommendation", "Submit a recommendation", STAFF),
    recommendation_move("respond", "respond_recommendation", "Enter the response", STAFF, hidden=frozenset()),
    recommendation_move(
        "report", "report_recommendation", "Report on the implementation", STAFF, hidden=frozenset()
    ),
    recommendation_move(
        "abandon", "abandon_recommendation", "Keep that it is not implemented", STAFF, hidden=frozenset()
    ),
    recommendation_move(
        "send-link", "send_response_link", "Send the addressee's link again", STAFF, hidden=frozenset()
    ),
    recommendation_move(
        "revoke-link", "revoke_response_link", "Take the addressee's link back", STAFF, hidden=frozenset()
    ),
    recommendation_move(
        "ask-report", "ask_report", "Ask the addressee by a link how far it is", STAFF, hidden=frozenset()
    ),
    recommendation_move(
        "withdraw", "withdraw_recommendation", "Withdraw a recommendation", RUN, hidden=frozenset()
    ),
    recommendation_move(
        "supersede", "supersede_recommendation", "Supersede a recommendation", RUN, hidden=frozenset()
    ),
    Action(
        "deliverables.manage_instruments",
        "Keep the tree of instruments and the authorities",
        STAFF,
        (
            "recommendations:instrument-create",
            "recommendations:instrument-update",
            "recommendations:authority-list",
            "recommendations:authority-create",
            "recommendations:authority-update",
        ),
        writes=True,
    ),
]
PUBLIC_ROUTES: tuple[str, ...] = (
    "deliverables:board",
    "recommendations:recommendation-list",
    "recommendations:register-flow",
    "recommendations:instrument-list",
    "recommendations:instrument-detail",
    "recommendations:response-by-link",
    "recommendations:report-by-link",
    "recommendations:letter-by-link",
    "reviews:review-by-link",
    "reviews:file-by-link",
    "requests:attachment-by-link",
    "requests:attachment-file-by-link",
)
