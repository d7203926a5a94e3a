"""What a person reports on next."""

import datetime as dt

from django.conf import settings
from django.db.models import F, Q

from deliverables import rag
from deliverables.enums import MilestoneState
from deliverables.models import Deliverable, Milestone
from naio_portal.dates import kl_today


def next_update_due(user, *, besides: Deliverable | None = None) -> str:
    """Address of the update form that this person owes next, "" when there is none.

    Owed: a milestone of theirs (or of a deliverable they own) that is overdue or due within
    RAG_MILESTONE_SOON days, with no update in the last RAG_UPDATE_FRESH days; else a deliverable they own
    that is stale. The earliest first. `besides`: the deliverable just reported on.
    """
    today = kl_today()
    fresh_since = today - dt.timedelta(days=settings.RAG_UPDATE_FRESH)
    skip = besides.pk if besides else None
    owed = (
        Milestone.objects.visible_to(user)
        .of_running()
        .filter(
            Q(owner__user=user) | Q(owner__isnull=True, deliverable__owner__user=user),
            Q(deliverable__last_update_on__isnull=True) | Q(deliverable__last_update_on__lt=fresh_since),
            state=MilestoneState.ACTIVE,
            due_on__lte=today + dt.timedelta(days=settings.RAG_MILESTONE_SOON),
        )
        .exclude(deliverable=skip)
        .select_related("deliverable__group")
        .order_by("due_on", "id")
        .first()
    )
    if owed is not None:
        return owed.get_update_url()
    stale = (
        Deliverable.objects.visible_to(user)
        .filter(rag.stale_on(today), owner__user=user)
        .exclude(pk=skip)
        .order_by(F("last_update_on").asc(nulls_first=True), "id")
        .first()
    )
    return stale.get_update_url() if stale else ""
