"""What a message of the outbox says."""

from naio_portal.notices.kinds import KINDS
from naio_portal.notices.recipients import recipient_of


def mail_of(message):
    """The text that its kind builds for its recipient, in English."""
    person = {"contact": message.contact} if message.contact_id else {"member": message.member}
    return KINDS[message.kind].build(message.payload, "en", recipient_of(**person))
