"""At size, the lists of requests and applications are read along their indexes, and the matrix of groups
and sectors stays as large as its cells."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deliverables.application_filters import ApplicationFilters
from deliverables.models import SectorApplication
from groups.enums import LiaisonState
from groups.filters import RequestFilter
from groups.models import LiaisonRequest
from groups.selectors import matrix_of, requests_by_state
from naio_portal.dates import kl_today
from tests.factories.deliverables import DeliverableFactory
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory
from tests.factories.liaison import SectoralTeamFactory
from tests.factories.members import UserFactory

ROWS = 6_000
BIG = ("groups_liaisonrequest", "deliverables_sectorapplication")


@pytest.fixture
def large(transactional_db, as_owner):
    """Thousands of requests with texts of a page, as many applications, and fresh statistics of them."""
    groups = [WorkingGroupFactory() for _group in range(7)]
    teams = [SectoralTeamFactory() for _team in range(8)]
    owners = {group: AppointmentFactory(group=group).member for group in groups}
    today, now = kl_today(), timezone.now()
    states = ("sent", "answered", "closed", "closed", "closed", "closed", "closed", "closed")
    with as_owner():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE groups_liaisonrequest DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE deliverables_sectorapplication DISABLE TRIGGER USER")
        LiaisonRequest.objects.bulk_create(
            LiaisonRequest(
                from_group=groups[n % 7],
                to_team=teams[n % 8] if n % 2 else None,
                to_group=None if n % 2 else groups[(n + 1) % 7],
                purpose="comment",
                subject=f"Request {n}",
                text="Which field fits? " * 40,
                due_on=today + dt.timedelta(days=n % 900 - 800),
                owner_from=owners[groups[n % 7]],
                state=states[n % 8],
                year=2026,
                number=n + 1,
                sent_on=today,
                answer="" if n % 8 == 0 else "None.",
                answered_on=today,
                closed_on=today,
            )
            for n in range(ROWS)
        )
        deliverables = [DeliverableFactory(group=group) for group in groups]
        SectorApplication.objects.bulk_create(
            SectorApplication(
                team=teams[n % 8],
                deliverable=deliverables[n % 7],
                title=f"Trial {n}",
                tried="The register was kept. " * 30 + ("zebra" if n % 1000 == 0 else ""),
                place="Kedah",
                started_on=today - dt.timedelta(days=n % 900),
                ended_on=today,
                outcome="did_not_work" if n % 100 == 0 else "worked",
                result="So.",
            )
            for n in range(ROWS)
        )
        with connection.cursor() as cursor:
            for table in BIG:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
                cursor.execute(f"VACUUM ANALYZE {table}")
    assert LiaisonRequest.objects.filter(created_at__gte=now).count() == ROWS
    return groups, teams


def of_whole_tables(plans: dict[str, str]) -> dict[str, str]:
    """The plans that read one of the big tables from its beginning to its end."""
    whole = [f"Seq Scan on {table}" for table in BIG]
    return {name: plan for name, plan in plans.items() if any(words in plan for words in whole)}


def test_lists_use_their_indexes(large):
    groups, teams = large
    secretary = UserFactory(secretariat=True)
    member = AppointmentFactory(group=groups[0], user=UserFactory()).member.user
    requests = {
        f"requests of {who.portal_role or 'a member'}, {name}": chosen.apply(
            LiaisonRequest.objects.visible_to(who), who
        )[:50].explain()
        for who in (secretary, member)
        for name, chosen in {
            "newest": RequestFilter(),
            "of a group": RequestFilter(asks=groups[1].code, state="sent", sort="due"),
            "to a team": RequestFilter(asked=f"team-{teams[0].code}", state="sent", sort="due"),
            "overdue": RequestFilter(overdue=True, sort="due"),
        }.items()
    }
    applications = {
        f"applications, {name}": chosen.apply(SectorApplication.objects.visible_to(secretary))[:50].explain()
        for name, chosen in {
            "newest": ApplicationFilters(),
            "of a team": ApplicationFilters(team=teams[0].code),
            "by outcome": ApplicationFilters(outcome="did_not_work"),
            "by words": ApplicationFilters(words="zebra"),
        }.items()
    }

    assert of_whole_tables(requests | applications) == {}
    assert "sector_application_search" in applications["applications, by words"]


def test_the_matrix_is_counted_in_the_database(large):
    groups, teams = large
    secretary = UserFactory(secretariat=True)
    member = AppointmentFactory(group=groups[0], user=UserFactory()).member.user

    with CaptureQueriesContext(connection) as asked:
        sectors, rows = matrix_of(secretary)
    counts = list(requests_by_state(secretary))
    plan = requests_by_state(member).explain()

    assert len(asked) == 4
    assert sum(count for *_of, count in counts) == ROWS // 2
    assert len(counts) <= len(groups) * len(teams) * len(LiaisonState)
    assert {len(row.cells) for row in rows} == {len(sectors)}
    assert of_whole_tables({"matrix of a member": plan}) == {}
