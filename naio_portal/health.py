"""`/livez`: the process answers. `/readyz`: database and migrations; Redis and beat as degraded.

A load balancer asks by address, without a name we know and without a cookie: so both are answered before
any other middleware, and neither ever raises.
"""

import time
from functools import cache

import structlog
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse

from naio_portal.notices import beat

log = structlog.get_logger(__name__)
OK = "ok"
UNAVAILABLE = "unavailable"
DEGRADED = "degraded"


def livez(request: HttpRequest) -> JsonResponse:
    """200 as long as this process can answer at all."""
    return answer({"status": OK}, 200)


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database and migrations are right, else 503.

    The JSON names `database`, `migrations`, `redis` and `beat`; without Redis or beat pages still work but
    mail waits: `degraded`, still 200.
    """
    database, migrations = check_database()
    redis, beats = check_queue()
    status = OK if redis == beats == OK else DEGRADED
    code = 200
    if database != OK or migrations != OK:
        status, code = UNAVAILABLE, 503
    return answer(
        {"status": status, "database": database, "migrations": migrations, "redis": redis, "beat": beats},
        code,
    )


def answer(content: dict[str, str], code: int) -> JsonResponse:
    response = JsonResponse(content, status=code)
    response["Cache-Control"] = "no-store"
    return response


@cache
def wanted_migrations() -> frozenset[tuple[str, str]]:
    """All migrations that this code has, as (app, name)."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return frozenset(loader.disk_migrations)


def check_database() -> tuple[str, str]:
    """State of the database and of its migrations."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
            applied = set()
            if cursor.fetchone()[0]:
                cursor.execute("SELECT app, name FROM django_migrations")
                applied = set(cursor.fetchall())
    except Exception as error:  # whatever is wrong with it, the answer is the same
        log.warning("database_unavailable", error=type(error).__name__)
        return UNAVAILABLE, "unknown"
    missing = wanted_migrations() - applied
    return OK, f"{len(missing)} missing" if missing else OK


def check_queue() -> tuple[str, str]:
    """State of Redis, and whether beat and a worker gave a sign within the last two minutes."""
    try:
        seen = beat.last_seen()
    except Exception as error:
        log.warning("redis_unavailable", error=type(error).__name__)
        return DEGRADED, "unknown"
    if seen is None or time.time() - seen > beat.ALIVE_SECONDS:
        return OK, DEGRADED
    return OK, OK


class HealthMiddleware:
    """Answers the two addresses before sessions, host names and redirects come into it."""

    ANSWERS = {"/livez": livez, "/readyz": readyz}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = self.ANSWERS.get(request.path_info)
        return view(request) if view else self.get_response(request)
