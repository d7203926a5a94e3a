from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def floor(request: HttpRequest) -> HttpResponse:
    """The least a signed-in page can cost: the same middleware, session and user loaded."""
    return HttpResponse(f"{request.user.pk}")


urlpatterns = [path("bench-floor/", floor), path("", include("naio_portal.urls"))]
