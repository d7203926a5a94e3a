"""`docker-compose.yml`: everything it names exists in the code or in another of its services."""

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from celery.bin.celery import celery as celery_command
from django.core.management import get_commands
from django.urls import resolve

from naio_portal import gunicorn_settings
from naio_portal.database_roles import access_of
from naio_portal.secret_files import make_secrets
from tests.repo import deployment

COMPOSE = deployment.compose()
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "naio-portal"}
ONE_SHOTS = {"secrets", "init"}


def mounts(service: dict) -> dict[str, str]:
    """Path in the container → name of the volume."""
    return {volume.split(":")[1]: volume.split(":")[0] for volume in service.get("volumes", [])}


def shell(command: str, **changes: str) -> int:
    return subprocess.run(["sh", "-c", command], env=os.environ | changes, check=False).returncode


def test_services_are_those_that_are_documented():
    assert set(SERVICES) == {
        *("proxy", "secrets", "init", "web", "worker", "beat"),
        *("postgres", "redis", "mail"),
    }


def test_proxy_alone_publishes_ports_and_serves_each():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    served = re.findall(r"^(?:\S*):(\d+) \{", COMPOSE["configs"]["caddyfile"]["content"], re.MULTILINE)

    assert published == {"proxy": ["8000:8000", "127.0.0.1:8025:8025"]}
    assert served == ["8000", "8025"]


def test_port_can_be_chosen():
    service = deployment.compose(PORT="80")["services"]

    assert service["proxy"]["ports"][0] == "80:8000"
    assert service["web"]["environment"]["SITE_URL"] == "http://localhost:80"


@pytest.mark.parametrize("name", sorted(OURS))
def test_command_exists_in_the_code(name):
    program, *arguments = OURS[name]["command"]

    if program == "gunicorn":
        assert arguments[:2] == ["--config", f"python:{gunicorn_settings.__name__}"]
        assert callable(import_module(arguments[2]).application)
    elif program == "celery":
        assert arguments[:2] == ["--app", "naio_portal"]
        command = celery_command.commands[arguments[2]]
        parser = command.make_parser(command.context_class(command))
        assert parser.parse_args(arguments[3:])[1] == []  # every option is known, nothing is left over
    elif arguments[0] == "manage.py":
        assert program == "python"
        assert arguments[1] in get_commands()
    else:
        assert arguments[:2] == ["-m", "naio_portal.secret_files"]
        assert [mounts(OURS[name])[folder] for folder in arguments[2:]] == ["secrets-owner", "secrets-app"]


@pytest.mark.parametrize("name", sorted(OURS))
def test_variable_is_read_by_the_code(name):
    variables = {variable.removesuffix("_FILE") for variable in OURS[name]["environment"]}

    assert variables - set(deployment.variables_of_code()) == set()


@pytest.mark.parametrize("name", sorted(set(OURS) - {"secrets"}))
def test_secret_is_made_and_mounted(name, tmp_path):
    for folder in ("owner", "app"):
        (tmp_path / folder).mkdir()
    make_secrets(tmp_path / "owner", tmp_path / "app")
    files = [value for variable, value in OURS[name]["environment"].items() if variable.endswith("_FILE")]

    assert len(files) >= 2
    for file in files:
        assert mounts(OURS[name])[str(Path(file).parent)].startswith("secrets-")
        assert (tmp_path / Path(file).relative_to("/secrets")).read_text()


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_what_serves_people_does_not_know_the_owner(name):
    assert "secrets-owner" not in mounts(OURS[name]).values()
    assert OURS[name]["environment"]["DATABASE_OWNER_URL"] == ""
    assert "USE_OWNER_ROLE" not in OURS[name]["environment"]


def test_secrets_are_made_once_for_their_owner_alone(tmp_path):
    owner, app = tmp_path / "owner", tmp_path / "app"
    owner.mkdir()
    app.mkdir()

    make_secrets(owner, app)
    first = {file.name: file.read_text() for file in (*owner.iterdir(), *app.iterdir())}
    make_secrets(owner, app)
    again = {file.name: file.read_text() for file in (*owner.iterdir(), *app.iterdir())}

    assert again == first
    assert {file.stat().st_mode & 0o777 for file in owner.iterdir()} == {0o600}
    accesses = [access_of(first[f"database_{name}"]) for name in ("url", "owner_url", "admin_url")]
    assert [access.role for access in accesses] == ["naio_app", "naio_owner", "postgres"]
    assert [access.database for access in accesses] == ["naio", "naio", "postgres"]
    assert first["postgres_password"] == accesses[2].password
    assert {urlsplit(first[f"database_{name}"]).hostname for name in ("url", "owner_url")} == {"postgres"}


def test_folder_of_secrets_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()

    done = subprocess.run(
        [sys.executable, "-m", "naio_portal.secret_files", str(tmp_path / "file"), str(tmp_path)],
        cwd=deployment.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == f"{tmp_path}/file/postgres_password cannot be written: Not a directory.\n".replace(
        "password cannot", "password.new cannot"
    )


@pytest.mark.parametrize(("variable", "port"), [("REDIS_URL", 6379), ("EMAIL_URL", 1025)])
def test_address_is_a_service_of_a_common_network(variable, port):
    for name in ("web", "worker", "beat"):
        address = urlsplit(OURS[name]["environment"][variable])
        assert address.port == port
        assert set(SERVICES[address.hostname]["networks"]) & set(OURS[name]["networks"])


def test_database_and_queue_are_out_of_the_proxys_reach():
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name in ("postgres", "redis"):
        assert SERVICES[name]["networks"] == ["inside"]
    assert SERVICES["proxy"]["networks"] == ["outside"]


def test_volumes_are_declared_and_used():
    used = {volume for service in SERVICES.values() for volume in mounts(service).values()}

    assert used == set(COMPOSE["volumes"])
    assert mounts(SERVICES["postgres"])["/var/lib/postgresql"] == "postgres"
    for name in ("web", "worker"):
        assert mounts(OURS[name])[f"{OURS[name]['environment']['VAR_DIR']}/media"] == "media"


def test_dependencies_end_or_tell_their_health():
    for service in SERVICES.values():
        for name, wanted in service.get("depends_on", {}).items():
            if wanted["condition"] == "service_completed_successfully":
                assert SERVICES[name]["restart"] == "no"
            else:
                assert wanted["condition"] == "service_healthy"
                assert SERVICES[name]["healthcheck"]["test"]


def test_whatever_goes_on_has_a_health_check_and_comes_back():
    for name in set(SERVICES) - ONE_SHOTS:
        assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
        assert SERVICES[name]["restart"] == "unless-stopped"


def test_web_and_worker_scale_and_beat_does_not():
    for name in ("web", "worker"):
        assert not {"container_name", "ports"} & set(SERVICES[name])
    assert SERVICES["beat"]["container_name"] == "naio-beat"


def test_proxy_finds_web_and_never_uses_a_connection_that_closes():
    caddyfile = COMPOSE["configs"]["caddyfile"]["content"]
    bound = OURS["web"]["environment"]["BIND"].rpartition(":")[2]

    assert re.search(rf"dynamic a \{{\s+name web\s+port {bound}\s", caddyfile)
    assert int(re.search(r"keepalive (\d+)s", caddyfile)[1]) < gunicorn_settings.keepalive
    assert "reverse_proxy mail:8025" in caddyfile


def test_health_addresses_exist():
    addresses = [
        urlsplit(address)
        for service in SERVICES.values()
        for address in re.findall(r"http://[^'\"\s]+", " ".join(service["healthcheck"].get("test", [])))
    ]

    assert [(address.port, resolve(address.path).url_name) for address in addresses] == [
        (8000, "livez"),
        (8000, "livez"),
    ]


def test_health_of_web_is_what_its_address_says(live_server):
    program, *arguments = OURS["web"]["healthcheck"]["test"][1:]
    right, wrong = f"http://{live_server.thread.host}:{live_server.thread.port}", "http://127.0.0.1:1"

    codes = [
        subprocess.run(
            [sys.executable, *(argument.replace("http://127.0.0.1:8000", base) for argument in arguments)],
            capture_output=True,
            check=False,
        ).returncode
        for base in (right, wrong)
    ]

    assert program == "python"
    assert codes == [0, 1]


def test_health_of_beat_is_the_age_of_its_schedule(tmp_path):
    check = OURS["beat"]["healthcheck"]["test"][1].replace("/tmp", str(tmp_path))
    assert f"{OURS['beat']['command'][-2]}".startswith("/tmp/celerybeat-schedule")
    assert shell(check) == 1

    schedule = tmp_path / "celerybeat-schedule.dat"
    schedule.touch()
    assert shell(check) == 0

    os.utime(schedule, (schedule.stat().st_mtime - 700,) * 2)
    assert shell(check) == 1
