"""Filters of the outbox and of the mail to come, read from the URL; unknown values are as if not there."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q, QuerySet

from naio_portal.dates import KUALA_LUMPUR
from naio_portal.notices.enums import OutboxState
from naio_portal.notices.forecast import Question
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.models import OutboxMessage, ReminderRule

# Nothing more happens to these by themselves, and somebody has to look.
TROUBLED = (OutboxState.REFUSED, OutboxState.REVIEW)


def day_of(text: str) -> dt.date | None:
    """`2026-11-24`; None for anything else."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def groups():
    """All working groups in their order: codes and names for a filter."""
    return list(apps.get_model("groups.WorkingGroup").objects.order_by("position", "code"))


def people_named(words: str) -> Q:
    """Condition on a row with `member`, `user` and `contact`: the person's name has every word."""
    members = apps.get_model("members.Member").objects.matching(words)
    return Q(member__in=members) | Q(user__name__icontains=words) | Q(contact__name__icontains=words)


@dataclass(frozen=True)
class OutboxFilters:
    """`person`: words of a name, or a part of an address; `since`, `until`: days queued, Kuala Lumpur."""

    state: str = ""
    kind: str = ""
    group: str = ""
    person: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    @classmethod
    def of(cls, data: Mapping[str, str]) -> "OutboxFilters":
        state, kind, group = data.get("state", ""), data.get("kind", ""), data.get("group", "")
        return cls(
            state=state if state in OutboxState.values else "",
            kind=kind if kind in KINDS else "",
            group=group if group.isalpha() and len(group) == 3 else "",
            person=data.get("person", "").strip()[:100],
            since=day_of(data.get("since", "")),
            until=day_of(data.get("until", "")),
        )

    def apply(self, rows: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
        """The rows that every set filter lets through, newest first."""
        for name in ("state", "kind"):
            if value := getattr(self, name):
                rows = rows.filter(**{name: value})
        if self.group:
            rows = rows.filter(group_code__contains=self.group)
        if self.person:
            rows = rows.filter(Q(to_address__icontains=self.person) | people_named(self.person))
        if self.since:
            rows = rows.filter(created_at__gte=_midnight(self.since))
        if self.until and self.until < dt.date.max:
            rows = rows.filter(created_at__lt=_midnight(self.until + dt.timedelta(days=1)))
        return rows.order_by("-created_at", "-id")


def _midnight(day: dt.date) -> dt.datetime:
    """The day's start in Kuala Lumpur, kept within what an instant can hold."""
    day = min(max(day, dt.date(1970, 1, 1)), dt.date(9000, 1, 1))
    return dt.datetime.combine(day, dt.time(), KUALA_LUMPUR)


@dataclass(frozen=True)
class ForecastFilters:
    """`group`: its code; `person`: words of a name, or a part of an address; `rule`: its code."""

    group: str = ""
    person: str = ""
    rule: str = ""

    @classmethod
    def of(cls, data: Mapping[str, str]) -> "ForecastFilters":
        return cls(
            group=data.get("group", "")[:3],
            person=data.get("person", "").strip()[:100],
            rule=data.get("rule", "")[:60],
        )

    def question(self, all_groups: list, rules: list[ReminderRule]) -> Question:
        """What to reckon. Unknown groups and rules are as if not there."""
        groups = [group.pk for group in all_groups if group.code == self.group]
        chosen = [rule for rule in rules if rule.code == self.rule]
        return Question(
            keys=self._keys() if self.person else None,
            groups=groups or None,
            rules=chosen or rules,
            with_digests=not chosen,
        )

    def _keys(self) -> list[int]:
        """Members by their ids, secretaries by minus theirs."""
        members = apps.get_model("members.Member").objects
        users = apps.get_model("members.User").objects
        named = Q(user__name__icontains=self.person) | Q(user__email__icontains=self.person)
        named |= Q(email__icontains=self.person) | Q(pk__in=members.matching(self.person))
        staff = Q(name__icontains=self.person) | Q(email__icontains=self.person)
        return [
            *members.filter(named).values_list("pk", flat=True),
            *(-pk for pk in users.filter(staff, portal_role="secretariat").values_list("pk", flat=True)),
        ]
