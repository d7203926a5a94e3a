"""The colour of a deliverable: one rule, as a function over plain facts and as SQL.

Red: past its due date, or an active milestone more than 7 days overdue, or a forecast more than 14 days
after its due date. Amber: an active milestone 1 to 7 days overdue, or one due within 7 days with no
update in the last 14, or a forecast after its due date, or no update for 30 days (stale). Else green.
No colour outside active and in review. The limits are the settings RAG_*; days are Kuala Lumpur's.

A forecast is the deliverable's own or that of one of its active milestones. Before the first update,
staleness counts from the day it became active.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliverables.enums import RUNNING_STATES, MilestoneState, Rag

WORST_FIRST = (Rag.RED, Rag.AMBER, Rag.GREEN)


@dataclass(frozen=True)
class MilestoneFacts:
    """What the rule asks of one active milestone."""

    due_on: dt.date
    forecast_on: dt.date | None = None
    number: int = 0


@dataclass(frozen=True)
class Facts:
    """What the rule asks of a deliverable; `milestones` are its active ones."""

    state: str
    due_on: dt.date
    activated_on: dt.date | None = None
    last_update_on: dt.date | None = None
    forecast_on: dt.date | None = None
    milestones: tuple[MilestoneFacts, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why a colour: one sentence, translated."""

    colour: Rag
    text: str


def facts_of(deliverable, milestones) -> Facts:
    """The facts of a Deliverable and its Milestones of any state, as loaded."""
    return Facts(
        state=deliverable.state,
        due_on=deliverable.due_on,
        activated_on=deliverable.activated_on,
        last_update_on=deliverable.last_update_on,
        forecast_on=deliverable.forecast_on,
        milestones=tuple(
            MilestoneFacts(milestone.due_on, milestone.forecast_on, milestone.number)
            for milestone in milestones
            if milestone.state == MilestoneState.ACTIVE
        ),
    )


def computed_rag(facts: Facts, today: dt.date) -> str:
    """The colour by the rule, "" where there is none. `today`: the day in Kuala Lumpur."""
    if facts.state not in RUNNING_STATES:
        return ""
    found = {reason.colour for reason in reasons_for(facts, today)}
    return next(colour for colour in WORST_FIRST if colour in found or colour == Rag.GREEN)


def reasons_for(facts: Facts, today: dt.date) -> list[Reason]:
    """Each sentence of the rule that holds, the worst first; empty for green and where there is no colour."""
    if facts.state not in RUNNING_STATES:
        return []
    reasons = [
        *_past_due(facts, today),
        *(reason for milestone in facts.milestones for reason in _of_milestone(facts, milestone, today)),
        *_forecast(facts.due_on, facts.forecast_on, _("The forecast")),
        *_stale(facts, today),
    ]
    return sorted(reasons, key=lambda reason: WORST_FIRST.index(reason.colour))


def _past_due(facts: Facts, today: dt.date) -> list[Reason]:
    days = (today - facts.due_on).days
    if days <= 0:
        return []
    text = ngettext("It is %(days)d day past due.", "It is %(days)d days past due.", days) % {"days": days}
    return [Reason(Rag.RED, text)]


def _of_milestone(facts: Facts, milestone: MilestoneFacts, today: dt.date) -> list[Reason]:
    reasons = []
    overdue = (today - milestone.due_on).days
    values = {"number": milestone.number, "days": abs(overdue)}
    if overdue > 0:
        colour = Rag.RED if overdue > settings.RAG_MILESTONE_RED_AFTER else Rag.AMBER
        text = ngettext(
            "Milestone %(number)d is %(days)d day overdue.",
            "Milestone %(number)d is %(days)d days overdue.",
            overdue,
        )
        reasons.append(Reason(colour, text % values))
    elif -overdue <= settings.RAG_MILESTONE_SOON and not _is_fresh(facts, today):
        values["fresh"] = settings.RAG_UPDATE_FRESH
        text = _(
            "Milestone %(number)d is due within %(days)d days, and no update came in the last %(fresh)d."
        ) % (values | {"days": settings.RAG_MILESTONE_SOON})
        reasons.append(Reason(Rag.AMBER, text))
    subject = _("The forecast of milestone %(number)d") % values
    return reasons + _forecast(milestone.due_on, milestone.forecast_on, subject)


def _forecast(due_on: dt.date, forecast_on: dt.date | None, subject: str) -> list[Reason]:
    days = (forecast_on - due_on).days if forecast_on else 0
    if days <= 0:
        return []
    colour = Rag.RED if days > settings.RAG_FORECAST_RED_AFTER else Rag.AMBER
    text = ngettext(
        "%(subject)s is %(days)d day after the due date.",
        "%(subject)s is %(days)d days after the due date.",
        days,
    )
    return [Reason(colour, text % {"subject": subject, "days": days})]


def _is_fresh(facts: Facts, today: dt.date) -> bool:
    return (
        facts.last_update_on is not None and (today - facts.last_update_on).days <= settings.RAG_UPDATE_FRESH
    )


def _stale(facts: Facts, today: dt.date) -> list[Reason]:
    since = facts.last_update_on or facts.activated_on
    if since is None or (today - since).days < settings.RAG_STALE_AFTER:
        return []
    values = {"days": (today - since).days}
    text = ngettext("No update for %(days)d day.", "No update for %(days)d days.", values["days"])
    return [Reason(Rag.AMBER, text % values)]


# --- the same in SQL: over the deliverable's own columns, no join --------------------------------


def stale_on(today: dt.date) -> Q:
    """Running deliverables with no update for RAG_STALE_AFTER days."""
    limit = today - dt.timedelta(days=settings.RAG_STALE_AFTER)
    return Q(state__in=RUNNING_STATES) & (
        Q(last_update_on__lte=limit) | Q(last_update_on__isnull=True, activated_on__lte=limit)
    )


def late_on(today: dt.date) -> Q:
    """Running deliverables past due, or with an active milestone past due."""
    return Q(state__in=RUNNING_STATES) & (Q(due_on__lt=today) | Q(next_due_on__lt=today))


def computed_rag_sql(today: dt.date) -> Case:
    """`computed_rag` as an expression over Deliverable, for that day in Kuala Lumpur."""

    def days(count: int) -> dt.timedelta:
        return dt.timedelta(days=count)

    red_slip = settings.RAG_FORECAST_RED_AFTER
    red = (
        Q(due_on__lt=today)
        | Q(next_due_on__lt=today - days(settings.RAG_MILESTONE_RED_AFTER))
        | Q(milestone_slip_days__gt=red_slip)
        | Q(forecast_on__gt=F("due_on") + days(red_slip))
    )
    not_fresh = Q(last_update_on__isnull=True) | Q(last_update_on__lt=today - days(settings.RAG_UPDATE_FRESH))
    amber = (
        Q(next_due_on__lt=today)
        | Q(next_due_on__lte=today + days(settings.RAG_MILESTONE_SOON)) & not_fresh
        | Q(milestone_slip_days__gt=0)
        | Q(forecast_on__gt=F("due_on"))
        | stale_on(today)
    )
    return Case(
        When(~Q(state__in=RUNNING_STATES), then=Value("")),
        When(red, then=Value(Rag.RED)),
        When(amber, then=Value(Rag.AMBER)),
        default=Value(Rag.GREEN),
        output_field=CharField(),
    )


def shown_rag_sql(today: dt.date) -> Case:
    """The override where there is one in force, else the annotated `rag_computed`."""
    in_force = Q(rag_override_until__gte=today)
    return Case(
        When(Q(state__in=RUNNING_STATES) & ~Q(rag_override="") & in_force, then=F("rag_override")),
        default=F("rag_computed"),
        output_field=CharField(),
    )


def severity_sql() -> Case:
    """3 red, 2 amber, 1 green, 0 none: to sort by the annotated `rag`."""
    return Case(
        *[When(rag=colour, then=Value(rank)) for rank, colour in enumerate(reversed(WORST_FIRST), start=1)],
        default=Value(0),
    )


def reported_since_sql() -> Coalesce:
    """Day of the last update, else the day it became active."""
    return Coalesce("last_update_on", "activated_on")


def worst(colours) -> str:
    """The worst of some colours; "" for none."""
    found = set(colours)
    return next((colour for colour in WORST_FIRST if colour in found), "")
