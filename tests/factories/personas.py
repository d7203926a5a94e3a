"""Everyone of the permission table, signed in: one world of two groups and all personas in it."""

import datetime as dt
import time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from groups.enums import Role
from groups.models import Appointment, WorkingGroup
from members.enums import STAFF_ROLES, PortalRole
from members.models import Member, User
from members.services import derived_names
from naio_portal.access import Persona
from naio_portal.dates import kl_today

P = Persona

# Persona -> role in the object's own group, or in the other group.
OWN_ROLES = {
    P.OWNER: Role.MEMBER,
    P.OWN_CHAIR: Role.CHAIR,
    P.OWN_CO_CHAIR: Role.CO_CHAIR,
    P.OWN_RAPPORTEUR: Role.RAPPORTEUR,
    P.OWN_MEMBER: Role.MEMBER,
    P.OWN_ALTERNATE: Role.ALTERNATE,
    P.OWN_OBSERVER: Role.OBSERVER,
    P.OWN_LIAISON: Role.LIAISON,
    P.FORMER_MEMBER: Role.MEMBER,
}
OTHER_ROLES = {P.OTHER_CHAIR: Role.CHAIR, P.OTHER_MEMBER: Role.MEMBER}
PORTAL_ROLES = {
    P.SECTOR_OFFICER: PortalRole.SECTOR_OFFICER,
    P.LEADERSHIP: PortalRole.LEADERSHIP,
    P.SECRETARIAT: PortalRole.SECRETARIAT,
    P.ADMINISTRATOR: PortalRole.ADMINISTRATOR,
}


class World:
    """Two groups, and a person for each persona, made in a handful of queries.

    `group`: the object's own; `other_group`; `users`, `members`: by persona (no member for a visitor and
    for portal roles). `owner`: the member to whom a case gives the object.
    """

    def __init__(self) -> None:
        self.group = make_group("SAF", "ai-safety", "AI Safety", "Keselamatan AI (Kebolehpercayaan)")
        self.other_group = make_group("TAL", "ai-talent", "AI Talent", "Bakat AI")
        self.users: dict[Persona, User | AnonymousUser] = {P.VISITOR: AnonymousUser()}
        made = User.objects.bulk_create(
            User(
                email=f"{persona}@naio.example",
                name=persona.replace("_", " ").capitalize(),
                portal_role=PORTAL_ROLES.get(persona, PortalRole.NONE),
                is_superuser=persona == P.ADMINISTRATOR,
                language="en",
                password="!",
            )
            for persona in Persona
            if persona != P.VISITOR
        )
        self.users |= dict(zip([p for p in Persona if p != P.VISITOR], made, strict=True))
        EmailAddress.objects.bulk_create(
            EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in made
        )
        Authenticator.objects.bulk_create(
            Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
            for user in made
            if user.portal_role in STAFF_ROLES
        )
        served = [*OWN_ROLES, *OTHER_ROLES]
        people = Member.objects.bulk_create(
            derived_names(
                Member(
                    user=self.users[persona],
                    full_name=self.users[persona].name,
                    email=self.users[persona].email,
                    language="en",
                )
            )
            for persona in served
        )
        self.members = dict(zip(served, people, strict=True))
        self.cookies: dict[Persona, str] = {}
        self.appoint()

    def appoint(self) -> None:
        """All in force since 1 January 2025; the former member's last day was yesterday."""
        Appointment.objects.bulk_create(
            Appointment(
                member=member,
                group=self.group if persona in OWN_ROLES else self.other_group,
                role=OWN_ROLES.get(persona) or OTHER_ROLES[persona],
                start_on=dt.date(2025, 1, 1),
                end_on=kl_today() - dt.timedelta(days=1) if persona == P.FORMER_MEMBER else None,
                end_reason="term" if persona == P.FORMER_MEMBER else "",
            )
            for persona, member in self.members.items()
        )

    @property
    def owner(self) -> Member:
        return self.members[P.OWNER]

    def user(self, persona: Persona) -> User | AnonymousUser:
        """The persona as a request would load it: nothing kept from an earlier question."""
        user = self.users[persona]
        return user if persona == P.VISITOR else User.objects.get(pk=user.pk)

    def client(self, persona: Persona) -> Client:
        client = Client()
        if persona in self.cookies:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[persona]
        elif persona != P.VISITOR:
            sign_in(client, self.users[persona])
        return client

    def sign_in_everybody(self) -> None:
        """Once, for worlds that many tests visit: later clients carry the session on."""
        for persona in self.users.keys() - {P.VISITOR}:
            self.cookies[persona] = self.client(persona).cookies[settings.SESSION_COOKIE_NAME].value


def make_group(code: str, slug: str, name_en: str, name_ms: str) -> WorkingGroup:
    return WorkingGroup.objects.get_or_create(
        code=code, defaults={"slug": slug, "name_en": name_en, "name_ms": name_ms}
    )[0]


def sign_in(client: Client, user: User) -> None:
    """As after the sign-in form, with the second factor where the person has one."""
    client.force_login(user, backend="members.backends.PortalBackend")
    session = client.session
    now = time.time()
    session["account_authentication_methods"] = [
        {"method": "password", "at": now, "email": user.email},
        *([{"method": "mfa", "type": "totp", "at": now}] if user.has_staff_role else []),
    ]
    session.save()
