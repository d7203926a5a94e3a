import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naio_portal.settings")


class WholeBody:
    """`wsgi.input` that raises OSError where a body ends before the length that its sender announced.

    The server reads on silently there, and half an upload would look like a whole one. `left`: bytes that are
    still to come.
    """

    def __init__(self, stream: Any, left: int) -> None:
        self.stream, self.left = stream, left

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        data = self.stream.read(wanted)
        self.left -= len(data)
        if len(data) < wanted:
            raise OSError("the sender broke the upload off")
        return data

    def readline(self, size: int = -1) -> bytes:
        line = self.stream.readline(self.left if size < 0 else min(size, self.left))
        self.left -= len(line)
        if not line and self.left and size:
            raise OSError("the sender broke the upload off")
        return line


def whole_bodies(app: Callable) -> Callable:
    """The WSGI application, given bodies that are whole or an error."""

    def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH", "")
        if length.isdecimal():
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        return app(environ, start_response)

    return application


application = whole_bodies(get_wsgi_application())
