"""Redis as a cache that may be away: a miss instead of an error, so pages work without it."""

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

log = structlog.get_logger(__name__)
AWAY = (RedisConnectionError, RedisTimeoutError, OSError)


def forgiving(name: str, answer: object):
    """The method `name` of RedisCache, answering `answer(self, args)` when Redis is away."""

    def method(self, *args, **kwargs):
        try:
            return getattr(super(ForgivingRedisCache, self), name)(*args, **kwargs)
        except AWAY as error:
            log.warning("cache_away", operation=name, error=type(error).__name__)
            return answer(*args, **kwargs) if callable(answer) else answer

    method.__name__ = name
    return method


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache; every operation answers as if empty when Redis cannot be reached."""

    get = forgiving("get", lambda key, default=None, version=None: default)
    get_many = forgiving("get_many", lambda *args, **kwargs: {})
    add = forgiving("add", True)
    set = forgiving("set", None)
    set_many = forgiving("set_many", lambda *args, **kwargs: [])
    touch = forgiving("touch", False)
    delete = forgiving("delete", False)
    delete_many = forgiving("delete_many", None)
    has_key = forgiving("has_key", False)
    incr = forgiving("incr", 1)
    clear = forgiving("clear", False)
