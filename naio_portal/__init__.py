import datetime as dt

from naio_portal.celery import app as celery_app

# Day of the release that runs: the footer's "last updated" where a page has no date of its own.
RELEASED_ON = dt.date(2026, 11, 23)

__all__ = ["RELEASED_ON", "celery_app"]
