"""Officers of sectoral teams who have only an address read and answer requests by a link in a mail."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from groups.enums import ANSWER_LINK as PURPOSE
from groups.models import LiaisonRequest, SectorOfficer
from naio_portal.dates import KUALA_LUMPUR, kl_today
from naio_portal.errors import DomainError
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import issue_link, queue_message, revoke_links


def expiry(request: LiaisonRequest) -> dt.datetime:
    """ACTION_LINK_DAYS after the deadline, or after today when that is past: the end of that day in KL."""
    last = max(request.due_on, kl_today()) + dt.timedelta(days=settings.ACTION_LINK_DAYS)
    return dt.datetime.combine(last, dt.time(23, 59), KUALA_LUMPUR)


def give_link(request: LiaisonRequest, officer: SectorOfficer, by=None) -> ActionLink | None:
    """A new link for an officer without a sign-in; None for one who signs in."""
    if officer.contact is None:
        return None
    return issue_link(
        purpose=PURPOSE, object_id=request.pk, contact=officer.contact, expires_at=expiry(request), by=by
    )


def officer_behind(link: ActionLink) -> tuple[LiaisonRequest, SectorOfficer]:
    """The request of the link and the officer who holds it, in force today for the team asked.

    Raises DomainError when the officer no longer answers for that team.
    """
    request = LiaisonRequest.objects.select_related("from_group", "to_team").get(pk=link.object_id)
    officer = (
        SectorOfficer.objects.in_force()
        .filter(team=request.to_team_id, contact=link.contact_id)
        .select_related("contact", "team")
        .first()
    )
    if officer is None:
        raise DomainError(_("You are no longer an officer of the team that was asked."))
    return request, officer


def end_links_of(officer: SectorOfficer) -> None:
    """No link to a request of the officer's team opens anything for them any more."""
    if officer.contact is None:
        return
    for pk in LiaisonRequest.objects.filter(to_team=officer.team_id).values_list("pk", flat=True):
        revoke_links(purpose=PURPOSE, object_id=pk, contact=officer.contact)


def renew_links_of(officer: SectorOfficer, *, by) -> None:
    """New links, by mail, to every request that waits for an answer of this officer."""
    held = ActionLink.objects.filter(
        purpose=PURPOSE, contact=officer.contact, used_at__isnull=True, revoked_at__isnull=True
    )
    waiting = LiaisonRequest.objects.awaited().filter(
        to_team=officer.team_id, pk__in=held.values("object_id")
    )
    for request in waiting:
        give_link(request, officer, by)
        queue_message(kind="groups.request_sent", contact=officer.contact, payload={"request": request.pk})
