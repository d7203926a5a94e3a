"""Lists whose SQL Django writes once for each kind of reader, not at each request.

Putting queries together and writing them out took two thirds of the time of a home, and the text is the
same each time but for keys and days. A function decorated here is called once for each shape of its
arguments, with stand-ins; afterwards its text is asked with the values of the call:

    @written_once
    def late_milestones(user: User, today: dt.date) -> QuerySet: ...

    late_milestones(request.user, kl_today())  # a list

A stand-in takes the place of a reader (whose rights are part of the shape, keys aside), a day, an instant,
a key, a reference and each key of a set. Other arguments are part of the shape. Today (`kl_today`) has a
stand-in in every call; an instant must be given: a text that holds one of its own is refused.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any, NoReturn

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.utils.translation import get_language

from groups.serving import keep_rights, roles_of, sees_everything, teams_of
from members.models import User
from naio_portal.dates import day_of_writing, kl_today

# Stand-ins are known again in the text by where they lie: the n-th value of a call is n steps from these.
FIRST_KEY = -1_900_000_000
FIRST_DAY = dt.date(3000, 1, 1)
BETWEEN_DAYS = 200 * 365  # a day reckoned from another lies less than half of this away
RIGHTS = ("portal_role", "is_active", "is_superuser")
FIRST_REFERENCE = uuid.UUID("5ad0d000-0000-4000-8000-000000000000")

kept_texts: list[dict] = []


class Arguments:
    """The arguments of one call: their shape, and the values that stand-ins take the place of."""

    def __init__(self, given: tuple) -> None:
        self.keys: list[int] = []
        self.days: list[dt.date] = [kl_today()]
        self.references: list[uuid.UUID] = []
        self.shape = (get_language(), *(self._shape(value) for value in given))

    def _shape(self, value: Any) -> Any:
        shape: Any = type(value)
        match value:
            case bool() | AnonymousUser():
                shape = str(value)
            case int():
                self.keys.append(value)
            case set() | frozenset():
                keys = sorted(value)
                self.keys += keys + keys[-1:] * (room_for(value) - len(keys))
                shape = set, room_for(value)
            case dt.date():
                self.days.append(value)
            case uuid.UUID():
                self.references.append(value)
            case User():
                roles, teams = in_order(value)
                self.keys += [value.pk, *(group for group, _role in roles), *teams]
                rights = (getattr(value, name) for name in RIGHTS)
                shape = User, *rights, tuple(role for _group, role in roles), len(teams)
            case _:
                shape = value
        return shape


def room_for(keys: set | frozenset) -> int:
    """How many keys the text has room for: a power of two, the last key fills it; so a list that has 1 to 50
    rows has seven texts."""
    return 1 << (len(keys) - 1).bit_length() if keys else 0


class Unasked(dict):
    """The roles of a stand-in for who sees everything: they are not looked up, so no text may ask."""

    def refuse(self, *arguments: object) -> NoReturn:
        raise LookupError("The text of who sees everything asks in which groups they serve.")

    __iter__ = __getitem__ = __bool__ = get = items = keys = values = refuse


def in_order(user: User) -> tuple[list[tuple[int, str]], list[int]]:
    """Groups and roles of a reader, and teams, so that readers with the same roles have the same shape."""
    if sees_everything(user):
        return [], []
    return sorted(roles_of(user).items(), key=lambda place: (place[1], place[0])), sorted(teams_of(user))


class StandIns:
    """What the function is called with in place of a call's arguments, numbered as in `Arguments`."""

    def __init__(self) -> None:
        self.keys = self.references = 0
        self.days = 1  # today

    def of(self, value: Any) -> Any:
        stand_in = value
        match value:
            case bool() | AnonymousUser():
                pass
            case int():
                stand_in = self._key()
            case set() | frozenset():
                stand_in = {self._key() for _place in range(room_for(value))}
            case dt.date():
                stand_in = day_at(self.days, isinstance(value, dt.datetime))
                self.days += 1
            case uuid.UUID():
                stand_in = uuid.UUID(int=FIRST_REFERENCE.int + self.references)
                self.references += 1
            case User():
                stand_in = self._reader(value)
        return stand_in

    def _key(self) -> int:
        self.keys += 1
        return FIRST_KEY + self.keys - 1

    def _reader(self, user: User) -> User:
        roles, teams = in_order(user)
        rights = {name: getattr(user, name) for name in RIGHTS}
        reader = User(pk=self._key(), **rights)
        own = {self._key(): role for _group, role in roles}
        keep_rights(reader, Unasked() if sees_everything(user) else own, {self._key() for _team in teams})
        return reader


def day_at(place: int, is_instant: bool) -> dt.date:
    """The stand-in of the day, or instant, in that place of a call's."""
    day = FIRST_DAY + dt.timedelta(days=BETWEEN_DAYS * place)
    return dt.datetime.combine(day, dt.time(), dt.UTC) if is_instant else day


class Text:
    """One query set, written out; its parameters are filled in from the arguments of each call."""

    def __init__(self, rows: QuerySet, count: StandIns) -> None:
        self.rows = rows
        self.compiler = rows.query.get_compiler(rows.db)
        self.sql, values = self.compiler.as_sql()
        selected = [expression for expression, *_alias in self.compiler.select[: self.compiler.col_count]]
        self.converters = self.compiler.get_converters(selected)
        self.fill = [filler(value, count) for value in values]

    def ask(self, arguments: Arguments) -> list:
        """The rows, as the query set itself would give them. One query, and those of its prefetches."""
        values = tuple(fill(arguments) for fill in self.fill)
        rows = self.rows.all()
        compiler = copy(self.compiler)
        compiler.connection = connections[rows.db]  # not the proxy, which looks for it at each column
        compiler.get_converters = lambda expressions: self.converters
        compiler.as_sql = lambda *args, **kwargs: (self.sql, values)
        vars(rows.query)["get_compiler"] = lambda *args, **kwargs: compiler
        return list(rows)


def filler(value: Any, count: StandIns) -> Callable[[Arguments], Any]:
    """How to get the parameter that `value` is in the text of stand-ins. Raises ValueError for a day or an
    instant that was not reckoned from one of them."""
    if isinstance(value, dt.date):
        is_instant = isinstance(value, dt.datetime)
        day = dt.date(value.year, value.month, value.day)
        place, _rest = divmod((day - FIRST_DAY).days + BETWEEN_DAYS // 2, BETWEEN_DAYS)
        if not 0 <= place < count.days:
            raise ValueError(f"{value!r} was not given as an argument: the text would keep it.")
        beside = value - day_at(place, is_instant)
        return lambda arguments: arguments.days[place] + beside
    if isinstance(value, uuid.UUID) and 0 <= value.int - FIRST_REFERENCE.int < count.references:
        return lambda arguments: arguments.references[value.int - FIRST_REFERENCE.int]
    if isinstance(value, int) and 0 <= value - FIRST_KEY < count.keys:
        place, kind = value - FIRST_KEY, type(value)  # PostgreSQL's types of integers have types of their own
        return lambda arguments: kind(arguments.keys[place])
    return lambda arguments: value


def write(rows: Callable[..., QuerySet], given: tuple) -> Text | None:
    """The text for arguments of this shape; None where nobody of that kind sees any row."""
    stand_ins = StandIns()
    today = day_of_writing.set(FIRST_DAY)
    try:
        return Text(rows(*(stand_ins.of(value) for value in given)), stand_ins)
    except EmptyResultSet:
        return None
    finally:
        day_of_writing.reset(today)


def written_once(rows: Callable[..., QuerySet]) -> Callable[..., list]:
    """The function's rows as a list, its SQL written once. Positional arguments only."""
    kept: dict[tuple, Text | None] = {}
    kept_texts.append(kept)

    @wraps(rows)
    def asked(*given: Any) -> list:
        arguments = Arguments(given)
        if arguments.shape not in kept:
            kept[arguments.shape] = write(rows, given)
        found = kept[arguments.shape]
        return found.ask(arguments) if found else []

    return asked


def forget_texts() -> None:
    """Write all anew: for tests that change what a text is made of, such as a limit in the settings."""
    for kept in kept_texts:
        kept.clear()
