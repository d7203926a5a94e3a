"""The list of meetings as a table file."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.models import Meeting
from naio_portal.dates import zone_of

BATCH = 500


def headings() -> list[str]:
    return [
        _("Title"),
        _("Groups"),
        _("Start"),
        _("End"),
        _("Time zone"),
        _("Place"),
        _("State"),
        _("Address in the portal"),
    ]


def rows(meetings: Iterable[Meeting]) -> Iterator[list[object]]:
    """One row a meeting; start and end are times of the place's zone, which has its own column."""
    for meeting in meetings:
        zone = zone_of(meeting.time_zone)
        yield [
            meeting.title,
            " ".join(link.group.code for link in meeting.meeting_groups.all()),
            meeting.starts_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
            meeting.ends_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
            meeting.time_zone,
            meeting.place,
            meeting.get_state_display(),
            settings.SITE_URL + meeting.get_absolute_url(),
        ]
