"""`make bench SIZE=S|L`: load, serve under production settings, measure, print, write JSON.

`LOADED=1`: migrate and measure what an earlier run of the same day loaded.
"""

import json
import os
import sys
import time
from pathlib import Path

from bench.servers import HOST, WebServer, database_and_cache

ROOT = Path(__file__).resolve().parent.parent
USAGE = "usage: python -m bench S|L [page name …]"


def settings(database: dict[str, str], *, port: int, var_dir: Path) -> dict[str, str]:
    """The environment of production, on plain HTTP over loopback, with a folder of its own for files."""
    return {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "ENVIRONMENT": "production",
        "SECRET_KEY": "measured, never served to anybody " * 2,
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"http://{HOST}:{port}",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "DATABASE_POOL_SIZE": "4",
        "USE_OWNER_ROLE": "1",  # this process loads; gunicorn signs in as the app
        "VAR_DIR": str(var_dir),
        **database,
    }


def load_data(size: str, *, is_loaded: bool) -> None:
    """Migrate, secure and fill the database, unless it is; collect the static files."""
    from django.core.management import call_command  # noqa: PLC0415 (Django must be set up first)
    from django.db import connection  # noqa: PLC0415

    from bench.data import load  # noqa: PLC0415
    from bench.sizes import SIZES  # noqa: PLC0415

    started = time.perf_counter()
    call_command("compile_catalogues", verbosity=0)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("secure_database")
    call_command("collectstatic", interactive=False, verbosity=0)
    migrated = time.perf_counter()
    if not is_loaded:
        load(SIZES[size])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(
        f"Migrated in {migrated - started:.0f} s; "
        f"data set {size} loaded in {time.perf_counter() - migrated:.0f} s: {SIZES[size]}.",
        flush=True,
    )


def session_for(email: str) -> str:
    """The cookie of a session that was signed in with a second factor."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from members.models import User  # noqa: PLC0415
    from members.sign_in import SECOND_FACTOR_ADDED  # noqa: PLC0415

    user = User.objects.get(email=email)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "members.backends.PortalBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[SECOND_FACTOR_ADDED] = True
    store.create()
    return f"sessionid={store.session_key}"


def measure(size: str, names: list[str], *, port: int, results: Path) -> None:
    """Measure the pages (all, or those named), print both tables and write the results."""
    from bench import measure, report  # noqa: PLC0415
    from bench.pages import EXPORT, pages  # noqa: PLC0415

    found = [page for page in pages() if page.is_floor or not names or page.name in names]
    cookies = {role: session_for(f"{role}@bench.example") for role in {page.role for page in found} - {""}}
    cookies[""] = ""
    with WebServer(port=port, server_timing=True) as server:
        counted = measure.queries_and_bytes(server, found, cookies)
    with WebServer(port=port) as server:
        timed = measure.times(server, found, cookies)
    exports = [page for page in found if page.kind == EXPORT]
    memory = measure.export_memory(port, exports, cookies)
    rows = report.rows(found, counted, timed)
    results.mkdir(parents=True, exist_ok=True)
    (results / f"{size}.json").write_text(
        json.dumps({"floor_p50_ms": rows[0]["p50_ms"], "pages": rows}, indent=1) + "\n", encoding="utf-8"
    )
    print(report.table(found, rows))
    if exports:
        print("\n" + report.memory_table(memory))
    print(f"\nWritten to {results / f'{size}.json'}")


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in ("S", "L"):
        raise SystemExit(USAGE)
    size, names = sys.argv[1], sys.argv[2:]
    port = int(os.environ.get("PORT") or 8765)
    results = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve() / "bench"
    results.mkdir(parents=True, exist_ok=True)
    is_loaded = os.environ.get("LOADED", "") == "1"
    with database_and_cache(results, f"naio_bench_{size.lower()}", is_loaded=is_loaded) as database:
        os.environ |= settings(database, port=port, var_dir=results / "files")
        import django  # noqa: PLC0415 (it reads the environment)

        django.setup()
        from django.db import connection  # noqa: PLC0415

        load_data(size, is_loaded=is_loaded)
        measure(size, names, port=port, results=results)
        connection.close()


if __name__ == "__main__":
    main()
