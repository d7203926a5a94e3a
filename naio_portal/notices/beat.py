"""The sign of life of beat and of a worker, kept in Redis for `/readyz`."""

import time

import redis
from django.conf import settings

KEY = "naio:beat-seen"
ALIVE_SECONDS = 120
TIMEOUT = 1  # a check of health does not wait long


def queue_client() -> redis.Redis:
    """A client of the queue's Redis that gives up soon."""
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=TIMEOUT, socket_timeout=TIMEOUT, retry=None
    )


def record_seen() -> None:
    """Beat runs now. Raises redis.RedisError when Redis is away."""
    with queue_client() as client:
        client.set(KEY, time.time())


def last_seen() -> float | None:
    """When beat last ran, in seconds of the epoch. Raises redis.RedisError when Redis is away."""
    with queue_client() as client:
        value = client.get(KEY)
    return float(value) if value is not None else None
