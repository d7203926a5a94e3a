"""Database triggers of this app besides the state guards: derived columns and the kept baseline."""

import pgtrigger


def baseline_kept(table: str) -> pgtrigger.Trigger:
    """The first approved date stays, whichever way a later one comes. `table`: named in the refusal."""
    return pgtrigger.Trigger(
        name="baseline_kept",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("baseline_on"),
        condition=pgtrigger.Condition(
            "OLD.baseline_on IS NOT NULL AND NEW.baseline_on IS DISTINCT FROM OLD.baseline_on"
        ),
        func=f"""
        RAISE EXCEPTION '{table}: the baseline % stays', OLD.baseline_on
            USING ERRCODE = 'check_violation';
    """,
    )


# A dependency that would close a loop is refused, also of two that come at once: the lock makes the
# second see the first.
NO_LOOP = pgtrigger.Trigger(
    name="no_loop",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        PERFORM pg_advisory_xact_lock(hashtextextended('deliverables_dependency', 0));
        IF EXISTS (
            WITH RECURSIVE after (id) AS (
                SELECT NEW.successor_id
                UNION
                SELECT d.successor_id FROM deliverables_dependency d JOIN after a ON d.predecessor_id = a.id
            )
            SELECT 1 FROM after WHERE id = NEW.predecessor_id
        ) THEN
            RAISE EXCEPTION 'deliverables_dependency: % would wait for itself', NEW.successor_id
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


class MilestoneSummary(pgtrigger.Trigger):
    """Keeps `next_due_on` and `milestone_slip_days` of the deliverables whose milestones a statement
    touched: once a statement, not once a row, so that an import of thousands stays cheap."""

    level = pgtrigger.Statement
    when = pgtrigger.After

    def __init__(self, *, tables: tuple[str, ...], **kwargs) -> None:
        self.tables = tables
        super().__init__(**kwargs)

    def get_func(self, model: type) -> str:
        touched = " UNION ".join(f"SELECT deliverable_id FROM {table}" for table in self.tables)  # noqa: S608
        return f"""
            -- Locked first, in one order: the next statement then sees what others committed meanwhile.
            PERFORM 1 FROM deliverables_deliverable WHERE id IN ({touched}) ORDER BY id FOR UPDATE;
            UPDATE deliverables_deliverable AS kept
            SET next_due_on = found.next_due_on, milestone_slip_days = found.slip
            FROM (
                SELECT touched.deliverable_id, min(m.due_on) AS next_due_on,
                       max(m.forecast_on - m.due_on) AS slip
                FROM ({touched}) AS touched
                LEFT JOIN deliverables_milestone AS m
                    ON m.deliverable_id = touched.deliverable_id AND m.state = 'active'
                GROUP BY touched.deliverable_id
            ) AS found
            WHERE kept.id = found.deliverable_id
              AND (kept.next_due_on, kept.milestone_slip_days)
                  IS DISTINCT FROM (found.next_due_on, found.slip);
            RETURN NULL;
        """  # noqa: S608 - the tables are named above


def milestone_summary() -> list[MilestoneSummary]:
    """One trigger an operation: PostgreSQL gives transition tables to one operation at a time."""
    return [
        MilestoneSummary(
            name="summary_insert",
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="new_rows"),
            tables=("new_rows",),
        ),
        MilestoneSummary(
            name="summary_update",
            operation=pgtrigger.Update,
            referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
            tables=("old_rows", "new_rows"),
        ),
        MilestoneSummary(
            name="summary_delete",
            operation=pgtrigger.Delete,
            referencing=pgtrigger.Referencing(old="old_rows"),
            tables=("old_rows",),
        ),
    ]


# Whoever saves a deliverable loaded earlier would write an old summary back: only the triggers above,
# one level deeper, write these columns.
SUMMARY_KEPT = pgtrigger.Trigger(
    name="summary_kept",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF TG_OP = 'INSERT' THEN
            NEW.next_due_on := NULL;
            NEW.milestone_slip_days := NULL;
        ELSIF pg_trigger_depth() = 1 THEN
            NEW.next_due_on := OLD.next_due_on;
            NEW.milestone_slip_days := OLD.milestone_slip_days;
        END IF;
        RETURN NEW;
    """,
)


def content_kept(
    *columns: str, refusal: str = "deliverables_version: a version never changes, make the next one"
) -> pgtrigger.Trigger:
    """What a version says never changes: people commented on it, and its SHA-256 was given out.

    `refusal`: what the database says to who tries, without apostrophes.
    """
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return pgtrigger.Trigger(
        name="content_kept",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(changed),
        func=f"""
            RAISE EXCEPTION '{refusal}'
                USING ERRCODE = 'check_violation';
        """,
    )
