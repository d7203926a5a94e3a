"""A first look at the servers that DATABASE_URL, REDIS_URL and EMAIL_URL name, before anything starts."""

import environ
import psycopg
import redis

from naio_portal.embedded.environment import Wishes
from naio_portal.embedded.failures import CannotStart

PATIENCE = 10  # seconds a given server has to answer
OLDEST_POSTGRESQL = 15


def check(wishes: Wishes) -> None:
    """Raises CannotStart for the first server that does not answer, naming its variable."""
    if wishes.database_url:
        check_database("DATABASE_URL", wishes.database_url)
        if wishes.owner_url != wishes.database_url:
            check_database("DATABASE_OWNER_URL", wishes.owner_url)
    if wishes.redis_url:
        check_redis(wishes.redis_url)
    if wishes.email_url and wishes.email_url.partition(":")[0] not in environ.Env.EMAIL_SCHEMES:
        raise CannotStart("EMAIL_URL does not work: it must look like smtp+tls://name:password@host:587")


def check_database(name: str, url: str) -> None:
    """Sign in. Raises CannotStart without the password."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise CannotStart(f"{name} does not work: it must begin with postgresql://")
    try:
        with psycopg.connect(url, connect_timeout=PATIENCE) as database:
            version = database.info.server_version // 10_000
    except (psycopg.Error, UnicodeError) as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise CannotStart(f"{name} does not work: {reason}") from error
    if version < OLDEST_POSTGRESQL:
        raise CannotStart(f"{name}: PostgreSQL {version} is too old, {OLDEST_POSTGRESQL} or newer is needed.")


def check_redis(url: str) -> None:
    """Ping. Raises CannotStart."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise CannotStart(f"REDIS_URL does not work: {error}") from error
