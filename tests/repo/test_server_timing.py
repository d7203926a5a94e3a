"""`SERVER_TIMING=1`: every answer tells its time, its database time and its number of queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

HEADER = re.compile(r'total;dur=(\d+\.\d\d), db;dur=(\d+\.\d\d), queries;desc="(\d+)";dur=(\d+)')


@pytest.mark.parametrize("path", ["/accounts/login/", "/no-such-page/", "/groups/"])
def test_answer_tells_its_queries(client, db, settings, path):
    settings.SERVER_TIMING = True
    client.get(path)  # what is made once for all, such as content types

    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)

    total, database, shown, again = HEADER.fullmatch(response["Server-Timing"]).groups()
    assert int(shown) == int(again) == len(queries)
    assert float(total) >= float(database)


def test_nothing_is_told_by_default(client, db):
    assert "Server-Timing" not in client.get("/accounts/login/")
