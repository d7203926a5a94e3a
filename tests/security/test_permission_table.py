"""The permission table against the URLconf and the pages: all of them say the same."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from naio_portal.access import (
    ADMIN_NAMESPACE,
    THIRD_PARTY_ROUTES,
    Action,
    Persona,
    actions,
    public_routes,
)
from tests.factories.personas import World
from tests.security import cases

cases.load()
pytestmark = pytest.mark.usefixtures("rendering_as_served")
ACTIONS = list(actions())
OURS = {route for action in ACTIONS for route in action.routes}
# Bookkeeping of the session itself, whatever the page.
SESSION_TABLES = {"django_session", "usersessions_usersession"}
WRITE = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?) "(\w+)"')


def routes(resolver: URLResolver, namespace: str = "", prefix: str = "") -> Iterator[tuple[str, str]]:
    """(namespaced name, path) of every route below."""
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or path), path
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern, inner, path)


ALL_ROUTES = dict(routes(get_resolver()))


# --- the table and the URLconf ---------------------------------------------------------------------


def test_every_route_is_in_the_table_or_public():
    ours = {name for name in ALL_ROUTES if name.split(":")[0] != ADMIN_NAMESPACE}

    assert ours - OURS - public_routes() - set(THIRD_PARTY_ROUTES) == set()


def test_every_route_of_the_table_exists():
    assert (OURS | public_routes()) - set(ALL_ROUTES) == set()


def test_no_route_is_both_public_and_in_the_table():
    assert OURS & public_routes() == set()


def test_each_route_state_and_method_is_spoken_of_once():
    spoken = Counter(
        (route, state, method)
        for action in ACTIONS
        for route in action.routes
        for state in action.states or ("",)
        for method in action.spoken_methods
    )

    assert [key for key, count in spoken.items() if count > 1] == []


def test_names_of_actions_are_unique():
    assert [name for name, count in Counter(action.name for action in ACTIONS).items() if count > 1] == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_action_is_well_formed(action):
    assert re.fullmatch(r"[a-z]+\.[a-z]+(_[a-z]+)+", action.name)
    assert action.title
    assert action.allowed
    assert action.allowed & action.hidden == frozenset()
    assert Persona.VISITOR not in action.hidden


def test_leadership_writes_nothing_but_their_own_settings():
    own = {"members.change_settings", "members.change_address", "notices.change_preferences"}
    # A POST since the text may be long; it writes nothing.
    own |= {"deliverables.look_for_overlaps"}

    assert {a.name for a in ACTIONS if a.writes and Persona.LEADERSHIP in a.allowed} - own == set()


# --- the table and the pages ---------------------------------------------------------------------------


def build(world: World, route: str, state: str) -> tuple[cases.Visit, str]:
    """The object behind the route and its address; a route without parameters needs no case."""
    visit = cases.CASES[route](world, state) if route in cases.CASES else cases.Visit()
    url = reverse(route, kwargs=visit.kwargs)
    return visit, f"{url}?{visit.query}" if visit.query else url


def written(execute, sql, params, many, context, tables: set):
    """Wrapper of `execute` that notes the tables written to."""
    tables.update(set(WRITE.findall(str(sql))) - SESSION_TABLES)
    return execute(sql, params, many, context)


def ask(client: Client, method: str, url: str, visit: cases.Visit) -> tuple[str, set[str]]:
    """What the page answers, in the table's words, and which tables the request wrote to.

    Whatever it changes is rolled back.
    """
    tables: set[str] = set()
    headers = {"HX-Request": "true"} if method == "HTMX" else {}
    send = {"GET": client.get, "HTMX": client.get, "HEAD": client.head, "POST": client.post}[method]
    data = visit.post if method == "POST" else None
    with (
        transaction.atomic(),
        connection.execute_wrapper(lambda *call: written(*call, tables=tables)),
    ):
        response = send(url, data, headers=headers)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return in_words(response), tables


def in_words(response) -> str:
    """`open`, `sign-in`, `missing`, `refused`, `method` (405), or the status where it is none of these."""
    login = resolve_url(settings.LOGIN_URL)
    target = response.headers.get("Location", "") or response.headers.get("HX-Redirect", "")
    if target.split("?")[0] == login:
        return "sign-in"
    words = {403: "refused", 404: "missing", 405: "method"}
    if response.status_code in words:
        return words[response.status_code]
    return (
        "open" if response.status_code in (200, 204, 302, 303, 400, 409, 422) else str(response.status_code)
    )


def sweep(world: World, action: Action, route: str, state: str, methods: tuple[str, ...]) -> list[str]:
    """Every difference between the table and the pages, one sentence each."""
    visit, url = build(world, route, state)
    clients = {persona: world.client(persona) for persona in Persona}
    wrong = []
    for method in methods:
        for persona in Persona:
            expected = action.answer(persona)
            answer, tables = ask(clients[persona], method, url, visit)
            if answer == "method" and action.writes and method != "POST":
                break  # A page that only takes a form says so to everybody, before it asks who they are.
            if answer != expected:
                wrong.append(f"{persona} {method} {url}: {answer}, the table says {expected}")
            if tables and (method != "POST" or expected != "open"):
                wrong.append(f"{persona} {method} {url} ({answer}) wrote to {', '.join(sorted(tables))}")
    return wrong


@pytest.mark.django_db
@pytest.mark.parametrize(("action", "route", "state"), cases.visits())
def test_pages_answer_as_the_table_says(world, action, route, state):
    methods = tuple(m for m in ("GET", "HEAD", "POST") if m in action.spoken_methods)
    methods += ("HTMX",) if "GET" in methods else ()

    assert sweep(world, action, route, state, methods) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("action", "route", "state"),
    [visit for visit in cases.visits() if Persona.VISITOR not in visit.values[0].allowed],
)
def test_inactive_people_are_sent_to_sign_in(world, action, route, state):
    visit, url = build(world, route, state)
    answers = {}
    for persona in (Persona.OWNER, Persona.OWN_CHAIR, Persona.SECRETARIAT, Persona.ADMINISTRATOR):
        client = world.client(persona)
        user = world.user(persona)
        user.is_active = False
        user.save(update_fields=["is_active"])
        method = "GET" if "GET" in action.spoken_methods else "POST"
        answers[str(persona)] = ask(client, method, url, visit)[0]

    assert set(answers.values()) <= {"sign-in", "method"}, answers


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(public_routes()))
def test_public_routes_are_open_to_visitors_and_change_nothing(world, route):
    visit, url = build(world, route, "")

    answer, tables = ask(Client(), "GET", url, visit)

    assert answer in ("open", "method")
    assert tables == set()


# --- third parties --------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(r for r, rule in THIRD_PARTY_ROUTES.items() if rule == "signed-in"))
def test_third_party_routes_for_the_signed_in_send_visitors_to_sign_in(route):
    if route not in ALL_ROUTES:
        pytest.fail("remove it from the list")
    kwargs = {"pk": 1} if "<int:pk>" in ALL_ROUTES[route] else {}

    answer, tables = ask(Client(), "GET", reverse(route, kwargs=kwargs), cases.Visit())

    assert answer in ("sign-in", "method")
    assert tables == set()


# --- the document ----------------------------------------------------------------------------------------


def test_the_document_is_up_to_date():
    call_command("permission_table", "--check")
