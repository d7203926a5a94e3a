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
from tests.factories.applications import ApplicationFigureFactory, SectorApplicationFactory
from tests.factories.deliverables import (
    ChangeRequestFactory,
    DeliverableFactory,
    DependencyFactory,
    MilestoneFactory,
    ProgressUpdateFactory,
    RequestAttachmentFactory,
    VersionFactory,
    WorkPlanFactory,
    days,
)
from tests.factories.groups import AppointmentFactory, ObjectiveFactory
from tests.factories.liaison import (
    LiaisonMessageFactory,
    LiaisonRequestFactory,
    SectoralTeamFactory,
    SectorOfficerFactory,
)
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.members import MemberFactory, UserFactory
from tests.factories.personas import World
from tests.factories.plan_imports import previewed_plan
from tests.factories.recommendations import (
    InstrumentFactory,
    LetterFactory,
    RecommendationEvidenceFactory,
    RecommendationFactory,
    RecommendationPlaceFactory,
)
from tests.factories.reviews import CommentFactory, ReviewerFactory, ReviewRoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rendering_as_served")]
P = Persona
OWN_SIDE = OWN_GROUP | STAFF | {P.LEADERSHIP}
CLOSED_SIDE = CHAIRS | STAFF
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
    # Plans and their changes.
    "canaryreturned": OWN_SIDE,
    "canarychange": CLOSED_SIDE,
    "canaryretitled": CLOSED_SIDE,
    "canaryobjective": INSIDERS,
    "canarydependency": CLOSED_SIDE,
    "canaryimport": CLOSED_SIDE,
    # Review rounds.
    "canaryasked": INSIDERS | {P.SECTOR_OFFICER},
    "canaryremark": OWN_SIDE | {P.SECTOR_OFFICER},
    "canarydisposition": OWN_SIDE | {P.SECTOR_OFFICER},
    "canaryrefusal": CLOSED_SIDE,
    # Recommendations.
    "canarywish": OWN_SIDE,
    "canarysecretwish": CLOSED_SIDE,
    "canaryopenletter": INSIDERS,
    "canaryclosedletter": CLOSED_SIDE,
    "canarysecretanswer": CLOSED_SIDE,
    "canaryevidence": CLOSED_SIDE,
    "canaryversionnote": CLOSED_SIDE,
    "canaryformnote": CLOSED_SIDE,
    # Liaison and what teams tried.
    "canaryquestion": OWN_SIDE | {P.SECTOR_OFFICER},
    "canarythread": OWN_SIDE | {P.SECTOR_OFFICER},
    "canaryunsent": OWN_SIDE,
    "canaryconfided": CLOSED_SIDE,
    "canarylateattachment": CLOSED_SIDE,
    "canarytried": CLOSED_SIDE | {P.SECTOR_OFFICER},  # whatever the deliverable
    "canarytrial": CLOSED_SIDE | {P.SECTOR_OFFICER},
    "canaryothertrial": CLOSED_SIDE,
    "canarysource": CLOSED_SIDE,
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
        team = SectoralTeamFactory()
        rows = [
            *reviewed,
            *self.planned(restricted, active),
            *self.reviewed(version, team),
            *self.recommended(restricted, active, version),
            *self.asked(version, restricted, team),
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
            self.rows[type(row)].append(str(getattr(row, "reference", row.pk)))
        # One of each kind.
        self.references = [keys[0] for keys in self.rows.values()]
        self.keys = {
            "slug": [group.slug, team.slug, self.instrument.slug],
            "item": [items[0].reference],
            "pk": [1, self.file_import.pk],
            "kind": ["csv", "xlsx"],
            "form": ["csv", "xlsx", "pdf"],
            "language": ["ms"],
            "version": [self.late.reference],
            "move": ["activate"],
            "token": ["guess"],
            "code": ["milestone-owner"],
        }
        self.world.sign_in_everybody()

    def planned(self, restricted, active) -> list:
        """A returned plan, changes of a restricted deliverable and of an objective, what waits for what, and
        a file of the chair on its way in."""
        plan = WorkPlanFactory(group=self.world.group, state_reason="Canaryreturned")
        change = ChangeRequestFactory(
            milestone=None,
            deliverable=restricted,
            old={"title": restricted.title},
            new={"title": "Canaryretitled"},
            reason="Canarychange",
        )
        objective = ObjectiveFactory(group=self.world.group)
        wording = ChangeRequestFactory(
            milestone=None,
            deliverable=None,
            objective=objective,
            old={"statement": objective.statement},
            new={"statement": "Another one"},
            reason="Canaryobjective",
        )
        DependencyFactory(predecessor=restricted, successor=active, note="Canarydependency")
        active.links_out.create(target=restricted)
        self.file_import = previewed_plan(
            ("SAF", "Canaryimport", "", "", "2027-08-01"),
            by=self.world.users[P.OWN_CHAIR],
            group=self.world.group,
        )
        return [plan, change, wording, self.file_import]

    def reviewed(self, closed_version, team) -> list:
        """A round on an open version, in which an officer is asked, and one that is over on the restricted
        one."""
        asked = DeliverableFactory(group=self.world.group, title="Canaryasked")
        opened = ReviewRoundFactory(version=VersionFactory(deliverable=asked))
        officer = SectorOfficerFactory(team=team, user=self.world.users[P.SECTOR_OFFICER])
        ReviewerFactory(round=opened, member=None, officer=officer)
        said = CommentFactory(
            round=opened,
            text="Canaryremark",
            disposition="rejected",
            disposition_reason="Canarydisposition",
            disposed_by=self.world.users[P.OWN_CHAIR],
            disposed_at=opened.opens_at,
        )
        over = ReviewRoundFactory(version=closed_version, completed=True)
        CommentFactory(
            round=over,
            disposition="rejected",
            disposition_reason="Canaryrefusal",
            disposed_by=self.world.users[P.OWN_CHAIR],
            disposed_at=over.completed_at,
        )
        return [opened, over, said]

    def recommended(self, restricted, active, closed_version) -> list:
        """An open one that rests on closed things and is related to a restricted one, that one, a draft."""
        self.instrument = InstrumentFactory()
        draft = RecommendationFactory(group=self.world.group, title_en="Canarywish", title_ms="Canarywish")
        closed = RecommendationFactory(
            group=self.world.group,
            title_en="Canarysecretwish",
            title_ms="Canarysecretwish",
            state="responded",
            restricted=True,
        )
        closed.responses.create(outcome="accepted", responded_on=days(-3), reason="Canarysecretanswer")
        opened = RecommendationFactory(group=self.world.group, state="submitted")
        LetterFactory(recommendation=opened, file__data=b"%PDF-1.7 canaryopenletter")
        LetterFactory(recommendation=closed, file__data=b"%PDF-1.7 canaryclosedletter")
        RecommendationEvidenceFactory(recommendation=opened, deliverable=restricted, note="Canaryevidence")
        RecommendationEvidenceFactory(
            recommendation=opened,
            deliverable=active,
            deliverable_version=closed_version,
            note="Canaryversionnote",
        )
        RecommendationEvidenceFactory(
            recommendation=draft,
            deliverable=active,
            deliverable_version=closed_version,
            note="Canaryformnote",
        )
        opened.links_out.create(target=closed, kind="related")
        for made in (draft, closed, opened):
            RecommendationPlaceFactory(recommendation=made, instrument=self.instrument)
        return [opened, closed, draft]

    def asked(self, closed_version, restricted, team) -> list:
        """Requests to the officer's team and to another, a draft; what the two teams tried."""
        group = self.world.group
        other_team = SectoralTeamFactory()
        question = LiaisonRequestFactory(
            from_group=group, to_team=team, text="Canaryquestion", sent_on=days(-200), state="sent"
        )
        LiaisonMessageFactory(request=question, text="Canarythread")
        # The officer came to the team after it was sent.
        self.late = VersionFactory(
            deliverable=closed_version.deliverable, restricted=True, note="Canarylateattachment"
        )
        RequestAttachmentFactory(request=question, version=self.late)
        unsent = LiaisonRequestFactory(from_group=group, to_team=team, text="Canaryunsent", state="draft")
        confided = LiaisonRequestFactory(
            from_group=group, to_team=other_team, text="Canaryconfided", restricted=True
        )
        tried = DeliverableFactory(group=group, title="Canarytried", restricted=True)
        trial = SectorApplicationFactory(team=team, deliverable=tried, result="Canarytrial")
        other = SectorApplicationFactory(team=other_team, deliverable=restricted, result="Canaryothertrial")
        ApplicationFigureFactory(application=other, source="Canarysource")
        return [question, unsent, confided, self.late, trial, other]

    def addresses(self, name: str, parameters: list[str]) -> Iterator[tuple[str, list[str]]]:
        """For each kind of row its key, and every address of this route that a GET may ask with it."""
        for reference in [*self.references] if "reference" in parameters else [""]:
            keys = self.keys | {"reference": [reference]}
            found = []
            for values in product(*(keys.get(key, [1]) for key in parameters)):
                with suppress(NoReverseMatch):
                    found.append(reverse(name, kwargs=dict(zip(parameters, values, strict=True))))
            yield reference, found

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


NOT_FOUND, NOT_ALLOWED = 404, 405
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
        self.read = [answer for route in routes(get_resolver()) for answer in self.there(client, *route)]
        there = {address for address, _status, _text in self.read if "?" not in address}
        self.addresses = self.canaries.with_each_row(sorted(there))
        self.read += answers(client, [address for address in self.addresses if address not in there])

    def there(self, client: Client, name: str, parameters: list[str]) -> list[tuple[str, int, str]]:
        """What a route answers where there is something: of the first kind of row that it knows, if any.

        A route that is only posted to has nothing to read, for nobody.
        """
        for reference, addresses in self.canaries.addresses(name, parameters):
            answered = list(answers(client, addresses))
            if any(status == NOT_ALLOWED for _address, status, _text in answered):
                return []
            if found := [answer for answer in answered if answer[1] != NOT_FOUND]:
                # The next route is likely of the same kind.
                self.canaries.references.sort(key=reference.__ne__)
                return found
        return []


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
