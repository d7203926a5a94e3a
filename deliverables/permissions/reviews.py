"""Review rounds and their comments."""

from deliverables.permissions.personas import DEFINE, OTHERS, OUTSIDERS, RUN, P
from naio_portal.access import CHAIRS, INSIDERS, OWN_GROUP, STAFF, Action

ROUND = ("reviews:round-detail", "reviews:comment-list", "reviews:comment-detail", "reviews:round-file")
ROUND_NOTES = ("reviews:round-people", "reviews:round-history", "reviews:round-export")
REVIEW_ACTIONS: list[Action] = [
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
        "deliverables.withdraw_comment",
        "Withdraw one's own comment while the round is open",
        frozenset({P.OWN_MEMBER}),
        ("reviews:comment-withdraw",),
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
        "Say what becomes of comments (the editor of the round)",
        RUN | {P.OWNER},
        ("reviews:comment-dispose", "reviews:comments-dispose"),
        hidden=OTHERS,
        writes=True,
    ),
]
