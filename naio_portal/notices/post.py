"""The way to the mail server: builds the message, hands it over, and says what the answer means."""

import smtplib
from dataclasses import dataclass
from email.utils import formatdate, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from naio_portal.notices.enums import AttemptOutcome
from naio_portal.notices.links import preferences_link
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.recipients import Recipient

PERMANENT_FROM = 500


@dataclass(frozen=True)
class Answer:
    """What came of one try. `is_server_away`: nothing about this message, the server has trouble."""

    outcome: AttemptOutcome
    text: str
    is_server_away: bool = False


def mail_domain() -> str:
    """The domain of our own address: where our Message-IDs are unique."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def message_id_of(message: OutboxMessage) -> str:
    """Always the same for the same row: a mail that goes twice can be told to be one."""
    return f"<{message.pk}@{mail_domain()}>"


def build_email(message: OutboxMessage, recipient: Recipient) -> EmailMultiAlternatives:
    """The mail as it goes over the wire, from the stored copy."""
    link = preferences_link(recipient)
    headers = {
        "Message-ID": message.message_id,
        "Date": formatdate(message.rendered_at.timestamp(), localtime=False),
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
        "List-Unsubscribe": f"<{link}>",
    }
    if message.is_optional:
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if message.thread:
        headers["References"] = headers["In-Reply-To"] = f"<{message.thread}@{mail_domain()}>"
    email = EmailMultiAlternatives(
        subject=message.subject, body=message.text, to=[message.to_address], headers=headers
    )
    email.attach_alternative(message.html, "text/html")
    if message.calendar:
        email.attach_alternative(
            message.calendar, f"text/calendar; method={message.calendar_method or 'PUBLISH'}"
        )
    return email


class Post:
    """One connection to the mail server, used for a whole batch. A context manager."""

    def __init__(self) -> None:
        self.connection = get_connection()
        self.is_used = False

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *failure) -> None:
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection, however it stands; the next message opens another one."""
        try:
            self.connection.close()
        except (OSError, smtplib.SMTPException):
            self.connection = get_connection()
        self.is_used = False

    def hand_over(self, email: EmailMultiAlternatives) -> Answer:
        """Give one message to the server, and say what became of it. Never raises for what it answers."""
        try:
            self._connect()
            email.connection = self.connection
            email.send()
        except smtplib.SMTPRecipientsRefused as error:
            code, reason = next(iter(error.recipients.values()))
            return _refusal(code, reason)
        except smtplib.SMTPDataError as error:
            return _refusal(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            # Connection, greeting, sign-in or our own sender address: says nothing about this mail.
            self.hang_up()
            return Answer(AttemptOutcome.TEMPORARY, _text(error), is_server_away=True)
        except (ValueError, UnicodeError) as error:
            return Answer(AttemptOutcome.PERMANENT, f"{type(error).__name__}: {error}")
        self.is_used = True
        return Answer(AttemptOutcome.SENT, "")

    def _connect(self) -> None:
        """An open connection. A used one is asked first: a server may have closed it after a message."""
        session = getattr(self.connection, "connection", None)
        if self.is_used and session is not None:
            try:
                session.noop()
            except (OSError, smtplib.SMTPException):
                self.hang_up()
        self.connection.open()


def _refusal(code: int, reason: bytes | str) -> Answer:
    text = f"{code} {reason.decode(errors='replace') if isinstance(reason, bytes) else reason}"
    if code == 421:  # the server closes the channel
        return Answer(AttemptOutcome.TEMPORARY, text, is_server_away=True)
    return Answer(AttemptOutcome.PERMANENT if code >= PERMANENT_FROM else AttemptOutcome.TEMPORARY, text)


def _text(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        reason = error.smtp_error
        return f"{error.smtp_code} {reason.decode(errors='replace') if isinstance(reason, bytes) else reason}"
    return f"{type(error).__name__}: {error}".rstrip(": ")
