"""A real SMTP server that keeps each message as a file: `python -m naio_portal.embedded.smtp_sink`."""

import argparse
import datetime as dt
import re
import signal
import threading
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def file_name(at: dt.datetime, number: int, recipient: str) -> str:
    """`<time>-<n>-<recipient>.eml`, safe as a name whatever the recipient."""
    safe = re.sub(r"[^A-Za-z0-9@._+-]", "_", recipient).strip(".")[:100]
    return f"{at:%Y%m%dT%H%M%S}-{number:05d}-{safe}.eml"


class Sink:
    """Writes each message once per recipient; a reader never sees half of one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the message; 452 when the disk does not take it."""
        now = dt.datetime.now(dt.UTC)
        for recipient in envelope.rcpt_tos:
            path = next(
                free
                for number in self.numbers
                if not (free := self.folder / file_name(now, number, recipient)).exists()
            )
            try:
                fresh = path.with_suffix(".new")
                fresh.write_bytes(envelope.original_content or b"")
                fresh.replace(path)
            except OSError:
                return "452 4.3.1 The message cannot be stored"
        return "250 OK"


class SinkController(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, hostname="localhost", enable_SMTPUTF8=True)


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    chosen = parser.parse_args()
    done = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: done.set())
    chosen.folder.mkdir(parents=True, exist_ok=True)
    controller = SinkController(Sink(chosen.folder), hostname="127.0.0.1", port=chosen.port)
    controller.start()
    done.wait()
    controller.stop()


if __name__ == "__main__":
    main()
