from naio_portal.notices.services.action_links import (
    LinkEnded,
    check_link,
    find_link,
    issue_link,
    open_link_for,
    revoke_links,
    token_of,
    use_link,
)
from naio_portal.notices.services.bursts import drop_burst, release_burst, release_due_bursts
from naio_portal.notices.services.queue import kick_delivery, queue_message, queue_messages

__all__ = [
    "LinkEnded",
    "check_link",
    "drop_burst",
    "find_link",
    "issue_link",
    "kick_delivery",
    "open_link_for",
    "queue_message",
    "queue_messages",
    "release_burst",
    "release_due_bursts",
    "revoke_links",
    "token_of",
    "use_link",
]
