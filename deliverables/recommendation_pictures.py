"""Geometry of two pictures: the thread of one recommendation, and the register as a flow. Templates draw
them as SVG; each has its table beneath."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliverables.selectors.threads import Flow, Thread
from naio_portal.addresses import address_of

# --- the thread of one recommendation -------------------------------------------------------------------

NODE_WIDTH, NODE_HEIGHT, COLUMN, LINE, HEAD = 176, 54, 216, 68, 28
TEXT_LENGTH = 25


@dataclass(frozen=True)
class Node:
    """A box of the picture: what it is in a small line, its words in one or two, and where it leads."""

    kind: str
    label: str
    lines: tuple[str, ...]
    text: str
    url: str
    x: float
    y: float
    language: str = ""

    @property
    def right(self) -> float:
        return self.x + NODE_WIDTH

    @property
    def middle(self) -> float:
        return self.y + NODE_HEIGHT / 2


@dataclass(frozen=True)
class Edge:
    path: str


@dataclass(frozen=True)
class Column:
    x: float
    text: str


@dataclass(frozen=True)
class ThreadPicture:
    width: float
    height: float
    columns: tuple[Column, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


# Columns from left to right; that of the review rounds only where there are any.
GROUP, SOURCE, VERSION, ROUND, ADVICE, FED = range(6)


def thread_picture(thread: Thread) -> ThreadPicture:
    """Left to right: the group; deliverables with their versions and review rounds, the meeting and the
    people, a line each; the recommendation; the parts of the instruments that it feeds."""
    made = thread.recommendation
    place = _Places(has_rounds=bool(thread.rounds))
    groups = {made.group_id: made.group}
    # From a box, or the key of a group, along the boxes of a line.
    chains: list[tuple[Node | int, list[Node]]] = []
    for row, rounds in thread.sources:
        groups.setdefault(row.deliverable.group_id, row.deliverable.group)
        source = _evidence_nodes(row, place, len(chains))
        reviews = [_round_node(found, place, len(chains) + extra) for extra, found in enumerate(rounds)]
        chains.append((row.deliverable.group_id, [*source, *reviews[:1]]))
        chains += [(source[-1], [review]) for review in reviews[1:]]
    if thread.meeting is not None:
        chains.append((made.group_id, [_meeting_node(thread.meeting, place, len(chains))]))
    for part in thread.people:
        name, url = part.member.formal_name, url_of_person(part.member)
        person = _node("person", _("Contributor"), name, url, at=place(SOURCE, len(chains)))
        chains.append((made.group_id, [person]))
    height = max(len(chains), len(thread.places), len(groups), 1)
    advice = _node(
        "recommendation",
        made.code,
        made.title,
        made.get_absolute_url(),
        at=place(ADVICE, (height - 1) / 2),
    )
    of_group = {
        group.pk: _node("group", group.code, group.name, group.get_absolute_url(), at=place(GROUP, line))
        for group, line in zip(groups.values(), _spread(len(groups), height), strict=True)
    }
    fed = [
        _node("instrument", _("Instrument"), str(clause), url_of_instrument(clause), at=place(FED, line))
        for clause, line in zip(
            [row.instrument for row in thread.places], _spread(len(thread.places), height), strict=True
        )
    ]
    edges = [_edge(advice, node) for node in fed]
    for start, line in chains or [(made.group_id, [])]:
        first = of_group[start] if isinstance(start, int) else start
        edges += [_edge(one, other) for one, other in pairwise([first, *line, advice])]
    nodes = [*of_group.values(), *(node for _start, line in chains for node in line), advice, *fed]
    return ThreadPicture(
        width=place.x(FED) + NODE_WIDTH + 4,
        height=HEAD + height * LINE,
        columns=place.heads(),
        nodes=tuple(nodes),
        edges=tuple(edges),
    )


@dataclass(frozen=True)
class _Places:
    """Where the boxes of a column and a line stand."""

    has_rounds: bool

    def __call__(self, column: int, line: float) -> tuple[float, float]:
        return self.x(column), HEAD + line * LINE

    def x(self, column: int) -> float:
        return (column - (column > ROUND and not self.has_rounds)) * COLUMN

    def heads(self) -> tuple[Column, ...]:
        names = {
            GROUP: _("Group"),
            SOURCE: _("Work, meeting, people"),
            VERSION: _("Version"),
            ROUND: _("Review"),
            ADVICE: _("Recommendation"),
            FED: _("Feeds"),
        }
        return tuple(
            Column(self.x(column), text)
            for column, text in names.items()
            if self.has_rounds or column != ROUND
        )


def _evidence_nodes(row, place: _Places, line: int) -> list[Node]:
    deliverable, version = row.deliverable, row.deliverable_version
    found = [
        _node(
            "deliverable",
            deliverable.code,
            deliverable.title,
            deliverable.get_absolute_url(),
            at=place(SOURCE, line),
            language=deliverable.language,
        )
    ]
    if version is not None:
        words = _("Version %(number)d") % {"number": version.number}
        url = version.get_absolute_url()
        found.append(_node("version", deliverable.code, words, url, at=place(VERSION, line)))
    return found


def _round_node(review_round, place: _Places, line: int) -> Node:
    count = review_round.comment_count
    said = ngettext("%(number)s comment", "%(number)s comments", count) % {"number": count}
    words = f"{review_round.phase.label}, {said}"
    label = _("Review of version %(number)s") % {"number": review_round.version.number}
    return _node("round", label, words, review_round.get_absolute_url(), at=place(ROUND, line))


def _meeting_node(meeting, place: _Places, line: int) -> Node:
    url = meeting.get_absolute_url()
    at = place(SOURCE, line)
    return _node("meeting", _("Meeting"), meeting.title, url, at=at, language=meeting.language)


def _node(
    kind: str, label: str, words: str, url: str, *, at: tuple[float, float], language: str = ""
) -> Node:
    x, y = at
    return Node(
        kind=kind,
        label=label,
        lines=_wrapped(words),
        text=f"{label}: {words}",
        url=url,
        x=x + 2,
        y=round(y, 1),
        language=language,
    )


def _wrapped(words: str) -> tuple[str, ...]:
    """At most two lines of TEXT_LENGTH."""
    first, rest = "", words.split()
    while rest and len(f"{first} {rest[0]}") <= TEXT_LENGTH:
        first = f"{first} {rest.pop(0)}".strip()
    if not first:
        first, rest = words[: TEXT_LENGTH - 1] + "…", []
    second = " ".join(rest)
    if not second:
        return (first,)
    return first, second if len(second) <= TEXT_LENGTH else f"{second[: TEXT_LENGTH - 1].rstrip()}…"


def _spread(count: int, height: int) -> list[float]:
    """Lines for so many boxes, evenly over the height."""
    return [(number + 0.5) * height / count - 0.5 for number in range(count)]


def _edge(start: Node, end: Node) -> Edge:
    bend = (end.x - start.right) / 2
    return Edge(
        f"M{start.right:g} {start.middle:g}C{start.right + bend:g} {start.middle:g} "
        f"{end.x - bend:g} {end.middle:g} {end.x:g} {end.middle:g}"
    )


def url_of_person(member) -> str:
    """What a person contributed to: the register, of that person."""
    return register_url(person=member.reference)


def url_of_instrument(instrument) -> str:
    return address_of("recommendations:instrument-detail", instrument.slug)


def register_url(**query: object) -> str:
    """The register under these filters; empty ones are left out."""
    asked = urlencode({name: str(value) for name, value in query.items() if value})
    return reverse("recommendations:recommendation-list") + (f"?{asked}" if asked else "")


# --- the register as a flow -----------------------------------------------------------------------------

FLOW_WIDTH, BAR, SIDE, FLOW_HEIGHT, GAP = 1080, 14, 230, 420, 16
STATE_LOOKS = {
    "draft": "plain",
    "adopted_by_group": "primary",
    "submitted": "warning",
    "responded": "primary",
    "implemented": "success",
    "not_implemented": "danger",
    "withdrawn": "plain",
    "superseded": "plain",
}


@dataclass(frozen=True)
class Stop:
    """A bar of the flow with its name. `side`: where the words stand: start, middle or end."""

    label: str
    sub: str
    text: str
    url: str
    look: str
    count: int
    x: float
    y: float
    height: float
    side: str


@dataclass(frozen=True)
class Band:
    """So many recommendations between two bars. `path`: its outline."""

    path: str
    text: str
    look: str


@dataclass(frozen=True)
class FlowPicture:
    width: float
    height: float
    stops: tuple[Stop, ...]
    bands: tuple[Band, ...]


@dataclass
class _Bar:
    """While it is drawn: how much of its left and right edge is used up."""

    y: float
    scale: float
    left: float = 0.0
    right: float = 0.0

    def take(self, side: str, count: int) -> tuple[float, float]:
        used = getattr(self, side)
        setattr(self, side, used + count * self.scale)
        return self.y + used, self.y + used + count * self.scale


def flow_picture(flow: Flow) -> FlowPicture:
    """Bars as high as what they hold: groups at the left, parts in the middle, states at the right; bands
    between them."""
    of_group: Counter[int] = Counter()
    of_part: Counter[int] = Counter()
    of_state: Counter[str] = Counter()
    left: Counter[tuple[int, int]] = Counter()
    right: Counter[tuple[int, str]] = Counter()
    for cell in flow.cells:
        of_group[cell.group.pk] += cell.count
        of_part[cell.part] += cell.count
        of_state[cell.state] += cell.count
        left[cell.group.pk, cell.part] += cell.count
        right[cell.part, cell.state] += cell.count
    groups = {cell.group.pk: cell.group for cell in flow.cells}
    ordered = sorted(groups.values(), key=lambda group: (group.position, group.code))
    parts = {part.pk if part else 0: part for part in flow.parts}
    words = dict(flow.states)
    height = max(FLOW_HEIGHT, 56 * max(len(ordered), len(parts), len(words), 1))
    columns = [
        _bars([(group.pk, of_group[group.pk]) for group in ordered], height),
        _bars([(key, of_part[key]) for key in parts], height),
        _bars([(key, of_state[key]) for key in words], height),
    ]
    xs = (SIDE, (FLOW_WIDTH - BAR) / 2, FLOW_WIDTH - SIDE - BAR)
    names = {key: part_name(part) for key, part in parts.items()}
    bands = [
        _band(
            columns[0][group.pk].take("right", count),
            columns[1][key].take("left", count),
            between=(xs[0] + BAR, xs[1]),
            text=f"{group.code} → {names[key]}: {count}",
            look="plain",
        )
        for group in ordered
        for key in parts
        if (count := left[group.pk, key])
    ] + [
        _band(
            columns[1][key].take("right", count),
            columns[2][state].take("left", count),
            between=(xs[1] + BAR, xs[2]),
            text=f"{names[key]} → {words[state]}: {count}",
            look=STATE_LOOKS[state],
        )
        for key in parts
        for state in words
        if (count := right[key, state])
    ]
    inside = flow.within.slug if flow.within else ""
    stops = [
        _stop(
            columns[0][group.pk],
            group.code,
            group.name,
            of_group[group.pk],
            url=register_url(group=group.code, instrument=inside),
            look="group",
            x=xs[0],
            side="end",
        )
        for group in ordered
    ]
    stops += [
        _stop(
            columns[1][key],
            names[key],
            "",
            of_part[key],
            url=url_of_instrument(part) if part else register_url(),
            look="instrument",
            x=xs[1],
            side="middle",
        )
        for key, part in parts.items()
    ]
    stops += [
        _stop(
            columns[2][state],
            words[state],
            "",
            of_state[state],
            url=register_url(state=state, instrument=inside),
            look=STATE_LOOKS[state],
            x=xs[2],
            side="start",
        )
        for state in words
    ]
    return FlowPicture(FLOW_WIDTH, height + 2 * GAP, tuple(stops), tuple(bands))


def part_name(part) -> str:
    """Of an instrument, or of none."""
    return str(part) if part is not None else _("No instrument yet")


def _bars(counts: Iterable[tuple[Any, int]], height: float) -> Mapping[Any, _Bar]:
    """One below the other, a bar for each, with a gap that leaves room for its name."""
    listed = list(counts)
    gap = 34.0
    room = height - gap * max(len(listed) - 1, 0)
    scale = room / max(sum(count for _key, count in listed), 1)
    bars, y = {}, float(GAP)
    for key, count in listed:
        bars[key] = _Bar(round(y, 1), scale)
        y += count * scale + gap
    return bars


def _stop(bar: _Bar, label: str, sub: str, count: int, *, url: str, look: str, x: float, side: str) -> Stop:
    name = f"{label} {sub}".strip()
    return Stop(
        label=label,
        sub=sub,
        text=f"{name}: {count}",
        url=url,
        look=look,
        count=count,
        x=x,
        y=bar.y,
        height=round(max(count * bar.scale, 2.0), 1),
        side=side,
    )


def _band(
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    between: tuple[float, float],
    text: str,
    look: str,
) -> Band:
    """`start`, `end`: top and bottom where it leaves and arrives; `between`: x of both."""
    x, to = between
    bend = (to - x) / 2
    (top, bottom), (end_top, end_bottom) = start, end
    return Band(
        path=(
            f"M{x:g} {top:.1f}C{x + bend:g} {top:.1f} {to - bend:g} {end_top:.1f} {to:g} {end_top:.1f}"
            f"V{end_bottom:.1f}C{to - bend:g} {end_bottom:.1f} {x + bend:g} {bottom:.1f} {x:g} {bottom:.1f}Z"
        ),
        text=text,
        look=look,
    )
