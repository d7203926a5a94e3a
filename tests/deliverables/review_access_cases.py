"""Objects behind the routes of review rounds."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone
from hypothesis import strategies as st

from deliverables.enums import REVIEW_LINK, RoundState
from naio_portal.access import Persona
from naio_portal.notices.services import issue_link, token_of
from tests.deliverables.access_cases import MAYBE_PERSON, of_owner, versions
from tests.factories.deliverables import VersionFactory, days
from tests.factories.liaison import SectorOfficerFactory
from tests.factories.reviews import CommentFactory, ReviewerFactory, ReviewRoundFactory, hours
from tests.security.cases import Visit, case, rows


@rows("deliverables.ReviewRound")
def rounds(world, draw):
    """On any version, in any state, opened or not; asked: somebody by name or through a group, an officer."""
    state = draw(st.sampled_from(RoundState.values))
    made = ReviewRoundFactory(
        version=versions(world, draw),
        opens_at=draw(st.sampled_from([hours(-24), hours(24)])),
        state=state,
        state_reason="Because." if state == "cancelled" else "",
        completed_at=hours(-1) if state == "completed" else None,
    )
    if person := draw(MAYBE_PERSON):
        group = draw(st.sampled_from([None, world.group, world.other_group]))
        ReviewerFactory(round=made, member=world.members[person], group=group)
    if draw(st.booleans()):
        ReviewerFactory(round=made, member=None, officer=officer(world, draw(st.sampled_from([None, -1]))))
    return made


def officer(world, last_day):
    """The persona's own office, in force or ended yesterday."""
    return SectorOfficerFactory(
        user=world.users[Persona.SECTOR_OFFICER],
        start_on=days(-100),
        end_on=None if last_day is None else days(last_day),
    )


@rows("deliverables.Comment")
def comments(world, draw):
    return CommentFactory(round=rounds(world, draw))


def a_round(world, state="open", **changes):
    """Edited by the owner; chair, co-chair, rapporteur and the member of the group are asked."""
    version = VersionFactory(
        deliverable=of_owner(world, state="in_review"),
        restricted=state == "restricted",
        file=ContentFile(b"%PDF-1.7", name="kept"),
        file_name="kept.pdf",
        file_size=8,
        scan_state="clean",
    )
    made = ReviewRoundFactory(version=version, editor=world.owner, **changes)
    asked = (Persona.OWN_CHAIR, Persona.OWN_CO_CHAIR, Persona.OWN_RAPPORTEUR, Persona.OWN_MEMBER)
    for persona in asked:
        ReviewerFactory(round=made, member=world.members[persona], group=world.group)
    return made


@case(
    "reviews:round-detail",
    "reviews:comment-list",
    "reviews:round-file",
    "reviews:round-people",
    "reviews:round-history",
    "reviews:round-invite",
    "reviews:round-reschedule",
    "reviews:round-cancel",
    "reviews:comment-create",
    "reviews:round-no-comments",
)
def review(world, state):
    made = a_round(world, state)
    post = {"people": world.members[Persona.OTHER_MEMBER].email}
    return Visit(made, post=post, reference=made.reference)


@case("reviews:round-export")
def review_table(world, state):
    made = a_round(world, state)
    return Visit(made, reference=made.reference, kind="xlsx")


@case("reviews:round-create")
def reviewed(world, state):
    made = VersionFactory(deliverable=of_owner(world))
    return Visit(made, reference=made.reference)


@case("reviews:comment-detail")
def comment(world, state):
    made = CommentFactory(round=a_round(world, state))
    return Visit(made, reference=made.reference)


@case("reviews:answer-create")
def answered_comment(world, state):
    made = CommentFactory(round=a_round(world))
    return Visit(made.round, post={"text": "So it is."}, reference=made.reference)


@case("reviews:comment-update", "reviews:comment-withdraw")
def corrected_comment(world, state):
    made = CommentFactory(round=a_round(world), author=world.users[Persona.OWN_MEMBER])
    return Visit(made, reference=made.reference)


@case("reviews:comment-dispose")
def disposed_comment(world, state):
    made = CommentFactory(round=a_round(world, opens_at=hours(-200), closes_at=hours(-1)))
    return Visit(made.round, post={"disposition": "noted", "version": "1"}, reference=made.reference)


@case("reviews:comments-dispose")
def disposed_comments(world, state):
    made = CommentFactory(round=a_round(world, opens_at=hours(-200), closes_at=hours(-1)))
    post = {"disposition": "noted", "reason": "So.", "comments": [made.reference]}
    return Visit(made.round, post=post, reference=made.round.reference)


@case("reviews:review-by-link", "reviews:file-by-link")
def reviewed_by_link(world, state):
    reviewer = ReviewerFactory(round=a_round(world), member=None, officer=SectorOfficerFactory(by_mail=True))
    link = issue_link(
        purpose=REVIEW_LINK,
        object_id=reviewer.pk,
        contact=reviewer.officer.contact,
        expires_at=timezone.now() + dt.timedelta(days=30),
    )
    return Visit(reviewer.round, token=token_of(link))


# --- attachments of liaison requests --------------------------------------------------------------------
