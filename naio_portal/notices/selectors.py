"""Reads of the outbox. Constant queries, whatever the history behind them."""

from collections import Counter

from django.db.models import Count, QuerySet

from naio_portal.notices.enums import OutboxState
from naio_portal.notices.filters import OutboxFilters
from naio_portal.notices.models import OutboxMessage

# States that end; the others are few, and counted.
ENDED = (OutboxState.SENT, OutboxState.DROPPED, OutboxState.CANCELLED)
LIST_FIELDS = (
    "kind",
    "subject",
    "to_address",
    "group_code",
    "state",
    "created_at",
    "send_after",
    "sent_at",
    "attempt_count",
    "last_error",
    "burst_key",
    "member__titles",
    "member__full_name",
    "user__name",
    "contact__name",
)


def outbox_rows(user, filters: OutboxFilters) -> QuerySet[OutboxMessage]:
    """Messages as the list shows them: never their texts. One query."""
    rows = filters.apply(OutboxMessage.objects.visible_to(user))
    return rows.select_related("member", "user", "contact").only(*LIST_FIELDS)


def outbox_counts(user) -> list[tuple[str, str, int]]:
    """(state, label, how many) of what has not ended. One query, on the index by state."""
    waiting = [state for state in OutboxState if state not in ENDED]
    found = Counter(
        dict(
            OutboxMessage.objects.visible_to(user)
            .filter(state__in=waiting)
            .order_by()
            .values_list("state")
            .annotate(Count("pk"))
        )
    )
    return [(state.value, str(state.label), found[state]) for state in waiting]
