"""A draft with 200 comments of 60 people."""

import datetime as dt
import hashlib

from django.utils import timezone

from deliverables.enums import CommentKind
from deliverables.models import Comment, Deliverable, Reviewer, ReviewRound, Version
from groups.models import WorkingGroup
from members.models import Member, User

CLAUSE = "the agency that runs the system reports what happened, to whom, and what it did *about it*."


def load_review(members: list[Member], group: WorkingGroup) -> None:
    """An open review round of the group's first deliverable: a text of 80 paragraphs, 200 comments from 60
    people (fewer where there are fewer), every fourth with two answers."""
    now = timezone.now()
    people = [member for member in members if member.user_id is None][:60]
    users = User.objects.bulk_create(
        User(email=member.email, name=member.full_name, password="!", language="en") for member in people
    )
    for member, user in zip(people, users, strict=True):
        member.user = user
    Member.objects.bulk_update(people, ["user"])
    deliverable = Deliverable.objects.filter(group=group).order_by("number").first()
    text = "\n\n".join(
        f"Clause {number}: {CLAUSE}" if number % 10 else f"# Part {number // 10 + 1}" for number in range(80)
    )
    version = Version.objects.create(
        deliverable=deliverable,
        number=deliverable.versions.count() + 1,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        author=users[0],
    )
    review_round = ReviewRound.objects.create(
        version=version,
        opens_at=now - dt.timedelta(days=3),
        closes_at=now + dt.timedelta(days=25),
        editor=deliverable.owner,
    )
    asked = {member.pk: member for member in [*people, members[35]]}
    Reviewer.objects.bulk_create(
        Reviewer(round=review_round, member=member, answered_at=now if place % 3 else None)
        for place, member in enumerate(asked.values())
    )
    comments = Comment.objects.bulk_create(
        Comment(
            round=review_round,
            number=number + 1,
            paragraph=number * 7 % 80 + 1 if number % 20 else None,
            kind=CommentKind.values[number % 4],
            text=f"Remark {number}: {CLAUSE}",
            author=users[number % len(users)],
        )
        for number in range(200)
    )
    Comment.objects.bulk_create(
        Comment(round=review_round, parent=comment, text="So it is meant.", author=users[1])
        for comment in comments[::4]
        for _answer in range(2)
    )
