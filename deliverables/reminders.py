"""What reminders are about here: milestones that fall due, deliverables nobody reports on, changes and plans
that wait for a decision, reviews that wait for a comment or for a disposition, recommendations that wait for
the addressee's answer."""

import datetime as dt
from collections.abc import Collection

from django.conf import settings
from django.db.models import (
    BigIntegerField,
    Case,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from deliverables.enums import RecommendationState, RoundState, WorkPlanState
from deliverables.mail.recommendations import response_link_for
from deliverables.mail.rounds import link_by_mail
from deliverables.models import (
    Authority,
    ChangeRequest,
    Contributor,
    Deliverable,
    Milestone,
    Recommendation,
    Reviewer,
    ReviewRound,
    WorkPlan,
)
from groups.models import Appointment
from groups.reminders import officer_key
from naio_portal.dates import KUALA_LUMPUR, right_now
from naio_portal.notices.reckoning import CONTACT_KEYS
from naio_portal.notices.subjects import (
    ReminderItem,
    ReminderSubject,
    due_phrase,
    register_roster,
    register_subject,
    silence_phrase,
    waiting_phrase,
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


# What a mail or a list says of one.
OF_A_DELIVERABLE = (
    *("reference", "number", "title", "language"),
    *("group__code", "owner__titles", "owner__full_name"),
)


def describe_milestones(ids: Collection[int]) -> dict[int, ReminderItem]:
    found = (
        Milestone.objects.filter(pk__in=ids)
        .select_related("owner", "deliverable__owner", "deliverable__group")
        .only(
            *("number", "title", "owner__titles", "owner__full_name"),
            *(f"deliverable__{shown}" for shown in OF_A_DELIVERABLE),
        )
        .order_by()
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
    found = found.only(*OF_A_DELIVERABLE).order_by()
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


def waiting_changes() -> QuerySet:
    """Change requests without a decision, counted from the day they were asked."""
    return ChangeRequest.objects.pending().order_by().values(**_decided_by_chair("requested_at"))


def change_authors() -> QuerySet:
    """Who asked, and for whom: nobody decides what they asked for."""
    pending = ChangeRequest.objects.pending().order_by()
    asked = pending.values(object_id=F("pk"), user_id=F("requested_by_id"))
    wanted = pending.filter(on_behalf_of__user__isnull=False)
    return asked.union(wanted.values(object_id=F("pk"), user_id=F("on_behalf_of__user_id")), all=True)


def describe_changes(ids: Collection[int]) -> dict[int, ReminderItem]:
    """One about a restricted deliverable is named by its code alone."""
    found = ChangeRequest.objects.filter(pk__in=ids).select_related(
        "group", "deliverable", "milestone__deliverable", "objective"
    )
    return {
        change.pk: ReminderItem(
            object_id=change.pk,
            group_code=change.group.code,
            code=change.code,
            title=_("Change asked for: %(title)s")
            % {
                "title": change.code
                if change.deliverable and change.deliverable.is_restricted
                else change.title
            },
            language=(get_language() or "ms")[:2],
            link=change.get_absolute_url(),
            link_label=_("Look and decide"),
        )
        for change in found
    }


def waiting_plans() -> QuerySet:
    """Submitted work plans, counted from the day they were submitted."""
    submitted = WorkPlan.objects.filter(state=WorkPlanState.SUBMITTED).order_by()
    return submitted.values(**_decided_by_chair("submitted_at"))


def plan_authors() -> QuerySet:
    submitted = WorkPlan.objects.filter(state=WorkPlanState.SUBMITTED).order_by()
    return submitted.values(object_id=F("pk"), user_id=F("submitted_by_id"))


def describe_plans(ids: Collection[int]) -> dict[int, ReminderItem]:
    return {
        plan.pk: ReminderItem(
            object_id=plan.pk,
            group_code=plan.group.code,
            code=plan.group.code,
            title=str(plan),
            language=(get_language() or "ms")[:2],
            link=plan.get_absolute_url(),
            link_label=_("Read the plan and decide"),
        )
        for plan in WorkPlan.objects.filter(pk__in=ids).select_related("group")
    }


def _decided_by_chair(asked_at: str) -> dict:
    """Columns of what waits for a chair since that instant: nobody owns it."""
    asked_on = TruncDate(asked_at, tzinfo=KUALA_LUMPUR)
    return {
        "object_id": F("pk"),
        "in_group": F("group_id"),
        "anchor_on": asked_on,
        "started_on": asked_on,
        "owned_by": Cast(None, BigIntegerField()),
        "owned_since": Cast(None, DateField()),
    }


def awaited_reviewers() -> QuerySet:
    """Who is asked in a round that is not closed yet, serves and can be written to, and has not answered.
    Reminded until its last day; stages of days before it opened, or before they were asked, are not sent."""
    in_force = Appointment.objects.in_force().filter(member=OuterRef("member"))
    reached = Q(member__user__isnull=False) | Q(member__email__isnull=False) | Q(officer__isnull=False)
    return (
        Reviewer.objects.serving()
        .unanswered()
        .filter(reached, round__state=RoundState.CALLED, round__closes_at__gt=right_now())
        .exclude(member__user__is_active=False)
        .exclude(officer__user__is_active=False)
        .values(
            object_id=F("pk"),
            in_group=Coalesce(
                -F("officer__team_id"),
                F("group_id"),
                Subquery(in_force.order_by("group").values("group")[:1]),
                output_field=BigIntegerField(),
            ),
            anchor_on=last_day("round__closes_at"),
            started_on=TruncDate("round__opens_at", tzinfo=KUALA_LUMPUR),
            owned_by=Coalesce(F("member_id"), officer_key("officer__"), output_field=BigIntegerField()),
            owned_since=TruncDate("added_at", tzinfo=KUALA_LUMPUR),
        )
    )


def last_day(path: str) -> TruncDate:
    """The day in Kuala Lumpur of the last moment before that instant: midnight ends the day before."""
    before = ExpressionWrapper(F(path) - dt.timedelta(microseconds=1), output_field=DateTimeField())
    return TruncDate(before, tzinfo=KUALA_LUMPUR)


def describe_reviewers(ids: Collection[int]) -> dict[int, ReminderItem]:
    found = Reviewer.objects.filter(pk__in=ids).with_person()
    return {
        reviewer.pk: _review_item(
            reviewer.pk,
            reviewer.round,
            link_label=_("Read and comment"),
            link=reviewer.round.get_absolute_url(),
            owner_name=reviewer.name,
        )
        for reviewer in found.select_related("round__version__deliverable__group")
    }


def undisposed_rounds() -> QuerySet:
    """Closed rounds with comments that wait for their disposition, due REVIEW_DISPOSITION_DAYS later."""
    closed_on = last_day("closes_at")
    due_on = ExpressionWrapper(
        closed_on + dt.timedelta(days=settings.REVIEW_DISPOSITION_DAYS), output_field=DateTimeField()
    )
    return ReviewRound.objects.to_dispose(right_now()).values(
        object_id=F("pk"),
        in_group=F("version__deliverable__group_id"),
        anchor_on=Cast(due_on, DateField()),
        started_on=closed_on,
        owned_by=F("editor_id"),
        owned_since=Cast(None, DateField()),
    )


def describe_rounds(ids: Collection[int]) -> dict[int, ReminderItem]:
    found = ReviewRound.objects.filter(pk__in=ids).select_related("editor", "version__deliverable__group")
    return {
        review_round.pk: _review_item(
            review_round.pk,
            review_round,
            link_label=_("Open the comments"),
            link=f"{reverse('reviews:comment-list', args=[review_round.reference])}?disposition=none",
            owner_name=review_round.editor.formal_name,
        )
        for review_round in found
    }


def _review_item(object_id: int, review_round: ReviewRound, **names) -> ReminderItem:
    """A restricted deliverable is named by its code alone."""
    deliverable = review_round.deliverable
    title = deliverable.code if review_round.is_restricted else deliverable.title
    return ReminderItem(
        object_id=object_id,
        group_code=deliverable.group.code,
        code=deliverable.code,
        title=_("Comments on “%(title)s”") % {"title": title},
        language=(get_language() or "ms")[:2],
        page=review_round.get_absolute_url(),
        **names,
    )


# Keys of authorities as bodies that are asked: below those of sectoral teams, which are minus their id.
AUTHORITY_BODIES = -(10**9)


def contacts_in_force(day: dt.date) -> QuerySet:
    """Rows of `register_roster` for authorities: the contact of each, on whatever day."""
    return (
        Authority.objects.filter(contact__isnull=False)
        .order_by()
        .annotate(body=Value(AUTHORITY_BODIES) - F("pk"), person=Value(CONTACT_KEYS) - F("contact_id"))
        .values(
            group_id=F("body"),
            member_id=F("person"),
            since=Cast(Value(None), DateField()),
            chair_rank=Cast(Value(None), IntegerField()),
        )
    )


def awaited_responses() -> QuerySet:
    """Recommendations that wait for their addressee, from the day they were submitted. Its contact answers;
    where it has none the secretariat stands in."""
    return (
        Recommendation.objects.filter(state=RecommendationState.SUBMITTED)
        .order_by()
        .values(
            object_id=F("pk"),
            in_group=Value(AUTHORITY_BODIES) - F("addressee_id"),
            anchor_on=F("response_due_on"),
            started_on=F("submitted_on"),
            owned_by=Value(CONTACT_KEYS) - F("addressee__contact_id"),
            owned_since=Cast(Value(None), DateField()),
        )
    )


def describe_recommendations(ids: Collection[int]) -> dict[int, ReminderItem]:
    """A restricted one is named by its code alone."""
    found = Recommendation.objects.filter(pk__in=ids).select_related("group", "addressee__contact")
    return {
        recommendation.pk: ReminderItem(
            object_id=recommendation.pk,
            group_code=recommendation.group.code,
            code=recommendation.code,
            title=recommendation.code if recommendation.is_restricted else recommendation.title,
            language=(get_language() or "ms")[:2],
            link=f"{recommendation.get_absolute_url()}moves/respond/",
            link_label=_("Read and answer"),
            page=recommendation.get_absolute_url(),
            part_of=_("to %(addressee)s") % {"addressee": recommendation.addressee.name},
            owner_name=recommendation.addressee.name,
        )
        for recommendation in found
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
        counted_from=gettext_lazy("the last update"),
    )
)
register_subject(
    ReminderSubject(
        kind="change_waiting",
        title=gettext_lazy("Change request to decide"),
        objects=waiting_changes,
        authors=change_authors,
        describe=describe_changes,
        phrase=waiting_phrase,
        counted_from=gettext_lazy("the day it was asked"),
    )
)
register_subject(
    ReminderSubject(
        kind="plan_waiting",
        title=gettext_lazy("Submitted work plan to decide"),
        objects=waiting_plans,
        authors=plan_authors,
        describe=describe_plans,
        phrase=waiting_phrase,
        counted_from=gettext_lazy("the day it was submitted"),
    )
)
register_subject(
    ReminderSubject(
        kind="review_due",
        title=gettext_lazy("Comments in a review round"),
        owner=gettext_lazy("each reviewer who has not answered"),
        objects=awaited_reviewers,
        describe=describe_reviewers,
        phrase=due_phrase,
        link_for=link_by_mail,
    )
)
register_subject(
    ReminderSubject(
        kind="disposition_due",
        title=gettext_lazy("Comments to dispose of"),
        owner=gettext_lazy("the editor of the round"),
        objects=undisposed_rounds,
        describe=describe_rounds,
        phrase=due_phrase,
    )
)
register_roster(contacts_in_force)
register_subject(
    ReminderSubject(
        kind="response_due",
        title=gettext_lazy("Response to a recommendation"),
        owner=gettext_lazy("the addressee's contact"),
        objects=awaited_responses,
        describe=describe_recommendations,
        phrase=due_phrase,
        link_for=response_link_for,
    )
)
