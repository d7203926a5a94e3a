"""Logs: one JSON object a line, with the request's id, without paths."""

import json
import logging

import pytest
import structlog
from django.conf import settings

from naio_portal import logs


@pytest.fixture
def lines(capsys):
    """What the console handler writes, as objects."""
    formatter_settings = dict(settings.LOGGING["formatters"]["json"])
    formatter = formatter_settings.pop("()")(**formatter_settings)
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(json.loads(formatter.format(record)))

    handler = Keep()
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_log_line_names_level_logger_and_fields(lines):
    structlog.get_logger("naio_portal.test").warning("cache_away", operation="get")

    (line,) = lines
    assert line["event"] == "cache_away"
    assert line["level"] == "warning"
    assert line["logger"] == "naio_portal.test"
    assert line["operation"] == "get"


def test_missing_page_is_logged_without_its_path(lines, client, db):
    client.get("/meetings/feed/secret-token/")

    (line,) = [line for line in lines if line["logger"] == "django.request"]
    assert line["event"] == "Not Found: -"
    assert line["status"] == 404
    assert len(line["request_id"]) == 32
    assert "secret-token" not in json.dumps(lines)


def test_level_comes_from_the_environment():
    assert logs.configure("ERROR")["root"]["level"] == "ERROR"
