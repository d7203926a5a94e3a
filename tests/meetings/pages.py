"""Addresses of the pages of a meeting, and how htmx asks for a part of them."""

from django.urls import reverse

from meetings.models import Meeting

HTMX = {"HX-Request": "true"}


def page_of(meeting: Meeting, name: str, *more) -> str:
    return reverse(f"meetings:{name}", args=[meeting.reference, *more])
