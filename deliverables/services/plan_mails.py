"""Who is told of plans and change requests: queued here as kinds and ids; `deliverables/mail/` writes."""

from django.db.models import Q

from deliverables.models import ChangeRequest, WorkPlan
from groups.enums import CHAIR_ROLES
from groups.models import WorkingGroup
from members.enums import PortalRole
from members.models import Member, User
from naio_portal.notices.recipients import recipient_of
from naio_portal.notices.services import queue_message, queue_messages


def approvers_of(group: WorkingGroup, *, but: set[int]) -> list:
    """Chair and co-chairs in force who can sign in, as Recipients, besides these users; where there is
    none, the secretariat."""
    in_force = group.appointments.in_force().filter(role__in=CHAIR_ROLES)
    members = (
        Member.objects.filter(appointments__in=in_force, user__is_active=True)
        .exclude(user__in=but)
        .select_related("user")
        .distinct()
    )
    found = [recipient_of(member=member) for member in members]
    if not found:
        staff = User.objects.filter(portal_role=PortalRole.SECRETARIAT, is_active=True).exclude(pk__in=but)
        found = [recipient_of(user=user) for user in staff]
    return [recipient for recipient in found if recipient]


def tell_approvers(change: ChangeRequest) -> None:
    """A change waits for them. Nobody is asked to approve what they asked for, or what was for them."""
    authors = {change.requested_by_id}
    if change.on_behalf_of is not None and change.on_behalf_of.user_id:
        authors.add(change.on_behalf_of.user_id)
    queue_messages(
        kind="deliverables.change_asked",
        recipients=approvers_of(change.group, but=authors),
        payload={"change": change.pk},
        group_code=change.group.code,
    )


def tell_asker(change: ChangeRequest, *, by) -> None:
    """What became of it: to who asked, and for whom it was asked."""
    people = Q(pk=change.requested_by_id)
    if change.on_behalf_of is not None and change.on_behalf_of.user_id:
        people |= Q(pk=change.on_behalf_of.user_id)
    for user in User.objects.filter(people, is_active=True).exclude(pk=getattr(by, "pk", None)):
        queue_message(
            kind="deliverables.change_decided",
            user=user,
            payload={"change": change.pk},
            group_code=change.group.code,
        )


def tell_plan_submitted(plan: WorkPlan) -> None:
    """A plan waits for them."""
    queue_messages(
        kind="deliverables.plan_submitted",
        recipients=approvers_of(plan.group, but={plan.submitted_by_id}),
        payload={"plan": plan.pk, "version": plan.version},
        group_code=plan.group.code,
    )


def tell_plan_decided(plan: WorkPlan, *, submitted_by) -> None:
    """Approved or returned: to who submitted it."""
    if submitted_by is not None and submitted_by.is_active:
        queue_message(
            kind="deliverables.plan_decided",
            user=submitted_by,
            payload={"plan": plan.pk, "state": plan.state},
            group_code=plan.group.code,
        )
