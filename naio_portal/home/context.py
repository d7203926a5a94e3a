"""What the frame of every page needs."""

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict:
    """Organisation, theme and banner for `base.html`; no query."""
    return {
        "organisation": settings.ORGANISATION,
        "official_site_banner": settings.OFFICIAL_SITE_BANNER,
    }
