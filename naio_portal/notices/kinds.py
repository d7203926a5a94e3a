"""The register of message kinds. Each app's `mail.py` adds its builders to it.

    @message_kind("meetings.notified", title=_("Meeting notified"))
    def meeting_notified(payload, language, recipient) -> MailParts | None:
        meeting = Meeting.objects.filter(pk=payload["meeting"], state="notified").first()
        if meeting is None:
            return None  # no longer true: the message is dropped
        return write_mail("meetings/mail/notified", subject=…, ask=…, link=…, …, recipient=recipient)

A builder runs when a sender has claimed the message, in the recipient's language and time zone; it reads
and never writes or sends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from naio_portal.notices.recipients import Recipient


@dataclass(frozen=True)
class MailParts:
    """One mail, written.

    `subject`: without the group's code, which is put before it. `calendar`: an iCalendar text, with its
    `calendar_method` (REQUEST, CANCEL …). `thread`: the same for all mails about one thing (References).
    `is_optional`: nothing of it is the recipient's duty, so they may switch it off. `secret`: the part of a
    link that opens an account: blanked in the copy we keep.
    """

    subject: str
    text: str
    html: str
    calendar: str = ""
    calendar_method: str = ""
    thread: str = ""
    is_optional: bool = False
    group_code: str = ""
    secret: str = ""


Builder = Callable[[dict[str, Any], str, "Recipient"], MailParts | None]


@dataclass(frozen=True)
class Kind:
    """`title`: what the secretariat's outbox calls it. `priority`: smaller goes first."""

    name: str
    title: str | Promise
    build: Builder
    priority: int
    on_release: Callable[[str], None] | None
    on_refused: Callable[[Any], None] | None


URGENT, NORMAL, BULK = 0, 5, 9
KINDS: dict[str, Kind] = {}


def message_kind(
    name: str,
    *,
    title: str | Promise,
    priority: int = NORMAL,
    on_release: Callable[[str], None] | None = None,
    on_refused: Callable[[Any], None] | None = None,
) -> Callable[[Builder], Builder]:
    """Register the decorated builder under `name` (`<app>.<what>`).

    `title`: lazily translated. `priority`: URGENT for what a person waits for at the screen.
    `on_release(burst_key)`: called once, in the transaction that lets a held burst go, before any of its
    mails is written (a calendar's SEQUENCE rises here). `on_refused(message)`: called in the transaction
    that records a permanent refusal. Raises ValueError for a name that is taken.
    """

    def register(build: Builder) -> Builder:
        if name in KINDS and KINDS[name].build.__qualname__ != build.__qualname__:
            raise ValueError(f"Two builders for the message kind {name!r}.")
        KINDS[name] = Kind(name, title, build, priority, on_release, on_refused)
        return build

    return register
