"""What a person can do to a recommendation, as buttons and pages (see `acts.py`)."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deliverables import services
from deliverables.codes import recommendation_code
from deliverables.enums import RecommendationState as S
from deliverables.forms import (
    ConsentForm,
    ReasonForm,
    ReportForm,
    ResponseForm,
    SubmitForm,
    SuccessorForm,
)
from deliverables.models import Recommendation
from deliverables.services import Consent
from deliverables.views.acts import Act
from naio_portal.access import may


def record_consent(*, recommendation: Recommendation, by, **values) -> None:
    services.record_consent(recommendation=recommendation, consent=Consent(**values), by=by)


def supersede(*, recommendation: Recommendation, successor: str, kind: str, by) -> None:
    """By the successor's code. Raises ValidationError where the person sees no such recommendation."""
    code = recommendation_code(successor)
    found = code and Recommendation.objects.visible_to(by).filter(**code).first()
    if not found:
        raise ValidationError({"successor": _("There is no recommendation of that code.")})
    services.supersede_recommendation(recommendation=recommendation, successor=found, kind=kind, by=by)


RECOMMENDATION_ACTS: Mapping[str, Act] = {
    "consent": Act(
        "deliverables.record_consent",
        record_consent,
        (S.DRAFT,),
        gettext_lazy("Record the group's consent"),
        gettext_lazy(
            "The consent is to the text as it stands: a later change of the text asks for it again."
        ),
        gettext_lazy("The group's consent is recorded."),
        "people",
        ConsentForm,
    ),
    "adopt": Act(
        "deliverables.adopt_recommendation",
        services.adopt_recommendation,
        (S.DRAFT,),
        gettext_lazy("Adopt"),
        gettext_lazy(
            "The group's recommendation is final; members of other groups can read it. The secretariat "
            "submits it next."
        ),
        gettext_lazy("The recommendation is adopted."),
        "check-lg",
    ),
    "return": Act(
        "deliverables.return_recommendation",
        services.return_recommendation,
        (S.ADOPTED,),
        gettext_lazy("Return to draft"),
        gettext_lazy("Its text can change again; the group then has to consent again."),
        gettext_lazy("The recommendation is a draft again."),
        "arrow-counterclockwise",
        ReasonForm,
    ),
    "submit": Act(
        "deliverables.submit_recommendation",
        services.submit_recommendation,
        (S.ADOPTED,),
        gettext_lazy("Submit to the addressee"),
        gettext_lazy(
            "Unless it is restricted, everybody can read it from now on. The response period begins on the "
            "day of the letter; the addressee's contact, where one is named, gets a link to answer by."
        ),
        gettext_lazy("The recommendation is submitted."),
        "send",
        SubmitForm,
    ),
    "respond": Act(
        "deliverables.respond_recommendation",
        services.enter_response,
        (S.SUBMITTED, S.RESPONDED),
        gettext_lazy("Enter the response"),
        gettext_lazy("The answer is shown here. A later answer stands beside it, and counts."),
        gettext_lazy("The response is entered."),
        "chat-left-text",
        ResponseForm,
    ),
    "report": Act(
        "deliverables.report_recommendation",
        services.report_implementation,
        (S.RESPONDED,),
        gettext_lazy("Report on the implementation"),
        gettext_lazy("The report is shown with the recommendation and is not edited afterwards."),
        gettext_lazy("The report is kept."),
        "flag",
        ReportForm,
    ),
    "send-link": Act(
        "deliverables.send_response_link",
        services.send_response_link,
        (S.SUBMITTED,),
        gettext_lazy("Send the link again"),
        gettext_lazy("The addressee's contact gets a new link by mail; an earlier one ends."),
        gettext_lazy("A new link is on its way."),
        "envelope",
    ),
    "ask-report": Act(
        "deliverables.ask_report",
        services.ask_report,
        (S.RESPONDED,),
        gettext_lazy("Ask the addressee how far it is"),
        gettext_lazy(
            "The addressee's contact gets a link by mail to report percent and evidence; an earlier one ends."
        ),
        gettext_lazy("The addressee is asked."),
        "envelope",
    ),
    "revoke-link": Act(
        "deliverables.revoke_response_link",
        services.revoke_response_link,
        (S.SUBMITTED, S.RESPONDED),
        gettext_lazy("Take the link back"),
        gettext_lazy("The link that the addressee's contact has opens nothing any more."),
        gettext_lazy("The link is taken back."),
        "slash-circle",
        is_grave=True,
    ),
    "supersede": Act(
        "deliverables.supersede_recommendation",
        supersede,
        (S.ADOPTED, S.SUBMITTED, S.RESPONDED, S.IMPLEMENTED, S.NOT_IMPLEMENTED),
        gettext_lazy("Supersede"),
        gettext_lazy("Another one takes its place; both pages name each other. This cannot be undone."),
        gettext_lazy("The recommendation is superseded."),
        "arrow-right",
        SuccessorForm,
    ),
    "abandon": Act(
        "deliverables.abandon_recommendation",
        services.abandon_recommendation,
        (S.RESPONDED,),
        gettext_lazy("Will not be implemented"),
        gettext_lazy("It ends here; your reason is shown with it. This cannot be undone."),
        gettext_lazy("It is kept that the recommendation will not be implemented."),
        "slash-circle",
        ReasonForm,
        is_grave=True,
    ),
    "withdraw": Act(
        "deliverables.withdraw_recommendation",
        services.withdraw_recommendation,
        (S.DRAFT, S.ADOPTED, S.SUBMITTED),
        gettext_lazy("Withdraw"),
        gettext_lazy("The group takes it back. It stays listed with your reason. This cannot be undone."),
        gettext_lazy("The recommendation is withdrawn."),
        "x-circle",
        ReasonForm,
        is_grave=True,
    ),
}
# Offered only where the addressee has a contact.
LINK_ACTS = ("send-link", "ask-report", "revoke-link")


def recommendation_acts(user, recommendation: Recommendation) -> dict[str, Act]:
    """What this person can do to it now. `addressee` is loaded."""
    return {
        name: act
        for name, act in RECOMMENDATION_ACTS.items()
        if recommendation.state in act.states
        and not (name in LINK_ACTS and recommendation.addressee.contact_id is None)
        and not (name == "adopt" and recommendation.consent_on is None)
        and may(user, act.permission, recommendation)
    }
