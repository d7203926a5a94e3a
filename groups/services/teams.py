"""Sectoral teams, the list of sectors, and the officers of teams: written by the secretariat."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from groups.models import LiaisonRequest, Sector, SectoralTeam, SectorOfficer, TeamSector
from groups.services.charters import check_version
from groups.services.request_links import end_links_of, renew_links_of
from members.enums import PortalRole
from members.models import User
from naio_portal.access import require
from naio_portal.errors import DomainError
from naio_portal.notices.models import Contact

TEAM_FIELDS = ("slug", "name_en", "name_ms", "lead_agency", "is_active", "position")
SECTOR_FIELDS = ("name_en", "name_ms", "position", "is_active")


@transaction.atomic
def create_team(*, code: str, sectors: Iterable[Sector], by, **fields) -> SectoralTeam:
    """A new team; `fields`: of TEAM_FIELDS. Raises NotAllowed, ValidationError by field."""
    require(by, "groups.edit_sectors")
    team = SectoralTeam(code=code.strip().upper(), **fields)
    team.full_clean()
    team.save()
    _set_sectors(team, sectors)
    return team


@transaction.atomic
def update_team(*, team: SectoralTeam, version: int, sectors: Iterable[Sector], by, **fields) -> SectoralTeam:
    """Change names, agency, sectors; the code stays. `version`: the one the person began from.

    Raises NotAllowed, EditConflict when somebody saved since, ValidationError by field.
    """
    require(by, "groups.edit_teams")
    if unknown := set(fields) - set(TEAM_FIELDS):
        raise TypeError(f"not part of a team: {', '.join(sorted(unknown))}")
    team = SectoralTeam.objects.select_for_update().get(pk=team.pk)
    check_version(team, version)
    for name, value in fields.items():
        setattr(team, name, value)
    team.version += 1
    team.full_clean()
    team.save()
    _set_sectors(team, sectors)
    return team


def _set_sectors(team: SectoralTeam, sectors: Iterable[Sector]) -> None:
    wanted = {sector.pk for sector in sectors}
    team.team_sectors.exclude(sector__in=wanted).delete()
    there = set(team.team_sectors.values_list("sector", flat=True))
    TeamSector.objects.bulk_create(
        TeamSector(team=team, sector_id=sector) for sector in sorted(wanted - there)
    )


@transaction.atomic
def save_sector(*, sector: Sector | None, by, code: str = "", **fields) -> Sector:
    """Add a sector to the list, or change one; its code stays. Raises NotAllowed, ValidationError."""
    require(by, "groups.edit_sectors")
    if sector is None:
        sector = Sector(code=code)
    for name in SECTOR_FIELDS:
        if name in fields:
            setattr(sector, name, fields[name])
    sector.full_clean()
    sector.save()
    return sector


def remove_sector(*, sector: Sector, by) -> None:
    """Take a sector that no team has off the list. Raises NotAllowed, DomainError while teams have it."""
    require(by, "groups.edit_sectors")
    try:
        with transaction.atomic():
            sector.delete()
    except ProtectedError as error:
        raise DomainError(_("Teams cover this sector: switch it off instead.")) from error


@transaction.atomic
def add_officer(
    *,
    team: SectoralTeam,
    start_on: dt.date,
    end_on: dt.date | None = None,
    post: str = "",
    user: User | None = None,
    name: str = "",
    email: str = "",
    language: str = "ms",
    by,
) -> SectorOfficer:
    """An officer with a sign-in (`user`), or one who has only an address (`name`, `email`, `language`).

    Raises NotAllowed, ValidationError by field: an address that a sign-in has, a second term on a same day.
    """
    require(by, "groups.edit_teams")
    if user is not None and user.portal_role != PortalRole.SECTOR_OFFICER:
        raise ValidationError({"user": _("This sign-in does not have the portal role of a sector officer.")})
    contact = None if user is not None else _contact(name=name, email=email, language=language)
    officer = SectorOfficer(
        team=team, user=user, contact=contact, post=post, start_on=start_on, end_on=end_on
    )
    officer.full_clean()
    officer.save()
    return officer


def _contact(*, name: str, email: str, language: str) -> Contact:
    """The contact of that address, made where there is none; name and language as said now."""
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise ValidationError({"email": _("This address has a sign-in: choose it in the list.")})
    contact = Contact.objects.select_for_update().filter(email__iexact=email).first() or Contact(email=email)
    contact.name, contact.language = name.strip(), language
    contact.full_clean()
    contact.save()
    return contact


@transaction.atomic
def update_officer(
    *,
    officer: SectorOfficer,
    start_on: dt.date,
    end_on: dt.date | None = None,
    post: str = "",
    name: str = "",
    email: str = "",
    language: str = "",
    by,
) -> SectorOfficer:
    """Change dates, post and, of an officer without a sign-in, name, address and language.

    Open links stop with the last day; a new address gets new links to what waits for an answer, and those
    in the old mailbox open nothing. Raises NotAllowed, ValidationError by field.
    """
    require(by, "groups.edit_teams")
    officer = (
        SectorOfficer.objects.select_for_update(of=("self",)).select_related("contact").get(pk=officer.pk)
    )
    officer.start_on, officer.end_on, officer.post = start_on, end_on, post
    officer.full_clean()
    officer.save()
    contact = officer.contact
    if contact is None:
        return officer
    is_moved = contact.email != email.strip().lower()
    if is_moved and User.objects.filter(email=email.strip().lower()).exists():
        raise ValidationError({"email": _("This address has a sign-in: choose it in the list.")})
    contact.name, contact.email, contact.language = name.strip(), email.strip().lower(), language
    contact.full_clean()
    contact.save()
    if not officer.is_in_force:
        end_links_of(officer)
    elif is_moved:
        renew_links_of(officer, by=by)
    return officer


@transaction.atomic
def remove_officer(*, officer: SectorOfficer, by) -> None:
    """Take back an officer entered by mistake. Raises NotAllowed, DomainError once requests name them."""
    require(by, "groups.edit_teams")
    if LiaisonRequest.objects.filter(owner_officer=officer).exists():
        raise DomainError(_("Requests name this officer: end the term instead."))
    try:
        with transaction.atomic():
            end_links_of(officer)
            officer.delete()
    except ProtectedError as error:
        raise DomainError(_("Requests name this officer: end the term instead.")) from error
