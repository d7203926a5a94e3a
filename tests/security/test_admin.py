"""The administration: every model is there, nothing is deleted, no workflow field and no secret is open."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.forms import MultiWidget
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from naio_portal.access import Persona
from naio_portal.admin_base import PortalModelAdmin
from naio_portal.audit import AuditEvent
from tests.security.admin_rows import can_make, make_row

pytestmark = pytest.mark.django_db

OURS = {"members", "groups", "meetings", "deliverables", "notices", "home"}
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)
BY_NAME = {model._meta.label: model for model in REGISTERED}
# The pages of events are all of one class: two of them speak for the others.
EVENTS = {label for label, model in BY_NAME.items() if issubclass(model, AuditEvent)}
PAGES = [label for label, model in BY_NAME.items() if label not in EVENTS and can_make(model)] + [
    "members.MemberEvent",
    "groups.RosterImportEvent",
]
# No factory makes a row: their pages are of a class that others have too, and their lists open empty.
EMPTY = sorted(set(BY_NAME) - set(PAGES) - EVENTS)
# States move by services alone; who did what and when is never typed.
WORKFLOW = ("state", "state_reason", "cancel_reason", "end_reason", "end_note", "version", "reference")
SECRETS = {"password", "token_hash", "data", "session_key", "uid", "link_number", "payload"}
# Until it is sent a mail may hold a link that opens an account.
TEXTS_OF_MAIL = {"text", "html", "calendar"}
# Named like workflow, and none: a state of Malaysia, the hours of a meeting.
NO_WORKFLOW = {
    ("members.Member", "state"),
    ("meetings.Meeting", "starts_at"),
    ("meetings.Meeting", "ends_at"),
}


@pytest.fixture
def administrator(world, monkeypatch) -> Client:
    """Without the list of all models beside each page, which is half of its cost: the index alone has it."""
    monkeypatch.setattr(admin.site, "get_app_list", lambda request, app_label=None: [])
    return world.client(Persona.ADMINISTRATOR)


def page(model: type[models.Model], name: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def get(client: Client, url: str) -> tuple[str, int]:
    """The text of a page that must open, and what it cost in queries."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, (url, response.status_code, response.headers.get("Location"))
    return response.text, len(queries)


# --- what is there --------------------------------------------------------------------------------


def test_every_model_of_the_portal_is_registered():
    ours = {model for model in apps.get_models() if model._meta.app_label in OURS and not model._meta.proxy}

    assert ours - set(REGISTERED) == set()


def test_only_classes_with_the_rules_of_the_portal_are_registered():
    assert [m for m in REGISTERED if not isinstance(admin.site._registry[m], PortalModelAdmin)] == []


@pytest.mark.parametrize("label", BY_NAME)
def test_model_is_searchable(label):
    assert admin.site._registry[BY_NAME[label]].search_fields


@pytest.mark.parametrize("label", BY_NAME)
def test_choices_are_filters(label):
    """Whoever has a state or another choice among the listed columns can filter by it."""
    model = BY_NAME[label]
    model_admin = admin.site._registry[model]
    listed = [c.name for c in model._meta.concrete_fields if c.choices and c.name in model_admin.list_display]

    assert set(listed) <= set(model_admin.list_filter)


@pytest.mark.parametrize("label", BY_NAME)
def test_workflow_fields_are_not_editable(label):
    model_admin = admin.site._registry[BY_NAME[label]]
    forbidden = {
        (label, name) for name in model_admin.editable if name in WORKFLOW or name.endswith(("_at", "_by"))
    }

    assert forbidden - NO_WORKFLOW == set()


@pytest.mark.parametrize("label", BY_NAME)
def test_secrets_are_on_no_page(label):
    model_admin = admin.site._registry[BY_NAME[label]]
    shown = set(model_admin.get_fields(None, model_admin.model())) | set(model_admin.list_display)

    assert shown & (SECRETS | (TEXTS_OF_MAIL if label == "notices.OutboxMessage" else set())) == set()


# --- every page opens -----------------------------------------------------------------------------


def test_index_leads_to_every_list_but_those_of_events(world):
    text, _cost = get(world.client(Persona.ADMINISTRATOR), reverse("admin:index"))

    listed = {label for label, model in BY_NAME.items() if f'href="{page(model, "changelist")}"' in text}
    assert listed == set(BY_NAME) - EVENTS


@pytest.mark.parametrize("label", PAGES)
def test_list_search_and_filters_open_at_a_constant_cost(label, administrator):
    model = BY_NAME[label]
    model_admin = admin.site._registry[model]
    make_row(model)
    addresses = ["", "?q=a", "?q=1"]
    for name in model_admin.list_filter:
        value = filter_value(model, name)
        addresses.append(f"?{name}{value}")
    urls = [page(model, "changelist") + query for query in addresses]
    get(administrator, urls[0])
    _text, cost_of_one = get(administrator, urls[0])
    make_row(model)
    make_row(model)

    text, cost = get(administrator, urls[0])

    assert cost <= cost_of_one, "the list costs more with more rows"
    assert cost <= 12
    assert "not-to-be-shown" not in text
    for url in urls[1:]:
        get(administrator, url)


@pytest.mark.parametrize("label", EMPTY)
def test_list_of_a_model_without_a_factory_opens(label, administrator):
    _text, cost = get(administrator, page(BY_NAME[label], "changelist") + "?q=a")

    assert cost <= 12
    assert not admin.site._registry[BY_NAME[label]].editable


def filter_value(model: type[models.Model], path: str) -> str:
    """The rest of the address of a filter, with some value of it."""
    column = None
    for name in path.split("__"):
        column = (column.related_model if column else model)._meta.get_field(name)
    if column.is_relation:
        return "__id__exact=1" if column.related_model._meta.pk.name == "id" else "__pk__exact=1"
    if isinstance(column, models.DateTimeField):
        return "__gte=2026-01-01+00%3A00%3A00%2B08%3A00"
    if isinstance(column, models.DateField):
        return "__gte=2026-01-01"
    if isinstance(column, models.BooleanField):
        return "__exact=1"
    return f"__exact={column.choices[0][0] if column.choices else 'a'}"


@pytest.mark.parametrize("label", PAGES)
def test_page_of_a_row_and_its_history_open_without_secrets(label, administrator):
    model = BY_NAME[label]
    row = make_row(model)

    text, cost = get(administrator, page(model, "change", row.pk))
    history, _cost = get(administrator, page(model, "history", row.pk))

    assert "not-to-be-shown" not in text + history
    assert 'name="password"' not in text
    assert cost <= 30
    assert "Added" in history or not hasattr(model, "pgh_event_model")


@pytest.mark.parametrize("label", PAGES)
def test_form_for_a_new_row_opens_where_rows_may_be_added(label, administrator):
    model = BY_NAME[label]
    response = administrator.get(page(model, "add"))

    assert response.status_code == (200 if admin.site._registry[model].set_once else 403)


def test_autocomplete_answers(administrator, world):
    for model, field, rows in (
        ("appointment", "member", "member"),
        ("appointment", "group", "group"),
        ("objective", "group", "group"),
    ):
        response = administrator.get(
            reverse("admin:autocomplete"),
            {"app_label": "groups", "model_name": model, "field_name": field, "term": "a"},
        )
        assert response.status_code == 200
        assert response.json()["results"], (model, rows)


# --- nobody else ----------------------------------------------------------------------------------


OTHERS = [persona for persona in Persona if persona != Persona.ADMINISTRATOR]
PLACES = [(name, model) for name in ("changelist", "add", "change", "history") for model in REGISTERED]


@pytest.mark.parametrize("persona", OTHERS)
def test_nobody_else_opens_any_page(persona, world):
    client = world.client(persona)
    requests = [(client.get, reverse("admin:index")), (client.get, reverse("admin:autocomplete"))]
    for name, model in PLACES:
        url = page(model, name, *([1] if name in ("change", "history") else []))
        requests += [(client.get, url), (client.post, url)] if name == "changelist" else [(client.get, url)]

    for send, url in requests:
        response = send(url)
        is_sent_away = response.status_code == 302 and response.url.startswith(
            ("/accounts/login/", "/admin/login/")
        )
        assert is_sent_away or response.status_code == 403, (url, response.status_code)


# --- nothing is deleted, no state is posted -------------------------------------------------------


@pytest.mark.parametrize("label", PAGES)
def test_rows_are_not_deleted_not_even_in_bulk(label, administrator):
    model = BY_NAME[label]
    row = make_row(model)

    one = administrator.post(page(model, "delete", row.pk), {"post": "yes"})
    administrator.post(
        page(model, "changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )

    assert one.status_code == 403
    assert model._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("label", PAGES)
def test_posted_values_of_closed_fields_change_nothing(label, administrator):
    """What the form offers goes back as it came, and everything that it does not offer is posted too."""
    model = BY_NAME[label]
    row = make_row(model)
    url = page(model, "change", row.pk)
    model_admin = admin.site._registry[model]
    closed = [c for c in model._meta.concrete_fields if c.name not in model_admin.editable]
    rows = model._default_manager.filter(pk=row.pk).values(*[c.attname for c in closed])
    before = rows.get()
    form = administrator.get(url).context["adminform"].form

    answer = administrator.post(url, as_posted(form) | {c.name: forged(c) for c in closed})

    assert answer.status_code == (302 if model_admin.editable else 403)
    assert rows.get() == before


def as_posted(form) -> dict[str, object]:
    """What a browser sends when nobody changed anything."""
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field.widget, MultiWidget):
            parts = bound.field.widget.decompress(value)
            sent |= {f"{bound.html_name}_{i}": str(part or "") for i, part in enumerate(parts)}
        elif value is True or not isinstance(value, bool):
            sent[bound.html_name] = "" if value is None else value
    return sent


def forged(column: models.Field) -> str:
    """Another legal value of the column."""
    if column.choices:
        return str(column.choices[-1][0])
    if isinstance(column, models.DateTimeField):
        return "2030-01-01 00:00"
    if isinstance(column, models.DateField):
        return "2030-01-01"
    return "1"
