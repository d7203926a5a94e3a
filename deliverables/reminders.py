"""What reminders are about here: milestones that fall due, deliverables nobody reports on."""

from collections.abc import Collection

from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deliverables.models import Contributor, Deliverable, Milestone
from naio_portal.notices.subjects import (
    ReminderItem,
    ReminderSubject,
    due_phrase,
    register_subject,
    silence_phrase,
)


def due_milestones() -> QuerySet:
    """Active milestones of running deliverables; the deliverable's owner where the milestone has none.
    Stages of days before the deliverable was taken up again are not sent."""
    return (
        Milestone.objects.active()
        .of_running()
        .values(
            object_id=F("pk"),
            in_group=F("deliverable__group_id"),
            anchor_on=F("due_on"),
            started_on=Greatest("activated_on", "deliverable__activated_on"),
            owned_by=Coalesce("owner_id", "deliverable__owner_id"),
            owned_since=Case(
                When(owner__isnull=True, then=F("deliverable__owner_since")), default=F("owner_since")
            ),
        )
    )


def milestone_contributors() -> QuerySet:
    """Contributors of a deliverable have a part in each of its milestones."""
    return Contributor.objects.values("member_id", "since", object_id=F("deliverable__milestones"))


def describe_milestones(ids: Collection[int]) -> dict[int, ReminderItem]:
    found = Milestone.objects.filter(pk__in=ids).select_related(
        "owner", "deliverable__owner", "deliverable__group"
    )
    return {
        milestone.pk: ReminderItem(
            object_id=milestone.pk,
            group_code=milestone.deliverable.group.code,
            code=milestone.deliverable.code,
            title=milestone.title,
            language=milestone.deliverable.language,
            link=milestone.get_update_url(),
            link_label=_("Report progress"),
            page=milestone.get_absolute_url(),
            part_of=milestone.deliverable.title,
            owner_name=_name(milestone.owner or milestone.deliverable.owner),
        )
        for milestone in found
    }


def silent_deliverables() -> QuerySet:
    """Running deliverables, counted from their last update, else from the day they became active."""
    return Deliverable.objects.running().values(
        object_id=F("pk"),
        in_group=F("group_id"),
        owned_by=F("owner_id"),
        owned_since=F("owner_since"),
        anchor_on=Coalesce("last_update_on", "activated_on"),
        started_on=F("activated_on"),
    )


def describe_deliverables(ids: Collection[int]) -> dict[int, ReminderItem]:
    found = Deliverable.objects.filter(pk__in=ids).select_related("owner", "group")
    return {
        deliverable.pk: ReminderItem(
            object_id=deliverable.pk,
            group_code=deliverable.group.code,
            code=deliverable.code,
            title=deliverable.title,
            language=deliverable.language,
            link=deliverable.get_update_url(),
            link_label=_("Report progress"),
            page=deliverable.get_absolute_url(),
            owner_name=_name(deliverable.owner),
        )
        for deliverable in found
    }


def _name(owner) -> str:
    return owner.formal_name if owner else ""


register_subject(
    ReminderSubject(
        kind="milestone_due",
        title=gettext_lazy("Milestone due"),
        objects=due_milestones,
        contributors=milestone_contributors,
        describe=describe_milestones,
        phrase=due_phrase,
    )
)
register_subject(
    ReminderSubject(
        kind="deliverable_stale",
        title=gettext_lazy("Deliverable without an update"),
        objects=silent_deliverables,
        describe=describe_deliverables,
        phrase=silence_phrase,
        is_due_date=False,
    )
)
