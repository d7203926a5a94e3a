"""An attacker's walk: every address with every key that could be guessed, as everyone, for closed words.

The permission table says which page opens; here the *contents* of all pages are read: lists, searches,
exports, calendar files, histories, counts, parts for htmx.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import product

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from groups.enums import EndReason
from naio_portal.access import CHAIRS, INSIDERS, OWN_GROUP, STAFF, Persona
from tests.factories.deliverables import (
    DeliverableFactory,
    MilestoneFactory,
    ProgressUpdateFactory,
    VersionFactory,
)
from tests.factories.groups import AppointmentFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.personas import World
from tests.factories.reviews import CommentFactory, ReviewRoundFactory

pytestmark = pytest.mark.django_db
P = Persona
OWN_READING = CHAIRS | {P.OWN_RAPPORTEUR, P.OWN_MEMBER, P.OWN_ALTERNATE, P.OWNER}
# Word -> who may read it somewhere.
CLOSED = {
    "canaryname": INSIDERS,
    "canary.mail": CHAIRS | STAFF,
    "12-555 0199": CHAIRS | STAFF,
    "canaryphoto": frozenset(),
    "canaryletter": CHAIRS | STAFF | {P.LEADERSHIP},
    "canaryrevoked": CHAIRS | STAFF | {P.LEADERSHIP},
    "canaryrestricted": CHAIRS | STAFF,
    "canaryproposed": OWN_GROUP | STAFF | {P.LEADERSHIP},
    "canaryactive": INSIDERS,
    "canarymilestone": CHAIRS | STAFF,
    "canarynote": CHAIRS | STAFF,
    "canarydraft": CHAIRS | STAFF | {P.OWN_RAPPORTEUR},
    "canarycloseditem": CHAIRS | STAFF,
    "canarymembersitem": OWN_READING | STAFF | {P.LEADERSHIP},
    "canarytext": CHAIRS | STAFF,
    "canarypurpose": CHAIRS | STAFF,
    "canarycomment": CHAIRS | STAFF,
    "canaryanswer": CHAIRS | STAFF,
    "canarylink": OWN_GROUP | STAFF | {P.LEADERSHIP},
}


class Canaries:
    """A world with one thing of each kind that somebody must not read."""

    def __init__(self) -> None:
        self.world = World()
        group = self.world.group
        target = MemberFactory(
            full_name="Canaryname Person",
            email="canary.mail@naio.example",
            phone="+60 12-555 0199",
            photo="photos/canaryphoto.jpg",
            user=UserFactory(email="canary.mail@naio.example"),
        )
        served = AppointmentFactory(member=target, group=group, instrument="Canaryletter 7")
        revoked = AppointmentFactory(
            member=MemberFactory(full_name="Somebody"),
            group=group,
            state="proposed",
            instrument="Canaryrevoked 8",
            end_reason=EndReason.OTHER,
        )
        restricted = DeliverableFactory(group=group, title="Canaryrestricted", restricted=True)
        milestone = MilestoneFactory(deliverable=restricted, title="Canarymilestone")
        update = ProgressUpdateFactory(deliverable=restricted, milestone=milestone, note="Canarynote")
        proposed = DeliverableFactory(group=group, title="Canaryproposed", state="proposed")
        active = DeliverableFactory(group=group, title="Canaryactive")
        version = VersionFactory(deliverable=active, restricted=True, text="Canarytext")
        review_round = ReviewRoundFactory(version=version, purpose="Canarypurpose")
        comment = CommentFactory(round=review_round, paragraph=1, text="Canarycomment")
        CommentFactory(parent=comment, text="Canaryanswer")
        draft = MeetingFactory(groups=[group], title="Canarydraft")
        told = MeetingFactory(groups=[group], notified=True, link="https://meet.example/canarylink")
        items = [
            AgendaItemFactory(meeting=told, title="Canarycloseditem", visibility="restricted"),
            AgendaItemFactory(meeting=told, title="Canarymembersitem", visibility="members"),
        ]
        reviewed = [version, review_round, comment]
        rows = [
            *reviewed,
            target,
            served,
            revoked,
            restricted,
            milestone,
            update,
            proposed,
            active,
            draft,
            told,
            *items,
        ]
        self.rows: dict[type, list[str]] = defaultdict(list)
        for row in rows:
            self.rows[type(row)].append(str(row.reference))
        self.keys = {
            "slug": [group.slug],
            "item": [items[0].reference],
            "kind": ["csv", "xlsx"],
            "form": ["csv", "xlsx"],
            "move": ["activate"],
            "token": ["guess"],
            "code": ["milestone-owner"],
        }
        self.world.sign_in_everybody()

    def addresses(self) -> list[str]:
        """Every address that a GET may ask: with one key of each kind of row."""
        keys = self.keys | {"reference": [keys[0] for keys in self.rows.values()]}
        found = set()
        for name, names in routes(get_resolver()):
            for values in product(*(keys.get(key, [1]) for key in names)):
                with suppress(NoReverseMatch):
                    found.add(reverse(name, kwargs=dict(zip(names, values, strict=True))))
        return sorted(found)

    def with_each_row(self, addresses: Iterable[str]) -> list[str]:
        """Those addresses for every row of the kind whose key is in them."""
        return [
            address.replace(keys[0], key)
            for address in addresses
            for keys in [next((keys for keys in self.rows.values() if keys[0] in address), [""])]
            for key in keys
        ]


def routes(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, list[str]]]:
    """(name, names of its parameters) of every route of ours."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from routes(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name and namespace:
            yield (
                namespace + pattern.name,
                list(pattern.pattern.converters or pattern.pattern.regex.groupindex),
            )


def text_of(response) -> str:
    """What a person could read in the answer: also in the cells of a workbook."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return body.decode(errors="replace").replace("\r\n ", "").lower()


NOT_FOUND = 404
# What a search box or a day to look back to adds to a list.
SEARCHES = ('name="q"', 'name="as_of"')


def answers(client: Client, addresses: list[str]) -> Iterator[tuple[str, int, str]]:
    """(address, status, text) of each page as it is; of lists also the part for htmx that a search brings."""
    for address in addresses:
        response = client.get(address)
        text = text_of(response)
        yield address, response.status_code, text
        if any(box in text for box in SEARCHES):
            query = f"{address}?q=canaryname&as_of=2025-03-01"
            part = client.get(query, headers={"HX-Request": "true"})
            yield query, part.status_code, text_of(part)


def words_in(answered: Iterable[tuple[str, int, str]]) -> dict[str, set[str]]:
    """Each planted word that is there, with its addresses."""
    found = defaultdict(set)
    for address, _status, text in answered:
        # The search box shows what was typed into it.
        shown = text.replace('value="canaryname"', "").replace("q=canaryname", "")
        for word in CLOSED:
            if word in shown:
                found[word].add(address)
    return dict(found)


class Walk:
    """The addresses behind which there is something, found by the secretariat, who may read the most."""

    def __init__(self) -> None:
        self.canaries = Canaries()
        self.world = self.canaries.world
        client = self.world.client(P.SECRETARIAT)
        self.read = [
            answer for answer in answers(client, self.canaries.addresses()) if answer[1] != NOT_FOUND
        ]
        there = {address for address, _status, _text in self.read if "?" not in address}
        self.addresses = self.canaries.with_each_row(sorted(there))
        self.read += answers(client, [address for address in self.addresses if address not in there])


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker) -> Iterator[Walk]:
    """One world for all walkers: a GET writes nothing (tests/security/test_permission_table.py)."""
    cache.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        yield Walk()
        transaction.set_rollback(True)


# Those of whom each sees something that the next does not.
WALKERS = (
    P.VISITOR,
    P.SECTOR_OFFICER,
    P.FORMER_MEMBER,
    P.OTHER_MEMBER,
    P.OWN_OBSERVER,
    P.OWN_MEMBER,
    P.OWN_RAPPORTEUR,
    P.LEADERSHIP,
)


@pytest.mark.parametrize("persona", WALKERS)
def test_words_are_read_by_whom_they_are_for_and_nobody_else(walk, persona):
    """Those who may read a word find it: a walker refused everything would prove nothing."""
    found = words_in(answers(walk.world.client(persona), walk.addresses))

    closed = {word for word, readers in CLOSED.items() if persona not in readers}
    assert {word: addresses for word, addresses in found.items() if word in closed} == {}
    assert CLOSED.keys() - closed - found.keys() == set()


def test_the_secretariat_finds_every_word_that_is_for_it(walk):
    found = words_in(walk.read)

    assert found.keys() == {word for word, readers in CLOSED.items() if P.SECRETARIAT in readers}
    assert len(walk.addresses) > 150
