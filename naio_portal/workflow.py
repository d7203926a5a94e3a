"""Legal state moves: one table per model (`<app>/workflow.py`), held here and by a database trigger."""

from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pgtrigger
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from naio_portal.errors import IllegalMove

ANY_STATE_SETTING = "naio.insert_in_any_state"


@dataclass(frozen=True)
class Workflow:
    """A table of legal moves.

    `initial`: states a new row may have. `moves`: from state -> states it may go to.
    """

    initial: tuple[str, ...]
    moves: Mapping[str, tuple[str, ...]]

    def allows(self, old: str, new: str) -> bool:
        return new in self.moves.get(old, ())

    def check(self, old: str, new: str) -> None:
        """Raise IllegalMove unless old -> new is in the table."""
        if not self.allows(old, new):
            raise IllegalMove(_("This cannot go from “%(old)s” to “%(new)s”.") % {"old": old, "new": new})

    def guard(self, field: str = "state") -> pgtrigger.Trigger:
        """The same table as a trigger: any UPDATE outside it and any INSERT in a later state fails.

        Seeds and imports insert in a later state inside `insert_in_any_state`.
        """
        return StateGuard(name=f"{field}_guard", field=field, workflow=self)


class StateGuard(pgtrigger.Trigger):
    """Refuses an illegal move with a check violation (IntegrityError in Django)."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, *, name: str, field: str, workflow: Workflow) -> None:
        self.field = field
        self.workflow = workflow
        super().__init__(name=name)

    def get_func(self, model: type[Model]) -> str:
        column = model._meta.get_field(self.field).column
        table = model._meta.db_table
        initial = ", ".join(f"'{state}'" for state in self.workflow.initial)
        legal = ", ".join(f"'{old}>{new}'" for old, targets in self.workflow.moves.items() for new in targets)
        return f"""
            IF TG_OP = 'INSERT' THEN
                IF NEW.{column} NOT IN ({initial})
                   AND COALESCE(current_setting('{ANY_STATE_SETTING}', true), '') = '' THEN
                    RAISE EXCEPTION '{table}: a new row cannot be in state %', NEW.{column}
                        USING ERRCODE = 'check_violation';
                END IF;
            ELSIF NEW.{column} IS DISTINCT FROM OLD.{column}
                  AND (OLD.{column} || '>' || NEW.{column}) NOT IN ({legal}) THEN
                RAISE EXCEPTION '{table}: no move from % to %', OLD.{column}, NEW.{column}
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


@contextmanager
def insert_in_any_state(service: str):
    """Inside, rows may be inserted in a later state. Only named seeds and imports use it.

    `service`: the name of the seed or import, kept in the transaction's setting.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [ANY_STATE_SETTING])
        outer = cursor.fetchone()[0]
        cursor.execute("SELECT set_config(%s, %s, true)", [ANY_STATE_SETTING, service])
        yield
        cursor.execute("SELECT set_config(%s, %s, true)", [ANY_STATE_SETTING, outer])
