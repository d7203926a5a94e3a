"""What every write to a recommendation begins with, and what they share."""

from django.utils.translation import gettext as _

from deliverables.models import Recommendation
from naio_portal.errors import IllegalMove

# What goes to an authority is in both languages.
NEEDED_TO_ADOPT = ("title_en", "title_ms", "text_en", "text_ms", "rationale_en", "rationale_ms")


def lock_recommendation(pk: int) -> Recommendation:
    """The recommendation as it stands now; whoever comes second waits. Call inside a transaction."""
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("group", "addressee")
    return rows.get(pk=pk)


def check_recommendation(recommendation: Recommendation, *states: str) -> None:
    """Raise IllegalMove, with the state in the person's language, unless it is in one of these."""
    if recommendation.state not in states:
        raise IllegalMove(
            _("This cannot be done while it is “%(state)s”.") % {"state": recommendation.get_state_display()}
        )


def clear_consent(recommendation: Recommendation) -> None:
    """The group consents again, to the new text."""
    recommendation.consent_method = ""
    recommendation.consent_on = recommendation.meeting = None
    recommendation.votes_for = recommendation.votes_against = recommendation.votes_abstaining = None
