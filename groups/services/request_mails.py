"""Who is told of a liaison request: queued here as kinds and ids; `groups/mail.py` writes the mails."""

from groups.enums import CHAIR_ROLES
from groups.models import LiaisonRequest, SectorOfficer
from members.models import Member
from naio_portal.notices.recipients import Recipient, recipient_of
from naio_portal.notices.services import queue_messages


def tell_asking_side(request: LiaisonRequest, kind: str, *, by, payload: dict | None = None) -> None:
    """The owner who asks, or the chairs where the owner no longer serves; not the person who acts."""
    serving = request.from_group.appointments.in_force()
    owners = Member.objects.filter(pk=request.owner_from_id, appointments__in=serving).distinct()
    _queue(request, kind, _members(owners or _chairs(request.from_group)), by, payload)


def tell_answering_side(
    request: LiaisonRequest,
    kind: str,
    *,
    by,
    payload: dict | None = None,
    but: SectorOfficer | None = None,
) -> None:
    """The owner who answers. Without one in force: the chairs of the group, every officer of the team."""
    if request.to_team_id is not None:
        recipients = _officers(request, but)
    else:
        serving = request.to_group.appointments.in_force()
        owners = Member.objects.filter(pk=request.owner_to_id, appointments__in=serving).distinct()
        recipients = _members(owners or _chairs(request.to_group))
    _queue(request, kind, recipients, by, payload)


def tell_owner(
    request: LiaisonRequest,
    *,
    by,
    member: Member | None = None,
    officer: SectorOfficer | None = None,
    kind: str = "groups.request_assigned",
) -> None:
    """One person: a new owner on either side."""
    if officer is not None:
        recipient = recipient_of(user=officer.user, contact=officer.contact)
    else:
        recipient = recipient_of(member=member)
    _queue(request, kind, [recipient], by, None)


def _chairs(group) -> list[Member]:
    in_force = group.appointments.in_force().filter(role__in=CHAIR_ROLES)
    return list(Member.objects.filter(appointments__in=in_force).select_related("user").distinct())


def _members(members) -> list[Recipient | None]:
    return [recipient_of(member=member) for member in members]


def _officers(request: LiaisonRequest, but: SectorOfficer | None) -> list[Recipient | None]:
    found = SectorOfficer.objects.in_force().filter(team=request.to_team).select_related("user", "contact")
    owner = [officer for officer in found if officer.pk == request.owner_officer_id]
    return [
        recipient_of(user=officer.user, contact=officer.contact)
        for officer in owner or found
        if but is None or officer.pk != but.pk
    ]


def _queue(
    request: LiaisonRequest, kind: str, recipients: list[Recipient | None], by, payload: dict | None
) -> None:
    """`by` is not told what they did themselves."""
    queue_messages(
        kind=kind,
        recipients=[
            recipient
            for recipient in recipients
            if recipient and (by is None or recipient.user_id is None or recipient.user_id != by.pk)
        ],
        payload={"request": request.pk, **(payload or {})},
        group_code=request.from_group.code,
    )
