"""Asks clamd whether a file is clean: its INSTREAM command, over TCP or a Unix socket.

https://docs.clamav.net/manual/Usage/Scanning.html#clamd
"""

import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

DEFAULT_PORT = 3310
ANSWER_MAX = 4096


class ClamdAway(Exception):
    """No answer that says clean or infected: the file stays unchecked."""


def scan(chunks: Iterable[bytes], *, url: str, timeout: float) -> str:
    """The name of what clamd found; empty when the file is clean. `url`: `tcp://host:port` or
    `unix:///path`; `timeout`: seconds without an answer. Raises ClamdAway."""
    try:
        with _connect(url, timeout) as connection:
            connection.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
            connection.sendall(bytes(4))
            answer = _answer(connection)
    except OSError as error:
        raise ClamdAway(str(error)) from error
    verdict = answer.removeprefix("stream:").strip()
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ClamdAway(answer or "no answer")


def _connect(url: str, timeout: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return socket.create_connection((parts.hostname, parts.port or DEFAULT_PORT), timeout)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(timeout)
    try:
        connection.connect(parts.path)
    except OSError:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < ANSWER_MAX:
        part = connection.recv(1024)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
