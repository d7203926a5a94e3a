"""Recommendations, their letters and links, and the instruments that they feed."""

from deliverables.permissions.personas import OTHERS, OUTSIDERS, REPORT, RUN, TRUSTED, P
from naio_portal.access import CHAIRS, EVERYONE, INSIDERS, OWN_GROUP, STAFF, Action, Persona

RECOMMENDATION = ("recommendations:recommendation-detail", "recommendations:recommendation-thread")
RECOMMENDATION_HISTORY = ("recommendations:recommendation-history",)


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


RECOMMENDATION_ACTIONS: list[Action] = [
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
