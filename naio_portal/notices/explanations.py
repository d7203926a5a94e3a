"""Rules and moved days in plain words, in the active language."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

import holidays
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from naio_portal.dates import format_date
from naio_portal.notices.enums import Audience
from naio_portal.notices.instants import Clock, local_day
from naio_portal.notices.models import ReminderRule
from naio_portal.notices.subjects import SUBJECTS, ReminderSubject
from naio_portal.notices.workdays import Place, WorkCalendar, public_holidays


def listed(words: Iterable[object]) -> str:
    """`30, 14 and 7`."""
    *first, last = map(str, words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def explain_rule(rule: ReminderRule) -> str:
    """The whole rule in sentences: about what, to whom, when, and what ends it."""
    subject = SUBJECTS.get(rule.subject_kind)
    if subject is None:
        return _("This rule is about something that the portal does not know any more: nothing is sent.")
    if not rule.is_active:
        return f"{_('Not in use: nothing is sent.')} {_stages(rule)}"
    if subject.authors is not None:
        return f"{_stages(rule)} {_deciders(rule.audience)}"
    return f"{_stages(rule)} {_audience(rule.audience, subject)}"


def whom(rule: ReminderRule) -> str:
    """Who gets its mails, in few words."""
    subject = SUBJECTS.get(rule.subject_kind)
    if subject is not None and subject.owner and rule.audience == Audience.OWNER:
        return capfirst(str(subject.owner))
    return rule.get_audience_display()


def _stages(rule: ReminderRule) -> str:
    subject = SUBJECTS[rule.subject_kind]
    before = sorted((-stage for stage in rule.stages if stage < 0), reverse=True)
    after = sorted(stage for stage in rule.stages if stage > 0)
    parts = []
    if before:
        parts.append(
            ngettext("%(days)s day before the date", "%(days)s days before the date", _count(before))
            % {"days": listed(before)}
        )
    if 0 in rule.stages:
        parts.append(_("on the day itself"))
    if after and subject.is_due_date:
        parts.append(
            ngettext("%(days)s day after the date", "%(days)s days after the date", _count(after))
            % {"days": listed(after)}
        )
    elif after:
        parts.append(
            ngettext("%(days)s day after %(since)s", "%(days)s days after %(since)s", _count(after))
            % {"days": listed(after), "since": subject.counted_from}
        )
    text = ", ".join(parts)
    if rule.repeat_every:
        text += ngettext(
            ", then every day as long as nothing changes",
            ", then every %(days)d days as long as nothing changes",
            rule.repeat_every,
        ) % {"days": rule.repeat_every}
    return f"{text[:1].upper()}{text[1:]}."


def _count(days: list[int]) -> int:
    """The number that rules singular or plural: several numbers of days are always many."""
    return days[0] if len(days) == 1 else 2


def _audience(audience: str, subject: ReminderSubject) -> str:
    return {
        Audience.OWNER: _(
            "To %(owner)s. Where that is nobody who serves and can be written to: to the chair and the"
            " secretariat. It cannot be switched off."
        )
        % {"owner": subject.owner or _("the owner")},
        Audience.CONTRIBUTORS: _(
            "To the contributors who serve in the group, unless they switched their digest off."
        ),
        Audience.CHAIR: _("To the chair of the group, else its co-chairs. It cannot be switched off."),
        Audience.SECRETARIAT: _("To everybody of the secretariat. It cannot be switched off."),
    }[Audience(audience)]


def _deciders(audience: str) -> str:
    """Whom a rule about a decision reaches."""
    return {
        Audience.CHAIR: _(
            "To the chair of the group, else its co-chairs, never to who asked; where none of them can"
            " decide, to the secretariat. It cannot be switched off."
        ),
        Audience.SECRETARIAT: _("To everybody of the secretariat but who asked. It cannot be switched off."),
    }.get(Audience(audience), _("To nobody: this is decided by the chair."))


# --- days that move -------------------------------------------------------------------------------


def shift_of(stage_day: dt.date, is_overdue: bool, clock: Clock, day: dt.date) -> str:
    """Why a stage of `stage_day` (Kuala Lumpur) goes on the local working day `day`; empty on its own."""
    wanted = local_day(stage_day, clock.zone)
    if wanted == day:
        return ""
    names = {"day": format_date(wanted, weekday=True), "reason": reason_off(wanted, clock.calendar)}
    if day < wanted:
        return _("Moved forward from %(day)s: %(reason)s.") % names
    if is_overdue and not any(
        clock.calendar.works_on(wanted + dt.timedelta(days=n)) for n in range((day - wanted).days)
    ):
        return _("Moved back from %(day)s: %(reason)s.") % names
    return _("It was open since %(day)s and goes with the next mail.") % names


def reason_off(day: dt.date, calendar: WorkCalendar) -> str:
    """What makes that day a day off there: the name of a holiday, or the weekend."""
    return (
        calendar.extra.get(day) or holiday_name(day, calendar.place, get_language() or "ms") or _("weekend")
    )


@lru_cache(maxsize=1024)
def _named_holidays(country: str, state: str, language: str) -> holidays.HolidayBase | None:
    """The library's calendar with names in that language, where it has them."""
    usual = public_holidays(country, state)
    if usual is None:
        return None
    wanted = {"en": "en_US", "ms": "ms_MY"}["en" if language.startswith("en") else "ms"]
    supported = getattr(usual, "supported_languages", ())
    known = wanted if wanted in supported else next((n for n in supported if n.startswith("en")), None)
    subdivision = state or None if country == "MY" else None
    return holidays.country_holidays(country, subdiv=subdivision, language=known)


def holiday_name(day: dt.date, place: Place, language: str) -> str:
    """The public holiday of that day there; empty when it is none."""
    calendar = _named_holidays(place.country or "MY", place.state, language)
    return calendar.get(day, "") if calendar is not None else ""


def holidays_of(year: int, state: str, language: str) -> list[tuple[dt.date, str]]:
    """Public holidays of a state of Malaysia in a year, by day."""
    calendar = _named_holidays("MY", state, language)
    first = dt.date(year, 1, 1)
    if calendar is None:
        return []
    calendar.get(first)  # the library reckons a year when it is first asked about
    return sorted((day, name) for day, name in calendar.items() if day.year == year)
