"""`make bench SIZE=S|L`: load, serve under production settings, measure, print, write JSON."""

import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import environ
import psycopg

WARM_UP, TIMED = 5, 30
HOST, PORT = "127.0.0.1", int(os.environ.get("BENCH_PORT", "8765"))


def prepare_environment(size: str) -> Path:
    """Production settings on a database `naio_bench_<size>` beside the one of DATABASE_URL."""
    name = f"naio_bench_{size.lower()}"
    url = os.environ["DATABASE_URL"]
    base, _mark, options = url.partition("?")
    bench_url = f"{base.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "ENVIRONMENT": "production",
        "SECRET_KEY": "bench " * 12,
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"http://{HOST}:{PORT}",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "DATABASE_URL": bench_url,
        "DATABASE_OWNER_URL": bench_url,
        "DATABASE_POOL_SIZE": "4",
        "REQUIRE_STAFF_MFA": "0",
    }
    make_database(url, name)
    return Path(os.environ["VAR_DIR"]).resolve()


def make_database(url: str, name: str) -> None:
    """An empty database of that name on the server of `url`."""
    config = environ.Env.db_url_config(url)
    options = config.get("OPTIONS", {})
    with psycopg.connect(
        dbname="postgres",
        user=config["USER"] or None,
        password=config["PASSWORD"] or None,
        host=config["HOST"] or options.get("host"),
        port=config["PORT"] or options.get("port"),
        autocommit=True,
    ) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")


def session_for(email: str) -> str:
    """The cookie of a signed-in session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from members.models import User  # noqa: PLC0415

    user = User.objects.get(email=email)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return f"sessionid={store.session_key}"


def serve(*, server_timing: bool) -> subprocess.Popen:
    """gunicorn on loopback, one worker: what is measured is one request at a time."""
    command = "-m gunicorn naio_portal.wsgi --workers 1 --threads 2 --keep-alive 60 --log-level warning"
    process = subprocess.Popen(
        [sys.executable, *command.split(), "--bind", f"{HOST}:{PORT}"],
        env={**os.environ, "SERVER_TIMING": "1" if server_timing else "0"},
    )
    for _attempt in range(300):
        try:
            fetch(connect(), "/livez", {})
        except OSError:
            time.sleep(0.1)
        else:
            return process
    process.kill()
    raise SystemExit("bench: gunicorn did not answer.")


def connect() -> http.client.HTTPConnection:
    return http.client.HTTPConnection(HOST, PORT, timeout=120)


def fetch(client: http.client.HTTPConnection, url: str, headers: dict) -> tuple:
    client.request("GET", url, headers={"Accept-Language": "en", **headers})
    response = client.getresponse()
    return response, response.read()


def count_queries(pages: list, cookies: dict[str, dict]) -> dict:
    """Queries and bytes of the second request of each page, by the Server-Timing header."""
    rows = {}
    process = serve(server_timing=True)
    try:
        client = connect()
        for page in pages:
            for _again in range(2):
                response, body = fetch(client, page.url, cookies[page.role])
            if response.status != 200:
                raise SystemExit(f"bench: {page.url} as {page.role} answered {response.status}.")
            queries = response.headers["Server-Timing"].split('queries;desc="')[1].split('"')[0]
            rows[page] = {"queries": int(queries), "bytes": len(body)}
    finally:
        process.terminate()
        process.wait()
    return rows


def time_pages(pages: list, cookies: dict[str, dict]) -> dict:
    """p50 and p95 in milliseconds, one client, warm."""
    rows = {}
    process = serve(server_timing=False)
    try:
        client = connect()
        for page in pages:
            times = []
            for turn in range(WARM_UP + TIMED):
                started = time.perf_counter()
                fetch(client, page.url, cookies[page.role])
                if turn >= WARM_UP:
                    times.append((time.perf_counter() - started) * 1000)
            times.sort()
            rows[page] = {
                "p50_ms": round(statistics.median(times), 2),
                "p95_ms": round(times[int(len(times) * 0.95) - 1], 2),
            }
    finally:
        process.terminate()
        process.wait()
    return rows


def main(size: str) -> None:
    var_dir = prepare_environment(size)
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from bench.data import SIZES, load  # noqa: PLC0415
    from bench.pages import pages  # noqa: PLC0415

    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    load(SIZES[size])
    call_command("collectstatic", interactive=False, verbosity=0)
    print(f"Data set {size} loaded in {time.perf_counter() - started:.0f} s.", flush=True)
    found = pages()
    roles = {page.role for page in found} - {"visitor"}
    cookies = {role: {"Cookie": session_for(f"{role}@bench.example.org")} for role in roles}
    cookies["visitor"] = {}
    counted, timed = count_queries(found, cookies), time_pages(found, cookies)
    floor = timed[found[0]]["p50_ms"]
    table = [
        {
            "name": page.name,
            "url": page.url,
            "role": page.role,
            **counted[page],
            **timed[page],
            "ratio": round(timed[page]["p50_ms"] / floor, 2),
        }
        for page in found
    ]
    target = var_dir / "bench" / f"{size}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"floor_p50_ms": floor, "pages": table}, indent=1), encoding="utf-8")
    print(f"| page | role | queries | bytes | p50 ms | p95 ms | × floor |\n|{'---|' * 7}")
    for row in table:
        print(
            f"| {row['name']} | {row['role']} | {row['queries']} | {row['bytes']:,} "
            f"| {row['p50_ms']} | {row['p95_ms']} | {row['ratio']} |"
        )


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("S", "L"):
        raise SystemExit("usage: python -m bench S|L")
    main(sys.argv[1])
