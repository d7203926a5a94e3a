"""Public pages come from the cache for visitors: nobody signed in, no session, the same for all."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

SECONDS = 60


def cached_for_visitors(view: Callable) -> Callable:
    """The view's answer, kept a minute for each address, language and theme, for people without session.

    The frame holds no form token for visitors, so the page is the same for all of them.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return view(request, *args, **kwargs)
        parts = (
            request.get_host(),
            request.get_full_path(),
            get_language(),
            request.COOKIES.get("theme", ""),
        )
        key = "page:" + sha256("\n".join(map(str, parts)).encode()).hexdigest()
        body = cache.get(key)
        if body is None:
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and not response.streaming and not response.cookies:
                cache.set(key, response.content, SECONDS)
            return response
        return HttpResponse(body)

    return answer
