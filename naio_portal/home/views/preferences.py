"""Language and theme: two switches in the frame of every page, kept in cookies."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from members.services import preferences
from naio_portal.home.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


def back(request: HttpRequest) -> HttpResponse:
    """To the page the switch stands on: `next`, when it is a page of ours. A script names none: 204."""
    if "next" not in request.POST:
        return HttpResponse(status=204)
    target = request.POST["next"]
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if is_ours else "/")


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Keep a preference in a cookie for a year."""
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.IS_HTTPS, httponly=True)


# No token: it would make every public page personal and so not cacheable. Another site's form reaches
# this without a session (SameSite=Lax) and could at most change a cookie of taste.
@csrf_exempt
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Switch the language, stay on the page; a signed-in person's mail follows it."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        preferences.set_language(user=request.user, language=language, by=request.user)
    response = back(request)
    remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


@csrf_exempt
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Light or dark, rendered by the server from the cookie: no flash."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        return HttpResponseBadRequest()
    response = back(request)
    remember(response, THEME_COOKIE, theme)
    return response
