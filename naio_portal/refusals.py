"""How a page without a form tells what a service refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from naio_portal.errors import DomainError, NotAllowed


@contextmanager
def telling_refusals(request: HttpRequest) -> Iterator[None]:
    """Inside, what a service refuses becomes a message on the next page; NotAllowed stays a 403, and
    a ValidationError is the form's."""
    try:
        yield
    except NotAllowed:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal))
