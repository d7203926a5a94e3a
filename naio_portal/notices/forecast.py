"""What the next sweeps will queue, for whom and why: the same reckoning as the sweep, and nothing is written.

As things stand now: who serves, owns and contributes today, and which dates and rules count today.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _

from naio_portal.dates import KUALA_LUMPUR
from naio_portal.notices.explanations import shift_of
from naio_portal.notices.instants import Clock
from naio_portal.notices.models import ReminderLedger, ReminderRule
from naio_portal.notices.mornings import clocks, coming_mornings, goes_at
from naio_portal.notices.reckoning import Morning, Reckoning, Rule
from naio_portal.notices.sql import Sql
from naio_portal.notices.subjects import SUBJECTS, ReminderItem

AHEAD = 14


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
    use. `with_digests`: False where one rule alone is asked about."""

    keys: Collection[int] | None = None
    groups: Collection[int] | None = None
    rules: Collection[Rule] = ()
    with_digests: bool = True


class Forecast:
    """The lines of these mornings, a slice at a time: `len(forecast)`, `forecast[50:100]`, `iter(forecast)`.

    One query counts, one gives the slice, and a fixed number name its people and objects.
    """

    def __init__(self, now: dt.datetime, mornings: Collection[Morning], question: Question) -> None:
        self.today = now.astimezone(KUALA_LUMPUR).date()
        self.question = question
        self.reckoning = Reckoning(
            self.today, mornings, question.rules, keys=question.keys, groups=question.groups
        )
        self._clocks: dict[tuple[str, str, str], Clock] = {}
        self._total: int | None = None

    @classmethod
    def ahead(cls, now: dt.datetime, question: Question, days: int = AHEAD) -> "Forecast":
        """The next `days` days."""
        today = now.astimezone(KUALA_LUMPUR).date()
        return cls(now, coming_mornings(now, today, days), question)

    def __len__(self) -> int:
        if self._total is None:
            [row] = self._lines().add(" SELECT count(*) AS total FROM line").rows()
            self._total = row["total"]
        return self._total

    def __getitem__(self, part: slice) -> list[Coming]:
        start, stop = part.start or 0, part.stop
        sql = self._lines().add(
            " SELECT l.*, p.member_id, p.user_id, p.address, p.country, p.state, p.time_zone"
            " FROM line l JOIN person p USING (key)"
            " ORDER BY l.day, p.address, l.key, l.anchor_on NULLS LAST, l.object_id, l.rule_id OFFSET %s",
            start,
        )
        if stop is not None:
            sql.add(" LIMIT %s", max(0, stop - start))
        return self._named(sql.rows())

    def __iter__(self) -> Iterator[Coming]:
        return iter(self[:])

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
                      AND g.stage_days = l.stage AND coalesce(g.member_id, -g.user_id) = l.key
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
        rules = ReminderRule.objects.in_bulk({row["rule_id"] for row in rows} - {None, 0})
        items = self._items(rows)
        names = self._names(rows)
        self._clocks = clocks({(row["country"], row["state"], row["time_zone"]) for row in rows})
        return [self._line(row, rules, items, names) for row in rows]

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
        members = apps.get_model("members.Member").objects.in_bulk(
            {row["key"] for row in rows if row["key"] > 0}
        )
        users = apps.get_model("members.User").objects.in_bulk(
            {-row["key"] for row in rows if row["key"] < 0}
        )
        return {key: member.formal_name for key, member in members.items()} | {
            -key: user.name for key, user in users.items()
        }

    def _line(self, row: dict, rules: dict, items: dict, names: dict) -> Coming:
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
        line.rule, line.item = rules.get(row["rule_id"]), items.get((row["subject"], row["object_id"]))
        line.anchor_on, line.stage, line.has_owner = row["anchor_on"], row["stage"], row["has_owner"]
        line.phrase = SUBJECTS[row["subject"]].phrase(line.stage)
        clock = self._clocks[row["country"], row["state"], row["time_zone"]]
        line.shift = shift_of(line.anchor_on + dt.timedelta(days=line.stage), line.stage > 0, clock, line.day)
        return line
