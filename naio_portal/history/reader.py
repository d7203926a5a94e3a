"""Events as sentences for one viewer, who reads nothing there that is closed to them elsewhere."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any

import rules
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from naio_portal.dates import format_date, format_instant
from naio_portal.history.rows import in_bulk_of_all
from naio_portal.history.tasks import name_of_task
from naio_portal.history.trails import Key

# A longer value is folded away behind its beginning.
LONG = 240
# Bookkeeping that says nothing to people.
UNTOLD = frozenset({"id", "reference", "version", "created_at", "updated_at", "search_text"})
# Fields whose value "restricted" closes a row; what it said then stays closed after it was opened.
RESTRICTING = ("classification", "visibility")

# (model label, field) -> rule that must let the viewer read it; -> how to write a value.
_guards: dict[tuple[str, str], str] = {}
_writers: dict[tuple[str, str], Callable[[Any], str]] = {}


def guard_fields(model: str, fields: Iterable[str], rule: str) -> None:
    """Values of these fields are shown only to whom `rule` lets read that object."""
    _guards.update({(model, name): rule for name in fields})


def write_field_with(model: str, name: str, writer: Callable[[Any], str]) -> None:
    """`writer(value)` gives the text of a stored code or list in the active language."""
    _writers[(model, name)] = writer


@dataclass
class FieldChange:
    """`language`: of the values, where the column holds one language of an office text."""

    label: str
    old: str
    new: str
    is_hidden: bool = False
    language: str = ""

    @property
    def is_long(self) -> bool:
        return max(len(self.old), len(self.new)) > LONG


@dataclass
class Change:
    """What one act did to one row. `kind`: insert, update or delete."""

    kind: str
    thing: str
    name: str
    fields: list[FieldChange]


@dataclass
class Act:
    """All that one person, task or role did at one instant."""

    at: dt.datetime
    who: str
    role: str
    changes: list[Change] = field(default_factory=list)


@dataclass
class History:
    acts: list[Act]
    page: int
    has_older: bool

    @property
    def older(self) -> int:
        return self.page + 1

    @property
    def newer(self) -> int:
        return self.page - 1


class Reader:
    """Turns events into sentences for one viewer: loads in bulk what they name, then writes."""

    def __init__(self, viewer: Any, events: dict[Key, tuple[Any, Any | None]]) -> None:
        self.viewer = viewer
        self.events = events
        self.sees_removed = viewer.is_authenticated and (viewer.is_secretariat or viewer.is_administrator)
        self.rows: dict[type[models.Model], dict[Any, models.Model]] = {}
        self.texts: dict[type[models.Model], dict[Any, str]] = {}
        self._load()
        self.guard_answers: dict[tuple[str, Any], bool] = {}

    # --- loading ---

    def _load(self) -> None:
        """What the events name, as it stands now and as far as the viewer may see it: their rows, what these
        are a part of, and texts of what foreign keys point to and of the actors. One query, and one for
        each model whose text needs joins."""
        user_model = apps.get_model("members.User")
        contact_model = apps.get_model("notices.Contact")
        rows: dict[type[models.Model], set] = defaultdict(set)
        texts: dict[type[models.Model], set] = defaultdict(set)
        for (model, _pgh_id), pair in self.events.items():
            rows[model].add(pair[0].pgh_obj_id)
            for parent in _parents(model):
                rows[parent.related_model].add(getattr(pair[0], parent.attname))
            for event in filter(None, pair):
                for key in _foreign_keys(model):
                    texts[key.related_model].add(getattr(event, key.attname))
                texts[user_model].add(_context(event).get("actor"))
                texts[contact_model].add(_context(event).get("contact"))
        wanted = {model: (rows[model] | texts[model]) - {None} for model in {**rows, **texts}}
        alone = [model for model in wanted if wanted[model] and model._meta.label not in _JOINS]
        found = in_bulk_of_all([_visible(model, self.viewer).filter(pk__in=wanted[model]) for model in alone])
        self.rows = {model: {} for model in wanted} | dict(zip(alone, found, strict=True))
        for model, keys in wanted.items():
            if keys and (joins := _JOINS.get(model._meta.label)):
                self.rows[model] = _visible(model, self.viewer).select_related(*joins).in_bulk(keys)
        for model, keys in texts.items():
            write = _person if model is user_model else str
            seen = self.rows[model]
            self.texts[model] = {key: write(seen[key]) for key in keys if key in seen}

    # --- what may be read ---

    def may_read(self, model: type[models.Model], event: Any) -> bool:
        """Rows that are gone and were guarded are for the secretariat; children follow their parents."""
        if hasattr(model._default_manager, "visible_to"):
            return self.sees_removed or event.pgh_obj_id in self.rows[model]
        return self.sees_removed or all(
            getattr(event, parent.attname) in self.rows[parent.related_model] for parent in _parents(model)
        )

    def was_closed(self, model: type[models.Model], event: Any) -> bool:
        """Restricted then, and the viewer is none of those who could read it then."""
        if self.sees_removed or not any(getattr(event, name, "") == "restricted" for name in RESTRICTING):
            return False
        then = _as_row(model, event)
        rule = f"{model._meta.app_label}.view_{model._meta.model_name}"
        return not (rules.perm_exists(rule) and rules.has_perm(rule, self.viewer, then))

    def is_guarded(self, model: type[models.Model], name: str, event: Any) -> bool:
        rule = _guards.get((model._meta.label, name))
        if rule is None or self.sees_removed:
            return False
        key = (rule, event.pgh_obj_id)
        if key not in self.guard_answers:
            row = self.rows[model].get(event.pgh_obj_id)
            self.guard_answers[key] = row is not None and rules.has_perm(rule, self.viewer, row)
        return not self.guard_answers[key]

    # --- writing ---

    def acts(self, keys: list[Key]) -> list[Act]:
        """The events in order; neighbours of one request or task are one act."""
        acts = []
        for (_context_id, at, who, role), group in groupby(keys, self._act_key):
            changes = [change for key in group if (change := self._change(*key))]
            if changes:
                acts.append(Act(at=at, who=who, role=role, changes=changes))
        return acts

    def _act_key(self, key: Key) -> tuple:
        event = self.events[key][0]
        who, role = self._who(event)
        return event.pgh_context_id, event.pgh_created_at, who, role

    def _who(self, event: Any) -> tuple[str, str]:
        """The signed-in person, else the contact behind a link, else the named task or command, else the
        database role."""
        context = _context(event)
        actor, task = context.get("actor"), context.get("task", "")
        if (contact := context.get("contact")) is not None:
            people = self.texts.get(apps.get_model("notices.Contact"), {})
            return people.get(contact) or _("(not shown)"), _("by the link in a mail")
        if actor is not None:
            people = self.texts.get(apps.get_model("members.User"), {})
            return people.get(actor) or _("Account no. %(number)s") % {"number": actor}, name_of_task(task)
        if task:
            return _("Automatic: %(task)s") % {"task": name_of_task(task)}, ""
        return _("Directly in the database: %(role)s") % {"role": event.pgh_role}, ""

    def _change(self, model: type[models.Model], pgh_id: int) -> Change | None:
        event, before = self.events[model, pgh_id]
        if not self.may_read(model, event):
            return None
        thing = capfirst(str(model._meta.verbose_name))
        closed = self.was_closed(model, event) or (before is not None and self.was_closed(model, before))
        if closed:
            return Change(event.pgh_label, thing, _("closed at that time"), [])
        fields = self._fields(model, event, before)
        if event.pgh_label == "update" and not fields:
            return None
        return Change(event.pgh_label, thing, self._name(model, event), fields)

    def _name(self, model: type[models.Model], event: Any) -> str:
        """What the row was called then: its own words, else whom it joins to what. No query."""
        for name in (
            "title",
            f"title_{get_language()}",
            "title_en",
            "full_name",
            "statement",
            "name_en",
            "name",
        ):
            if getattr(event, name, ""):
                return str(getattr(event, name))
        keys = [
            key for key in _foreign_keys(model) if key.name in ("member", "officer", "group", "team", "user")
        ]
        parts = [self.texts.get(key.related_model, {}).get(getattr(event, key.attname), "") for key in keys]
        return " · ".join(part for part in parts if part)

    def _fields(self, model: type[models.Model], event: Any, before: Any | None) -> list[FieldChange]:
        """Differences of an update, all values of an insert, none of a delete."""
        if event.pgh_label == "delete":
            return []
        changes = []
        for column in _told(model):
            new = getattr(event, column.attname)
            old = getattr(before, column.attname) if before and event.pgh_label == "update" else None
            if new == old or (_is_empty(new) and _is_empty(old)):
                continue
            label = label_of(column)
            if self.is_guarded(model, column.name, event):
                changes.append(FieldChange(label, "", "", is_hidden=True))
            else:
                changes.append(
                    FieldChange(
                        label,
                        self.text(model, column, old),
                        self.text(model, column, new),
                        language=language_of(column.name),
                    )
                )
        return changes

    def text(self, model: type[models.Model], column: models.Field, value: Any) -> str:
        """A stored value as people read it, in the active language; empty for none."""
        writer = _writers.get((model._meta.label, column.name))
        if _is_empty(value):
            return ""
        if writer:
            return writer(value)
        if isinstance(column, models.ForeignKey):
            return self.texts.get(column.related_model, {}).get(value) or _("(not shown)")
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if column.name == "language":
            return str(dict(settings.LANGUAGES).get(value, value))
        return _plain(value, self.viewer)


# Columns that are never on a form, by name: their models give them no words.
LABELS = {
    "added_at": gettext_lazy("added"),
    "adopted_by": gettext_lazy("adopted by"),
    "applied_by": gettext_lazy("applied by"),
    "approved_by": gettext_lazy("approved by"),
    "author": gettext_lazy("author"),
    "checked_by": gettext_lazy("checked by"),
    "created_by": gettext_lazy("made by"),
    "decided_by": gettext_lazy("decided by"),
    "deliverable_version": gettext_lazy("version"),
    "disposed_by": gettext_lazy("disposed of by"),
    "entered_at": gettext_lazy("entered"),
    "entered_by": gettext_lazy("entered by"),
    "granted_by": gettext_lazy("granted by"),
    "invited_by": gettext_lazy("invited by"),
    "on_behalf_of": gettext_lazy("on behalf of"),
    "owner_since": gettext_lazy("owner since"),
    "position": gettext_lazy("order"),
    "rag_override_at": gettext_lazy("colour overridden"),
    "rag_override_by": gettext_lazy("colour overridden by"),
    "requested_by": gettext_lazy("asked by"),
    "sequence": gettext_lazy("number of the calendar entry"),
    "sha256": gettext_lazy("SHA-256 of the file"),
    "source": gettext_lazy("from"),
    "submitted_by": gettext_lazy("submitted by"),
    "target": gettext_lazy("to"),
    "undone_by": gettext_lazy("undone by"),
    "updated_by": gettext_lazy("saved by"),
}


def language_of(name: str) -> str:
    """`en` or `ms` of a column of a bilingual pair (`title_en`); empty for others."""
    suffix = name.rpartition("_")[2]
    return suffix if suffix in dict(settings.LANGUAGES) else ""


def label_of(column: models.Field) -> str:
    """The column's own words; else those for its name; else the name of what it points to."""
    if isinstance(column.verbose_name, Promise):
        return capfirst(str(column.verbose_name))
    named = LABELS.get(column.name)
    if named is None and isinstance(column, models.ForeignKey):
        named = column.related_model._meta.verbose_name
    return capfirst(str(named or column.verbose_name))


@cache
def _told(model: type[models.Model]) -> tuple[models.Field, ...]:
    """The columns that a history speaks of."""
    tracked = {f.name for f in model.pgh_event_model._meta.fields} - UNTOLD
    return tuple(column for column in model._meta.concrete_fields if column.name in tracked)


def _plain(value: Any, viewer: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return format_instant(value, getattr(viewer, "time_zone", ""))
    if isinstance(value, dt.date):
        return format_date(value)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _context(event: Any) -> dict:
    return event.pgh_context or {}


def _foreign_keys(model: type[models.Model]) -> list[models.ForeignKey]:
    return [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]


def _parents(model: type[models.Model]) -> list[models.ForeignKey]:
    """Keys to what the row is a part of, where that has a door of its own and the row has none."""
    if hasattr(model._default_manager, "visible_to"):
        return []
    return [
        key
        for key in _foreign_keys(model)
        if key.remote_field.on_delete is models.CASCADE
        and hasattr(key.related_model._default_manager, "visible_to")
    ]


def _visible(model: type[models.Model], viewer: Any) -> models.QuerySet:
    manager = model._default_manager
    return manager.visible_to(viewer) if hasattr(manager, "visible_to") else manager.all()


# What the text of a row needs beside it.
_JOINS = {
    "members.User": ("member",),
    "groups.SectorOfficer": ("user__member", "contact"),
    "deliverables.Deliverable": ("group",),
    "deliverables.Version": ("deliverable__group",),
}


def _as_row(model: type[models.Model], event: Any) -> models.Model:
    """The model's row as it was at the event, unsaved."""
    tracked = {f.attname for f in model.pgh_event_model._meta.concrete_fields}
    values = {
        f.attname: getattr(event, f.attname) for f in model._meta.concrete_fields if f.attname in tracked
    }
    return model(**values)


def _person(user: Any) -> str:
    """How a sign-in is named to others: never by its address."""
    member = getattr(user, "member", None)
    if member is not None:
        return member.formal_name
    return user.name or (user.get_portal_role_display() if user.portal_role else "")
