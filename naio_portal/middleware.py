"""Request id, maintenance, actor, language, server timing, what no request may hold, failing uploads."""

import time
import uuid
from contextlib import suppress

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import connection
from django.http import QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from naio_portal.access import SignInFirst, sign_in_first
from naio_portal.audit import acting

log = structlog.get_logger(__name__)


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


def plain(data: QueryDict) -> QueryDict:
    """The same data. Raises BadRequest where a NUL stands in it: no keyboard types one, and PostgreSQL keeps
    none."""
    if any("\0" in text for _name, texts in data.lists() for text in texts):
        raise BadRequest("A NUL stands in what was sent.")
    return data


class PlainTextMiddleware:
    """What a request says is `plain`, else it is answered by 400."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        plain(request.GET)
        plain(request.POST)


class SignInMiddleware:
    """A visitor who asked for what only signed-in people may have is sent to sign in, and back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return sign_in_first(request) if isinstance(exception, SignInFirst) else None


class UploadMiddleware:
    """Reads what a form sends before anything else does, and answers where that fails: an upload that is
    broken off, far too large (it is read to its end and thrown away, so that the browser shows the answer),
    or met by a full disk. Stands before the check of the form's token, which would call each a stale form.
    """

    READ_AT_ONCE = 64 * 1024

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST":
            return None
        try:
            if self.is_far_too_large(request):
                while request.read(self.READ_AT_ONCE):
                    pass
                return self.answer(
                    request,
                    413,
                    _("The upload is too large"),
                    _("At most %(max)s can be kept. Give a link instead, or send a smaller file.")
                    % {"max": filesizeformat(settings.EVIDENCE_MAX_BYTES)},
                )
            request.POST  # noqa: B018 (read here, so that it fails here)
        except UnreadablePostError:
            self.throw_away(request)
            return self.answer(
                request, 400, _("The upload was broken off"), _("The connection ended before all of it came.")
            )
        except MultiPartParserError:
            self.throw_away(request)
            return self.answer(
                request,
                400,
                _("The upload could not be read"),
                _("The name of a file may be far too long. Rename it and try again."),
            )
        except OSError as error:
            self.throw_away(request)
            log.error("upload_not_stored", error=str(error))
            return self.answer(
                request,
                507,
                _("The server has no room for the upload"),
                _("Its disk is full. Please tell the secretariat, and try again later."),
            )
        return None

    def is_far_too_large(self, request) -> bool:
        """Twice what any form takes; less than that is told beside the field, with the form given back."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        return length.isdecimal() and int(length) > 2 * settings.EVIDENCE_MAX_BYTES

    def throw_away(self, request) -> None:
        """What came so far, of a file that Django was still writing."""
        for handler in request.upload_handlers:
            with suppress(OSError):
                handler.upload_interrupted()

    def answer(self, request, status: int, title: str, text: str):
        return render(request, "upload_failed.html", {"title": title, "text": text}, status=status)
