"""Error pages in the portal's frame."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or stale: say so, and how to go on."""
    return render(request, "403_csrf.html", status=403)
