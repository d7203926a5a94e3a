"""Who is told of what became of a recommendation: queued here as a kind and ids; `deliverables/mail/`
writes the mail."""

from deliverables.models import Recommendation
from groups.models import Appointment
from members.models import Member
from naio_portal.notices.recipients import recipient_of
from naio_portal.notices.services import queue_messages


def tell_contributors(recommendation: Recommendation, *, by) -> None:
    """One mail to everyone who contributed and serves today, but not to `by`, who just did it."""
    people = Member.objects.filter(
        recommendations__recommendation=recommendation,
        pk__in=Appointment.objects.in_force().values("member"),
    ).select_related("user")
    recipients = [recipient_of(member=member) for member in people]
    queue_messages(
        kind="deliverables.recommendation_moved",
        recipients=[
            recipient
            for recipient in recipients
            if recipient and (by is None or recipient.user_id is None or recipient.user_id != by.pk)
        ],
        payload={"recommendation": recommendation.pk, "state": recommendation.state},
        group_code=recommendation.group.code,
    )
