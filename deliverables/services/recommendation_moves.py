"""Moves of a recommendation: adopted with recorded consent, submitted, answered, carried out or given up."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from deliverables.enums import CONSENTING_STATES, ConsentMethod, RecommendationLinkKind, RecommendationState
from deliverables.models import (
    ImplementationReport,
    Recommendation,
    RecommendationLink,
    Response,
)
from deliverables.rules import is_draft_author
from deliverables.services.letters import keep_letters
from deliverables.services.locking import reason_of
from deliverables.services.recommendation_locking import (
    NEEDED_TO_ADOPT,
    check_recommendation,
    clear_consent,
    lock_recommendation,
)
from deliverables.services.recommendation_mails import tell_contributors
from deliverables.services.response_links import (
    end_links,
    give_link,
    give_report_link,
    recommendation_behind,
)
from deliverables.workflow import RECOMMENDATION
from meetings.models import Meeting
from naio_portal.access import require
from naio_portal.audit import acting
from naio_portal.dates import KUALA_LUMPUR, kl_today
from naio_portal.errors import DomainError, NotAllowed
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import check_link, use_link

S = RecommendationState


@dataclass(frozen=True)
class Consent:
    """How the group consented. `method`: a ConsentMethod. `on`: the day in Kuala Lumpur. The three figures
    are those of a vote. `meeting`: the Meeting that consented, where there was one."""

    method: str
    on: dt.date
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstaining: int | None = None
    meeting: Meeting | None = None


def record_consent(*, recommendation: Recommendation, consent: Consent, by) -> Recommendation:
    """Keep how the group consented to the text as it stands; a later record replaces it.

    Raises NotAllowed, IllegalMove unless draft, ValidationError by field: a day to come, a meeting of others
    or one that began later, a vote without its figures, without a majority, or of nobody.
    """
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.record_consent", recommendation)
        check_recommendation(recommendation, S.DRAFT)
        _check_consent(consent)
        if consent.meeting is not None:
            _check_meeting(consent, recommendation)
        is_vote = consent.method == ConsentMethod.VOTE
        recommendation.consent_method = consent.method
        recommendation.consent_on = consent.on
        recommendation.votes_for = consent.votes_for if is_vote else None
        recommendation.votes_against = consent.votes_against if is_vote else None
        recommendation.votes_abstaining = (consent.votes_abstaining or 0) if is_vote else None
        recommendation.meeting = consent.meeting
        recommendation.full_clean()
        recommendation.save()
        return recommendation


def _check_consent(consent: Consent) -> None:
    if consent.method not in ConsentMethod.values:
        raise ValidationError({"method": _("Say how the group consented.")})
    if consent.on > kl_today():
        raise ValidationError({"on": _("This day is still to come.")})
    if consent.method != ConsentMethod.VOTE:
        return
    if consent.votes_for is None or consent.votes_against is None:
        raise ValidationError({"votes_for": _("Give the figures of the vote.")})
    if consent.votes_for <= consent.votes_against:
        raise ValidationError({"votes_for": _("With these figures the group did not consent.")})


def _check_meeting(consent: Consent, recommendation: Recommendation) -> None:
    meeting = consent.meeting
    if recommendation.group_id not in meeting.group_ids:
        raise ValidationError({"meeting": _("The group did not meet there.")})
    if meeting.state not in CONSENTING_STATES:
        raise ValidationError({"meeting": _("This meeting has not begun, or was cancelled.")})
    if consent.on < meeting.starts_at.astimezone(KUALA_LUMPUR).date():
        raise ValidationError({"on": _("The meeting was on a later day.")})


def adopt_recommendation(*, recommendation: Recommendation, by) -> Recommendation:
    """The chair, or a co-chair, adopts what the group consented to; never who wrote it.

    Raises NotAllowed, IllegalMove unless draft, DomainError without recorded consent, without both
    languages, or where it feeds no instrument.
    """
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        if by is not None and is_draft_author(by, recommendation):
            raise NotAllowed(_("This is your own: another person adopts it."))
        require(by, "deliverables.adopt_recommendation", recommendation)
        check_recommendation(recommendation, S.DRAFT)
        if recommendation.consent_on is None:
            raise DomainError(_("Record the group's consent first."))
        if not all(getattr(recommendation, name) for name in NEEDED_TO_ADOPT):
            raise DomainError(_("Title, text and rationale are needed in both languages."))
        if not recommendation.places.exists():
            raise DomainError(_("Say first which instrument it feeds."))
        recommendation.adopted_on, recommendation.adopted_by = kl_today(), by
        return _move(recommendation, S.ADOPTED, by=by)


def return_recommendation(*, recommendation: Recommendation, reason: str, by) -> Recommendation:
    """Back to draft: its text has to change, and the group has to consent again.

    Raises NotAllowed, IllegalMove unless adopted, ValidationError without a reason.
    """
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.return_recommendation", recommendation)
        check_recommendation(recommendation, S.ADOPTED)
        clear_consent(recommendation)
        recommendation.adopted_on = recommendation.adopted_by = None
        return _move(recommendation, S.DRAFT, reason=reason_of(reason), by=by)


def submit_recommendation(
    *, recommendation: Recommendation, letter_number: str, submitted_on: dt.date | None = None, by
) -> Recommendation:
    """It goes to its addressee with a letter, kept in both languages as it is now; the response period of
    RESPONSE_PERIOD_DAYS begins. The addressee's contact, where one is known, gets a link to answer by.

    `submitted_on`: the day of the letter in Kuala Lumpur, today when left out. Raises NotAllowed,
    IllegalMove unless adopted, ValidationError by field, DomainError when the letter cannot be kept.
    """
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.submit_recommendation", recommendation)
        check_recommendation(recommendation, S.ADOPTED)
        submitted_on = submitted_on or kl_today()
        if not letter_number.strip():
            raise ValidationError({"letter_number": _("Give the number of the letter.")})
        if not recommendation.adopted_on <= submitted_on <= kl_today():
            raise ValidationError(
                {"submitted_on": _("The letter's day lies between the adoption and today.")}
            )
        recommendation.letter_number = letter_number.strip()
        recommendation.submitted_on = submitted_on
        recommendation.response_due_on = submitted_on + dt.timedelta(days=settings.RESPONSE_PERIOD_DAYS)
        _move(recommendation, S.SUBMITTED, by=by)
        give_link(recommendation, by=by)
        # Last: files are not taken back with the transaction.
        keep_letters(recommendation, by=by)
        return recommendation


def enter_response(
    *,
    recommendation: Recommendation,
    outcome: str,
    reason: str,
    responded_on: dt.date,
    signed_by: str = "",
    language: str = "ms",
    by,
) -> Response:
    """Keep what the addressee answered. A further answer stands beside the first, and counts.

    Raises NotAllowed, IllegalMove unless submitted or responded, ValidationError by field.
    """
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.respond_recommendation", recommendation)
        return keep_response(
            recommendation,
            Response(
                recommendation=recommendation,
                outcome=outcome,
                reason=reason.strip(),
                responded_on=responded_on,
                signed_by=signed_by.strip(),
                language=language,
                entered_by=by,
            ),
        )


def respond_by_link(
    *, link: ActionLink, outcome: str, reason: str, signed_by: str, language: str
) -> Response:
    """As `enter_response`, today, by the addressee's contact who holds the link; it is used up.

    Raises LinkEnded, DomainError when the contact no longer answers for the addressee, IllegalMove,
    ValidationError.
    """
    with transaction.atomic():
        found = recommendation_behind(link)
        with acting(contact=link.contact):
            recommendation = lock_recommendation(found.pk)
            check_recommendation(recommendation, S.SUBMITTED)
            use_link(link=link)
            return keep_response(
                recommendation,
                Response(
                    recommendation=recommendation,
                    outcome=outcome,
                    reason=reason.strip(),
                    responded_on=kl_today(),
                    signed_by=signed_by.strip() or link.contact.name,
                    language=language,
                ),
            )


def send_response_link(*, recommendation: Recommendation, by) -> None:
    """A new link to the addressee's contact, by mail; an earlier one ends. Raises NotAllowed, IllegalMove
    unless submitted, DomainError when the addressee has no contact."""
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.send_response_link", recommendation)
        check_recommendation(recommendation, S.SUBMITTED)
        if give_link(recommendation, by=by) is None:
            raise DomainError(_("The addressee has no contact yet: name one on its page first."))


def ask_report(*, recommendation: Recommendation, by) -> None:
    """Ask the addressee's contact, by mail with a link, how far it is carried out; an earlier link ends.
    Raises NotAllowed, IllegalMove unless responded, DomainError when the addressee has no contact."""
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.ask_report", recommendation)
        check_recommendation(recommendation, S.RESPONDED)
        if give_report_link(recommendation, by=by) is None:
            raise DomainError(_("The addressee has no contact yet: name one on its page first."))


def revoke_response_link(*, recommendation: Recommendation, by) -> None:
    """The link that is out opens nothing any more. Raises NotAllowed, DomainError when there is none."""
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.revoke_response_link", recommendation)
        if not end_links(recommendation):
            raise DomainError(_("No link is out."))


def keep_response(recommendation: Recommendation, response: Response) -> Response:
    """Save an answer to a locked recommendation and move it on; who may, the caller has asked."""
    check_recommendation(recommendation, S.SUBMITTED, S.RESPONDED)
    if not recommendation.submitted_on <= response.responded_on <= kl_today():
        raise ValidationError({"responded_on": _("The answer's day lies between the letter and today.")})
    response.full_clean()
    response.save()
    recommendation.outcome = response.outcome
    recommendation.responded_on = response.responded_on
    if recommendation.state == S.SUBMITTED:
        _move(recommendation, S.RESPONDED, by=response.entered_by)
    else:
        recommendation.save()
        tell_contributors(recommendation, by=response.entered_by)
    return response


def report_implementation(
    *,
    recommendation: Recommendation,
    percent: int,
    note: str,
    evidence_url: str = "",
    language: str = "ms",
    by,
) -> ImplementationReport:
    """Keep how far it is carried out; 100 percent makes it implemented, and needs evidence.

    Raises NotAllowed, IllegalMove unless responded, ValidationError by field.
    """
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.report_recommendation", recommendation)
        return _keep_report(
            recommendation,
            ImplementationReport(
                recommendation=recommendation,
                reported_on=kl_today(),
                percent=percent,
                note=note.strip(),
                evidence_url=evidence_url,
                language=language,
                entered_by=by,
            ),
        )


def report_by_link(
    *, link: ActionLink, percent: int, note: str, evidence_url: str = "", language: str = "ms"
) -> ImplementationReport:
    """As `report_implementation`, by the addressee's contact who holds the link: good for further reports
    until it expires, used up by the one that makes it implemented.

    Raises LinkEnded, DomainError when the contact no longer answers for the addressee, IllegalMove,
    ValidationError.
    """
    with transaction.atomic():
        found = recommendation_behind(link)
        with acting(contact=link.contact):
            recommendation = lock_recommendation(found.pk)
            check_recommendation(recommendation, S.RESPONDED)
            if percent == 100:
                use_link(link=link)
            else:
                check_link(link=link)
            return _keep_report(
                recommendation,
                ImplementationReport(
                    recommendation=recommendation,
                    reported_on=kl_today(),
                    percent=percent,
                    note=note.strip(),
                    evidence_url=evidence_url,
                    language=language,
                ),
            )


def _keep_report(recommendation: Recommendation, report: ImplementationReport) -> ImplementationReport:
    """Save a report on a locked recommendation; who may, the caller has asked."""
    check_recommendation(recommendation, S.RESPONDED)
    if report.percent == 100 and not report.evidence_url:
        raise ValidationError({"evidence_url": _("What is implemented is shown by evidence: give a link.")})
    report.full_clean()
    report.save()
    recommendation.percent = report.percent
    if report.percent == 100:
        _move(recommendation, S.IMPLEMENTED, by=report.entered_by)
    else:
        recommendation.save()
    return report


def abandon_recommendation(*, recommendation: Recommendation, reason: str, by) -> Recommendation:
    """It will not be implemented, whatever was answered. Raises NotAllowed, IllegalMove unless responded,
    ValidationError without a reason."""
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.abandon_recommendation", recommendation)
        check_recommendation(recommendation, S.RESPONDED)
        return _move(recommendation, S.NOT_IMPLEMENTED, reason=reason_of(reason), by=by)


def withdraw_recommendation(*, recommendation: Recommendation, reason: str, by) -> Recommendation:
    """The group takes it back before it is answered; it stays listed. Raises NotAllowed, IllegalMove once
    it is answered, ValidationError without a reason."""
    with transaction.atomic():
        recommendation = lock_recommendation(recommendation.pk)
        require(by, "deliverables.withdraw_recommendation", recommendation)
        check_recommendation(recommendation, S.DRAFT, S.ADOPTED, S.SUBMITTED)
        return _move(recommendation, S.WITHDRAWN, reason=reason_of(reason), by=by)


def supersede_recommendation(
    *, recommendation: Recommendation, successor: Recommendation, kind: str = "supersedes", by
) -> RecommendationLink:
    """`successor` takes its place (`supersedes`) or takes it in with others (`merges`); linked both ways.

    Raises NotAllowed, IllegalMove unless adopted or later, DomainError when the successor is a draft or
    over, or is this one itself.
    """
    with transaction.atomic():
        first, second = sorted([recommendation.pk, successor.pk])
        locked = {pk: lock_recommendation(pk) for pk in (first, second)}
        recommendation, successor = locked[recommendation.pk], locked[successor.pk]
        require(by, "deliverables.supersede_recommendation", recommendation)
        if kind not in (RecommendationLinkKind.SUPERSEDES, RecommendationLinkKind.MERGES):
            raise ValueError(f"No way to take another's place: {kind}")
        if recommendation.pk == successor.pk:
            raise DomainError(_("A recommendation cannot take its own place."))
        if successor.state not in (S.ADOPTED, S.SUBMITTED, S.RESPONDED, S.IMPLEMENTED):
            raise DomainError(_("What takes its place must be adopted by its group first."))
        if not RECOMMENDATION.allows(recommendation.state, S.SUPERSEDED):
            check_recommendation(recommendation, S.ADOPTED, S.SUBMITTED, S.RESPONDED)
        link = RecommendationLink.objects.create(source=successor, target=recommendation, kind=kind)
        _move(recommendation, S.SUPERSEDED, by=by)
        return link


def _move(recommendation: Recommendation, state: str, *, reason: str = "", by) -> Recommendation:
    """Set the state of a locked recommendation, save it, and tell everyone who contributed."""
    RECOMMENDATION.check(recommendation.state, state)
    recommendation.state, recommendation.state_reason = state, reason
    recommendation.version += 1
    recommendation.save()
    tell_contributors(recommendation, by=by)
    if state in (S.RESPONDED, S.IMPLEMENTED, S.NOT_IMPLEMENTED, S.WITHDRAWN, S.SUPERSEDED):
        end_links(recommendation)
    return recommendation
