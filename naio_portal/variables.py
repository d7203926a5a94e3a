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


def database_settings(env: environ.Env, url: str) -> dict:
    """Django's settings for one PostgreSQL address; pooled for the web server, plain for commands."""
    settings: dict = env.db_url_config(url)
    settings["ENGINE"] = "django.db.backends.postgresql"
    settings["CONN_HEALTH_CHECKS"] = True
    settings.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    pool = env.int("DATABASE_POOL_SIZE", default=0)
    if pool:
        settings["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    else:
        settings["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    return settings
