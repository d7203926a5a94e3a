"""Request id, maintenance, audit actor, language, server timing, what no request may hold."""

import time
import uuid

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import connection
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from naio_portal.access import SignInFirst, sign_in_first
from naio_portal.audit import acting


class RequestIdMiddleware:
    """Gives each request an id: on the log lines, in the audit, in the answer's X-Request-ID."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.id)
        response = self.get_response(request)
        response["X-Request-ID"] = request.id
        return response


class ServerTimingMiddleware:
    """`SERVER_TIMING=1`: total and database milliseconds and number of queries on every response."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.SERVER_TIMING:
            return self.get_response(request)
        queries: list[float] = []

        def timed(execute, sql, params, many, context):
            started = time.perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                queries.append(time.perf_counter() - started)

        started = time.perf_counter()
        with connection.execute_wrapper(timed):
            response = self.get_response(request)
        total = (time.perf_counter() - started) * 1000
        response["Server-Timing"] = (
            f"total;dur={total:.2f}, db;dur={sum(queries) * 1000:.2f}, "
            f'queries;desc="{len(queries)}";dur={len(queries)}'
        )
        return response


class MaintenanceMiddleware:
    """`MAINTENANCE=1`: every page answers 503 in our frame, without a look at the database.

    Stands behind WhiteNoise and before sessions: static files, `/livez` and `/readyz` go on.
    """

    GOES_ON = ("/livez", "/readyz")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.MAINTENANCE or request.path in self.GOES_ON:
            return self.get_response(request)
        with translation.override(chosen_language(request) or settings.LANGUAGE_CODE):
            response = render(request, "503.html", status=503)
        response["Retry-After"] = "600"
        return response


class AuditContextMiddleware:
    """Every write of a request that may write names its person and request id in the audit."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("HEAD", "OPTIONS"):
            return self.get_response(request)
        user = request.user if request.user.is_authenticated else None
        with acting(actor=user, request_id=request.id):
            return self.get_response(request)


def chosen_language(request) -> str:
    """The language of the cookie that the switch sets; empty when there is none."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return language if language in dict(settings.LANGUAGES) else ""


class LanguageMiddleware:
    """Language: the cookie set by the switch, else the signed-in person's, else what the browser asks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = chosen_language(request)
        if not language and request.user.is_authenticated:
            language = request.user.language
        language = language or translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response


class PlainTextMiddleware:
    """A NUL in what a request says is answered by 400: no keyboard types one, and PostgreSQL keeps none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        said = (
            text for data in (request.GET, request.POST) for _name, texts in data.lists() for text in texts
        )
        if any("\0" in text for text in said):
            raise BadRequest("A NUL stands in what was sent.")


class SignInMiddleware:
    """A visitor who asked for what only signed-in people may have is sent to sign in, and back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return sign_in_first(request) if isinstance(exception, SignInFirst) else None
