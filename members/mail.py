"""Mail about sign-ins: built from ids, never sent here."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.enums import STAFF_ROLES, PortalRole
from members.models import User
from members.services.addresses import LINK_DAYS, address_token
from members.services.invitations import (
    KIND,
    REMINDER_KIND,
    open_invitation_of,
    record_bounce,
    token_of,
)
from naio_portal.dates import format_date
from naio_portal.notices.kinds import URGENT, MailParts, message_kind
from naio_portal.notices.recipients import Recipient
from naio_portal.notices.writing import write_mail

SECURITY = gettext_lazy("You get this mail because it concerns the security of your sign-in.")


def _came_back(message) -> None:
    if message.user_id:
        record_bounce(user_id=message.user_id)


@message_kind(KIND, title=gettext_lazy("Invitation to sign in"), on_refused=_came_back)
def invited(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """The link to take the sign-in; dropped when it was used, replaced or has expired."""
    return _invitation(recipient, _("Please take your sign-in to the portal of the working groups."))


@message_kind(REMINDER_KIND, title=gettext_lazy("Reminder of an invitation"), on_refused=_came_back)
def reminded(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """The same link once more."""
    return _invitation(recipient, _("Your invitation to the portal of the working groups is waiting."))


def _invitation(recipient: Recipient, ask: str) -> MailParts | None:
    invitation = open_invitation_of(recipient.user_id)
    if invitation is None:
        return None
    until = format_date(invitation.expires_at.astimezone(recipient.zone).date())
    token = token_of(invitation)
    mail = write_mail(
        subject=_("Your invitation to the portal"),
        ask=ask,
        recipient=recipient,
        link=reverse("members:invitation-accept", args=[invitation.pk, token]),
        link_label=_("Accept the invitation"),
        lines=[
            _("The portal holds the meetings, papers, deliverables and dates of your working group."),
            _("The link works once, until %(day)s. It is for you alone: do not pass it on.") % {"day": until},
        ],
        why=_("You get this mail because the secretariat invited you to sign in."),
        thread=f"invitation-{invitation.user_id}",
    )
    return replace(mail, secret=token)


@message_kind("members.confirm_address", title=gettext_lazy("Confirm a new e-mail address"), priority=URGENT)
def confirm_address(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """To the new mailbox: the link that makes it the person's address."""
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None or user.email == recipient.address:
        return None
    token = address_token(user=user, address=recipient.address)
    mail = write_mail(
        subject=_("Confirm your new e-mail address"),
        ask=_("Please confirm that this is your address for the portal from now on."),
        recipient=recipient,
        link=reverse("members:address-confirm", args=[token]),
        link_label=_("Confirm the address"),
        lines=[
            _("The link works for %(days)d days. If you do not expect this, ignore it: nothing changes.")
            % {"days": LINK_DAYS}
        ],
        why=_("You get this mail because the secretariat entered this address for you."),
    )
    return replace(mail, secret=token)


@message_kind("members.address_asked", title=gettext_lazy("Notice of a new address"), priority=URGENT)
def address_asked(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """To the old mailbox: somebody is about to take the account to another address."""
    return write_mail(
        subject=_("A new e-mail address was entered for you"),
        ask=_("Please tell the secretariat at once if you did not ask for this."),
        recipient=recipient,
        lines=[
            _("The secretariat entered another e-mail address for your sign-in to the portal."),
            _("It changes when the new address is confirmed; until then this one stays."),
        ],
        why=SECURITY,
    )


@message_kind("members.role_changed", title=gettext_lazy("Notice of a changed role"), priority=URGENT)
def role_changed(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """To whom a portal role was given, or taken."""
    was, now = (str(PortalRole(payload[name]).label) for name in ("was", "is"))
    lines = [_("An administrator changed your role in the portal from “%(was)s” to “%(now)s”.")]
    if payload["is"] in STAFF_ROLES and settings.REQUIRE_STAFF_MFA:
        lines.append(_("This role needs a second step at sign-in: the portal asks you to set one up."))
    return write_mail(
        subject=_("Your role in the portal was changed"),
        ask=_("Please tell an administrator at once if you did not expect this."),
        recipient=recipient,
        link=reverse("home:home"),
        lines=[line % {"was": was, "now": now} for line in lines],
        why=SECURITY,
    )


@message_kind("members.account_closed", title=gettext_lazy("Notice of a closed account"), priority=URGENT)
def account_closed(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """To whose account was closed."""
    return write_mail(
        subject=_("Your account in the portal was closed"),
        ask=_("Please write to the secretariat if you think that this is a mistake."),
        recipient=recipient,
        lines=[_("You can no longer sign in, and you were signed out everywhere.")],
        why=SECURITY,
    )


@message_kind("members.account_reopened", title=gettext_lazy("Notice of a reopened account"))
def account_reopened(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """To whose account was opened again."""
    return write_mail(
        subject=_("Your account in the portal is open again"),
        ask=_("You may sign in again, as before."),
        recipient=recipient,
        link=reverse("account_login"),
        link_label=_("Sign in"),
        why=SECURITY,
    )


@message_kind(
    "members.second_step_removed", title=gettext_lazy("Notice of a removed second step"), priority=URGENT
)
def second_step_removed(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """To whom an administrator let in after the loss of a telephone or a key."""
    return write_mail(
        subject=_("Your second step at sign-in was removed"),
        ask=_("Please tell an administrator at once if you did not ask for this."),
        recipient=recipient,
        link=reverse("mfa_index"),
        link_label=_("Set up a new one"),
        lines=[
            _("An administrator removed your authenticator app, passkeys and recovery codes."),
            _("You were signed out everywhere."),
        ],
        why=SECURITY,
    )
