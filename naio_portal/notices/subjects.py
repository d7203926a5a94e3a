"""The register of what reminders are about. An app adds a subject in its `reminders.py`.

A subject gives rows, never mails: the engine joins them with the rules, the calendars and the people in
force, writes the ledger and the outbox, and asks again when the mail is written whether it is still true.

    register_subject(
        ReminderSubject(
            kind="milestone_due",
            title=_("Milestone due"),
            objects=lambda: Milestone.objects.filter(state="active", …).values(
                object_id=F("pk"), in_group=F("deliverable__group_id"), anchor_on=F("due_on"), …
            ),
            contributors=lambda: Contributor.objects.values("member_id", "since", object_id=…),
            describe=describe_milestones,
            phrase=due_phrase,
        )
    )
"""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from naio_portal.notices.recipients import Recipient


@dataclass(frozen=True)
class ReminderItem:
    """How one object reads in a mail or a list, in the active language.

    `code`: `SAF-D03`. `title`, `language`: the working text and its language. `part_of`: what it belongs
    to. `link`: path of the very form that does what is asked; `link_label` says what that is. `page`: path
    of its page, for those who are told and not asked.
    """

    object_id: int
    group_code: str
    code: str
    title: str
    language: str
    link: str
    link_label: str
    page: str = ""
    part_of: str = ""
    owner_name: str = ""


@dataclass(frozen=True)
class ReminderSubject:
    """One kind of date to remind of.

    `objects()`: the objects that count now, as `.values()` of exactly object_id, in_group (id), anchor_on
    (approved due date, day of the last update, or day it was asked), started_on (day the object became
    active: stages before it are not sent), owned_by (key of a person: id of a Member or as `reckoning`
    says; may be null), owned_since (day the owner's part began, may be null). An object that leaves this
    set, or whose anchor moves, is reminded of no more.
    Its SQL is put together once (`sql.compiled_once`): it takes the day from `kl_today`, the instant from
    `right_now`.
    `contributors()`: exactly object_id, member_id, since (may be null); None where there are none.
    `authors()`: for what a chair decides, exactly object_id, user_id of those whose own work it is; None
    for anything else. The chair rule then asks the chair, else the co-chairs, else the secretariat, never
    an author; `owned_by` counts for nothing.
    `owner`: who `owned_by` is, as in `To the editor of the round`; empty: the owner.
    `counted_from`: what the days are counted from, as in `3 days after the last update`; empty where the
    anchor is a date by which something is to be done: that stands in digests.
    `describe(ids)`: how those objects read. `phrase(days)`: `Due in 7 days` for days from the anchor
    (negative: before it); it is the start of the subject line.
    `link_for(object_id, recipient)`: path and secret of the link of somebody who has no sign-in; both empty
    where they hold none.
    """

    kind: str
    title: str | Promise
    objects: Callable[[], QuerySet]
    describe: Callable[[Collection[int]], dict[int, ReminderItem]]
    phrase: Callable[[int], str]
    link_for: Callable[[int, "Recipient"], tuple[str, str]] | None = None
    contributors: Callable[[], QuerySet] | None = None
    authors: Callable[[], QuerySet] | None = None
    owner: str | Promise = ""
    counted_from: str | Promise = ""

    @property
    def is_due_date(self) -> bool:
        return not self.counted_from


SUBJECTS: dict[str, ReminderSubject] = {}
ROSTER: list[Callable[[dt.date], QuerySet]] = []


def register_subject(subject: ReminderSubject) -> None:
    """Add a subject. Raises ValueError when another one has its kind."""
    if subject.kind in SUBJECTS and SUBJECTS[subject.kind] != subject:
        raise ValueError(f"Two reminder subjects called {subject.kind!r}.")
    SUBJECTS[subject.kind] = subject


def register_roster(in_force: Callable[[dt.date], QuerySet]) -> None:
    """Say who serves on a day: `in_force(day)` gives `.values()` of exactly group_id, member_id, since,
    chair_rank (1 the chair, 2 a co-chair, null anybody else). Only these people are written to.

    Several registers add up. `group_id`: the group, or a negative key of another body that is asked, of
    which no two kinds share one (`in_group` of its subject is the same). `member_id`: a person's key, see
    `reckoning`.
    """
    if in_force not in ROSTER:
        ROSTER.append(in_force)


def due_phrase(days: int) -> str:
    """What a due date asks: `days` from it, negative before."""
    if days == 0:
        return _("Due today")
    if days == -1:
        return _("Due tomorrow")
    if days < 0:
        return ngettext("Due in %(days)d day", "Due in %(days)d days", -days) % {"days": -days}
    return ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days) % {"days": days}


def silence_phrase(days: int) -> str:
    """How long nothing was heard: `days` since the last update."""
    return ngettext("No update for %(days)d day", "No update for %(days)d days", days) % {"days": days}


def waiting_phrase(days: int) -> str:
    """How long something waits: `days` since it was asked."""
    return ngettext("Waits for %(days)d day", "Waits for %(days)d days", days) % {"days": days}
