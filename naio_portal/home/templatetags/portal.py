"""Template tags that every page has (a builtin library): see docs/frontend.md."""

import datetime as dt
from functools import cache

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from naio_portal import dates

register = template.Library()

ICONS = settings.BASE_DIR / "static" / "vendor" / "bootstrap-icons"
TONES = frozenset({"", "primary", "success", "warning", "danger"})
RAG = {
    "green": ("success", gettext_lazy("On track")),
    "amber": ("warning", gettext_lazy("At risk")),
    "red": ("danger", gettext_lazy("Off track")),
}


@cache
def icon_shape(name: str) -> str:
    """What stands inside the `<svg>` of that icon's file. Raises FileNotFoundError for an unknown name."""
    svg = (ICONS / f"{name}.svg").read_text()
    return " ".join(svg[svg.index(">") + 1 : svg.rindex("</svg>")].split())


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A vendored Bootstrap icon as inline SVG. `label` names it where no text stands beside it."""
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    shape = mark_safe(icon_shape(name))  # noqa: S308 - the file is ours
    return format_html('<svg class="icon" viewBox="0 0 16 16" {}>{}</svg>', role, shape)


@register.simple_tag
def tag(tone: str, text: str) -> SafeString:
    """A status: word and dot. `tone`: "", primary, success, warning or danger."""
    if tone not in TONES:
        raise ValueError(f"{tone!r} is no tone of a tag: {sorted(TONES)}")
    kind = f" tag-{tone}" if tone else ""
    return mark_safe(f'<span class="tag{kind}">{conditional_escape(text)}</span>')  # noqa: S308


@register.simple_tag
def rag(colour: str) -> SafeString:
    """Green, amber or red as a word with a shape of its own; nothing for an empty colour."""
    if not colour:
        return mark_safe("")
    tone, word = RAG[colour]
    return mark_safe(f'<span class="tag tag-rag tag-{tone}">{escape(word)}</span>')  # noqa: S308


@register.simple_tag
def progress(percent: int, label: str = "") -> SafeString:
    """A bar and its figure. `label`: what it measures, for those who cannot see it."""
    name = escape(label or _("Progress"))
    return mark_safe(  # noqa: S308
        f'<span class="progress-line"><progress max="100" value="{percent:d}" aria-label="{name}"></progress>'
        f"{percent:d}%</span>"
    )


@register.simple_tag
def initials(name: str) -> SafeString:
    """A round mark with two letters of a name; the name itself stands beside it."""
    words = [word for word in name.split() if word[0].isalpha() and not word.endswith(".")]
    letters = "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', letters or "–")


@register.filter
def breakable(address: str) -> SafeString:
    """A mail address that may wrap before `@` and after a dot, not in the middle of a word."""
    return mark_safe(str(escape(address)).replace("@", "<wbr>@").replace(".", ".<wbr>"))  # noqa: S308 - escaped


# --- dates: day facts and instants, each inside <time> -------------------------------------------


def _time(machine: str, text: str) -> SafeString:
    return mark_safe(f'<time datetime="{machine}">{escape(text)}</time>')  # noqa: S308


@register.simple_tag
def day(value: dt.date | None, style: str = "") -> SafeString | str:
    """`28 February 2025`; style "weekday" adds it, "short" gives `28 Feb 2025`. A dash for None."""
    if value is None:
        return "–"
    if isinstance(value, dt.datetime):
        value = value.astimezone(dates.KUALA_LUMPUR).date()
    if style == "short":
        return _time(value.isoformat(), dates.format_short_date(value))
    return _time(value.isoformat(), dates.format_date(value, weekday=style == "weekday"))


@register.simple_tag
def distance(value: dt.date) -> str:
    """`in 5 days`, `today`, `3 days ago`, by Kuala Lumpur's today."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(dates.KUALA_LUMPUR).date()
    return dates.format_distance(value)


@register.simple_tag
def instant(value: dt.datetime | None, zone: str = "") -> SafeString | str:
    """`28 February 2025, 09:00 MYT (UTC+8)` in that IANA zone (Kuala Lumpur when empty)."""
    if value is None:
        return "–"
    return _time(value.isoformat(), dates.format_instant(value, zone, weekday=False))


@register.simple_tag
def clock(value: dt.datetime, zone: str = "") -> SafeString:
    """`09:00`, `9.00 pagi`: the time of day in that IANA zone, where the day stands beside it."""
    return _time(value.isoformat(), dates.format_time(value.astimezone(dates.zone_of(zone))))


@register.simple_tag(takes_context=True)
def when(context: dict, start: dt.datetime, end: dt.datetime | None = None, zone: str = "") -> SafeString:
    """A sitting in its own zone with weekday and, under it, in the reader's zone where the clock differs.

    `zone`: IANA name of the place. The reader's zone is the signed-in person's.
    """

    def text(in_zone: str) -> str:
        return dates.format_period(start, end, in_zone) if end else dates.format_instant(start, in_zone)

    own_zone = context.get("viewer_zone") or ""
    here, there = start.astimezone(dates.zone_of(zone)), start.astimezone(dates.zone_of(own_zone))
    own = ""
    if here.utcoffset() != there.utcoffset():
        own = format_html('<span class="own-time">{} {}</span>', _("Your time:"), text(own_zone))
    return format_html('<time datetime="{}">{}</time>{}', start.isoformat(), text(zone), own)


@register.simple_tag
def days_late(days: int) -> str:
    """`1 day late`, `5 days late`."""
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}


@register.simple_tag
def minutes(value: int) -> str:
    """`45 min`, `1 h 30 min`: a length of time."""
    return dates.format_minutes(value)


# --- lists ----------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def sort_head(context: dict, field: str, text: str, default: str = "") -> SafeString:
    """`<th>` that sorts by `?sort=field`, a second press by `-field`; keeps filters, drops the page.

    `default`: the order of the list when the URL names none.
    """
    request = context["request"]
    current = request.GET.get("sort") or default
    params = request.GET.copy()
    params.pop("page", None)
    params["sort"] = f"-{field}" if current == field else field
    order, mark = "", mark_safe("")
    if current.lstrip("-") == field:
        order = "descending" if current.startswith("-") else "ascending"
        mark = icon("caret-down-fill" if current.startswith("-") else "caret-up-fill")
    aria = format_html(' aria-sort="{}"', order) if order else ""
    return format_html('<th scope="col"{}><a href="?{}">{}{}</a></th>', aria, params.urlencode(), text, mark)


# --- sign-in --------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def oidc_login_url(context: dict) -> str:
    """Where sign-in with the configured service begins; keeps `next`."""
    url = reverse("openid_connect_login", args=[settings.OIDC_ID])
    target = context["request"].GET.get("next")
    return f"{url}?{urlencode({'next': target})}" if target else url


BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.simple_tag
def browser(user_agent: str) -> str:
    """`Chrome, Windows` from what a browser says of itself; "Unknown browser" when it says nothing known."""
    parts = [next((name for sign, name in names if sign in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(part for part in parts if part) or _("Unknown browser")
