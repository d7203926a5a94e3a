"""A real SMTP server on a loopback port that keeps what it gets and misbehaves on request."""

import asyncio
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mood(StrEnum):
    """What the server does with the next messages."""

    ACCEPT = "accept"
    REFUSE_FOR_NOW = "refuse for now"  # 451 after DATA
    REFUSE = "refuse"  # 550 after RCPT
    REFUSE_TEXT = "refuse text"  # 554 after DATA
    HANG = "hang"  # takes DATA and never answers
    GREYLIST = "greylist"  # 450 to the first try of a sender and recipient
    ACCEPT_THEN_DROP = "accept then drop"  # keeps the message, then closes without a word


@dataclass
class Received:
    """One message that got through."""

    sender: str
    recipients: list[str]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=policy.default)


@dataclass
class SmtpServer:
    """Set `mood`, read `messages`. `attempts`: recipients of every RCPT, accepted or not."""

    messages: list[Received] = field(default_factory=list)
    attempts: list[str] = field(default_factory=list)
    mood: Mood = Mood.ACCEPT
    seen: set[tuple[str, str]] = field(default_factory=set)
    # Closed, the server keeps a message and says OK only when the gate opens.
    gate: threading.Event = field(default_factory=threading.Event)
    host: str = "127.0.0.1"
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp://{self.host}:{self.port}"

    def sent_to(self, address: str) -> list[EmailMessage]:
        """Messages that one address got, in order."""
        return [received.message for received in self.messages if address in received.recipients]

    def reset(self) -> None:
        self.messages.clear()
        self.attempts.clear()
        self.seen.clear()
        self.mood = Mood.ACCEPT
        self.gate.set()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list
    ) -> str:
        self.attempts.append(address)
        if self.mood == Mood.REFUSE:
            return "550 5.1.1 No such mailbox"
        key = (envelope.mail_from or "", address)
        if self.mood == Mood.GREYLIST and key not in self.seen:
            self.seen.add(key)
            return "450 4.2.0 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.mood == Mood.REFUSE_FOR_NOW:
            return "451 4.3.0 Try again later"
        if self.mood == Mood.REFUSE_TEXT:
            return "554 5.7.1 Refused as spam"
        if self.mood == Mood.HANG:
            await asyncio.sleep(3600)
        content = envelope.original_content or b""
        self.messages.append(Received(envelope.mail_from or "", list(envelope.rcpt_tos), content))
        if self.mood == Mood.ACCEPT_THEN_DROP and server.transport is not None:
            server.transport.abort()
        while not self.gate.is_set():
            await asyncio.sleep(0.01)
        return "250 OK"


class LoopbackController(Controller):
    """aiosmtpd's thread with its server on a port the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def factory(self) -> SMTP:
        return SMTP(self.handler, hostname="smtp.test", enable_SMTPUTF8=True)


def start() -> tuple[SmtpServer, Controller]:
    """A running server and what stops it."""
    record = SmtpServer()
    record.reset()
    controller = LoopbackController(record, hostname=record.host, port=0)
    controller.start()
    record.port = controller.port
    return record, controller
