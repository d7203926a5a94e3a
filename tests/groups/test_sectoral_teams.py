"""Sectors, teams and officers: kept by the secretariat."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from groups import services
from groups.models import SectoralTeam, SectorOfficer
from groups.services.request_links import PURPOSE, give_link
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, EditConflict, NotAllowed
from naio_portal.notices.models import Contact, OutboxMessage
from naio_portal.notices.services import LinkEnded, find_link, token_of
from tests.factories.groups import days_from_today
from tests.factories.liaison import (
    LiaisonRequestFactory,
    SectoralTeamFactory,
    SectorFactory,
    SectorOfficerFactory,
)
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return UserFactory(secretariat=True)


def team_fields(**changes):
    return {
        "slug": "kesihatan",
        "name_en": "Health",
        "name_ms": "Kesihatan",
        "lead_agency": "Agensi Contoh",
    } | changes


def sectors_of(team) -> set[str]:
    return set(team.sectors.values_list("code", flat=True))


def test_team_is_made_and_changed_with_its_sectors(secretary):
    care, trade = SectorFactory(code="care"), SectorFactory(code="trade")
    team = services.create_team(code="hlt", sectors=[care], by=secretary, **team_fields())
    assert (team.code, sectors_of(team)) == ("HLT", {"care"})

    team = services.update_team(
        team=team, version=1, sectors=[trade], by=secretary, **team_fields(name_en="Health and care")
    )

    assert (team.name_en, team.version, sectors_of(team)) == ("Health and care", 2, {"trade"})
    with pytest.raises(EditConflict):
        services.update_team(team=team, version=1, sectors=[], by=secretary, **team_fields())


@pytest.mark.parametrize("code", ["", "HL", "H1T", "HEALTH"])
def test_code_of_a_team_is_three_letters(secretary, code):
    with pytest.raises(ValidationError) as error:
        services.create_team(code=code, sectors=[], by=secretary, **team_fields())

    assert "code" in error.value.message_dict


def test_sector_is_changed_and_removed_only_while_unused(secretary):
    sector = services.save_sector(
        sector=None, code="air", name_en="Air", name_ms="Udara", position=1, by=secretary
    )
    services.save_sector(sector=sector, name_en="Aviation", name_ms="Penerbangan", by=secretary)
    SectoralTeamFactory(sectors=[sector])

    with pytest.raises(DomainError, match="switch it off"):
        services.remove_sector(sector=sector, by=secretary)
    unused = SectorFactory()
    services.remove_sector(sector=unused, by=secretary)
    sector.refresh_from_db()
    assert sector.name_en == "Aviation"


def test_only_the_secretariat_writes():
    team = SectoralTeamFactory()
    for user in (UserFactory(), UserFactory(leadership=True), SectorOfficerFactory(team=team).user):
        with pytest.raises(NotAllowed):
            services.create_team(code="HLT", sectors=[], by=user, **team_fields())


def test_officer_by_mail_becomes_a_contact_used_again(secretary):
    first, second = SectoralTeamFactory(), SectoralTeamFactory()
    for team in (first, second):
        services.add_officer(
            team=team, start_on=kl_today(), name="Puan Contoh", email="Puan@Agency.example", by=secretary
        )

    contact = Contact.objects.get()
    assert (contact.email, contact.sector_offices.count()) == ("puan@agency.example", 2)


def test_officer_refusals_stand_beside_their_fields(secretary):
    team, user = SectoralTeamFactory(), UserFactory(sector_officer=True)
    with pytest.raises(ValidationError) as taken:
        services.add_officer(team=team, start_on=kl_today(), name="X", email=user.email, by=secretary)
    with pytest.raises(ValidationError) as staff:
        services.add_officer(team=team, start_on=kl_today(), user=secretary, by=secretary)
    with pytest.raises(ValidationError) as order:
        services.add_officer(
            team=team, start_on=kl_today(), end_on=days_from_today(-1), user=user, by=secretary
        )

    found = [list(error.value.message_dict) for error in (taken, staff, order)]
    assert found == [["email"], ["user"], ["end_on"]]


@pytest.mark.parametrize("trait", [{}, {"by_mail": True}])
def test_officer_serves_a_team_once_a_day(trait):
    officer = SectorOfficerFactory(**trait)
    with pytest.raises(IntegrityError), transaction.atomic():
        SectorOfficerFactory(team=officer.team, user=officer.user, contact=officer.contact)

    officer.end_on = days_from_today(-1)
    officer.save()
    again = SectorOfficerFactory(
        team=officer.team, user=officer.user, contact=officer.contact, start_on=kl_today()
    )
    assert list(SectorOfficer.objects.in_force()) == [again]


@pytest.mark.parametrize(
    ("start", "end", "serves"), [(0, 0, True), (-1, 0, True), (-2, -1, False), (1, 2, False)]
)
def test_both_edges_of_a_term_count(start, end, serves):
    officer = SectorOfficerFactory(start_on=days_from_today(start), end_on=days_from_today(end))

    assert officer.is_in_force is serves
    assert SectorOfficer.objects.in_force().exists() is serves
    assert SectoralTeam.objects.visible_to(officer.user).exists() is serves


def test_new_address_gets_new_links_and_the_old_mailbox_none(secretary):
    officer = SectorOfficerFactory(by_mail=True)
    old = token_of(give_link(LiaisonRequestFactory(to_team=officer.team), officer))

    services.update_officer(
        officer=officer,
        start_on=officer.start_on,
        name="Puan Contoh",
        email="new@agency.example",
        language="en",
        by=secretary,
    )

    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=old)
    mail = OutboxMessage.objects.get(kind="groups.request_sent")
    assert mail.to_address == "new@agency.example"


def test_end_of_a_term_ends_the_links(secretary):
    officer = SectorOfficerFactory(by_mail=True)
    token = token_of(give_link(LiaisonRequestFactory(to_team=officer.team), officer))
    kept = {"name": officer.name, "email": officer.contact.email, "language": "en"}

    services.update_officer(
        officer=officer, start_on=officer.start_on, end_on=days_from_today(-1), by=secretary, **kept
    )

    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=token)


def test_officer_whom_a_request_names_stays(secretary):
    named, unnamed = SectorOfficerFactory(), SectorOfficerFactory(by_mail=True)
    LiaisonRequestFactory(to_team=named.team, owner_officer=named)

    with pytest.raises(DomainError, match="end the term"):
        services.remove_officer(officer=named, by=secretary)
    services.remove_officer(officer=unnamed, by=secretary)
    assert list(SectorOfficer.objects.all()) == [named]
