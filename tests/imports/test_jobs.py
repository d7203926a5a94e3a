"""The job behind an import: progress, a queue that is away, a worker that dies, two jobs at once, undo."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from naio_portal.celery import app
from naio_portal.errors import DomainError
from naio_portal.imports import jobs, services
from naio_portal.imports.progress import Progress, told_of
from tests.database import owner_role
from tests.factories.imports import apply, outcomes, undo
from tests.factories.members import UserFactory


def reading(case, by):
    """The job is due, nobody has taken it."""
    file_import = case.uploaded(case.row, by=by)
    return services.choose_columns(file_import=file_import, mapping=file_import.mapping, orders={}, by=by)


@pytest.mark.django_db
def test_bar_tells_stage_and_count_and_leads_on_when_done(client, case, secretary):
    file_import = reading(case, secretary)
    url = case.url("progress", file_import)
    assert "Waiting for a worker" in client.get(url).text
    told = Progress(file_import.pk)
    told.stage("reading", 200)
    told.last -= 1  # it speaks up four times a second at most
    told.advance(50)

    text = client.get(url).text
    case.work(file_import, secretary)
    done = client.get(url, headers={"HX-Request": "true"})

    assert "Reading the rows (1 of 2)" in text
    assert 'value="50" max="200"' in text
    assert done.headers["HX-Redirect"] == file_import.get_absolute_url()
    assert client.get(url).headers["Location"] == file_import.get_absolute_url()


@pytest.mark.django_db
def test_job_that_is_silent_can_be_started_again(client, case, secretary, time_machine):
    file_import = reading(case, secretary)
    assert "Start again" not in client.get(file_import.get_absolute_url()).text
    told = told_of(file_import.pk)

    time_machine.move_to(told.at + 31)
    client.force_login(secretary)

    assert "Start again" in client.get(file_import.get_absolute_url()).text
    client.post(case.url("restart", file_import))
    assert told_of(file_import.pk).at == pytest.approx(told.at + 31, abs=5)


@pytest.mark.django_db
def test_queue_that_is_away_is_said_and_nothing_is_lost(client, case, secretary):
    file_import = case.previewed(case.row, by=secretary)
    app.conf.broker_write_url = "redis://127.0.0.1:1/0"
    app._after_fork()  # forget the connections that are open
    try:
        response = client.post(case.url("apply", file_import), follow=True)
    finally:
        app.conf.broker_write_url = None
        app._after_fork()

    assert "The queue of background work does not answer." in response.text
    file_import.refresh_from_db()
    assert file_import.state == "applying"


@pytest.mark.django_db
def test_error_of_our_own_leaves_the_import_where_a_person_can_act(case, secretary, monkeypatch):
    file_import = case.previewed(case.row, by=secretary)
    services.start_applying(file_import=file_import, by=secretary)

    def broken(*args) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(jobs.JOBS, "applying", broken)
    with pytest.raises(ZeroDivisionError):
        case.work(file_import, secretary)

    file_import.refresh_from_db()
    assert file_import.state == "failed"
    assert "nothing was changed" in file_import.failure["message"]


# --- somebody else at the same time ---------------------------------------------------------------------


@contextmanager
def held(statement: str) -> Iterator[None]:
    """Another connection holds what this statement locks, until the end of the block."""
    holds, release = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            holds.set()
            release.wait(90)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    assert holds.wait(10)
    try:
        yield
    finally:
        release.set()
        holder.join()


def waiting_for(text: str) -> int:
    """How many statements with this text wait for a lock. As the owner: a server shows what others run
    only to who may see it."""
    with owner_role(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock' AND query LIKE %s",
            [f"%{text}%"],
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_worker_killed_in_the_middle_of_applying_leaves_nothing_and_the_next_does_it(
    client, case, secretary, start_worker, until
):
    file_import = case.previewed(case.row, by=secretary)
    table = case.kind.effects._meta.db_table
    client.post(case.url("apply", file_import))
    # Everything is written; what was done cannot be noted.
    with held(f"LOCK TABLE {table} IN SHARE MODE"):
        worker = start_worker()
        until(lambda: waiting_for(table))
        assert told_of(file_import.pk).stage == "noting"
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    until(lambda: not waiting_for(table))

    file_import.refresh_from_db()
    assert (file_import.state, case.made.objects.count()) == ("applying", 0)
    client.post(case.url("restart", file_import))
    start_worker()

    until(lambda: case.kind.model.objects.filter(pk=file_import.pk, state="applied").exists())
    assert case.made.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_who_apply_the_same_file_at_once_make_it_once(case, secretary, until):
    people = [secretary, UserFactory(secretariat=True)]
    imports = [case.previewed(case.row, by=by) for by in people]
    for file_import, by in zip(imports, people, strict=True):
        services.start_applying(file_import=file_import, by=by)

    def work(file_import, by) -> None:
        case.work(file_import, by)
        connection.close()

    with held(f"SELECT pg_advisory_xact_lock({jobs.LOCK})"):
        threads = [threading.Thread(target=work, args=pair) for pair in zip(imports, people, strict=True)]
        for thread in threads:
            thread.start()
        until(lambda: waiting_for("pg_advisory_xact_lock") == 2)
    for thread in threads:
        thread.join()

    for file_import in imports:
        file_import.refresh_from_db()
    assert sorted(file_import.state for file_import in imports) == ["applied", "failed"]
    assert case.made.objects.count() == 1
    (failed,) = (file_import for file_import in imports if file_import.state == "failed")
    assert failed.failure["message"].startswith("The portal changed since this preview was made: 1 rows")
    assert outcomes(failed) == {2: "unchanged"}


@pytest.mark.django_db
def test_second_who_applies_one_import_is_told_and_a_second_job_does_nothing(case, secretary):
    file_import = case.previewed(case.row, by=secretary)
    other = UserFactory(secretariat=True)
    services.start_applying(file_import=file_import, by=secretary)

    with pytest.raises(DomainError, match="This import is at “Applying”"):
        services.start_applying(file_import=file_import, by=other)
    case.work(file_import, secretary)
    case.work(file_import, other)

    file_import.refresh_from_db()
    assert (file_import.state, file_import.applied_by) == ("applied", secretary)
    assert case.made.objects.count() == 1


def queries_of(case, rows, by) -> list[int]:
    """Of reading, applying, undoing, in that order."""
    file_import = case.uploaded(*rows, by=by)
    services.choose_columns(file_import=file_import, mapping=file_import.mapping, orders={}, by=by)
    spent = []
    for start in (services.start_applying, services.start_undoing, None):
        with CaptureQueriesContext(connection) as queries:
            case.work(file_import, by)
        spent.append(len(queries))
        file_import.refresh_from_db()
        if start:
            file_import = start(file_import=file_import, by=by)
    assert file_import.state == "undone"
    return spent


@pytest.mark.django_db
def test_jobs_cost_the_same_for_one_row_and_for_ten(case, secretary):
    one = queries_of(case, [case.row], secretary)
    ten = queries_of(case, [case.other_row(number) for number in range(10)], secretary)

    assert ten == one


# --- undo -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_undo_of_what_was_touched_names_the_rows_and_keeps_everything(client, case, secretary):
    file_import = apply(case.previewed(case.row, by=secretary))
    model, field = case.kept
    model.objects.update(**{field: "Lain daripada itu"})

    undo(file_import)

    assert file_import.state == "applied"
    assert case.made.objects.count() == 1
    text = client.get(file_import.get_absolute_url()).text
    assert "The import was not undone" in text
    assert f"since then row 2 ({case.row[case.text]}) was changed or used" in text


@pytest.mark.django_db
def test_undo_of_what_nobody_touched_leaves_nothing(case, secretary):
    file_import = undo(apply(case.previewed(case.row, by=secretary)))

    assert (file_import.state, case.made.objects.count()) == ("undone", 0)
    assert outcomes(file_import) == {2: "create"}


@pytest.mark.django_db
def test_half_bad_file_of_ten_thousand_rows_writes_the_good_half(case, secretary):
    good = [case.other_row(number) for number in range(5_000)]
    bad = [tuple("" if place == case.text else cell for place, cell in enumerate(row)) for row in good]
    file_import = case.previewed(*(row for pair in zip(good, bad, strict=True) for row in pair), by=secretary)
    assert Counter(outcomes(file_import).values()) == {"create": 5_000, "refused": 5_000}

    apply(file_import)

    assert case.made.objects.count() == 5_000
    file_import.refresh_from_db()
    assert file_import.state == "applied"
