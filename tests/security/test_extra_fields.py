"""A hostile form: fields that a page does not show, under the name of every column there is, change nothing.

Each page that writes is sent its own form twice, filled in so that it is accepted, without and with those
fields: the audit tells the same both times.
"""

import datetime as dt
import re
from collections import Counter
from copy import deepcopy
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.apps import apps
from django.core.files import File
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from groups.models import WorkingGroup
from naio_portal.access import Action, Persona
from naio_portal.dates import kl_today
from tests.factories.deliverables import DeliverableFactory
from tests.factories.members import TermFactory
from tests.factories.personas import World
from tests.security import cases

cases.load()
P = Persona
# Whoever may do the least first.
BY_RIGHTS = (
    P.OWN_MEMBER, P.SECTOR_OFFICER, P.OTHER_MEMBER, P.OWNER, P.OWN_RAPPORTEUR, P.OWN_CHAIR, P.SECRETARIAT,
    P.ADMINISTRATOR,
)  # fmt: skip
AUDITED = [model for model in apps.get_models() if hasattr(model, "pgh_event_model")]
COLUMNS = {
    name: column
    for model in AUDITED
    for column in model._meta.concrete_fields
    for name in {column.name, column.attname}
}
# What rows lead to.
RELATED = list({column.related_model for column in COLUMNS.values() if isinstance(column, models.ForeignKey)})
# Arguments of services besides.
ARGUMENTS = {"by": "1", "user": "1", "member": "1", "is_staff": "on", "named": "1", "contributors": "1"}
# New at each act.
NAME_OF_FILE = re.compile("[0-9a-f]{32}")
UNLIKE = {"id", "date_joined", "reference", "uid", "token_hash", "sha256"}
IN_TIME = kl_today() + dt.timedelta(days=60)
FILLED = {
    "date": f"{IN_TIME}",
    "datetime-local": f"{IN_TIME}T10:00",
    "number": "40",
    "email": "somebody@elsewhere.example",
    "url": "https://naio.example/",
    "text": "Words",
}
URLENCODED = "application/x-www-form-urlencoded"
NOT_SENT = {"submit", "file", "button", "search", "reset"}
# Where the answer to a form is no redirect even though nothing is wrong with it.
ANSWERED_BY_A_PAGE = {
    "deliverables:overlaps": "the list beside a form that is being written",
    "recommendations:overlaps": "the list beside a form that is being written",
    "members:invitation-list": "only shows, its form posts to another page",
    "recommendations:authority-list": "only shows, it has no form",
}


# --- the form of a page as a browser would send it -----------------------------------------------------


def fields_of(form: Element) -> tuple[dict[str, list[str]], set[str]]:
    """What the form sends, with what it needs filled in; all names in it. The button that is pressed is one
    without a name, the first where each has one."""
    sent: dict[str, list[str]] = {}
    names = set()
    for field in form.iter():
        name, kind = field.get("name", ""), field.get("type", "text")
        if field.tag not in ("input", "select", "textarea", "button") or not name:
            continue
        names.add(name)
        needed = field.get("required") is not None
        if field.tag == "button" or kind in NOT_SENT or field.get("disabled") is not None:
            continue
        if field.tag == "select":
            options = list(field.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options
            values = [option.get("value", "") for option in (chosen + options if needed else chosen)]
            sent[name] = [next(filter(None, values), "")]
        elif field.tag == "textarea":
            sent[name] = ["".join(field.itertext()).strip() or ("Words." if needed else "")]
        elif kind == "checkbox":
            if field.get("checked") is not None:
                sent.setdefault(name, []).append(field.get("value", "on"))
        elif kind == "radio":
            if field.get("checked") is not None or name not in sent:
                sent[name] = [field.get("value", "")]
        else:
            sent[name] = [field.get("value") or (FILLED.get(kind, "") if needed else "")]
    buttons = [button for button in form.iter("button") if button.get("type") != "button"]
    if buttons and all(button.get("name") for button in buttons):
        sent[buttons[0].get("name", "")] = [buttons[0].get("value", "")]
    return sent, names


def forms_of(client: Client, url: str, visit: cases.Visit) -> tuple[list[dict[str, list]], set[str]]:
    """What each form on the page sends that posts to the page itself, its case's values in the fields that
    it has, and all names on the page; where there is no form, what the case sends."""
    posted = {name: value if isinstance(value, list) else [value] for name, value in visit.post.items()}
    page = client.get(url)
    found = []
    if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
        document = html5lib.parse(page.content, namespaceHTMLElements=False)
        found = [
            fields_of(form)
            for form in document.iter("form")
            if form.get("method") == "post"
            and form.get("action", url) in ("", url, url.split("?", maxsplit=1)[0])
        ]
    if not found:
        return [posted], set(posted)
    filled = [
        sent | {name: value for name, value in posted.items() if name in names} for sent, names in found
    ]
    return filled, set().union(*(names for _sent, names in found))


# --- what is sent besides --------------------------------------------------------------------------------


def hostile(world: World, column: models.Field, latest: dict[type[models.Model], str]) -> str:
    """A value that the column would take, and that nobody is meant to send."""
    if isinstance(column, models.ForeignKey):
        if column.related_model is WorkingGroup:
            return str(world.other_group.pk)
        return latest[column.related_model]
    if column.choices:
        return str(list(dict(column.flatchoices))[-1])
    if isinstance(column, models.BooleanField):
        return "on"
    if isinstance(column, models.DateField):
        return "2020-01-01"
    return "7" if isinstance(column, models.IntegerField | models.DecimalField) else "Hostile"


def besides(world: World, names: set[str]) -> dict[str, list[str]]:
    """Every column that the form does not show, also in each row of its lists."""
    latest = latest_keys()
    wanted = {name: hostile(world, column, latest) for name, column in COLUMNS.items()} | ARGUMENTS
    rows = {name.rpartition("-")[0] + "-" for name in names if "-0-" in name}
    shown = names | {name + "_id" for name in names}
    return {
        prefix + name: [value]
        for prefix in {"", *rows}
        for name, value in wanted.items()
        if prefix + name not in shown
    }


def latest_keys() -> dict[type[models.Model], str]:
    """The last key of each model that others lead to, "1" where there is no row. One query."""
    parts = [
        f"SELECT {number}, (SELECT {key}::text FROM {table} ORDER BY {table}.{key} DESC LIMIT 1)"
        for number, model in enumerate(RELATED)
        for key, table in [(model._meta.pk.column, model._meta.db_table)]
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {RELATED[number]: last or "1" for number, last in cursor.fetchall()}


def told(client: Client, url: str, data: dict[str, list]) -> tuple[int, Counter]:
    """The answer, and what the audit keeps of it: (model, act, column, value). All of it is undone."""
    before = newest()
    with transaction.atomic():
        status = send(client, url, data).status_code
        after = newest()
        made = {
            model: list(model.pgh_event_model._default_manager.filter(pgh_id__gt=before[model]))
            for model in AUDITED
            if after[model] != before[model]
        }
        transaction.set_rollback(True)
    # Keys of rows made by the act are others each time.
    new = {
        model: {event.pgh_obj_id for event in events if event.pgh_label == "insert"}
        for model, events in made.items()
    }
    kept = Counter(
        (
            model._meta.label,
            event.pgh_label,
            column.attname,
            NAME_OF_FILE.sub("", str(getattr(event, column.attname))),
        )
        for model, events in made.items()
        for event in events
        for column in event._meta.concrete_fields
        if not (column.name.startswith("pgh_") or column.name in UNLIKE or column.name.endswith("_at"))
        if getattr(event, column.attname) not in new.get(column.related_model, ())
    )
    return status, kept


def send(client: Client, url: str, data: dict[str, list]) -> HttpResponse:
    """In parts only where a file goes with it: Django reads hundreds of fields much later from parts."""
    files = [value for values in data.values() for value in values if isinstance(value, File)]
    for file in files:
        file.seek(0)
    if files:
        return client.post(url, data)
    return client.post(url, urlencode(data, doseq=True), content_type=URLENCODED)


def newest() -> dict[type[models.Model], int]:
    """Number of the last event of each model. One query."""
    parts = [
        f"SELECT {number}, coalesce(max(pgh_id), 0) FROM {model.pgh_event_model._meta.db_table}"
        for number, model in enumerate(AUDITED)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {AUDITED[number]: last for number, last in cursor.fetchall()}


# --- the pages ---------------------------------------------------------------------------------------------


POSTED = [visit for visit in cases.visits() if "POST" in visit.values[0].spoken_methods]


@pytest.fixture(scope="module")
def fuller_world(one_world, django_db_blocker) -> World:
    """Besides: a term of the lists, and something closed of another group."""
    with django_db_blocker.unblock():
        TermFactory()
        DeliverableFactory(group=one_world.other_group, restricted=True)
    return one_world


@pytest.fixture
def world(fuller_world, db) -> World:
    return deepcopy(fuller_world)


@pytest.mark.django_db
@pytest.mark.parametrize(("action", "route", "state"), POSTED)
def test_fields_that_a_page_does_not_show_change_nothing(world, settings, action: Action, route, state):
    visit = cases.CASES[route](world, state) if route in cases.CASES else cases.Visit()
    url = reverse(route, kwargs=visit.kwargs)
    persona = next(persona for persona in BY_RIGHTS if persona in action.allowed)
    client = world.client(persona)

    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
    forms, names = forms_of(client, url, visit)
    for sent in forms:
        plain = told(client, url, sent)
        assert plain[0] == (200 if route in ANSWERED_BY_A_PAGE else 302), sent
        with_more = told(client, url, sent | besides(world, names))
        assert (with_more[0], with_more[1] - plain[1], plain[1] - with_more[1]) == (plain[0], {}, {})


@pytest.mark.django_db
def test_a_field_that_counts_is_seen(world):
    """The control: where the form does take a field, the audit tells two things."""
    url, client = f"/groups/{world.group.slug}/objectives/add/", world.client(P.OWN_CHAIR)
    (form, *_others), names = forms_of(client, url, cases.Visit())

    plain = told(client, url, form)
    with_more = told(client, url, form | besides(world, names - {"measure"}))

    told_twice = ("groups.Objective", "insert", "measure")
    assert with_more[1] - plain[1] == {(*told_twice, "Hostile"): 1}
    assert plain[1] - with_more[1] == {(*told_twice, ""): 1}
