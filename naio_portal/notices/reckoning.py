"""Which reminder stages are open for whom: one set-based query, whatever the number of objects.

Subjects give their objects, the roster who serves, `instants` how far the mail of each working day
reaches; here they meet. The sweep, the plan, the forecast, and the check when a mail is written share it.
A person is a `key`: the id of a Member; minus the id of a User who is none, or none who serves; and for a
Contact outside CONTACT_KEYS minus its id.
"""

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import QuerySet

from naio_portal.notices.enums import Audience, DigestRhythm
from naio_portal.notices.models import Contact, NoticePreference, OutboxMessage, ReminderRule
from naio_portal.notices.sql import Sql, compiled_once
from naio_portal.notices.subjects import ROSTER, SUBJECTS, ReminderSubject

ROSTER_COLUMNS = ("group_id", "member_id", "since", "chair_rank")
# With their types: rows of several subjects stand in one CTE.
OBJECT_COLUMNS = {
    "object_id": "bigint",
    "in_group": "bigint",
    "anchor_on": "date",
    "started_on": "date",
    "owned_by": "bigint",
    "owned_since": "date",
}
CONTRIBUTOR_COLUMNS = {"object_id": "bigint", "member_id": "bigint", "since": "date"}
AUTHOR_COLUMNS = {"object_id": "bigint", "user_id": "bigint"}
DIGEST_DAYS = 14
CONTACT_KEYS = -(10**12)
# Whose key it is, as columns.
KEY_OF_MEMBER = "CASE WHEN {key} > 0 THEN {key} END"
KEY_OF_USER = f"CASE WHEN {{key}} < 0 AND {{key}} > {CONTACT_KEYS} THEN -{{key}} END"
KEY_OF_CONTACT = f"CASE WHEN {{key}} < {CONTACT_KEYS} THEN {CONTACT_KEYS} - {{key}} END"
# The id of a person's mail of a day: there can be one only.
MAIL_ID = "md5('notices.reminders:' || key || ':' || day)::uuid"


@dataclass(frozen=True)
class Rule:
    """A ReminderRule as the query needs it: saved, or as it would be if it were saved."""

    rule_id: int
    subject: str
    audience: str
    stages: list[int]
    repeat_every: int | None

    @classmethod
    def of(cls, rule: ReminderRule) -> "Rule":
        return cls(rule.pk or 0, rule.subject_kind, rule.audience, sorted(rule.stages), rule.repeat_every)


@dataclass(frozen=True)
class Morning:
    """The 09:00 of a working day for everybody of one country, state and zone, and how far it reaches."""

    country: str
    state: str
    time_zone: str
    day: dt.date
    due_reach: dt.date
    overdue_reach: dt.date
    is_weekly: bool


@dataclass
class Reckoning:
    """`today`: the day in Kuala Lumpur that appointments count by. `rules`: those in use. `keys`, `groups`,
    `objects` (ids by kind of subject): when given, look at these only."""

    today: dt.date
    mornings: Collection[Morning] = ()
    rules: Collection[Rule] = ()
    keys: Collection[int] | None = None
    groups: Collection[int] | None = None
    objects: dict[str, list[int]] | None = None
    subjects: list[ReminderSubject] = field(init=False)

    def __post_init__(self) -> None:
        self.subjects = [
            subject for kind, subject in SUBJECTS.items() if self.objects is None or self.objects.get(kind)
        ]

    # --- people ---------------------------------------------------------------------------------

    def people(self) -> Sql:
        """CTEs roster, secretary, person, chair: who serves and may be written to."""
        kept = "NOT MATERIALIZED" if self.objects is not None else "MATERIALIZED"
        member = apps.get_model("members.Member")._meta.db_table
        user = apps.get_model("members.User")._meta.db_table
        contact = Contact._meta.db_table
        preference = NoticePreference._meta.db_table
        sql = Sql(f"roster AS {kept} (")
        for place, in_force in enumerate(ROSTER):
            sql.add(f"{' UNION ALL ' if place else ''}SELECT {', '.join(ROSTER_COLUMNS)} FROM (")
            sql.append(compiled_once(in_force, ROSTER_COLUMNS, self.today)).add(f") roster_{place}")
        return sql.add(
            f"""),
            secretary AS (
                SELECT u.id AS user_id, m.id AS member_id,
                       CASE WHEN m.id IN (SELECT member_id FROM roster) THEN m.id ELSE -u.id END AS key
                FROM {user} u LEFT JOIN {member} m ON m.user_id = u.id
                WHERE u.portal_role = 'secretariat' AND u.is_active
            ),
            person AS {kept} (
                SELECT m.id AS key, m.id AS member_id, u.id AS user_id, NULL::bigint AS contact_id,
                       coalesce(u.email, m.email) AS address, coalesce(u.language, m.language) AS language,
                       coalesce(nullif(m.country, ''), 'MY') AS country,
                       CASE WHEN m.country IN ('', 'MY') THEN m.state ELSE '' END AS state,
                       coalesce(nullif(u.time_zone, ''), nullif(m.time_zone, ''), %s) AS time_zone,
                       m.is_demo OR coalesce(u.is_demo, false) AS is_demo,
                       coalesce(pu.digest, pm.digest, %s) AS digest
                FROM {member} m LEFT JOIN {user} u ON u.id = m.user_id
                LEFT JOIN {preference} pu ON pu.user_id = u.id
                LEFT JOIN {preference} pm ON pm.member_id = m.id
                WHERE m.id IN (SELECT member_id FROM roster)
                  AND (u.id IS NULL OR u.is_active) AND coalesce(u.email, m.email) IS NOT NULL
                UNION ALL
                SELECT s.key, s.member_id, s.user_id, NULL, u.email, u.language,
                       coalesce(nullif(m.country, ''), 'MY'),
                       CASE WHEN m.country IN ('', 'MY') THEN m.state ELSE '' END,
                       coalesce(nullif(u.time_zone, ''), %s), u.is_demo, %s
                FROM (
                    SELECT key, member_id, user_id FROM secretary WHERE key < 0
                    UNION
                    SELECT -o.id, NULL, o.id FROM {user} o
                    WHERE o.is_active AND -o.id IN (SELECT member_id FROM roster)
                ) s
                JOIN {user} u ON u.id = s.user_id LEFT JOIN {member} m ON m.id = s.member_id
                UNION ALL
                SELECT {CONTACT_KEYS} - c.id, NULL, NULL, c.id, c.email, c.language, 'MY', '', %s,
                       c.is_demo, %s
                FROM {contact} c WHERE {CONTACT_KEYS} - c.id IN (SELECT member_id FROM roster)
            ),
            chair AS (
                SELECT * FROM (
                    SELECT r.group_id, r.member_id AS key, r.since,
                           rank() OVER (PARTITION BY r.group_id ORDER BY r.chair_rank) AS place
                    FROM roster r JOIN person p ON p.key = r.member_id WHERE r.chair_rank IS NOT NULL
                ) ranked WHERE place = 1
            )""",
            "Asia/Kuala_Lumpur",
            DigestRhythm.WEEKLY,
            "Asia/Kuala_Lumpur",
            DigestRhythm.NEVER,
            "Asia/Kuala_Lumpur",
            DigestRhythm.NEVER,
        )

    # --- parts: who has to do with which object ---------------------------------------------------

    def parts(self) -> Sql:
        """CTEs down to `part`: subject, audience, object_id, in_group, anchor_on, key, from_on, has_owner.

        `from_on`: stages of earlier days are not sent. Without an owner who serves and can be written to,
        chair and secretariat stand in at the owner's stages. What a chair decides has no owner.
        """
        owned = [subject for subject in self.subjects if subject.authors is None]
        decided = [subject for subject in self.subjects if subject.authors is not None]
        columns = "o.subject, o.object_id, o.in_group, o.anchor_on"
        sql = self.people()
        sql.add(", object AS (").append(self._objects(owned)).add("), contribution AS (")
        sql.append(_rows(CONTRIBUTOR_COLUMNS, ((s.kind, s.contributors) for s in owned if s.contributors)))
        sql.add("), decision AS (").append(self._objects(decided)).add("), author AS (")
        sql.append(_rows(AUTHOR_COLUMNS, ((s.kind, s.authors) for s in decided if s.authors)))
        sql.add(
            f"""),
            owned AS (
                SELECT o.*, greatest(o.started_on, o.owned_since, r.since) AS own_from,
                       p.key IS NOT NULL AS has_owner
                FROM object o
                LEFT JOIN roster r ON r.group_id = o.in_group AND r.member_id = o.owned_by
                LEFT JOIN person p ON p.key = r.member_id
            ),
            -- Chairs who can sign in and are no authors, else the secretariat.
            decider AS (
                SELECT * FROM (
                    SELECT {columns}, p.key, greatest(o.started_on, r.since) AS from_on,
                           rank() OVER (PARTITION BY o.subject, o.object_id ORDER BY r.chair_rank) AS place
                    FROM decision o
                    JOIN roster r ON r.group_id = o.in_group AND r.chair_rank IS NOT NULL
                    JOIN person p ON p.key = r.member_id AND p.user_id IS NOT NULL
                    WHERE (o.subject, o.object_id, p.user_id)
                          NOT IN (SELECT subject, object_id, user_id FROM author)
                ) ranked WHERE place = 1
            ),
            office AS (
                SELECT {columns}, s.key, o.started_on AS from_on,
                       (o.subject, o.object_id) IN (SELECT subject, object_id FROM decider)
                       AS is_decided_elsewhere
                FROM decision o CROSS JOIN secretary s
                WHERE (o.subject, o.object_id, s.user_id)
                      NOT IN (SELECT subject, object_id, user_id FROM author)
            ),
            part AS (
                SELECT * FROM (
                SELECT 'owner' AS audience, {columns}, o.owned_by AS key, o.own_from AS from_on, o.has_owner
                FROM owned o WHERE o.has_owner
                UNION ALL
                SELECT 'owner', {columns}, c.key, greatest(o.started_on, c.since), false
                FROM owned o JOIN chair c ON c.group_id = o.in_group WHERE NOT o.has_owner
                UNION ALL
                SELECT 'owner', {columns}, s.key, o.started_on, false
                FROM owned o CROSS JOIN secretary s WHERE NOT o.has_owner
                UNION ALL
                SELECT 'chair', {columns}, c.key, greatest(o.started_on, c.since), true
                FROM owned o JOIN chair c ON c.group_id = o.in_group
                WHERE o.has_owner AND c.key <> o.owned_by
                UNION ALL
                SELECT 'secretariat', {columns}, s.key, o.started_on, true
                FROM owned o CROSS JOIN secretary s WHERE o.has_owner AND s.key <> o.owned_by
                UNION ALL
                SELECT 'contributors', {columns}, c.member_id, greatest(o.started_on, c.since, r.since), true
                FROM owned o JOIN contribution c ON c.subject = o.subject AND c.object_id = o.object_id
                JOIN roster r ON r.group_id = o.in_group AND r.member_id = c.member_id
                WHERE c.member_id IS DISTINCT FROM o.owned_by
                UNION ALL
                SELECT 'chair', {columns}, o.key, o.from_on, true FROM decider o
                UNION ALL
                SELECT CASE WHEN o.is_decided_elsewhere THEN 'secretariat' ELSE 'chair' END, {columns},
                       o.key, o.from_on, true
                FROM office o
                ) a"""
        )
        if self.keys is not None:
            sql.add(" WHERE key = ANY(%s)", list(self.keys))
        return sql.add(")")

    def _objects(self, subjects: Iterable[ReminderSubject]) -> Sql:
        """The objects of these subjects that count for these mornings."""
        return _rows(
            OBJECT_COLUMNS,
            ((s.kind, s.objects) for s in subjects),
            {s.kind: self._limits(s) for s in subjects},
        )

    def _limits(self, subject: ReminderSubject) -> Sql:
        if self.objects is not None:
            sql = Sql("object_id = ANY(%s)", list(self.objects[subject.kind]))
        else:
            sql = Sql("anchor_on <= %s", self._horizon(subject))
        return sql if self.groups is None else sql.add(" AND in_group = ANY(%s)", list(self.groups))

    def _horizon(self, subject: ReminderSubject) -> dt.date:
        """The last anchor that any stage or digest of these mornings can ask for."""
        last = max((max(m.due_reach, m.overdue_reach) for m in self.mornings), default=self.today)
        leads = [rule.stages[0] for rule in self.rules if rule.subject == subject.kind and rule.stages]
        days = -min(leads, default=0)
        if subject.is_due_date:
            days = max(days, DIGEST_DAYS)
        return max(last, self.today) + dt.timedelta(days=days)

    # --- stages -------------------------------------------------------------------------------------

    def latest(self) -> Sql:
        """CTEs down to `latest`: of each part and rule the last stage that a morning reaches, and its mail.

        Who already has the mail of that day waits for the next one.
        """
        return self.parts().add(
            f""",
            morning AS (
                SELECT * FROM jsonb_to_recordset(%s::jsonb) AS m(
                    country text, state text, time_zone text, day date,
                    due_reach date, overdue_reach date, is_weekly boolean)
            ),
            rule AS (
                SELECT r.*, r.stages[cardinality(r.stages)] AS last_stage
                FROM jsonb_to_recordset(%s::jsonb) AS r(
                    rule_id int, subject text, audience text, stages int[], repeat_every int)
            ),
            awake AS MATERIALIZED (
                SELECT key, member_id, user_id, contact_id, address, language, is_demo, digest,
                       day, due_reach, overdue_reach, is_weekly, {MAIL_ID} AS mail_id
                FROM person JOIN morning USING (country, state, time_zone)
                WHERE NOT EXISTS (SELECT FROM {OutboxMessage._meta.db_table} b WHERE b.id = {MAIL_ID})
            ),
            latest AS (
                SELECT r.rule_id, p.subject, p.audience, p.object_id, p.in_group, p.anchor_on, p.key,
                       p.from_on, p.has_owner, x.stage, a.day, a.mail_id
                FROM part p JOIN awake a USING (key)
                JOIN rule r ON r.subject = p.subject AND r.audience = p.audience
                CROSS JOIN LATERAL (
                    SELECT CASE
                        WHEN a.overdue_reach - p.anchor_on >= r.last_stage + r.repeat_every
                        THEN r.last_stage + r.repeat_every
                             * ((a.overdue_reach - p.anchor_on - r.last_stage) / r.repeat_every)
                        ELSE (SELECT max(s) FROM unnest(r.stages) s WHERE p.anchor_on + s
                              <= CASE WHEN s > 0 THEN a.overdue_reach ELSE a.due_reach END)
                    END AS stage
                    OFFSET 0  -- reckoned once for each row, not once for each place that reads it
                ) x
                WHERE x.stage IS NOT NULL AND p.anchor_on + x.stage >= coalesce(p.from_on, date '0001-01-01')
                  AND NOT (p.audience = %s AND a.digest = %s)
            )""",
            as_json(map(vars, self.mornings)),
            as_json(vars(rule) for rule in self.rules if rule.stages),
            Audience.CONTRIBUTORS,
            DigestRhythm.NEVER,
        )

    def digests(self) -> Sql:
        """CTEs contributing and `digest`: who gets the digest with which mail; needs the CTEs of `latest`.

        Parts are gone through once: joined with `awake`, which no planner can estimate, they would be gone
        through for each person.
        """
        kinds = [subject.kind for subject in self.subjects if subject.is_due_date]
        return Sql(
            """,
            contributing AS MATERIALIZED (
                SELECT key, min(anchor_on) AS first_on FROM part
                WHERE audience = %s AND subject = ANY(%s) GROUP BY key
            ),
            digest AS (
                SELECT a.mail_id, a.key, a.day
                FROM awake a LEFT JOIN contributing c USING (key)  -- INNER goes through awake for each c
                WHERE coalesce(c.first_on, 'infinity') <= a.day + %s::int
                  AND (a.digest = %s OR (a.digest = %s AND a.is_weekly))
            )""",
            Audience.CONTRIBUTORS,
            kinds,
            DIGEST_DAYS,
            DigestRhythm.DAILY,
            DigestRhythm.WEEKLY,
        )


def _rows(
    columns: dict[str, str],
    found: Iterable[tuple[str, Callable[[], QuerySet]]],
    limits: dict[str, Sql] | None = None,
) -> Sql:
    """Rows of subjects, by kind, as one SELECT of `subject` and these columns, within `limits`."""
    sql = Sql(
        f"SELECT ''::text AS subject, {', '.join(f'NULL::{t} AS {name}' for name, t in columns.items())}"
    )
    sql.add(" WHERE false")
    for kind, rows in found:
        sql.add(
            f" UNION ALL SELECT %s, {', '.join(f'{name}::{t}' for name, t in columns.items())} FROM (", kind
        )
        sql.append(compiled_once(rows, columns)).add(") o")
        if limits:
            sql.add(" WHERE ").append(limits[kind])
    return sql


def as_json(rows: Iterable[dict]) -> str:
    """Rows for `jsonb_to_recordset`."""
    return json.dumps(list(rows), default=str)
