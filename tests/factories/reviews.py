"""Valid review rounds in any phase, reviewers, invitations and comments."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from deliverables.models import Comment, Reviewer, ReviewInvitation, ReviewRound
from tests.factories.deliverables import AnyStateFactory


def hours(count: int) -> dt.datetime:
    """The instant so many hours from now."""
    return timezone.now() + dt.timedelta(hours=count)


class ReviewRoundFactory(AnyStateFactory):
    """Open since yesterday for a week, on an open version of a deliverable in review; nobody is asked yet.
    `scheduled`, `closed`, `completed`, `cancelled`: traits of another phase."""

    class Meta:
        model = ReviewRound

    class Params:
        scheduled = factory.Trait(opens_at=factory.LazyFunction(lambda: hours(24)))
        closed = factory.Trait(
            opens_at=factory.LazyFunction(lambda: hours(-200)),
            closes_at=factory.LazyFunction(lambda: hours(-2)),
        )
        completed = factory.Trait(
            closed=True, state="completed", completed_at=factory.LazyFunction(lambda: hours(-1))
        )
        cancelled = factory.Trait(state="cancelled", state_reason="The text changes first.")

    version = factory.SubFactory(
        "tests.factories.deliverables.VersionFactory", deliverable__state="in_review"
    )
    purpose = "Read the scope first."
    opens_at = factory.LazyFunction(lambda: hours(-24))
    closes_at = factory.LazyFunction(lambda: hours(168))
    editor = factory.SubFactory("tests.factories.members.MemberFactory")


class ReviewInvitationFactory(DjangoModelFactory):
    """A group that was asked as a whole; its people are reviewers of their own."""

    class Meta:
        model = ReviewInvitation

    round = factory.SubFactory(ReviewRoundFactory)
    group = factory.SubFactory("tests.factories.groups.WorkingGroupFactory")


class ReviewerFactory(DjangoModelFactory):
    """A member who is asked by name and has not answered."""

    class Meta:
        model = Reviewer

    round = factory.SubFactory(ReviewRoundFactory)
    member = factory.SubFactory("tests.factories.members.MemberFactory")


class CommentFactory(DjangoModelFactory):
    """A suggestion on the second paragraph; `parent=comment` makes it an answer."""

    class Meta:
        model = Comment

    round = factory.Maybe(
        "parent", factory.SelfAttribute("parent.round"), factory.SubFactory(ReviewRoundFactory)
    )
    parent = None
    number = factory.LazyAttribute(
        lambda made: None if made.parent else made.round.comments.filter(parent=None).count() + 1
    )
    paragraph = factory.LazyAttribute(lambda made: None if made.parent else 2)
    kind = factory.LazyAttribute(lambda made: "" if made.parent else "suggestion")
    text = factory.Sequence("Say what an incident is ({}).".format)
    author = factory.SubFactory("tests.factories.members.UserFactory")
