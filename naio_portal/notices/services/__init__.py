from naio_portal.notices.services.bursts import drop_burst, release_burst, release_due_bursts
from naio_portal.notices.services.queue import kick_delivery, queue_message, queue_messages

__all__ = [
    "drop_burst",
    "kick_delivery",
    "queue_message",
    "queue_messages",
    "release_burst",
    "release_due_bursts",
]
