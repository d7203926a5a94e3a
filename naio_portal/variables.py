"""Variables of the environment, each also from a file: `SECRET_KEY_FILE=/run/secrets/key`.

A secret in a file shows neither in `docker inspect` nor in the environment of a child. Where `<NAME>_FILE` is
set and not empty it wins over `<NAME>`; the line end that editors add is no part of the value.
"""

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping


class VariablesOrFiles(FileAwareMapping):
    """`os.environ`, or the file that a variable's `_FILE` names. Raises ImproperlyConfigured."""

    def __getitem__(self, key: str) -> str:
        try:
            return super().__getitem__(key).rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise ImproperlyConfigured(f"{key}_FILE cannot be read: {reason}.") from error


class Variables(environ.Env):
    ENVIRON = VariablesOrFiles()


# Pages join ten to twenty-four tables, most of them by key and in a good order already. Above this many
# PostgreSQL keeps the order of the text instead of trying all others, which took it up to ten times as long
# as finding the rows (docs/adr/0011-joins-keep-their-order.md).
JOINS_PUT_IN_ORDER = 5


def database_settings(env: environ.Env, url: str) -> dict:
    """Django's settings for one PostgreSQL address; pooled for the web server, plain for commands."""
    settings: dict = env.db_url_config(url)
    settings["ENGINE"] = "django.db.backends.postgresql"
    settings["CONN_HEALTH_CHECKS"] = True
    options = settings.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", 5)
    options.setdefault("options", f"-c join_collapse_limit={JOINS_PUT_IN_ORDER}")
    pool = env.int("DATABASE_POOL_SIZE", default=0)
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    else:
        settings["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    return settings
