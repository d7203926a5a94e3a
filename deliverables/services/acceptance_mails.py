"""Who is told that a deliverable waits for acceptance, and what came of it: queued here as kinds and ids;
`deliverables/mail/` writes them."""

from deliverables.models import Deliverable
from deliverables.services.plan_mails import approvers_of
from naio_portal.notices.services import queue_message, queue_messages


def tell_acceptors(deliverable: Deliverable) -> None:
    """It is in review: chair and co-chairs, failing them the secretariat; never its owner."""
    owner = deliverable.owner.user_id if deliverable.owner else None
    queue_messages(
        kind="deliverables.acceptance_asked",
        recipients=approvers_of(deliverable.group, but={owner} - {None}),
        payload={"deliverable": deliverable.pk},
        group_code=deliverable.group.code,
    )


def tell_owner(deliverable: Deliverable, *, by) -> None:
    """Accepted or returned, by somebody else."""
    owner = deliverable.owner
    if owner is None or (by is not None and owner.user_id == by.pk):
        return
    queue_message(
        kind="deliverables.acceptance_decided",
        member=owner,
        payload={"deliverable": deliverable.pk, "state": deliverable.state},
        group_code=deliverable.group.code,
    )
