"""The job behind an import: progress, a queue that is away, a worker that dies, an error of our own."""

import os
import signal
import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse

from groups.models import Appointment, RosterImport
from groups.tasks import run_roster_import
from naio_portal.celery import app
from naio_portal.imports import jobs, services
from naio_portal.imports.progress import Progress, told_of
from tests.database import owner_role
from tests.factories.imports import previewed, uploaded

AMINAH = ["Aminah", "aminah@agency.example", "SAF", "Ahli", "28/02/2025"]


def reading(by) -> RosterImport:
    """The job is due, nobody has taken it."""
    roster_import = uploaded(AMINAH, by=by)
    return services.choose_columns(file_import=roster_import, mapping=roster_import.mapping, orders={}, by=by)


@pytest.mark.django_db
def test_bar_tells_stage_and_count_and_leads_on_when_done(client, secretary):
    roster_import = reading(secretary)
    url = reverse("groups:roster-import-progress", args=[roster_import.pk])
    assert "Waiting for a worker" in client.get(url).text
    told = Progress(roster_import.pk)
    told.stage("reading", 200)
    told.last -= 1  # it speaks up four times a second at most
    told.advance(50)

    text = client.get(url).text
    run_roster_import(str(roster_import.pk), secretary.pk)
    done = client.get(url, headers={"HX-Request": "true"})

    assert "Reading the rows (1 of 2)" in text
    assert 'value="50" max="200"' in text
    assert done.headers["HX-Redirect"] == roster_import.get_absolute_url()
    assert client.get(url).headers["Location"] == roster_import.get_absolute_url()


@pytest.mark.django_db
def test_job_that_is_silent_can_be_started_again(client, secretary, time_machine):
    roster_import = reading(secretary)
    assert "Start again" not in client.get(roster_import.get_absolute_url()).text
    told = told_of(roster_import.pk)

    time_machine.move_to(told.at + 31)
    client.force_login(secretary)

    assert "Start again" in client.get(roster_import.get_absolute_url()).text
    client.post(reverse("groups:roster-import-restart", args=[roster_import.pk]))
    assert told_of(roster_import.pk).at == pytest.approx(told.at + 31, abs=5)


@pytest.mark.django_db
def test_queue_that_is_away_is_said_and_nothing_is_lost(client, secretary):
    roster_import = previewed(AMINAH, by=secretary)
    app.conf.broker_write_url = "redis://127.0.0.1:1/0"
    app._after_fork()  # forget the connections that are open
    try:
        response = client.post(reverse("groups:roster-import-apply", args=[roster_import.pk]), follow=True)
    finally:
        app.conf.broker_write_url = None
        app._after_fork()

    assert "The queue of background work does not answer." in response.text
    roster_import.refresh_from_db()
    assert roster_import.state == "applying"


@pytest.mark.django_db
def test_error_of_our_own_leaves_the_import_where_a_person_can_act(secretary, monkeypatch):
    roster_import = previewed(AMINAH, by=secretary)
    services.start_applying(file_import=roster_import, by=secretary)

    def broken(*args) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(jobs.JOBS, "applying", broken)
    with pytest.raises(ZeroDivisionError):
        run_roster_import(str(roster_import.pk), secretary.pk)

    roster_import.refresh_from_db()
    assert roster_import.state == "failed"
    assert "nothing was changed" in roster_import.failure["message"]


@pytest.mark.django_db(transaction=True)
def test_job_of_a_killed_worker_is_done_by_the_next(client, secretary, start_worker, until):
    roster_import = previewed(AMINAH, by=secretary)
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        """Keep the row, so that the worker waits in the middle of its job."""
        with transaction.atomic():
            RosterImport.objects.select_for_update().get(pk=roster_import.pk)
            held.set()
            release.wait(90)
        connection.close()

    client.post(reverse("groups:roster-import-apply", args=[roster_import.pk]))
    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(10)
    first = start_worker()
    until(waits_for_a_lock)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    release.set()
    holder.join()
    roster_import.refresh_from_db()
    assert (roster_import.state, Appointment.objects.count()) == ("applying", 0)

    client.post(reverse("groups:roster-import-restart", args=[roster_import.pk]))
    start_worker()

    until(lambda: RosterImport.objects.filter(pk=roster_import.pk, state="applied").exists())
    assert Appointment.objects.count() == 1


def waits_for_a_lock() -> bool:
    """As the owner: a server shows what others run only to who may see it."""
    with owner_role(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock' AND query LIKE '%%groups_rosterimport%%'"
        )
        return cursor.fetchone()[0] > 0
