"""The database and its two roles: the owner migrates, the app cannot touch its own audit.

Made through a connection that may make roles, from the addresses the two roles sign in with. Running it
again sets the passwords of those addresses, and changes nothing else.
"""

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql


class Access(NamedTuple):
    """Who signs in to what."""

    role: str
    password: str
    database: str


def access_of(url: str) -> Access:
    """The parts of a database address."""
    parts = urlsplit(url)
    return Access(unquote(parts.username or ""), unquote(parts.password or ""), unquote(parts.path[1:]))


def make_database(*, admin_url: str, owner_url: str, app_url: str) -> bool:
    """Make what is missing; True when the database was made. Raises psycopg.Error."""
    owner, app = access_of(owner_url), access_of(app_url)
    with psycopg.connect(admin_url, autocommit=True, connect_timeout=10) as server:
        for access in (owner, app):
            make_role(server, access)
        if exists(server, "SELECT 1 FROM pg_database WHERE datname = %s", owner.database):
            return False
        if not exists(server, "SELECT 1 FROM pg_roles WHERE rolname = %s AND rolsuper", server.info.user):
            # Where even the administrator is no superuser, as on managed servers.
            server.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(owner.role)))
        server.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(owner.database), sql.Identifier(owner.role)
            )
        )
    return True


def make_role(server: psycopg.Connection, access: Access) -> None:
    """A role that signs in with that password, made or changed."""
    known = exists(server, "SELECT 1 FROM pg_roles WHERE rolname = %s", access.role)
    server.execute(
        sql.SQL("{verb} ROLE {role} LOGIN PASSWORD {password}").format(
            verb=sql.SQL("ALTER" if known else "CREATE"),
            role=sql.Identifier(access.role),
            password=sql.Literal(access.password),
        )
    )


def exists(server: psycopg.Connection, query: str, name: str) -> bool:
    return server.execute(query, [name]).fetchone() is not None
