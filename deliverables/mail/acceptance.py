"""Mails about acceptance: built from ids when they are sent, dropped when no longer true."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deliverables.enums import DeliverableState
from deliverables.models import Deliverable
from naio_portal.notices.kinds import MailParts, message_kind
from naio_portal.notices.recipients import Recipient
from naio_portal.notices.writing import write_mail


@message_kind("deliverables.acceptance_asked", title=gettext_lazy("Acceptance asked for"))
def acceptance_asked(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """Please accept or return it. Dropped once it is no longer in review."""
    deliverable = _deliverable(payload, DeliverableState.IN_REVIEW)
    if deliverable is None:
        return None
    return write_mail(
        subject=_("Please accept: %(code)s") % {"code": deliverable.code},
        ask=_("The work on %(code)s is done: please accept it, or return it with a reason.")
        % {"code": deliverable.code},
        recipient=recipient,
        link=deliverable.get_absolute_url(),
        link_label=_("Look and decide"),
        lines=_title(deliverable),
        why=_("You get this mail because you accept the deliverables of %(group)s.")
        % {"group": deliverable.group.name},
        thread=f"acceptance-{deliverable.reference}",
        group_code=deliverable.group.code,
    )


@message_kind("deliverables.acceptance_decided", title=gettext_lazy("Acceptance decided"))
def acceptance_decided(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """Accepted, or returned and why. Dropped once it has moved on again, or has another owner."""
    deliverable = _deliverable(payload, payload["state"], owner=recipient.member_id)
    if deliverable is None:
        return None
    is_accepted = deliverable.state == DeliverableState.DELIVERED
    why_returned = "" if deliverable.is_restricted else deliverable.state_reason
    return write_mail(
        subject=(_("Accepted: %(code)s") if is_accepted else _("Returned: %(code)s"))
        % {"code": deliverable.code},
        ask=(
            _("%(code)s is accepted as delivered. Thank you.")
            if is_accepted
            else _("%(code)s is active again: please see to what is missing, and send it to review anew.")
        )
        % {"code": deliverable.code},
        recipient=recipient,
        link=deliverable.get_absolute_url(),
        link_label=_("Open the deliverable"),
        lines=[
            *_title(deliverable),
            *([_("Why: %(reason)s") % {"reason": why_returned}] if why_returned else []),
        ],
        why=_("You get this mail because you own it."),
        thread=f"acceptance-{deliverable.reference}",
        group_code=deliverable.group.code,
    )


def _deliverable(payload: dict, state: str, **where) -> Deliverable | None:
    found = Deliverable.objects.filter(pk=payload["deliverable"], state=state, **where)
    return found.select_related("group").first()


def _title(deliverable: Deliverable) -> list[str]:
    """Nothing of a restricted one."""
    return [] if deliverable.is_restricted else [deliverable.title]
