"""The Celery application. The schedule is static and lives in settings."""

import os
from contextlib import suppress

import redis
from celery import Celery
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naio_portal.settings")

app = Celery("naio_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def sign_in_at_start(**kwargs) -> None:
    """Beat shows at its start that it runs; from then on through a task every 30 seconds."""
    from naio_portal.notices import beat  # noqa: PLC0415 (the apps are loaded by now, not above)

    with suppress(redis.RedisError):
        beat.record_seen()
