"""The Celery application. The schedule is static and lives in settings."""

import os
from contextlib import suppress

import redis
from celery import Celery, Task
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naio_portal.settings")


class AuditedTask(Task):
    """Every task names itself in the audit: what it changes has an actor even without a person."""

    def __call__(self, *args, **kwargs):
        from naio_portal.audit import acting  # noqa: PLC0415 (models are loaded by now, not above)

        with acting(task=self.name):
            return super().__call__(*args, **kwargs)


app = Celery("naio_portal", task_cls=AuditedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def sign_in_at_start(**kwargs) -> None:
    """Beat shows at its start that it runs; from then on through a task every 30 seconds."""
    from naio_portal.notices import beat  # noqa: PLC0415 (the apps are loaded by now, not above)

    with suppress(redis.RedisError):
        beat.record_seen()
