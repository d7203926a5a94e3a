"""What a page answered, read from its context."""

from django.contrib.messages import get_messages


def said(response) -> list[str]:
    """Messages of the answer, whether it is a page or leads to one."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors_of(response) -> dict[str, list[str]]:
    """The errors of its form, by field."""
    return response.context["form"].errors
