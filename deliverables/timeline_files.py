"""The timeline as files: one SVG for the screen or a poster, a PDF of sheets with their tables."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deliverables.models import Deliverable, Dependency
from deliverables.pictures import Window, timeline_picture
from naio_portal.dates import format_short_date
from naio_portal.typesetting import typeset

# Rows that one printed sheet holds and stays legible.
ROWS_A_SHEET = 16
# A file has no style sheet beside it: light colours of the portal.
STYLE = """
text{font-family:Inter,Helvetica,Arial,sans-serif;font-size:13px;fill:#3f3f46}
.picture-grid,.lane{stroke:#e4e4e7}.picture-month{font-size:12px;fill:#6b6b74}
.picture-group{font-weight:600;font-size:14px;fill:#18181b}.picture-code{font-weight:600;font-size:11px}
.span{fill:#d4d4d8}.due{stroke:#6b6b74;stroke-width:2}.today{stroke:#1d4ed8;stroke-width:2}
.today-word{fill:#1d4ed8;font-size:12px;font-weight:600;text-anchor:middle}
.slip{stroke:#a16207;stroke-width:2}.slip-from{fill:#fff;stroke:#a16207;stroke-width:2}
.target{fill:none}.arrow{fill:none;stroke:#6b6b74;stroke-width:1.5}.arrow.is-tight{stroke:#b91c1c}
.mark-active use{fill:#fff;stroke:#1d4ed8;stroke-width:2}.mark-late use{fill:#dc2626}
.bang{fill:#fff;font-size:11px;font-weight:700;text-anchor:middle}
.mark-achieved use{fill:#15803d}.inner{fill:none;stroke:#fff;stroke-width:2}
.mark-missed use{fill:none;stroke:#b91c1c;stroke-width:3}
.mark-cancelled use{fill:none;stroke:#6b6b74;stroke-width:3}.mark-proposed use{fill:#fff;stroke:#6b6b74}
"""


def timeline_svg(
    rows: Sequence[Deliverable],
    window: Window,
    today: dt.date,
    links: Iterable[Dependency],
    *,
    with_headings: bool = True,
) -> str:
    """One picture of all rows, which stands by itself: its style within, its links whole addresses."""
    picture = timeline_picture(rows, window, today, with_headings=with_headings, dependencies=links)
    drawn: str = render_to_string(
        "deliverables/_timeline_picture.html", {"picture": picture, "with_key": True}
    )
    start = drawn.index("<svg ")
    size = f'xmlns="http://www.w3.org/2000/svg" width="{picture.width}" height="{picture.height_with_key}"'
    drawn = (
        drawn[start:]
        .replace("<svg ", f"<svg {size} ", 1)
        .replace("<defs>", f"<style>{STYLE}</style><defs>", 1)
    )
    return drawn.replace('href="/', f'href="{settings.SITE_URL}/')


def timeline_pdf(
    rows: Sequence[Deliverable], window: Window, today: dt.date, links: Sequence[Dependency]
) -> bytes:
    """Sheets of A3: a group begins a new one; each picture with its table beneath."""
    sheets = []
    for _group, of_group in groupby(rows, key=lambda row: row.group_id):
        lanes = list(of_group)
        for first in range(0, len(lanes), ROWS_A_SHEET):
            part = lanes[first : first + ROWS_A_SHEET]
            sheets.append(
                {
                    "title": f"{part[0].group.code} · {part[0].group.name}",
                    "svg": timeline_svg(part, window, today, links, with_headings=False),
                    "rows": [line for row in part for line in _lines(row)],
                }
            )
    return typeset(
        "deliverables/timeline.typ",
        {
            "lang": "en" if (get_language() or "ms").startswith("en") else "ms",
            "title": _("Milestone timeline"),
            "period": f"{format_short_date(window.start)} – {format_short_date(window.last)}",
            "alt": _("Timeline of milestones; the table below says the same"),
            "none": _("No current deliverable here"),
            "heads": [_("Code"), _("Deliverable"), _("Milestone"), _("Due"), _("Slippage"), _("State")],
            "sheets": sheets,
        },
    )


def _lines(deliverable: Deliverable) -> Iterable[list[str]]:
    """Its milestones as lines of the table."""
    for milestone in deliverable.shown_milestones:
        slip = milestone.slippage_days
        yield [
            deliverable.code,
            deliverable.title,
            f"{milestone.number}. {milestone.title}",
            format_short_date(milestone.due_on),
            f"{slip:+d}" if slip else "–",
            _("Late") if milestone.is_late else str(milestone.get_state_display()),
        ]
