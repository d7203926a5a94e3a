"""The sweep: writes the ledger and the outbox of all reminders that may go now, in one statement."""

import datetime as dt
from dataclasses import dataclass

import structlog
from django.db import connection, transaction
from django.utils import timezone

from naio_portal.dates import KUALA_LUMPUR
from naio_portal.notices.enums import LedgerState, OutboxState
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.models import OutboxMessage, ReminderLedger, ReminderRule, SweptDay
from naio_portal.notices.mornings import open_mornings
from naio_portal.notices.reckoning import (
    CONTACT_KEYS,
    KEY_OF_CONTACT,
    KEY_OF_MEMBER,
    KEY_OF_USER,
    Morning,
    Reckoning,
    Rule,
)
from naio_portal.notices.services.queue import kick_delivery
from naio_portal.notices.sql import Sql
from naio_portal.notices.subjects import SUBJECTS

log = structlog.get_logger(__name__)
KIND = "notices.reminders"
SWEEP_LOCK = "notices.sweep"


@dataclass(frozen=True)
class Swept:
    """What one sweep did: mails queued, stages in them, earlier stages recorded as superseded."""

    mails: int = 0
    stages: int = 0
    superseded: int = 0


def rules_in_use() -> list[Rule]:
    """The active rules whose subject exists."""
    return [
        Rule.of(rule) for rule in ReminderRule.objects.filter(is_active=True) if rule.subject_kind in SUBJECTS
    ]


@transaction.atomic
def sweep_reminders(*, now: dt.datetime | None = None, is_scheduled: bool = True) -> Swept:
    """Queue the reminders and digests that may go at `now`: one mail a person and day.

    Ledger and outbox are written in one transaction. Run twice, by two workers, or after days of silence it
    sends nothing twice and misses nothing: of several stages missed the latest goes, the others are
    recorded as superseded. `is_scheduled`: each 09:00 is dealt with once; what arises later that day waits
    for the next working day. A sweep that a person starts looks again, within the ledger and one mail a day.
    """
    lock_sweeps()
    real_now = timezone.now()
    now = now or real_now
    today = now.astimezone(KUALA_LUMPUR).date()
    mornings = open_mornings(now, today)
    if is_scheduled:
        mornings = take_mornings(mornings)
    if not mornings:
        return Swept()
    reckoning = Reckoning(today, mornings, rules_in_use())
    # Simulated: the text counts the days from the instant that was asked for.
    as_of = None if abs(now - real_now) < dt.timedelta(hours=1) else now.isoformat()
    [row] = queueing(reckoning, real_now, as_of).rows()
    swept = Swept(**row)
    if swept != Swept():
        log.info("reminders_swept", now=now.isoformat(), **vars(swept))
        transaction.on_commit(kick_delivery, robust=True)
    return swept


def lock_sweeps() -> None:
    """One sweep at a time: the second waits, and then finds the work done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [SWEEP_LOCK])
        # The plan is made for thousands of rows; compiling it costs more than running it.
        cursor.execute("SET LOCAL jit = off")


def take_mornings(mornings: list[Morning]) -> list[Morning]:
    """Of these mornings those that no sweep has dealt with yet; they count as dealt with from now on."""
    swept = {(row.country, row.state, row.time_zone): row.day for row in SweptDay.objects.select_for_update()}
    fresh = [
        morning
        for morning in mornings
        if (morning.country, morning.state, morning.time_zone) not in swept
        or swept[morning.country, morning.state, morning.time_zone] < morning.day
    ]
    SweptDay.objects.bulk_create(
        [SweptDay(country=m.country, state=m.state, time_zone=m.time_zone, day=m.day) for m in fresh],
        update_conflicts=True,
        unique_fields=["country", "state", "time_zone"],
        update_fields=["day"],
    )
    return fresh


def queueing(reckoning: Reckoning, now: dt.datetime, as_of: str | None = None) -> Sql:
    """The one statement: ledger of the latest stages, of those they supersede, and the mails."""
    sql = Sql("WITH ").append(reckoning.latest()).append(reckoning.digests())
    sql.append(_ledger(now))
    fields: dict[str, Sql] = {
        "id": Sql("w.mail_id"),
        "kind": Sql("%s", KIND),
        "payload": Sql(
            "jsonb_build_object('key', w.key, 'day', w.day, 'items', coalesce(w.items, '[]'::jsonb),"
            " 'digest', w.has_digest, 'as_of', %s::text)",
            as_of,
        ),
        "priority": Sql("%s", KINDS[KIND].priority),
        "member_id": Sql("p.member_id"),
        "user_id": Sql("p.user_id"),
        "contact_id": Sql("p.contact_id"),
        "to_address": Sql("p.address"),
        "language": Sql("p.language"),
        "is_demo": Sql("p.is_demo"),
        "state": Sql("%s", OutboxState.QUEUED),
        "created_at": Sql("%s", now),
        "send_after": Sql("%s", now),
    }
    for column in OutboxMessage._meta.concrete_fields:
        if column.column not in fields:
            fields[column.column] = Sql("%s", None if column.null else column.get_default())
    sql.add(f", mail AS (INSERT INTO {OutboxMessage._meta.db_table} ({', '.join(fields)}) SELECT ")
    for place, value in enumerate(fields.values()):
        sql.add(", " if place else "").append(value)
    return sql.add(
        """ FROM waiting w JOIN person p USING (key) ON CONFLICT (id) DO NOTHING RETURNING 1)
        SELECT (SELECT count(*) FROM mail) AS mails, (SELECT count(*) FROM queued) AS stages,
               (SELECT count(*) FROM superseded) AS superseded"""
    )


def _ledger(now: dt.datetime) -> Sql:
    """CTEs queued, superseded (both write the ledger) and waiting: what each person's mail will hold."""
    table = ReminderLedger._meta.db_table
    columns = "rule_id, object_id, anchor_on, stage_days, member_id, user_id, contact_id, state"
    columns += ", message_id, created_at"
    person = f"{KEY_OF_MEMBER}, {KEY_OF_USER}, {KEY_OF_CONTACT}"
    recipient = person.format(key="key")
    return Sql(
        f""",
        queued AS (
            INSERT INTO {table} ({columns})
            SELECT rule_id, object_id, anchor_on, stage, {recipient}, %s, mail_id, %s FROM latest
            ON CONFLICT DO NOTHING
            RETURNING rule_id, object_id, anchor_on, stage_days, message_id AS mail_id,
                      coalesce(member_id, -user_id, {CONTACT_KEYS} - contact_id) AS key
        ),
        superseded AS (
            INSERT INTO {table} ({columns})
            SELECT q.rule_id, q.object_id, q.anchor_on, s.stage,
                   {person.format(key="q.key")},
                   %s, NULL::uuid, %s::timestamptz
            FROM queued q JOIN latest l USING (rule_id, object_id, anchor_on, key)
            JOIN rule r USING (rule_id)
            CROSS JOIN LATERAL (
                SELECT unnest(r.stages) AS stage
                UNION ALL
                SELECT generate_series(r.last_stage + r.repeat_every, q.stage_days, r.repeat_every)
                WHERE r.repeat_every IS NOT NULL
            ) s
            WHERE s.stage < q.stage_days AND q.anchor_on + s.stage >= coalesce(l.from_on, date '0001-01-01')
            ON CONFLICT DO NOTHING
            RETURNING 1
        ),
        waiting AS (
            SELECT coalesce(i.mail_id, d.mail_id) AS mail_id, coalesce(i.key, d.key) AS key,
                   coalesce(i.day, d.day) AS day, i.items, d.key IS NOT NULL AS has_digest
            FROM (
                SELECT q.mail_id, q.key, a.day,
                       jsonb_agg(jsonb_build_array(q.rule_id, q.object_id, q.anchor_on, q.stage_days)
                                 ORDER BY q.anchor_on, q.object_id, q.rule_id) AS items
                FROM queued q JOIN awake a ON a.mail_id = q.mail_id GROUP BY 1, 2, 3
            ) i FULL JOIN digest d ON d.mail_id = i.mail_id
        )""",
        LedgerState.QUEUED,
        now,
        LedgerState.SUPERSEDED,
        now,
    )
