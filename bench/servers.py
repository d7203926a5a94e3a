"""The servers of a measurement: PostgreSQL and Redis, ours unless they are given, and gunicorn."""

import http.client
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from naio_portal.database_roles import Access, make_role
from naio_portal.embedded.children import Child, end_all
from naio_portal.embedded.environment import APP, OWNER, Remembered
from naio_portal.embedded.postgresql import PostgresServer
from naio_portal.embedded.redis_server import RedisServer, free_port

HOST = "127.0.0.1"
READY_WITHIN = 30  # seconds


@contextmanager
def database_and_cache(folder: Path, name: str, *, is_loaded: bool = False) -> Iterator[dict[str, str]]:
    """The variables that lead to an empty database `name` (one that `is_loaded` is kept) and to a Redis.

    DATABASE_URL and DATABASE_OWNER_URL (who may create databases), and REDIS_URL, are used when they are
    given; else PostgreSQL as durable as that of `make run`, and Redis, run below `folder` until the end.
    """
    children: list[Child] = []
    try:
        app_url, owner_url = os.environ.get("DATABASE_URL", ""), os.environ.get("DATABASE_OWNER_URL", "")
        if not app_url:
            app_url, owner_url = own_database(folder, children)
        redis_url = os.environ.get("REDIS_URL", "") or own_redis(folder, children)
        if not is_loaded:
            make_database(owner_url or app_url, name)
        yield {
            "DATABASE_URL": at(app_url, name),
            "DATABASE_OWNER_URL": at(owner_url or app_url, name),
            "REDIS_URL": redis_url,
        }
    finally:
        end_all(reversed(children))


def own_database(folder: Path, children: list[Child]) -> tuple[str, str]:
    """Start PostgreSQL; the addresses of the app's role and of the owner's."""
    remembered = Remembered(folder / "secrets.json")
    server = PostgresServer(folder / "postgresql", password=remembered.secret("postgresql"))
    server.make_data()
    server.stop()  # left over by one that was killed
    child = Child(
        "postgresql",
        server.command(),
        folder / "postgresql.log",
        {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
        patience=60,
        identity=server.as_user(),
    )
    child.start()
    children.append(child)
    server.wait()
    passwords = {role: remembered.secret(role) for role in (OWNER, APP)}
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        for role, password in passwords.items():
            make_role(connection, Access(role, password, ""))
        connection.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(OWNER)))
    app, owner = (
        server.url(role=role, database="postgres", password=passwords[role]) for role in (APP, OWNER)
    )
    return app, owner


def own_redis(folder: Path, children: list[Child]) -> str:
    """Start Redis; its address."""
    server = RedisServer(
        folder / "redis", port=free_port(), password=secrets.token_urlsafe(16), durable=False
    )
    child = Child("redis", server.command(), folder / "redis.log", {"PATH": os.environ.get("PATH", "")})
    child.start()
    children.append(child)
    server.wait()
    return server.url


def at(url: str, database: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def make_database(owner_url: str, name: str) -> None:
    """An empty database of that name, in place of an earlier one."""
    with psycopg.connect(at(owner_url, "postgres"), autocommit=True) as connection:
        for statement in ("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {} TEMPLATE template0"):
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


class WebServer:
    """gunicorn as in production, one worker process: what is measured is one request at a time."""

    def __init__(self, *, port: int, server_timing: bool = False) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--config", "python:naio_portal.gunicorn_settings"),
                *("--log-level", "warning", "naio_portal.wsgi"),
            ],
            env=os.environ
            | {
                "BIND": f"{HOST}:{port}",
                "WEB_WORKERS": "1",
                "USE_OWNER_ROLE": "0",
                "SERVER_TIMING": "1" if server_timing else "0",
            },
        )

    def __enter__(self) -> "WebServer":
        end = time.monotonic() + READY_WITHIN
        while True:
            try:
                self.get("/livez")
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    self.__exit__()
                    raise SystemExit("bench: gunicorn does not answer.") from None
                time.sleep(0.1)
            else:
                return self

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def client(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(HOST, self.port, timeout=120)

    def get(self, url: str, cookie: str = "") -> http.client.HTTPResponse:
        """One answer over a connection of its own, read to its end in pieces."""
        client = self.client()
        client.request("GET", url, headers={"Cookie": cookie} if cookie else {})
        response = client.getresponse()
        while response.read(1 << 16):
            pass
        client.close()
        return response

    def worker_memory(self, field: str) -> int:
        """`VmRSS` or `VmHWM` (the highest so far) of the worker process, bytes; 0 without /proc."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        if not children.exists():
            return 0
        status = Path(f"/proc/{children.read_text().split()[0]}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith(f"{field}:"))
        return int(line.split()[1]) * 1024
