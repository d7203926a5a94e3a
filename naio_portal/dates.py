"""One calendar for the house: group facts live in Kuala Lumpur's days (domain: Today), and every date is
written by the functions here, in our own formats for both languages.

English: `Friday, 28 February 2025, 09:00 MYT (UTC+8)`.
Malay: `Jumaat, 28 Februari 2025, 9.00 pagi MYT (UTC+8)`, with the day parts of CLDR's `ms` rules.
"""

import datetime as dt
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

KUALA_LUMPUR = ZoneInfo("Asia/Kuala_Lumpur")

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ms": ("Isnin", "Selasa", "Rabu", "Khamis", "Jumaat", "Sabtu", "Ahad"),
}
# fmt: off
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
    "ms": ("Januari", "Februari", "Mac", "April", "Mei", "Jun",
           "Julai", "Ogos", "September", "Oktober", "November", "Disember"),
}
SHORT_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ms": ("Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ogos", "Sep", "Okt", "Nov", "Dis"),
}
# fmt: on
# First hour of each part of the Malay day.
DAY_PARTS = ((19, "malam"), (14, "petang"), (12, "tengah hari"), (1, "pagi"), (0, "tengah malam"))
# Zones whose letters the zone database does not give ("+08").
ZONE_LETTERS = {
    "Asia/Kuala_Lumpur": "MYT",
    "Asia/Kuching": "MYT",
    "Asia/Singapore": "SGT",
    "Asia/Brunei": "BNT",
    "Asia/Bangkok": "ICT",
    "Asia/Dubai": "GST",
}


# Set while a text is written (groups.written_once, naio_portal.notices.sql): what it reckons from the day is
# reckoned from this.
day_of_writing: ContextVar[dt.date | None] = ContextVar("day_of_writing", default=None)


def kl_today() -> dt.date:
    """Today in Kuala Lumpur: the day that appointments, due dates and RAG are reckoned in."""
    return day_of_writing.get() or timezone.now().astimezone(KUALA_LUMPUR).date()


# What stands in for now lies that far before the day: neither is taken for what is reckoned from the other.
NOW_BEFORE = dt.timedelta(days=300 * 365)


def right_now() -> dt.datetime:
    """The instant; while a text is written, what stands in for it."""
    day = day_of_writing.get()
    return dt.datetime.combine(day, dt.time(), dt.UTC) - NOW_BEFORE if day else timezone.now()


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of that name; Kuala Lumpur when empty."""
    return ZoneInfo(name) if name else KUALA_LUMPUR


def _language(language: str | None) -> str:
    """`ms` or `en`: the one given, else the active one."""
    return "en" if (language or get_language() or "ms").startswith("en") else "ms"


def format_date(day: dt.date, language: str | None = None, *, weekday: bool = False) -> str:
    """`28 February 2025`, with `weekday` `Friday, 28 February 2025`. `language`: ms, en or the active one."""
    language = _language(language)
    text = f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"
    return f"{WEEKDAYS[language][day.weekday()]}, {text}" if weekday else text


def format_short_date(day: dt.date, language: str | None = None) -> str:
    """`28 Feb 2025`: for tables."""
    return f"{day.day} {SHORT_MONTHS[_language(language)][day.month - 1]} {day.year}"


def format_time(clock: dt.time | dt.datetime, language: str | None = None) -> str:
    """`09:00` in English; `9.00 pagi` in Malay, where noon is `12.00 tengah hari`."""
    if _language(language) == "en":
        return f"{clock.hour:02}:{clock.minute:02}"
    part = next(name for hour, name in DAY_PARTS if clock.hour >= hour)
    return f"{clock.hour % 12 or 12}.{clock.minute:02} {part}"


def format_zone(at: dt.datetime) -> str:
    """`MYT (UTC+8)` for an aware datetime: its letters where it has any, else its city, and its offset."""
    minutes = round(at.utcoffset().total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    offset = f"{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
    key = getattr(at.tzinfo, "key", "")
    letters = at.tzname() or ""
    if key in ZONE_LETTERS:
        letters = ZONE_LETTERS[key]
    elif not letters.isalpha():
        letters = key.rsplit("/", 1)[-1].replace("_", " ")
    return "UTC" if letters == "UTC" else f"{letters} (UTC{offset if minutes else ''})".strip()


def format_instant(
    at: dt.datetime, zone: str | ZoneInfo = "", language: str | None = None, *, weekday: bool = True
) -> str:
    """`Friday, 28 February 2025, 09:00 MYT (UTC+8)`: an instant in a zone (Kuala Lumpur when empty)."""
    local = at.astimezone(zone if isinstance(zone, ZoneInfo) else zone_of(zone))
    day = format_date(local.date(), language, weekday=weekday)
    return f"{day}, {format_time(local, language)} {format_zone(local)}"


def format_period(
    start: dt.datetime, end: dt.datetime, zone: str | ZoneInfo = "", language: str | None = None
) -> str:
    """`Friday, 28 February 2025, 09:00–12:30 MYT (UTC+8)`; both days are written when they differ."""
    zone = zone if isinstance(zone, ZoneInfo) else zone_of(zone)
    first, last = start.astimezone(zone), end.astimezone(zone)
    language = _language(language)
    if first.date() == last.date():
        dash = "–" if language == "en" else " – "
        hours = f"{format_time(first, language)}{dash}{format_time(last, language)}"
        zone_text = format_zone(first)
        if first.utcoffset() != last.utcoffset():
            hours, zone_text = (
                f"{format_time(first, language)} {zone_text} – {format_time(last, language)}",
                format_zone(last),
            )
        return f"{format_date(first.date(), language, weekday=True)}, {hours} {zone_text}"
    return f"{format_instant(start, zone, language)} – {format_instant(end, zone, language)}"


def format_distance(day: dt.date, today: dt.date | None = None) -> str:
    """`today`, `tomorrow`, `in 5 days`, `3 days ago`, in the active language, from Kuala Lumpur's today."""
    days = (day - (today or kl_today())).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


def format_minutes(minutes: int) -> str:
    """`45 min`, `1 h`, `1 h 30 min`: a length of time, in the active language."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}
