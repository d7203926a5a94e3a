"""What the next sweeps will queue, for whom and why: the same reckoning as the sweep, and nothing is written.

As things stand now: who serves, owns and contributes today, and which dates and rules count today.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import F, Value
from django.utils.translation import gettext as _

from naio_portal.dates import KUALA_LUMPUR
from naio_portal.notices.explanations import shift_of
from naio_portal.notices.instants import Clock
from naio_portal.notices.models import Contact, ReminderLedger, ReminderRule
from naio_portal.notices.mornings import Profile, clocks, coming_mornings, goes_at, profiles
from naio_portal.notices.reckoning import CONTACT_KEYS, Morning, Reckoning, Rule
from naio_portal.notices.sql import Sql
from naio_portal.notices.subjects import SUBJECTS, ReminderItem
from naio_portal.pagination import COUNT_LIMIT

AHEAD = 14
# A list counts no further (see `naio_portal.pagination`).
FURTHEST = COUNT_LIMIT + 1


@dataclass
class Coming:
    """One line of a mail to come. `rule`, `item`: None in a digest, which is written when it goes.

    `goes_at`: the instant of that 09:00. `shift`: why it is not the day of the stage, empty when it is.
    """

    day: dt.date
    key: int
    name: str
    address: str
    time_zone: str
    goes_at: dt.datetime
    rule: ReminderRule | None = None
    item: ReminderItem | None = None
    anchor_on: dt.date | None = None
    stage: int | None = None
    phrase: str = ""
    has_owner: bool = True
    shift: str = ""

    @property
    def what(self) -> str:
        """The object's title, or that it is a digest."""
        return self.item.title if self.item else _("Digest of what the person contributes to")


@dataclass(frozen=True)
class Question:
    """What is asked for. `keys`, `groups`: these people, groups (ids) only. `rules`: instead of those in
    use, saved or not. `with_digests`: False where one rule alone is asked about."""

    keys: Collection[int] | None = None
    groups: Collection[int] | None = None
    rules: Collection[ReminderRule] = ()
    with_digests: bool = True


def rules_in_use() -> list[ReminderRule]:
    """The active rules whose subject exists."""
    return [rule for rule in ReminderRule.objects.filter(is_active=True) if rule.subject_kind in SUBJECTS]


class Forecast:
    """The lines of these mornings, a slice at a time: `len(forecast)`, `forecast[50:100]`, `iter(forecast)`.

    One query finds the first FURTHEST lines, and a fixed number name the people and objects of a slice;
    `iter` goes on to the end.
    """

    def __init__(self, now: dt.datetime, mornings: Collection[Morning], question: Question) -> None:
        self.today = now.astimezone(KUALA_LUMPUR).date()
        self.question = question
        self.reckoning = Reckoning(
            self.today,
            mornings,
            [Rule.of(rule) for rule in question.rules],
            keys=question.keys,
            groups=question.groups,
        )
        self._rules = {rule.pk or 0: rule for rule in question.rules}
        self._clocks: dict[Profile, Clock] = {}
        self._first: list[dict] | None = None

    @classmethod
    def ahead(cls, now: dt.datetime, question: Question, days: int = AHEAD) -> "Forecast":
        """The next `days` days."""
        found = clocks(profiles(now.astimezone(KUALA_LUMPUR).date()))
        forecast = cls(now, coming_mornings(now, found, days), question)
        forecast._clocks = found
        return forecast

    def __len__(self) -> int:
        return len(self._found())

    def __getitem__(self, part: slice) -> list[Coming]:
        return self._named(self._found()[part])

    def __iter__(self) -> Iterator[Coming]:
        return iter(self._named(self._read(None)))

    def _found(self) -> list[dict]:
        if self._first is None:
            self._first = self._read(FURTHEST)
        return self._first

    def _read(self, limit: int | None) -> list[dict]:
        return (
            self._lines()
            .add(
                " SELECT l.*, p.address, p.country, p.state, p.time_zone"
                " FROM line l JOIN person p USING (key)"
                " ORDER BY l.day, p.address, l.key, l.anchor_on NULLS LAST, l.object_id, l.rule_id LIMIT %s",
                limit,
            )
            .rows()
        )

    def summary(self) -> tuple[int, int]:
        """How many lines, to how many people."""
        sql = self._lines().add(" SELECT count(*) AS lines, count(DISTINCT key) AS people FROM line")
        [row] = sql.rows()
        return row["lines"], row["people"]

    def _lines(self) -> Sql:
        """CTEs down to `line`: each stage on the first morning that it goes, and the digests."""
        ledger = ReminderLedger._meta.db_table
        sql = Sql("WITH ").append(self.reckoning.latest())
        sql.add(
            f""",
            due AS (
                SELECT DISTINCT ON (rule_id, object_id, anchor_on, stage, key)
                       rule_id, subject, object_id, anchor_on, stage, key, has_owner, day
                FROM latest l
                WHERE NOT EXISTS (
                    SELECT FROM {ledger} g
                    WHERE g.rule_id = l.rule_id AND g.object_id = l.object_id AND g.anchor_on = l.anchor_on
                      AND g.stage_days = l.stage
                      AND coalesce(g.member_id, -g.user_id, {CONTACT_KEYS} - g.contact_id) = l.key
                )
                ORDER BY rule_id, object_id, anchor_on, stage, key, day
            )"""
        )
        if not self.question.with_digests:
            return sql.add(", line AS (SELECT * FROM due)")
        return sql.append(self.reckoning.digests()).add(
            """,
            line AS (
                SELECT * FROM due
                UNION ALL
                SELECT NULL, NULL, NULL, NULL, NULL, key, true, day FROM digest
            )"""
        )

    def _named(self, rows: list[dict]) -> list[Coming]:
        items, names = self._items(rows), self._names(rows)
        self._clocks = self._clocks or clocks(profiles(self.today))
        return [self._line(row, items, names) for row in rows]

    @staticmethod
    def _items(rows: list[dict]) -> dict[tuple[str, int], ReminderItem]:
        ids: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            if row["subject"]:
                ids[row["subject"]].add(row["object_id"])
        return {
            (kind, object_id): item
            for kind, found in ids.items()
            for object_id, item in SUBJECTS[kind].describe(found).items()
        }

    @staticmethod
    def _names(rows: list[dict]) -> dict[int, str]:
        """Names by key, members' as in a letter. One query."""
        member = apps.get_model("members.Member")
        members = member.objects.filter(pk__in={row["key"] for row in rows if row["key"] > 0})
        users = apps.get_model("members.User").objects.filter(
            pk__in={-row["key"] for row in rows if CONTACT_KEYS < row["key"] < 0}
        )
        contacts = Contact.objects.filter(
            pk__in={CONTACT_KEYS - row["key"] for row in rows if row["key"] < CONTACT_KEYS}
        )
        named = members.order_by().values_list("pk", "titles", "full_name")
        named = named.union(
            users.order_by().values_list(-F("pk"), Value(""), "name"),
            contacts.order_by().values_list(CONTACT_KEYS - F("pk"), Value(""), "name"),
        )
        return {key: member(titles=titles, full_name=name).formal_name for key, titles, name in named}

    def _line(self, row: dict, items: dict, names: dict) -> Coming:
        line = Coming(
            day=row["day"],
            key=row["key"],
            name=names.get(row["key"], ""),
            address=row["address"],
            time_zone=row["time_zone"],
            goes_at=goes_at(row["day"], row["time_zone"]),
        )
        if row["subject"] is None:
            return line
        line.rule, line.item = self._rules.get(row["rule_id"]), items.get((row["subject"], row["object_id"]))
        line.anchor_on, line.stage, line.has_owner = row["anchor_on"], row["stage"], row["has_owner"]
        line.phrase = SUBJECTS[row["subject"]].phrase(line.stage)
        clock = self._clocks[row["country"], row["state"], row["time_zone"]]
        line.shift = shift_of(line.anchor_on + dt.timedelta(days=line.stage), line.stage > 0, clock, line.day)
        return line
