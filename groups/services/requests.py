"""Liaison requests: drafted, sent, acknowledged, answered, closed; who owns them; the talk about them.

Each move tells those concerned by mail, in the same transaction.
"""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from groups.enums import LiaisonState as L
from groups.models import Appointment, LiaisonMessage, LiaisonRequest, SectorOfficer, WorkingGroup
from groups.services.charters import check_version
from groups.services.request_links import PURPOSE, give_link, officer_behind
from groups.services.request_mails import tell_answering_side, tell_asking_side, tell_owner
from groups.workflow import LIAISON_REQUEST
from members.models import Member
from naio_portal.access import require
from naio_portal.audit import acting
from naio_portal.dates import kl_today
from naio_portal.errors import IllegalMove
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import check_link, revoke_links, use_link

DRAFT_FIELDS = (
    "to_group",
    "to_team",
    "purpose",
    "subject",
    "text",
    "language",
    "classification",
    "due_on",
    "owner_from",
)


def lock_request(pk: int) -> LiaisonRequest:
    """The request as it stands now; whoever comes second waits. Call inside a transaction."""
    return (
        LiaisonRequest.objects.select_for_update(of=("self",))
        .select_related("from_group", "to_group", "to_team", "owner_from", "owner_to", "owner_officer")
        .get(pk=pk)
    )


@transaction.atomic
def draft_request(*, from_group: WorkingGroup, by, **fields) -> LiaisonRequest:
    """A draft, seen by the asking group alone; `fields`: of DRAFT_FIELDS. Raises NotAllowed, ValidationError
    by field."""
    require(by, "groups.draft_request", from_group)
    request = LiaisonRequest(from_group=from_group, created_by=by, **fields)
    _check_draft(request)
    request.save()
    return request


@transaction.atomic
def update_request(*, request: LiaisonRequest, version: int, by, **fields) -> LiaisonRequest:
    """Change a draft. Raises NotAllowed, IllegalMove once it is sent, EditConflict, ValidationError."""
    request = lock_request(request.pk)
    require(by, "groups.edit_request", request)
    _check_state(request, L.DRAFT)
    check_version(request, version)
    if unknown := set(fields) - set(DRAFT_FIELDS):
        raise TypeError(f"not part of a draft: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(request, name, value)
    _check_draft(request)
    request.version += 1
    request.save()
    return request


def _check_draft(request: LiaisonRequest) -> None:
    request.subject, request.text = request.subject.strip(), request.text.strip()
    request.full_clean()
    check_serves(request.owner_from, request.from_group, "owner_from")


def check_serves(member: Member | None, group: WorkingGroup, field: str) -> None:
    """Raise ValidationError for the field unless this member serves in the group today."""
    if member and not Appointment.objects.in_force().filter(member=member, group=group).exists():
        raise ValidationError({field: _("This person does not serve in %(group)s.") % {"group": group.code}})


@transaction.atomic
def discard_request(*, request: LiaisonRequest, by) -> None:
    """Throw a draft away; the history keeps it. Raises NotAllowed, IllegalMove once it is sent."""
    request = lock_request(request.pk)
    require(by, "groups.edit_request", request)
    _check_state(request, L.DRAFT)
    request.delete()


@transaction.atomic
def send_request(*, request: LiaisonRequest, by) -> LiaisonRequest:
    """Give it the next number of the year and send it to the other side.

    Officers without a sign-in get their own link. Raises NotAllowed, IllegalMove unless a draft,
    ValidationError for a deadline that is past or a team without an officer.
    """
    request = lock_request(request.pk)
    require(by, "groups.send_request", request)
    _check_state(request, L.DRAFT)
    today = kl_today()
    if request.due_on < today:
        raise ValidationError({"due_on": _("The deadline is past: choose a later day.")})
    if request.to_team and not request.to_team.is_active:
        raise ValidationError({"to_team": _("This team takes no requests any more.")})
    officers = _officers_of(request)
    if request.to_team and not officers:
        raise ValidationError({"to_team": _("This team has no officer in force: the secretariat adds one.")})
    request.year, request.number = today.year, _next_number(today.year)
    request.sent_on = today
    _move(request, L.SENT)
    for officer in officers:
        give_link(request, officer, by)
    tell_answering_side(request, "groups.request_sent", by=by)
    return request


def _next_number(year: int) -> int:
    """One after the last of the year; two senders at once get two numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"liaison-request:{year}"])
    last = LiaisonRequest.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _officers_of(request: LiaisonRequest) -> list[SectorOfficer]:
    """Who answers for the team today: all its officers, so that one who is away delays nothing."""
    if request.to_team is None:
        return []
    return list(SectorOfficer.objects.in_force().filter(team=request.to_team).select_related("contact"))


@transaction.atomic
def acknowledge_request(*, request: LiaisonRequest, by) -> LiaisonRequest:
    """The other side has it. Raises NotAllowed, IllegalMove unless sent."""
    request = lock_request(request.pk)
    require(by, "groups.acknowledge_request", request)
    _check_state(request, L.SENT)
    return _acknowledge(request, by=by)


def _acknowledge(request: LiaisonRequest, by=None) -> LiaisonRequest:
    request.acknowledged_on = kl_today()
    _move(request, L.ACKNOWLEDGED)
    tell_asking_side(request, "groups.request_acknowledged", by=by)
    return request


@transaction.atomic
def answer_request(*, request: LiaisonRequest, answer: str, language: str, by) -> LiaisonRequest:
    """Answer it, acknowledged before or not. Raises NotAllowed, IllegalMove unless an answer is owed,
    ValidationError for an empty one."""
    request = lock_request(request.pk)
    require(by, "groups.answer_request", request)
    return _answer(request, answer=answer, language=language, by=by)


def _answer(request: LiaisonRequest, *, answer: str, language: str, by=None, officer=None) -> LiaisonRequest:
    _check_state(request, L.SENT, L.ACKNOWLEDGED)
    answer = answer.strip()
    if not answer:
        raise ValidationError({"answer": _("Write the answer.")})
    today = kl_today()
    if request.state == L.SENT:
        request.acknowledged_on = today
        _move(request, L.ACKNOWLEDGED)
    request.answer, request.answer_language = answer, language
    request.answered_on, request.answered_by, request.answered_by_officer = today, by, officer
    _move(request, L.ANSWERED)
    tell_asking_side(request, "groups.request_answered", by=by)
    return request


@transaction.atomic
def close_request(*, request: LiaisonRequest, by) -> LiaisonRequest:
    """The asking side is done with it; links to it end. Raises NotAllowed, IllegalMove unless answered."""
    request = lock_request(request.pk)
    require(by, "groups.close_request", request)
    _check_state(request, L.ANSWERED)
    request.closed_on = kl_today()
    _move(request, L.CLOSED)
    revoke_links(purpose=PURPOSE, object_id=request.pk)
    tell_answering_side(request, "groups.request_closed", by=by)
    return request


@transaction.atomic
def add_message(*, request: LiaisonRequest, text: str, language: str, by) -> LiaisonMessage:
    """One more line of the talk; the other side's owner is told. Raises NotAllowed, IllegalMove for a
    draft or a closed request, ValidationError for an empty text."""
    request = lock_request(request.pk)
    require(by, "groups.discuss_request", request)
    return _add_message(request, text=text, language=language, author=by)


def _add_message(request: LiaisonRequest, *, text: str, language: str, author=None, officer=None):
    _check_state(request, L.SENT, L.ACKNOWLEDGED, L.ANSWERED)
    message = LiaisonMessage(
        request=request, author=author, officer=officer, text=text.strip(), language=language
    )
    message.full_clean()
    message.save()
    payload = {"message": message.pk}
    tell_asking_side(request, "groups.request_message", by=author, payload=payload)
    tell_answering_side(request, "groups.request_message", by=author, payload=payload, but=officer)
    return message


@transaction.atomic
def assign_asking_owner(*, request: LiaisonRequest, owner: Member, by) -> LiaisonRequest:
    """Another owner on the asking side. Raises NotAllowed, IllegalMove once closed, ValidationError."""
    request = lock_request(request.pk)
    require(by, "groups.assign_asking_owner", request)
    _check_state(request, L.DRAFT, L.SENT, L.ACKNOWLEDGED, L.ANSWERED)
    check_serves(owner, request.from_group, "owner")
    if owner != request.owner_from:
        request.owner_from = owner
        _save(request)
        tell_owner(request, member=owner, by=by)
    return request


@transaction.atomic
def assign_answering_owner(*, request: LiaisonRequest, owner: Member | SectorOfficer, by) -> LiaisonRequest:
    """Who answers: a member of the group asked, or an officer of the team asked, in force today.

    Reminders go to the new owner from today on. Raises NotAllowed, IllegalMove unless an answer is owed,
    ValidationError.
    """
    request = lock_request(request.pk)
    require(by, "groups.assign_answering_owner", request)
    _check_state(request, L.SENT, L.ACKNOWLEDGED)
    if request.to_team_id is None:
        if not isinstance(owner, Member):
            raise TypeError("an owner in a group is a member")
        check_serves(owner, request.to_group, "owner")
        is_new, request.owner_to = owner != request.owner_to, owner
    else:
        if not isinstance(owner, SectorOfficer) or owner.team_id != request.to_team_id:
            raise TypeError("an owner in a team is an officer of it")
        if not owner.is_in_force:
            raise ValidationError({"owner": _("This officer is not in force today.")})
        is_new, request.owner_officer = owner != request.owner_officer, owner
    if is_new:
        request.owned_since = kl_today()
        _save(request)
        if isinstance(owner, SectorOfficer):
            give_link(request, owner, by)
            tell_owner(request, officer=owner, by=by)
        else:
            tell_owner(request, member=owner, by=by)
    return request


@transaction.atomic
def renew_link(*, request: LiaisonRequest, officer: SectorOfficer, by) -> ActionLink:
    """Mail the officer a new link; the one before opens nothing. Raises NotAllowed, IllegalMove unless an
    answer is owed, ValidationError for an officer who signs in or is not in force."""
    request = lock_request(request.pk)
    require(by, "groups.renew_link", request)
    _check_state(request, L.SENT, L.ACKNOWLEDGED)
    if officer.contact_id is None or officer.team_id != request.to_team_id or not officer.is_in_force:
        raise ValidationError({"officer": _("Choose an officer in force who has only an address.")})
    link = give_link(request, officer, by)
    tell_owner(request, officer=officer, by=by, kind="groups.request_sent")
    return link


@transaction.atomic
def revoke_request_links(*, request: LiaisonRequest, by) -> int:
    """End every mailed link to the request (a mail went astray); how many. Raises NotAllowed."""
    require(by, "groups.renew_link", request)
    return revoke_links(purpose=PURPOSE, object_id=request.pk)


# --- by the link in a mail ---------------------------------------------------------------------------------


@transaction.atomic
def acknowledge_by_link(*, link: ActionLink) -> LiaisonRequest:
    """As `acknowledge_request`, by the officer who holds the link. Raises LinkEnded, DomainError,
    IllegalMove."""
    found, officer = officer_behind(link)
    with acting(contact=officer.contact):
        request = lock_request(found.pk)
        check_link(link=link)
        _check_state(request, L.SENT)
        return _acknowledge(request)


@transaction.atomic
def answer_by_link(*, link: ActionLink, answer: str, language: str) -> LiaisonRequest:
    """As `answer_request`, by the officer who holds the link; it is used up. Raises LinkEnded, DomainError,
    IllegalMove, ValidationError."""
    found, officer = officer_behind(link)
    with acting(contact=officer.contact):
        request = lock_request(found.pk)
        _answer(request, answer=answer, language=language, officer=officer)
        use_link(link=link)
        return request


@transaction.atomic
def add_message_by_link(*, link: ActionLink, text: str, language: str) -> LiaisonMessage:
    """As `add_message`, by the officer who holds the link. Raises LinkEnded, DomainError, ValidationError."""
    found, officer = officer_behind(link)
    with acting(contact=officer.contact):
        request = lock_request(found.pk)
        check_link(link=link)
        return _add_message(request, text=text, language=language, officer=officer)


# --- what the moves share -------------------------------------------------------------------------------


def _check_state(request: LiaisonRequest, *states: L) -> None:
    if request.state not in states:
        raise IllegalMove(
            _("This cannot be done while the request is “%(state)s”.")
            % {"state": request.get_state_display()}
        )


def _move(request: LiaisonRequest, state: L) -> None:
    LIAISON_REQUEST.check(request.state, state)
    request.state = state
    _save(request)


def _save(request: LiaisonRequest) -> None:
    request.version += 1
    request.save()
