"""Demonstration of review rounds: one ended with the second version as its answer, one open, one closed whose
comments wait for their dispositions. Made through the services, at the times that they speak of."""

import datetime as dt

from deliverables.enums import CommentKind as K
from deliverables.enums import Disposition as D
from deliverables.models import Comment, Deliverable, Reviewer, ReviewInvitation, ReviewRound, Version
from deliverables.services import draft_of, make_version, write_draft
from groups.enums import WRITING_ROLES, Role
from groups.models import SectoralTeam, SectorOfficer, WorkingGroup
from members.models import Member, User
from naio_portal.dates import KUALA_LUMPUR, kl_today

# Paragraph, kind, what is said; then what became of it, and why.
ENDED = [
    (6, K.MUST_FIX, "72 hours is too long where a service harms somebody.", D.ACCEPTED, "48 hours now."),
    (4, K.SUGGESTION, "Say that a test is repeated when the model changes.", D.ACCEPTED, ""),
    (4, K.QUESTION, "Who pays for the records?", D.NOTED, "A matter for the agencies."),
    (None, K.SUGGESTION, "Add a chapter on procurement.", D.REJECTED, "Outside the scope of this protocol."),
    (2, K.EDITORIAL, "“AI system” with a small s throughout.", D.ACCEPTED_IN_PART, "In headings too."),
]
OPEN = [
    (4, K.SUGGESTION, "Name the languages of East Malaysia as well."),
    (None, K.QUESTION, "Does this hold for pilots of three months?"),
]
CLOSED_TEXT = """# What is registered

Every incident in which an AI system of a public service harmed a person, or could have.

# Who reports

The agency that runs the system, to the register, in one form.

# Who reads

The working group, and after a year the public.
"""
CLOSED = [
    (2, K.MUST_FIX, "Say what “could have” means: give three examples."),
    (4, K.QUESTION, "And the vendor? Clinics rarely know."),
    (6, K.SUGGESTION, "Half a year is enough."),
    (6, K.EDITORIAL, "“After one year” reads better."),
]


def seed_reviews(members: dict[str, list[Member]], author: User) -> int:
    """`members`: of each group by its code; `author`: owns the deliverables of SAF. How many rounds."""
    safety = WorkingGroup.objects.get(code="SAF")
    people = [member for member in members["SAF"] if member.user and member.user != author]
    protocol = list(Version.objects.filter(deliverable__title="Evaluation protocol for public-facing AI"))
    second, first = sorted(protocol, key=lambda version: -version.number)
    ended = called(first, author, safety, opened=30, closes=-16)
    for number, (*remark, disposition, reason) in enumerate(ENDED, start=1):
        outcome = {"disposition": disposition, "disposition_reason": reason}
        outcome |= {"disposed_by": author, "disposed_at": ago(days=10)}
        said(ended, people[number % len(people)], number, tuple(remark), **outcome)
    answered_in_thread(ended, author)
    ReviewRound.objects.filter(pk=ended.pk).update(state="completed", completed_at=ago(days=10))
    running = called(second, author, safety, opened=3, closes=9)
    ask_outside(running, members["REG"])
    Deliverable.objects.filter(pk=second.deliverable_id).update(state="in_review")
    for number, remark in enumerate(OPEN, start=1):
        said(running, people[-1], number, remark)
    withdrawn = (2, K.EDITORIAL, "The heading is missing. (It was on the next page.)")
    said(
        running,
        people[-1],
        len(OPEN) + 1,
        withdrawn,
        withdrawn_at=running.opens_at + dt.timedelta(days=2, hours=6),
    )
    register = Deliverable.objects.get(title="Register of AI incidents")
    draft = write_draft(
        deliverable=register,
        text=CLOSED_TEXT,
        language="en",
        version=draft_of(register).version,
        by=author,
    )
    made = make_version(
        deliverable=register,
        note="For comments of the group.",
        classification="open",
        draft_version=draft.version,
        by=author,
    )
    closed = called(made, author, safety, opened=15, closes=-1)
    Deliverable.objects.filter(pk=register.pk).update(state="in_review")
    for number, remark in enumerate(CLOSED, start=1):
        said(closed, people[number % len(people)], number, remark)
    return 3


def ago(*, days: int) -> dt.datetime:
    """Six in the evening of that day in Kuala Lumpur."""
    return dt.datetime.combine(kl_today() - dt.timedelta(days=days), dt.time(18), KUALA_LUMPUR)


def called(version: Version, author: User, group: WorkingGroup, *, opened: int, closes: int) -> ReviewRound:
    """`opened`: days ago, a day after the version was made; `closes`: in days. Asked are the people who
    write in the group."""
    Version.objects.filter(pk=version.pk).update(created_at=ago(days=opened + 1))
    made = ReviewRound.objects.create(
        version=version,
        purpose="Please look at what is measured, and at who reports to whom.",
        language="en",
        opens_at=ago(days=opened),
        closes_at=ago(days=-closes),
        editor=author.member,
        created_by=author,
    )
    ReviewInvitation.objects.create(round=made, group=group)
    serving = group.appointments.in_force().filter(role__in=WRITING_ROLES).exclude(member=author.member)
    Reviewer.objects.bulk_create(
        Reviewer(round=made, member_id=member, group=group, added_at=made.opens_at)
        for member in serving.values_list("member_id", flat=True)
    )
    # An observer is asked by name.
    observer = group.appointments.in_force().filter(role=Role.OBSERVER).first()
    Reviewer.objects.create(round=made, member=observer.member, added_at=made.opens_at)
    return made


def ask_outside(review_round: ReviewRound, others: list[Member]) -> None:
    """Somebody of another group by name, and the officers of a sectoral team."""
    named = next(member for member in others if member.user)
    Reviewer.objects.create(round=review_round, member=named, added_at=review_round.opens_at)
    team = SectoralTeam.objects.get(code="HLT")
    ReviewInvitation.objects.create(round=review_round, team=team)
    for officer in SectorOfficer.objects.in_force().filter(team=team):
        Reviewer.objects.create(round=review_round, officer=officer, added_at=review_round.opens_at)


def said(review_round: ReviewRound, member: Member, number: int, remark: tuple, **outcome: object) -> Comment:
    """A comment of that member, two days after the opening; they have answered. `remark`: paragraph, kind,
    text."""
    paragraph, kind, text = remark
    at = review_round.opens_at + dt.timedelta(days=2, hours=number)
    reviewers = review_round.reviewers.filter(member=member, answered_at=None)
    reviewers.update(answered_at=at)
    return Comment.objects.create(
        round=review_round,
        number=number,
        paragraph=paragraph,
        kind=kind,
        text=text,
        author=member.user,
        written_at=at,
        **outcome,
    )


def answered_in_thread(review_round: ReviewRound, author: User) -> None:
    """The editor asks back on the first comment, and gets an answer."""
    first = review_round.comments.get(number=1)
    for hours, (writer, text) in enumerate(
        ((author, "Is 48 hours within reach of a small agency?"), (first.author, "Two of them say yes.")),
        start=5,
    ):
        Comment.objects.create(
            round=review_round,
            parent=first,
            text=text,
            author=writer,
            written_at=first.written_at + dt.timedelta(hours=hours),
        )
