"""Geometry of the pictures: group health, its weeks, the milestone timeline. Templates draw it as SVG."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from deliverables.enums import MilestoneState, Rag
from deliverables.models import Deliverable, Dependency, GroupWeek, Milestone
from deliverables.selectors.boards import GroupHealth
from naio_portal.dates import SHORT_MONTHS, format_date

# --- group health ----------------------------------------------------------------------------------

BAR_LEFT, BAR_WIDTH, BAR_ROW = 64, 576, 36
WORST_FIRST = (Rag.RED, Rag.AMBER, Rag.GREEN)


@dataclass(frozen=True)
class Bar:
    """A run of one colour: `x` and `width` in units of the picture."""

    colour: str
    count: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class HealthRow:
    health: GroupHealth
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class HealthPicture:
    """`width` × `height` units; one row a group, longest bar for the most deliverables."""

    rows: tuple[HealthRow, ...]
    width: int
    height: int


def health_picture(health: Sequence[GroupHealth]) -> HealthPicture:
    """Bars of equal units a deliverable, red first, so that lengths compare across groups."""
    unit = BAR_WIDTH / max([row.total for row in health] + [1])
    rows = []
    for index, row in enumerate(health):
        x, bars = float(BAR_LEFT), []
        for colour in WORST_FIRST:
            count = getattr(row, colour)
            if count:
                bars.append(Bar(colour, count, round(x, 1), round(count * unit, 1)))
                x += count * unit
        rows.append(HealthRow(row, index * BAR_ROW, tuple(bars)))
    return HealthPicture(tuple(rows), BAR_LEFT + BAR_WIDTH, len(rows) * BAR_ROW)


# --- weeks of a group ------------------------------------------------------------------------------

WEEK, WEEKS_HEIGHT, BLOCK_MAX = 22, 56, 48


@dataclass(frozen=True)
class WeekBar:
    """The deliverables of one week: runs of one colour from the ground up, as `y` and `height`."""

    week: GroupWeek
    x: float
    runs: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class TrendPicture:
    bars: tuple[WeekBar, ...]
    width: int
    height: int


def trend_picture(weeks: Sequence[GroupWeek]) -> TrendPicture:
    """One bar a week, green below, red on top; equal units within the picture."""
    unit = BLOCK_MAX / max([week.red + week.amber + week.green for week in weeks] + [1])
    bars = []
    for place, week in enumerate(weeks):
        ground, runs = float(WEEKS_HEIGHT - 4), []
        for colour in reversed(WORST_FIRST):
            height = getattr(week, colour) * unit
            if height:
                ground -= height
                runs.append((str(colour), round(ground, 1), round(height, 1)))
        bars.append(WeekBar(week, place * WEEK, tuple(runs)))
    return TrendPicture(tuple(bars), WEEK * max(len(weeks), 1), WEEKS_HEIGHT)


# --- timeline ----------------------------------------------------------------------------------------

LABELS, TRACK, ROW, HEAD, GROUP_HEAD = 250, 830, 40, 44, 30
MONTHS_SHOWN = 12
LABEL_LENGTH = 34


@dataclass(frozen=True)
class Window:
    """Whole months: from the first of `start`, MONTHS_SHOWN of them."""

    start: dt.date

    @classmethod
    def of(cls, text: str, today: dt.date) -> "Window":
        """`2026-03` of the URL; two months before today where it is no month."""
        try:
            start = dt.date.fromisoformat(f"{text}-01")
            if not 2000 <= start.year <= 2100:
                raise ValueError(text)
        except ValueError:
            start = add_months(today.replace(day=1), -2)
        return cls(start)

    @property
    def end(self) -> dt.date:
        """The day after the last."""
        return add_months(self.start, MONTHS_SHOWN)

    @property
    def last(self) -> dt.date:
        return self.end - dt.timedelta(days=1)

    @property
    def earlier(self) -> str:
        return f"{add_months(self.start, -6):%Y-%m}"

    @property
    def later(self) -> str:
        return f"{add_months(self.start, 6):%Y-%m}"

    def x(self, day: dt.date) -> float:
        """Where a day lies, at most one unit past either edge."""
        share = (day - self.start).days / (self.end - self.start).days
        return round(LABELS + TRACK * min(max(share, 0.0), 1.0), 1)

    def holds(self, day: dt.date) -> bool:
        return self.start <= day < self.end


def add_months(first: dt.date, months: int) -> dt.date:
    """The first of the month so many months after (before, when negative) the first of a month."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)


@dataclass(frozen=True)
class Month:
    x: float
    text: str
    year: str


@dataclass(frozen=True)
class Mark:
    """A milestone in the picture. `look`: active, late, achieved, missed, cancelled or proposed; each
    has a shape of its own. `text`: its name for those who do not see it."""

    milestone: Milestone
    x: float
    y: float
    look: str
    text: str
    slip_x: float | None = None


@dataclass(frozen=True)
class Lane:
    """One deliverable: where its line runs, and its milestones within the window."""

    deliverable: Deliverable
    y: float
    label: str
    bar_x: float
    bar_width: float
    due_x: float | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Arrow:
    """A dependency: from the due day of what is waited for to that of what waits; `is_tight` where the
    first is due after the second."""

    path: str
    is_tight: bool
    text: str


@dataclass(frozen=True)
class Heading:
    group: object
    y: float


@dataclass(frozen=True)
class Timeline:
    width: int
    height: float
    months: tuple[Month, ...]
    lanes: tuple[Lane, ...]
    headings: tuple[Heading, ...]
    today_x: float | None
    # Of the signs in it: the look and its words.
    looks: tuple[tuple[str, str], ...] = ()
    arrows: tuple[Arrow, ...] = ()

    @property
    def height_with_key(self) -> float:
        """Where it stands alone, two lines below say what the signs mean."""
        return self.height + 60


def timeline_picture(
    deliverables: Iterable[Deliverable],
    window: Window,
    today: dt.date,
    *,
    with_headings: bool,
    dependencies: Iterable[Dependency] = (),
) -> Timeline:
    """`deliverables`: in the order of the rows, with `group` loaded and their milestones of the window in
    `shown_milestones`. `with_headings`: a line with its name before each group. `dependencies`: drawn where
    both ends have a row."""
    lanes, headings, y, group = [], [], float(HEAD), None
    for deliverable in deliverables:
        if with_headings and deliverable.group_id != group:
            group = deliverable.group_id
            headings.append(Heading(deliverable.group, y))
            y += GROUP_HEAD
        lanes.append(_lane(deliverable, y, window, today))
        y += ROW
    looks = {mark.look for lane in lanes for mark in lane.marks}
    return Timeline(
        width=LABELS + TRACK + 20,
        height=y + 8,
        months=tuple(_months(window)),
        lanes=tuple(lanes),
        headings=tuple(headings),
        today_x=window.x(today) if window.holds(today) else None,
        looks=tuple((look, words_of(look)) for look in LOOKS if look in looks),
        arrows=tuple(_arrows(dependencies, {lane.deliverable.pk: lane for lane in lanes}, window)),
    )


LOOKS = ("late", "active", "achieved", "missed", "cancelled", "proposed")


def words_of(look: str) -> str:
    """The state that a shape and colour stand for."""
    return _("Late") if look == "late" else str(MilestoneState(look).label)


def _months(window: Window) -> Iterable[Month]:
    names = SHORT_MONTHS["en" if (get_language() or "ms").startswith("en") else "ms"]
    for count in range(MONTHS_SHOWN):
        first = add_months(window.start, count)
        is_year_shown = count == 0 or first.month == 1
        yield Month(window.x(first), names[first.month - 1], str(first.year) if is_year_shown else "")


def _lane(deliverable: Deliverable, y: float, window: Window, today: dt.date) -> Lane:
    middle = y + ROW / 2
    start = deliverable.activated_on or min(today, deliverable.due_on)
    left, right = window.x(start), window.x(max(start, deliverable.due_on))
    title = deliverable.title
    return Lane(
        deliverable=deliverable,
        y=y,
        label=title if len(title) <= LABEL_LENGTH else f"{title[: LABEL_LENGTH - 1].rstrip()}…",
        bar_x=left,
        bar_width=round(max(right - left, 1.0), 1),
        due_x=window.x(deliverable.due_on) if window.holds(deliverable.due_on) else None,
        marks=tuple(_mark(milestone, middle, window) for milestone in deliverable.shown_milestones),
    )


def _arrows(dependencies: Iterable[Dependency], lanes: dict[int, Lane], window: Window) -> Iterable[Arrow]:
    for link in dependencies:
        before, after = lanes.get(link.predecessor_id), lanes.get(link.successor_id)
        if before is None or after is None:
            continue
        first, then = before.deliverable, after.deliverable
        x, y = window.x(first.due_on), before.y + ROW / 2
        to_x, to_y = window.x(then.due_on), after.y + ROW / 2
        yield Arrow(
            path=f"M{x} {y}C{x + 36} {y} {to_x - 36} {to_y} {to_x} {to_y}",
            is_tight=first.due_on > then.due_on,
            text=_("%(code)s waits for %(other)s") % {"code": then.code, "other": first.code},
        )


def look_of(milestone: Milestone) -> str:
    """Which shape and colour a milestone has."""
    return "late" if milestone.is_late else str(milestone.state)


def _mark(milestone: Milestone, y: float, window: Window) -> Mark:
    baseline = milestone.baseline_on
    has_slipped = milestone.state == MilestoneState.ACTIVE and baseline and baseline != milestone.due_on
    return Mark(
        milestone=milestone,
        x=window.x(milestone.due_on),
        y=y,
        look=look_of(milestone),
        text=describe(milestone),
        slip_x=window.x(baseline) if has_slipped else None,
    )


def describe(milestone: Milestone) -> str:
    """`SAF-D03, milestone 2: Draft, due 7 March 2026, 3 days late`: in the active language."""
    values = {
        "code": milestone.deliverable.code,
        "number": milestone.number,
        "title": milestone.title,
        "day": format_date(milestone.due_on),
    }
    text = _("%(code)s, milestone %(number)d: %(title)s, due %(day)s") % values
    if late := milestone.late_days:
        status = ngettext("%(days)d day late", "%(days)d days late", late) % {"days": late}
    else:
        status = milestone.get_state_display()
    return f"{text}, {status}"
