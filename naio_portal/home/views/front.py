"""Front page for everybody; home for the signed-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def front(request: HttpRequest) -> HttpResponse:
    """The public front page."""
    return render(request, "home/front.html")


def home(request: HttpRequest) -> HttpResponse:
    """What needs me."""
    return render(request, "home/home.html")
