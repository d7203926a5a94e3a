"""Mails about liaison requests: built from ids when they are sent, dropped when no longer true."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.enums import AWAITED_STATES, LiaisonState
from groups.models import LiaisonMessage, LiaisonRequest, SectorOfficer
from groups.services.request_links import PURPOSE
from naio_portal.dates import format_date
from naio_portal.notices.kinds import MailParts, message_kind
from naio_portal.notices.recipients import Recipient
from naio_portal.notices.services import open_link_for, token_of
from naio_portal.notices.writing import write_mail

EXCERPT = 1_200


@message_kind("groups.request_sent", title=gettext_lazy("Liaison request sent"))
def request_sent(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """Please answer, by when. Dropped once it is answered."""
    request = request_in(payload, AWAITED_STATES)
    if request is None:
        return None
    return _mail(
        request,
        recipient,
        subject=_("%(purpose)s by %(day)s: %(subject)s"),
        ask=_("%(from)s asks %(to)s: please answer by %(day)s."),
        label=_("Read and answer"),
        lines=[request.subject, excerpt(request.text)],
        asks=True,
    )


@message_kind("groups.request_assigned", title=gettext_lazy("Liaison request given to an owner"))
def request_assigned(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """You own this request now, on one side or the other."""
    request = request_in(payload, (LiaisonState.DRAFT, *AWAITED_STATES, LiaisonState.ANSWERED))
    if request is None:
        return None
    return _mail(
        request,
        recipient,
        subject=_("Yours now: %(subject)s"),
        ask=_("You now own the request of %(from)s to %(to)s, to be answered by %(day)s."),
        label=_("Open the request"),
        lines=[request.subject, excerpt(request.text)],
        asks=True,
    )


@message_kind("groups.request_acknowledged", title=gettext_lazy("Liaison request acknowledged"))
def request_acknowledged(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """They have it. Dropped once an answer says more."""
    request = request_in(payload, (LiaisonState.ACKNOWLEDGED,))
    if request is None:
        return None
    return _mail(
        request,
        recipient,
        subject=_("Acknowledged: %(subject)s"),
        ask=_("%(to)s has received your request and answers by %(day)s. Nothing is asked of you now."),
        label=_("Open the request"),
        lines=[request.subject],
    )


@message_kind("groups.request_answered", title=gettext_lazy("Liaison request answered"))
def request_answered(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """The answer is there: please read it and close the request."""
    request = request_in(payload, (LiaisonState.ANSWERED,))
    if request is None:
        return None
    return _mail(
        request,
        recipient,
        subject=_("Answered: %(subject)s"),
        ask=_("%(to)s has answered your request: please read the answer and close the request."),
        label=_("Read the answer"),
        lines=[request.subject, excerpt(request.answer)],
    )


@message_kind("groups.request_closed", title=gettext_lazy("Liaison request closed"))
def request_closed(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """The asking side is done with it: thank you."""
    request = request_in(payload, (LiaisonState.CLOSED,))
    if request is None:
        return None
    return _mail(
        request,
        recipient,
        subject=_("Closed: %(subject)s"),
        ask=_("%(from)s has read your answer and closed the request. Thank you."),
        label=_("Open the request"),
        lines=[request.subject],
    )


@message_kind("groups.request_message", title=gettext_lazy("Message about a liaison request"))
def request_message(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """What the other side wrote, in full up to a page."""
    message = (
        LiaisonMessage.objects.filter(pk=payload["message"])
        .select_related("author__member", "officer__user__member", "officer__contact")
        .first()
    )
    request = request_in(payload, (*AWAITED_STATES, LiaisonState.ANSWERED))
    if message is None or request is None:
        return None
    return _mail(
        request,
        recipient,
        subject=_("Message: %(subject)s"),
        ask=_("%(writer)s wrote about the request “%(subject)s”."),
        writer=message.writer,
        label=_("Read and reply"),
        lines=[excerpt(message.text)],
    )


def request_in(payload: dict, states: tuple[str, ...]) -> LiaisonRequest | None:
    """The request of the payload while it is in one of these states."""
    return (
        LiaisonRequest.objects.filter(pk=payload["request"], state__in=states)
        .select_related("from_group", "to_group", "to_team")
        .first()
    )


def excerpt(text: str) -> str:
    """The beginning of a long text; the rest is behind the link."""
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()} …"


def link_by_mail(request_id: int, recipient: Recipient) -> tuple[str, str]:
    """Path of the recipient's own link and its secret; both empty when they hold none that is good."""
    held = open_link_for(purpose=PURPOSE, object_id=request_id, recipient=recipient)
    if held is None:
        return "", ""
    secret = token_of(held)
    return reverse("requests:request-by-link", args=[secret]), secret


def _mail(
    request: LiaisonRequest,
    recipient: Recipient,
    *,
    subject: str,
    ask: str,
    label: str,
    lines: list[str],
    writer: str = "",
    asks: bool = False,
) -> MailParts | None:
    """One mail about the request. Who has only an address gets their own link, while it is good, and no
    mail that `asks` without one; none at all once they are no officer of the team. A restricted text stays
    behind the link."""
    names = {
        "writer": writer,
        "from": request.from_group.name,
        "to": request.addressee.name,
        "day": format_date(request.due_on),
        "subject": request.subject,
        "purpose": request.get_purpose_display(),
    }
    link, secret = request.get_absolute_url(), ""
    if recipient.contact_id:
        officers = SectorOfficer.objects.in_force().filter(team=request.to_team_id)
        if not officers.filter(contact=recipient.contact_id).exists():
            return None
        link, secret = link_by_mail(request.pk, recipient)
        if asks and not link:
            return None
    if request.is_restricted:
        lines = []
    if secret:
        lines = [*lines, _("The link is for you alone and needs no sign-in: do not pass it on.")]
    mail = write_mail(
        subject=subject % names,
        ask=ask % names,
        recipient=recipient,
        link=link,
        link_label=label,
        lines=lines,
        why=_("You get this mail because you answer for a side of liaison request %(code)s.")
        % {"code": request.code or "–"},
        thread=f"liaison-{request.reference}",
        group_code=request.from_group.code,
    )
    return replace(mail, secret=secret)
