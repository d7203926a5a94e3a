"""The audit trail: a database trigger writes an event for each change of each domain model.

An event keeps the whole row, the label (insert, update, delete), the time, the database role and a
context of actor and request id: never a path, since paths may carry tokens.
"""

import uuid
from contextlib import contextmanager

import pghistory
import pghistory.models
from django.db import models
from django.db.models import Func
from django.db.models.fields import CharField

from naio_portal.history import history_of

__all__ = ["AuditEvent", "SessionUser", "acting", "audited", "history_of"]


class SessionUser(Func):
    """The role that logged in to the database, whoever owns the trigger function."""

    template = "session_user"
    arity = 0
    output_field = CharField()


class AuditEvent(pghistory.models.Event):
    """What every event table has besides the tracked columns."""

    pgh_role = models.CharField(max_length=63, db_default=SessionUser(), editable=False)

    class Meta:
        abstract = True


def audited(
    model: type[models.Model] | None = None, *, exclude: tuple[str, ...] = (), along: tuple[str, ...] = ()
):
    """Class decorator: keep an event of every insert, update and delete of this model.

    `exclude`: columns that are derived (search text) or secret, left out of the events. `along`: foreign
    keys by which histories read many events of this model, newest first: each gets an index, as the row
    itself has one.
    """

    def decorate(tracked: type[models.Model]) -> type[models.Model]:
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude),
            base_model=AuditEvent,
            model_name=f"{tracked.__name__}Event",
            meta={"indexes": [_newest_of(tracked, key) for key in ("pgh_obj", *along)]},
        )(tracked)

    return decorate(model) if model else decorate


def _newest_of(tracked: type[models.Model], key: str) -> models.Index:
    """Events of one row, or of what a foreign key points to, in the order they were written."""
    # PostgreSQL and Django allow 30 characters: the beginning of a model's name tells it from the others.
    ending = "_by_thing" if key == "pgh_obj" else f"_by_{key}"
    name = tracked._meta.model_name[: 30 - len(ending)] + ending
    return models.Index(fields=[key, "pgh_id"], name=name)


@contextmanager
def acting(
    *,
    actor: models.Model | None = None,
    contact: models.Model | None = None,
    task: str = "",
    request_id: str = "",
):
    """Name who acts until the block ends.

    `actor`: the signed-in User. `contact`: the notices.Contact who came by a link mailed to them.
    `task`: name of a task or command when no person acts.
    """
    names: dict[str, object] = {"request_id": request_id or uuid.uuid4().hex}
    if actor is not None:
        names["actor"] = actor.pk
    if contact is not None:
        names["contact"] = contact.pk
    if task:
        names["task"] = task
    with pghistory.context(**names):
        yield
