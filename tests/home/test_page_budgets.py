"""Every page that `make bench` measures stays within its queries, whatever the rows; lists use indexes."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.data import load
from bench.pages import EXPORT, FLOOR, pages
from bench.report import QUERIES
from bench.sizes import Size
from deliverables.models import Deliverable, Milestone
from groups.models import WorkingGroup
from meetings.models import Meeting
from members.models import User
from naio_portal.dates import kl_today
from naio_portal.history.trails import Trail, events_with_before, page_of_keys

FEW = Size(
    members=36,
    in_force=36,
    deliverables=7,
    running=1,
    meetings=7,
    events=80,
    requests=18,
    busiest=3,
    recommendations=42,
)
MORE = Size(
    members=108,
    in_force=108,
    deliverables=42,
    running=4,
    meetings=28,
    events=800,
    requests=90,
    busiest=300,
    recommendations=140,
)
LARGE = Size(
    members=3000,
    in_force=300,
    deliverables=3000,
    running=10,
    meetings=2000,
    events=60_000,
    requests=6000,
    busiest=100,
    recommendations=42,
)


def queries_of_pages(size: Size) -> dict[tuple[str, str], int]:
    """(page, role) -> queries of its second answer, on data that is gone afterwards."""
    found, clients = {}, {}
    with transaction.atomic():
        load(size)
        for page in pages():
            if page.kind in (EXPORT, FLOOR):
                continue
            if page.role not in clients:
                clients[page.role] = Client()
                if page.role:
                    clients[page.role].force_login(User.objects.get(email=f"{page.role}@bench.example"))
            client = clients[page.role]
            assert client.get(page.url).status_code == 200, page
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(page.url)
            found[page.name, page.role] = len(asked)
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_every_measured_page_within_its_queries(as_owner):
    with as_owner():
        few, more = queries_of_pages(FEW), queries_of_pages(MORE)
    assert {page: number for page, number in few.items() if number > QUERIES} == {}
    assert {page: number for page, number in more.items() if number > QUERIES} == {}


@pytest.mark.django_db
def test_lists_use_their_indexes_on_large_tables(as_owner):
    with as_owner(), transaction.atomic():
        load(LARGE)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        secretary = User.objects.get(email="secretariat@bench.example")
        group = WorkingGroup.objects.order_by("position").first()
        deliverable = Deliverable.objects.filter(group=group).order_by("number").first()
        now = timezone.now()
        lists = {
            "coming meetings": Meeting.objects.visible_to(secretary).upcoming(now).order_by("starts_at")[:50],
            "all meetings": Meeting.objects.visible_to(secretary).order_by("-starts_at", "-id")[:50],
            "board of a group": Deliverable.objects.visible_to(secretary)
            .filter(group=group, state="active")
            .order_by("due_on")[:50],
            "late milestones": Milestone.objects.visible_to(secretary)
            .active()
            .filter(due_on__lt=kl_today() - dt.timedelta(days=90))
            .order_by("due_on", "id")[:50],
            "updates of one": deliverable.updates.order_by("-filed_at")[:10],
        }
        plans = {name: rows.explain() for name, rows in lists.items()}
        with CaptureQueriesContext(connection) as asked:
            keys, _has_older = page_of_keys([Trail(Milestone, deliverable=deliverable.pk)], 1, 25)
            keys += page_of_keys([Trail(Deliverable, pgh_obj_id=deliverable.pk)], 1, 25)[0]
            events_with_before(keys)
        with connection.cursor() as cursor:
            for query in asked:
                cursor.execute("EXPLAIN " + query["sql"])
                plans[query["sql"]] = "\n".join(line for (line,) in cursor.fetchall())
        transaction.set_rollback(True)
    assert {name: plan for name, plan in plans.items() if "Seq Scan" in plan or "Index" not in plan} == {}
