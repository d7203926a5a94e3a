from naio_portal.notices.models.action_links import ActionLink
from naio_portal.notices.models.calendar import ExtraHoliday, SweptDay
from naio_portal.notices.models.contacts import Contact
from naio_portal.notices.models.outbox import DeliveryAttempt, OutboxMessage
from naio_portal.notices.models.preferences import NoticePreference
from naio_portal.notices.models.reminders import ReminderLedger, ReminderRule

__all__ = [
    "ActionLink",
    "Contact",
    "DeliveryAttempt",
    "ExtraHoliday",
    "NoticePreference",
    "OutboxMessage",
    "ReminderLedger",
    "ReminderRule",
    "SweptDay",
]
