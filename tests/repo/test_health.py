"""`/livez` and `/readyz`."""

import pytest

from naio_portal.notices import tasks


def test_livez_answers_without_database(client):
    response = client.get("/livez")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_readyz_names_every_part(client):
    tasks.record_beat()

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "redis": "ok",
        "beat": "ok",
    }
