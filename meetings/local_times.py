"""What a clock on the wall shows and the instant that is meant: DST makes some hours missing or double."""

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

# Where experts of the portal live most often: offered before the whole list.
COMMON_ZONES = (
    "Asia/Kuala_Lumpur",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Europe/London",
    "Europe/Paris",
    "America/New_York",
    "America/Los_Angeles",
    "UTC",
)
REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def readings(wall: dt.datetime, zone: ZoneInfo) -> list[dt.datetime]:
    """The instants at which clocks of the zone show `wall` (naive), the earlier first.

    None where clocks go forward over that time, two where they go back over it, else one.
    """
    found = []
    for fold in (0, 1):
        instant = wall.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == wall and instant not in found:
            found.append(instant)
    return found


def after_gap(wall: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """For a time that clocks leap over: what they show when as much time has passed (naive)."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None)


def wall_of(instant: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """What clocks of the zone show at that instant (naive, whole minutes)."""
    return instant.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


@cache
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Zones for a `<select>`: the common ones, then each region. Values are IANA names."""
    groups = [("", [(name, label(name)) for name in COMMON_ZONES])]
    names = sorted(available_timezones())
    for region in REGIONS:
        cities = [(name, label(name)) for name in names if name.startswith(f"{region}/")]
        groups.append((region, [city for city in cities if city[0] not in COMMON_ZONES]))
    return groups


def label(name: str) -> str:
    """`Kuala Lumpur`, `Indianapolis, Indiana`: the place in an IANA name."""
    return ", ".join(reversed(name.replace("_", " ").split("/")[1:])) or name
