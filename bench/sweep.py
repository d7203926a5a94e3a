"""`python -m bench.sweep`: the reminder sweep over 1,000,000 milestones of which 10,000 are due.

Measured against the bare `INSERT … SELECT` of the same rows into the same tables, in the same run; and the
plan is read: the milestones that are not due must not be looked at one by one. Target: under 3 ×.
"""

import datetime as dt
import json
import os
import statistics
import sys
import time
from pathlib import Path

from bench.servers import database_and_cache
from bench.sizes import SIZES

ROOT = Path(__file__).resolve().parent.parent
DELIVERABLES, MILESTONES_EACH, RUNS, LIMIT = 10_000, 100, 5, 3.0
TABLES = ("notices_outboxmessage", "notices_reminderledger")  # the ledger names the mail
ANSWERS = {"mails": 0, "stages": 0, "superseded": 0}


def load(today: dt.date) -> None:
    """People of Kuala Lumpur who own deliverables; of each the first milestone is due in a week, nine later,
    the others are achieved."""
    from django.core.management import call_command  # noqa: PLC0415 (Django must be set up first)
    from django.db import connection  # noqa: PLC0415

    from bench import data  # noqa: PLC0415
    from deliverables.models import Deliverable, Milestone  # noqa: PLC0415
    from groups.models import WorkingGroup  # noqa: PLC0415
    from members.models import Member  # noqa: PLC0415
    from naio_portal.audit import acting  # noqa: PLC0415
    from naio_portal.workflow import insert_in_any_state  # noqa: PLC0415

    call_command("compile_catalogues", verbosity=0)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("secure_database")
    long_ago = today - dt.timedelta(days=900)
    size = SIZES["L"]
    with acting(task="bench"), insert_in_any_state("bench"):
        data.seed_facts()
        groups = list(WorkingGroup.objects.all())
        members = data.load_members(size, data.random.Random(20250228))
        data.load_appointments(size, members, groups)
        Member.objects.update(country="MY", state="KUL", time_zone="Asia/Kuala_Lumpur")
        Deliverable.objects.bulk_create(
            (
                Deliverable(
                    group=groups[number % 7],
                    number=number // 7 + 1,
                    title=f"Deliverable {number}",
                    owner=members[number % size.in_force],
                    due_on=today + dt.timedelta(days=400),
                    state="active",
                    activated_on=long_ago,
                    last_update_on=today,
                )
                for number in range(DELIVERABLES)
            ),
            batch_size=data.BATCH,
        )
    sample = Milestone(title="Milestone", activated_on=long_ago, baseline_on=today)
    values: dict[str, object] = {
        field.column: field.get_prep_value(getattr(sample, field.attname))
        for field in Milestone._meta.concrete_fields
        if not field.primary_key
    }
    reckoned = {
        "deliverable_id": "d.id",
        "number": "n",
        "due_on": f"CASE WHEN n = 1 THEN date '{today}' + 7 WHEN n <= 10 THEN date '{today}' + 30 * n "
        f"ELSE date '{today}' - n END",
        "state": "CASE WHEN n <= 10 THEN 'active' ELSE 'achieved' END",
        "reference": "gen_random_uuid()",
        "created_at": "now()",
        "achieved_on": f"CASE WHEN n > 10 THEN date '{today}' - n END",
    }
    parameters = [value for column, value in values.items() if column not in reckoned]
    columns = ", ".join(reckoned.get(column, "%s") for column in values)
    with connection.cursor() as cursor:
        # A million events of the audit are not what is measured.
        cursor.execute("ALTER TABLE deliverables_milestone DISABLE TRIGGER USER")
        cursor.execute(
            f"INSERT INTO deliverables_milestone ({', '.join(values)}) SELECT {columns}"
            f" FROM deliverables_deliverable d CROSS JOIN generate_series(1, {MILESTONES_EACH}) n",
            parameters,
        )
        cursor.execute("ALTER TABLE deliverables_milestone ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")


def emptied() -> None:
    """No reminder was ever sent."""
    execute("TRUNCATE notices_reminderledger, notices_sweptday, notices_outboxmessage CASCADE")


def execute(statement: str) -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(statement)


def sweep(now: dt.datetime) -> float:
    """One sweep from nothing; milliseconds."""
    from naio_portal.notices.services.sweep import sweep_reminders  # noqa: PLC0415

    emptied()
    started = time.perf_counter()
    ANSWERS.update(vars(sweep_reminders(now=now, is_scheduled=False)))
    return (time.perf_counter() - started) * 1000


def bare_insert() -> float:
    """The rows that the sweep wrote, put into the same tables from copies; milliseconds."""
    from django.db import transaction  # noqa: PLC0415

    for table in TABLES:
        execute(f"DROP TABLE IF EXISTS bare_{table}")
        execute(f"CREATE TABLE bare_{table} AS TABLE {table}")
    emptied()
    started = time.perf_counter()
    with transaction.atomic():  # as the sweep: foreign keys are asked about at its end
        for table in TABLES:
            execute(f"INSERT INTO {table} SELECT * FROM bare_{table}")
    return (time.perf_counter() - started) * 1000


def scans(now: dt.datetime) -> list[str]:
    """How the plan reads the milestones: `Index Scan using milestone_active_due`, and the rows it takes."""
    from django.db import connection, transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from naio_portal.dates import KUALA_LUMPUR  # noqa: PLC0415
    from naio_portal.notices.mornings import open_mornings  # noqa: PLC0415
    from naio_portal.notices.reckoning import Reckoning  # noqa: PLC0415
    from naio_portal.notices.services.sweep import queueing, rules_in_use  # noqa: PLC0415

    emptied()
    today = now.astimezone(KUALA_LUMPUR).date()
    statement = queueing(Reckoning(today, open_mornings(now, today), rules_in_use()), timezone.now())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement.text}", statement.params)
        answer = cursor.fetchone()[0]
        transaction.set_rollback(True)
    plan = json.loads(answer) if isinstance(answer, str) else answer
    found: list[str] = []

    def walk(node: dict) -> None:
        if node.get("Relation Name") == "deliverables_milestone":
            index = f" using {node['Index Name']}" if "Index Name" in node else ""
            found.append(f"{node['Node Type']}{index}: {node['Actual Rows']:,.0f} rows")
        if node["Node Type"] == "Bitmap Index Scan" and node["Index Name"].startswith("milestone_"):
            found.append(f"Bitmap Index Scan using {node['Index Name']}")
        for child in node.get("Plans", ()):
            walk(child)

    walk(plan[0]["Plan"])
    return found


def working_morning() -> dt.datetime:
    """09:05 of the next working day in Kuala Lumpur, and every stage of it open."""
    from naio_portal.dates import KUALA_LUMPUR, kl_today  # noqa: PLC0415
    from naio_portal.notices.instants import Clock, next_morning  # noqa: PLC0415
    from naio_portal.notices.workdays import Place, WorkCalendar  # noqa: PLC0415

    day = next_morning(kl_today(), Clock(WorkCalendar(Place("MY", "KUL"))))
    return dt.datetime.combine(day, dt.time(9, 5), KUALA_LUMPUR)


def measure(results: Path) -> bool:
    """Print and write the figures; whether the target is met."""
    now = working_morning()
    started = time.perf_counter()
    load(now.date())
    print(f"{DELIVERABLES * MILESTONES_EACH:,} milestones loaded in {time.perf_counter() - started:.0f} s.")
    plan = scans(now)
    sweeps, bare = [], []
    for _run in range(RUNS):
        sweeps.append(sweep(now))
        bare.append(bare_insert())
    figures = {
        "milestones": DELIVERABLES * MILESTONES_EACH,
        **ANSWERS,
        "sweep_ms": round(statistics.median(sweeps), 1),
        "bare_insert_ms": round(statistics.median(bare), 1),
        "ratio": round(statistics.median(sweeps) / statistics.median(bare), 2),
        "plan": plan,
    }
    results.mkdir(parents=True, exist_ok=True)
    (results / "sweep.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:>15}: {value}")
    is_met = figures["ratio"] < LIMIT and bool(plan) and not any("Seq Scan" in scan for scan in plan)
    print(f"Target (under {LIMIT} ×, no reading of all milestones): {'met' if is_met else 'MISSED'}.")
    return is_met


def main() -> None:
    results = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve() / "bench"
    results.mkdir(parents=True, exist_ok=True)
    with database_and_cache(results, "naio_bench_sweep") as database:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "naio_portal.settings",
            "ENVIRONMENT": "test",
            "USE_OWNER_ROLE": "1",
            "VAR_DIR": str(results / "files"),
            **database,
        }
        import django  # noqa: PLC0415 (it reads the environment)

        django.setup()
        from django.db import connection  # noqa: PLC0415

        is_met = measure(results)
        connection.close()
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
