"""The roles and the database of the embedded PostgreSQL, and a first look at one that was given."""

import psycopg
from psycopg import sql

from naio_portal.embedded.environment import APP, DATABASE, OWNER
from naio_portal.embedded.failures import CannotStart

PATIENCE = 10  # seconds a given server has to answer


def make_roles(superuser_url: str, *, owner_password: str, app_password: str) -> None:
    """The owner migrates and owns the tables; the app runs and cannot touch its own audit."""
    with psycopg.connect(superuser_url, autocommit=True) as database:
        for role, password in ((OWNER, owner_password), (APP, app_password)):
            exists = database.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            database.execute(
                sql.SQL("{verb} ROLE {role} LOGIN PASSWORD {password}").format(
                    verb=sql.SQL("ALTER" if exists else "CREATE"),
                    role=sql.Identifier(role),
                    password=sql.Literal(password),
                )
            )
        if not database.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            database.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )


def check_given(name: str, url: str) -> None:
    """Sign in to the server of a given address. Raises CannotStart naming the variable, not the password."""
    try:
        with psycopg.connect(url, connect_timeout=PATIENCE) as database:
            version = database.info.server_version
    except (psycopg.Error, UnicodeError) as error:
        reason = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
        raise CannotStart(f"{name} does not work: {reason}") from error
    if version < 15_00_00:
        raise CannotStart(f"{name}: PostgreSQL {version // 10000} is too old; 15 or newer is needed.")
