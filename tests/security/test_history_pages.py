"""Pages of histories: tasks under names for people, and the tabs of the thing that the history is of."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from members.models import Member
from naio_portal.access import actions
from naio_portal.audit import acting
from naio_portal.history import history_of
from naio_portal.history.tasks import NAMES
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.personas import World
from tests.markup import assert_valid_html
from tests.security import cases

cases.load()
APPS = ("deliverables", "groups", "meetings", "members", "naio_portal")
# Each with one of the states in which its thing can be.
PAGES = sorted(
    {
        route: (*action.states, "")[0]
        for action in actions()
        for route in action.routes
        if route.endswith("-history")
    }.items()
)

pytestmark = pytest.mark.django_db


def tasks_in_the_source() -> set[str]:
    """Every name that the code gives to a task, or to what acts."""
    named = re.compile(r"""(?:@shared_task\(name=|acting\([^)"]*task=)"([^"]+)\"""")
    files = [path for app in APPS for path in (settings.BASE_DIR / app).rglob("*.py")]
    return {name for path in files for name in named.findall(path.read_text())}


def test_every_task_has_a_name_for_people():
    found = tasks_in_the_source()

    assert {"groups.run_roster_import", "seed_demo"} <= found
    assert found - set(NAMES) == set()


@pytest.mark.parametrize(("language", "name"), [("en", "import of a roster"), ("ms", "import senarai ahli")])
def test_history_names_the_task_through_which_a_person_acted(language, name):
    secretary = UserFactory(secretariat=True, name="Sofia Setia")
    member = MemberFactory()
    with acting(actor=secretary, task="groups.run_roster_import"):
        Member.objects.filter(pk=member.pk).update(position="New")

    with translation.override(language):
        act = history_of([member], secretary).acts[0]

    assert (act.who, act.role) == ("Sofia Setia", name)


@pytest.mark.parametrize(("route", "state"), PAGES)
def test_history_keeps_the_tabs_of_its_thing(route, state):
    world = World()
    visit = cases.CASES[route](world, state) if route in cases.CASES else cases.Visit()

    page = world.client("secretariat").get(reverse(route, kwargs=visit.kwargs)).text

    assert len(re.findall(r'<a class="nav-link active"[^>]* aria-current="page"', page)) == 1
    assert_valid_html(page)
