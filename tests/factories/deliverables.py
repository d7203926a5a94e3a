"""Valid deliverables, milestones, updates, plans and requests, in any state.

`DeliverableFactory(group=group, state="active")`: days are in Kuala Lumpur, around today.
"""

import datetime as dt
import hashlib

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from deliverables.enums import Classification, DeliverableState, MilestoneState
from deliverables.models import (
    AcceptanceCheck,
    ChangeRequest,
    Contributor,
    Deliverable,
    DeliverableGrant,
    Dependency,
    GroupWeek,
    Milestone,
    ProgressUpdate,
    RequestAttachment,
    Version,
    VersionReader,
    WorkPlan,
)
from naio_portal.dates import kl_today
from naio_portal.workflow import insert_in_any_state


def days(count: int) -> dt.date:
    """The day so many days after today in Kuala Lumpur; before it when negative."""
    return kl_today() + dt.timedelta(days=count)


class AnyStateFactory(DjangoModelFactory):
    """Inserts in whatever state the test names."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with insert_in_any_state("tests"):
            return super()._create(model_class, *args, **kwargs)


class DeliverableFactory(AnyStateFactory):
    """Active for ten days, due in sixty, updated yesterday: green. `restricted=True` hides it."""

    class Meta:
        model = Deliverable

    class Params:
        restricted = factory.Trait(classification=Classification.RESTRICTED)

    group = factory.SubFactory("tests.factories.groups.WorkingGroupFactory")
    # Beyond the numbers that tests name.
    number = factory.Sequence(lambda count: count % 30_000 + 101)
    title = factory.Sequence("Deliverable {}".format)
    description = "What it is and whom it serves."
    acceptance_criteria = "Read by two members who did not write it."
    language = "en"
    due_on = factory.LazyFunction(lambda: days(60))
    state = DeliverableState.ACTIVE
    state_reason = factory.LazyAttribute(
        lambda made: "Waits for two agencies." if made.state in ("suspended", "withdrawn") else ""
    )
    activated_on = factory.LazyAttribute(
        lambda made: None if made.state in ("proposed", "withdrawn") else days(-10)
    )
    baseline_on = factory.LazyAttribute(lambda made: made.due_on if made.activated_on else None)
    last_update_on = factory.LazyAttribute(lambda made: days(-1) if made.activated_on else None)
    delivered_on = factory.LazyAttribute(
        lambda made: days(-1) if made.state in ("delivered", "published") else None
    )


class MilestoneFactory(AnyStateFactory):
    """Active, due in thirty days, of a deliverable of its own unless one is given."""

    class Meta:
        model = Milestone

    deliverable = factory.SubFactory(DeliverableFactory)
    number = factory.LazyAttribute(lambda made: made.deliverable.milestones.count() + 1)
    title = factory.Sequence("Milestone {}".format)
    due_on = factory.LazyFunction(lambda: days(30))
    state = MilestoneState.ACTIVE
    state_reason = factory.LazyAttribute(
        lambda made: "No longer needed." if made.state in ("missed", "cancelled") else ""
    )
    activated_on = factory.LazyAttribute(lambda made: None if made.state == "proposed" else days(-10))
    baseline_on = factory.LazyAttribute(lambda made: None if made.state == "proposed" else made.due_on)
    achieved_on = factory.LazyAttribute(lambda made: days(-1) if made.state == "achieved" else None)


class ProgressUpdateFactory(DjangoModelFactory):
    """Filed today by a secretariat user. The deliverable's own columns stay as they are."""

    class Meta:
        model = ProgressUpdate

    deliverable = factory.SubFactory(DeliverableFactory)
    author = factory.SubFactory("tests.factories.members.UserFactory", secretariat=True)
    filed_on = factory.LazyFunction(kl_today)
    percent = 40
    note = "Text agreed in the small team."
    language = "en"


class ChangeRequestFactory(AnyStateFactory):
    """A request to move a milestone by two weeks that waits. `milestone=None, deliverable=…` with `old`
    and `new`: about the deliverable itself; `objective=…`: about an objective."""

    class Meta:
        model = ChangeRequest

    milestone = factory.SubFactory(MilestoneFactory)
    deliverable = factory.LazyAttribute(lambda made: made.milestone and made.milestone.deliverable)
    group = factory.LazyAttribute(lambda made: (made.deliverable or made.objective).group)
    objective = None
    old = factory.LazyAttribute(lambda made: {"due_on": made.milestone.due_on.isoformat()})
    new = factory.LazyAttribute(
        lambda made: {"due_on": (made.milestone.due_on + dt.timedelta(days=14)).isoformat()}
    )
    reason = "Two hospitals answer only after their audit."
    requested_by = factory.SubFactory("tests.factories.members.UserFactory")


class WorkPlanFactory(AnyStateFactory):
    """A draft for the year around today; `state="approved"` gives it its people."""

    class Meta:
        model = WorkPlan

    group = factory.SubFactory("tests.factories.groups.WorkingGroupFactory")
    start_on = factory.LazyFunction(lambda: days(-180))
    end_on = factory.LazyFunction(lambda: days(180))
    state = "draft"
    submitted_by = factory.Maybe(
        factory.LazyAttribute(lambda made: made.state != "draft"),
        factory.SubFactory("tests.factories.members.UserFactory"),
        None,
    )
    submitted_at = factory.LazyAttribute(lambda made: timezone.now() if made.submitted_by else None)
    approved_by = factory.Maybe(
        factory.LazyAttribute(lambda made: made.state == "approved"),
        factory.SubFactory("tests.factories.members.UserFactory"),
        None,
    )
    approved_at = factory.LazyAttribute(lambda made: timezone.now() if made.approved_by else None)


class DependencyFactory(DjangoModelFactory):
    """One deliverable that waits for another."""

    class Meta:
        model = Dependency

    predecessor = factory.SubFactory(DeliverableFactory)
    successor = factory.SubFactory(DeliverableFactory)


class AcceptanceCheckFactory(DjangoModelFactory):
    """The first line of a deliverable's criteria, ticked."""

    class Meta:
        model = AcceptanceCheck

    deliverable = factory.SubFactory(DeliverableFactory, state="in_review")
    criterion = factory.LazyAttribute(lambda made: made.deliverable.criteria[0])
    checked_by = factory.SubFactory("tests.factories.members.UserFactory")
    checked_at = factory.LazyFunction(timezone.now)


class GroupWeekFactory(DjangoModelFactory):
    """This week of a group: one green deliverable."""

    class Meta:
        model = GroupWeek

    group = factory.SubFactory("tests.factories.groups.WorkingGroupFactory")
    monday = factory.LazyFunction(lambda: days(-kl_today().weekday()))
    green = 1


class ContributorFactory(DjangoModelFactory):
    """A member who works on a deliverable, since today."""

    class Meta:
        model = Contributor

    deliverable = factory.SubFactory(DeliverableFactory)
    member = factory.SubFactory("tests.factories.members.MemberFactory")
    since = factory.LazyFunction(kl_today)


class DeliverableGrantFactory(DjangoModelFactory):
    """Leave for one person to read a restricted deliverable."""

    class Meta:
        model = DeliverableGrant

    deliverable = factory.SubFactory(DeliverableFactory, restricted=True)
    member = factory.SubFactory("tests.factories.members.MemberFactory")


class VersionFactory(DjangoModelFactory):
    """The next version of a deliverable, a text of two paragraphs, open. `restricted=True` closes it."""

    class Meta:
        model = Version

    class Params:
        restricted = factory.Trait(classification=Classification.RESTRICTED)

    deliverable = factory.SubFactory(DeliverableFactory)
    number = factory.LazyAttribute(lambda made: made.deliverable.versions.count() + 1)
    text = "# Scope\n\nThe register takes *every* incident."
    sha256 = factory.LazyAttribute(lambda made: hashlib.sha256(made.text.encode()).hexdigest())
    author = factory.SubFactory("tests.factories.members.UserFactory")


class VersionReaderFactory(DjangoModelFactory):
    """A reader of a restricted version."""

    class Meta:
        model = VersionReader

    version = factory.SubFactory(VersionFactory, restricted=True)
    member = factory.SubFactory("tests.factories.members.MemberFactory")


class RequestAttachmentFactory(DjangoModelFactory):
    """A version of the asking group that goes with a request of its own."""

    class Meta:
        model = RequestAttachment

    request = factory.SubFactory("tests.factories.liaison.LiaisonRequestFactory")
    version = factory.LazyAttribute(
        lambda made: VersionFactory(deliverable=DeliverableFactory(group=made.request.from_group))
    )
