"""Invite the first administrator of a new portal (one that was not seeded with demo people)."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from members.services.invitations import invite_administrator, open_invitation_of
from naio_portal.audit import acting
from naio_portal.errors import DomainError
from naio_portal.notices.links import absolute


class Command(BaseCommand):
    help = "Invite an administrator by mail, and print the link for a portal whose mail does not work yet."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email", help="the administrator's address")

    def handle(self, *, email: str, **options) -> None:
        try:
            with acting(task="invite_administrator"):
                user, token = invite_administrator(email=email)
        except (DomainError, ValidationError) as error:
            reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            raise CommandError(reason) from error
        path = reverse("members:invitation-accept", args=[open_invitation_of(user.pk).pk, token])
        self.stdout.write(f"Invited {user.email} as administrator. The link works once:\n{absolute(path)}")
