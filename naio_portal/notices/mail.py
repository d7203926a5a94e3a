"""The one reminder mail of a person and day: what they own, what lacks an owner, what they contribute to,
what is overdue in their charge, and their digest. Written from ids when it is sent: only what is still so."""

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import IntEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from naio_portal.dates import KUALA_LUMPUR, format_date, kl_today
from naio_portal.notices.enums import Audience
from naio_portal.notices.kinds import BULK, MailParts, message_kind
from naio_portal.notices.models import ReminderRule
from naio_portal.notices.recipients import Recipient
from naio_portal.notices.reckoning import DIGEST_DAYS, Reckoning
from naio_portal.notices.sql import Sql
from naio_portal.notices.subjects import SUBJECTS, ReminderItem
from naio_portal.notices.writing import write_mail

# The parts of a path that a Message-ID may hold.
NAMES = re.compile(r"[A-Za-z0-9-]+")


class Section(IntEnum):
    """In the order of the mail; what stands in one is not said again in the next."""

    OWN = 1
    DECIDE = 2
    ORPHAN = 3
    CONTRIBUTE = 4
    WATCH = 5
    UNDECIDED = 6
    DIGEST = 7


TITLES = {
    Section.OWN: gettext_lazy("What you own"),
    Section.DECIDE: gettext_lazy("What waits for your decision"),
    Section.ORPHAN: gettext_lazy("Without an owner: please name one"),
    Section.CONTRIBUTE: gettext_lazy("What you contribute to"),
    Section.WATCH: gettext_lazy("Overdue, for your attention"),
    Section.UNDECIDED: gettext_lazy("What waits for the decision of a chair"),
    Section.DIGEST: gettext_lazy("Your digest: dates in what you contribute to"),
}
ASKS = {
    Section.OWN: gettext_lazy("%(phrase)s: “%(title)s”. Please report where it stands."),
    Section.DECIDE: gettext_lazy("%(phrase)s for your decision: “%(title)s”. Please decide."),
    Section.ORPHAN: gettext_lazy("%(phrase)s, without an owner: “%(title)s”. Please name one."),
    Section.CONTRIBUTE: gettext_lazy("%(phrase)s: “%(title)s”, to which you contribute."),
    Section.WATCH: gettext_lazy("%(phrase)s: “%(title)s”, owned by %(owner)s. Please see that it moves."),
    Section.UNDECIDED: gettext_lazy(
        "%(phrase)s for the decision of the chair: “%(title)s”. Please see that it is decided."
    ),
    Section.DIGEST: gettext_lazy("%(phrase)s: “%(title)s”. This is your digest; nothing is asked of you."),
}
WHYS = {
    Section.OWN: gettext_lazy("You own what is named above. Such reminders cannot be switched off."),
    Section.DECIDE: gettext_lazy("You decide about the work plan of the group. This cannot be switched off."),
    Section.ORPHAN: gettext_lazy("The group has nobody who owns this, so its chair and the secretariat do."),
    Section.CONTRIBUTE: gettext_lazy("You contribute to what is named above."),
    Section.WATCH: gettext_lazy("The chair, and then the secretariat, is told of what stays overdue."),
    Section.UNDECIDED: gettext_lazy("The secretariat is told when a decision of a chair is long in coming."),
    Section.DIGEST: gettext_lazy("You get a digest of what you contribute to."),
}
# Others count on these: they cannot be switched off.
DUTY = frozenset(Section) - {Section.CONTRIBUTE, Section.DIGEST}
ACTING = frozenset({Section.OWN, Section.DECIDE, Section.CONTRIBUTE})


@dataclass(frozen=True)
class Line:
    """One object in the mail. `days`: from its date, negative before it."""

    kind: str
    section: Section
    item: ReminderItem
    phrase: str
    days: int
    anchor_on: dt.date

    @property
    def date(self) -> str:
        return format_date(self.anchor_on)

    @property
    def link(self) -> str:
        """The very form for who is to act, the page for who is told."""
        return self.item.link if self.section in ACTING else self.item.page or self.item.link

    @property
    def link_label(self) -> str:
        return self.item.link_label if self.section in ACTING else _("Open in the portal")


@message_kind("notices.reminders", title=gettext_lazy("Reminders of a day"), priority=BULK)
def reminders(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """None when nothing of it is so any more: achieved, cancelled, re-dated, owner or appointment gone."""
    today = kl_today()
    if payload.get("as_of"):  # a sweep that a person simulated for another instant
        today = dt.datetime.fromisoformat(payload["as_of"]).astimezone(KUALA_LUMPUR).date()
    lines = lines_of(payload, today)
    if not lines:
        return None
    first, *others = lines
    link, secret = link_of(first, recipient)
    names = {"phrase": first.phrase, "title": first.item.title, "owner": first.item.owner_name}
    sections = {section for section in Section if any(line.section == section for line in lines)}
    subject = f"{first.phrase}: {first.item.title}"
    if others:
        subject += " " + ngettext("(and %(count)d more)", "(and %(count)d more)", len(others)) % {
            "count": len(others)
        }
    codes = list(dict.fromkeys(line.item.group_code for line in lines))
    mail = write_mail(
        "notices/mail/reminders",
        subject=subject,
        ask=ASKS[first.section] % names,
        link=link,
        link_label=first.link_label,
        why=" ".join(str(WHYS[section]) for section in sorted(sections)),
        recipient=recipient,
        context={
            "sections": [
                {
                    "title": TITLES[section],
                    "lines": [line for line in lines if line.section == section],
                    "names_owner": section == Section.WATCH,
                }
                for section in sorted(sections)
            ]
        },
        is_optional=not sections & DUTY,
        group_code=", ".join(codes[:3]),
        thread=_thread(lines),
    )
    return replace(mail, secret=secret)


def link_of(line: Line, recipient: Recipient) -> tuple[str, str]:
    """The link of the mail and its secret. Who has no sign-in gets their own link, or none."""
    if not recipient.contact_id:
        return line.link, ""
    link_for = SUBJECTS[line.kind].link_for
    return link_for(line.item.object_id, recipient) if link_for else ("", "")


def _thread(lines: list[Line]) -> str:
    """Mails about one and the same object make one thread."""
    links = {line.item.page or line.item.link for line in lines}
    return f"about.{'.'.join(NAMES.findall(links.pop()))}" if len(links) == 1 else ""


def lines_of(payload: dict, today: dt.date) -> list[Line]:
    """What is still so of the mail's items, the most urgent first; each object once."""
    rules = {
        rule.pk: rule
        for rule in ReminderRule.objects.filter(pk__in={rule_id for rule_id, *_rest in payload["items"]})
    }
    wanted = {
        (rules[rule_id].subject_kind, rules[rule_id].audience, object_id, anchor_on)
        for rule_id, object_id, anchor_on, _stage in payload["items"]
        if rule_id in rules and rules[rule_id].subject_kind in SUBJECTS
    }
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, _audience, object_id, _anchor in wanted:
        ids[kind].add(object_id)
    if payload["digest"]:
        for kind, found in _contributed(payload["key"]).items():
            ids[kind] |= found
    if not any(ids.values()):
        return []
    found_sections: dict[tuple[str, int], tuple[Section, dt.date]] = {}
    objects = {kind: list(found) for kind, found in ids.items()}
    reckoning = Reckoning(today, keys=[payload["key"]], objects=objects)
    for part in Sql("WITH ").append(reckoning.parts()).add(" SELECT * FROM part").rows():
        about = (part["subject"], part["audience"], part["object_id"], part["anchor_on"].isoformat())
        section = _section(part) if about in wanted else Section.DIGEST
        if section == Section.DIGEST and not _is_for_digest(part, payload, today):
            continue
        key = (part["subject"], part["object_id"])
        if key not in found_sections or section < found_sections[key][0]:
            found_sections[key] = (section, part["anchor_on"])
    return _written(found_sections, today)


def _contributed(key: int) -> dict[str, set[int]]:
    """Ids of what a member contributes to, by kind of subject with due dates."""
    return {
        kind: set(subject.contributors().filter(member_id=key).values_list("object_id", flat=True)) - {None}
        for kind, subject in SUBJECTS.items()
        if subject.is_due_date and subject.contributors is not None
    }


def _section(part: dict) -> Section:
    if SUBJECTS[part["subject"]].authors is not None:
        return Section.DECIDE if part["audience"] == Audience.CHAIR else Section.UNDECIDED
    if part["audience"] == Audience.OWNER:
        return Section.OWN if part["has_owner"] else Section.ORPHAN
    return Section.CONTRIBUTE if part["audience"] == Audience.CONTRIBUTORS else Section.WATCH


def _is_for_digest(part: dict, payload: dict, today: dt.date) -> bool:
    return (
        payload["digest"]
        and part["audience"] == Audience.CONTRIBUTORS
        and part["anchor_on"] <= today + dt.timedelta(days=DIGEST_DAYS)
    )


def _written(found: dict[tuple[str, int], tuple[Section, dt.date]], today: dt.date) -> list[Line]:
    items = {
        kind: SUBJECTS[kind].describe([object_id for k, object_id in found if k == kind])
        for kind in {kind for kind, _object_id in found}
    }
    lines = []
    for (kind, object_id), (section, anchor_on) in found.items():
        days = (today - anchor_on).days
        if object_id in items[kind]:
            lines.append(
                Line(kind, section, items[kind][object_id], SUBJECTS[kind].phrase(days), days, anchor_on)
            )
    return sorted(lines, key=lambda line: (line.section, -line.days, line.item.code, line.item.object_id))
