"""`/livez` and `/readyz`: what they name, and that they answer whatever is broken."""

import time
from pathlib import Path

import pytest
import redis
import time_machine
from django.conf import settings
from django.db import connection

import groups
from naio_portal.notices import beat, tasks

FINE = {"status": "ok", "database": "ok", "migrations": "ok", "redis": "ok", "beat": "ok"}


@pytest.fixture
def alive():
    """Beat has just given a sign."""
    tasks.record_beat()


@pytest.fixture
def silent():
    """Beat has never given a sign."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.delete(beat.KEY)


def test_livez_answers_without_database(client):
    response = client.get("/livez")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_health_answers_under_any_host_name(client, db):
    assert client.get("/livez", headers={"host": "10.1.2.3:8000"}).status_code == 200
    assert client.get("/readyz", headers={"host": "10.1.2.3:8000"}).status_code == 200


def test_health_is_never_stored(client, db):
    assert client.get("/livez")["Cache-Control"] == "no-store"
    assert client.get("/readyz")["Cache-Control"] == "no-store"


def test_readyz_names_every_part(client, db, alive, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == FINE


def test_readyz_is_degraded_without_beat(client, db, silent):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == FINE | {"status": "degraded", "beat": "degraded"}


@pytest.mark.parametrize(("seconds", "state"), [(119, "ok"), (121, "degraded")])
def test_beat_is_alive_for_two_minutes(client, db, alive, seconds, state):
    with time_machine.travel(time.time() + seconds, tick=False):
        assert client.get("/readyz").json()["beat"] == state


def test_readyz_is_degraded_without_redis(client, db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == FINE | {"status": "degraded", "redis": "degraded", "beat": "unknown"}


def test_readyz_is_unavailable_while_migrations_are_missing(client, db, alive, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'groups'")
    files = list(Path(groups.__file__).parent.glob("migrations/0*.py"))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == FINE | {"status": "unavailable", "migrations": f"{len(files)} missing"}


def test_readyz_is_unavailable_before_the_first_migration(client, db, alive, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE django_migrations")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] == "ok"


def test_readyz_is_unavailable_without_database(client, db, alive, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", "naio_no_such_database")
    connection.close()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == FINE | {
        "status": "unavailable",
        "database": "unavailable",
        "migrations": "unknown",
    }
