"""One calendar for the house: group facts live in Kuala Lumpur's days (domain: Today)."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

KUALA_LUMPUR = ZoneInfo("Asia/Kuala_Lumpur")


def kl_today() -> dt.date:
    """Today in Kuala Lumpur: the day that appointments, due dates and RAG are reckoned in."""
    return timezone.now().astimezone(KUALA_LUMPUR).date()


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of that name; Kuala Lumpur when empty."""
    return ZoneInfo(name) if name else KUALA_LUMPUR
