"""Objects behind the routes of recommendations, overlaps, instruments and authorities."""

import datetime as dt

from django.utils import timezone
from hypothesis import strategies as st

from deliverables.enums import RESPONSE_LINK, Classification, RecommendationState
from deliverables.services.response_links import give_report_link
from naio_portal.notices.services import issue_link, token_of
from tests.deliverables.access_cases import MAYBE_PERSON, of_owner, versions
from tests.factories.deliverables import DeliverableFactory, days
from tests.factories.notices import ContactFactory
from tests.factories.recommendations import (
    AuthorityFactory,
    InstrumentFactory,
    LetterFactory,
    RecommendationContributorFactory,
    RecommendationEvidenceFactory,
    RecommendationFactory,
    RecommendationPlaceFactory,
)
from tests.security.cases import Visit, case, rows


@rows("deliverables.Recommendation")
def recommendations(world, draw):
    """Of either group, in any state, open or restricted, with any contributor."""
    made = RecommendationFactory(
        group=draw(st.sampled_from([world.group, world.other_group])),
        state=draw(st.sampled_from(RecommendationState.values)),
        classification=draw(st.sampled_from(Classification.values)),
    )
    if contributor := draw(MAYBE_PERSON):
        RecommendationContributorFactory(recommendation=made, member=world.members[contributor])
    return made


@rows("deliverables.RecommendationEvidence")
def evidence(world, draw):
    """Any recommendation rests on any deliverable, or on a version of it."""
    version = versions(world, draw)
    return RecommendationEvidenceFactory(
        recommendation=recommendations(world, draw),
        deliverable=version.deliverable,
        deliverable_version=draw(st.sampled_from([None, version])),
    )


def of_group(world, state, *, restricted=False):
    """With the owner as its contributor, and an addressee who answers by a link."""
    made = RecommendationFactory(
        group=world.group,
        state="draft" if state == "restricted" else state,
        restricted=restricted or state == "restricted",
        addressee=AuthorityFactory(contact=ContactFactory()),
    )
    RecommendationContributorFactory(recommendation=made, member=world.owner)
    return made


@case("deliverables:overlaps", "recommendations:overlaps")
def overlapping(world, state):
    return Visit(world.group, post={"title": "Register"}, slug=world.group.slug)


@case("deliverables:related")
def related(world, state):
    made, other = of_owner(world), DeliverableFactory(group=world.other_group, state="published")
    return Visit(made, post={"code": other.code}, reference=made.reference)


@case("deliverables:related-remove")
def unrelated(world, state):
    made, other = of_owner(world), DeliverableFactory(group=world.other_group, state="published")
    return Visit(made, reference=made.reference, other=other.reference)


@case("recommendations:related")
def related_recommendation(world, state):
    made, other = of_group(world, "draft"), RecommendationFactory(group=world.other_group, state="submitted")
    return Visit(made, post={"code": other.code}, reference=made.reference)


@case("recommendations:related-remove")
def unrelated_recommendation(world, state):
    made, other = of_group(world, "draft"), RecommendationFactory(group=world.other_group, state="submitted")
    return Visit(made, reference=made.reference, other=other.reference)


@case(
    "recommendations:recommendation-detail",
    "recommendations:recommendation-thread",
    "recommendations:recommendation-history",
)
def recommendation(world, state):
    made = of_group(world, state)
    return Visit(made, reference=made.reference)


@case("recommendations:letter")
def letter(world, state):
    made = of_group(world, "submitted", restricted=state == "restricted")
    LetterFactory(recommendation=made)
    return Visit(made, reference=made.reference, language="ms", form="pdf")


@case("recommendations:letter-by-link")
def letter_by_link(world, state):
    visit = answered_by_link(world, state)
    LetterFactory(recommendation=visit.obj)
    return Visit(visit.obj, language="ms", form="pdf", **visit.kwargs)


@case("recommendations:recommendation-export")
def register(world, state):
    return Visit(kind="csv")


@case("recommendations:recommendation-create")
def new_recommendation(world, state):
    return Visit(world.group, post={"addressee": AuthorityFactory().pk}, slug=world.group.slug)


@case("recommendations:recommendation-update")
def edited_recommendation(world, state):
    made = of_group(world, "draft")
    return Visit(made, post={"title_en": "New"}, reference=made.reference)


# The move -> a state from which it goes.
GOES_FROM = {
    "consent": "draft",
    "adopt": "draft",
    "return": "adopted_by_group",
    "submit": "adopted_by_group",
    "report": "responded",
    "abandon": "responded",
    "ask-report": "responded",
}


@case("recommendations:recommendation-move")
def moved_recommendation(world, state):
    made = of_group(world, GOES_FROM.get(state, "submitted"))
    post = {"reason": "Because."}
    if state == "adopt":
        RecommendationPlaceFactory(recommendation=made)
        made.consent_method, made.consent_on = "consensus", days(-1)
        made.save()
    if state == "supersede":
        post["successor"] = RecommendationFactory(group=world.group, state="submitted").code
    return Visit(made, post=post, reference=made.reference, move=state)


@case("recommendations:response-by-link")
def answered_by_link(world, state):
    made = of_group(world, "submitted")
    link = issue_link(
        purpose=RESPONSE_LINK,
        object_id=made.pk,
        contact=made.addressee.contact,
        expires_at=timezone.now() + dt.timedelta(days=30),
    )
    return Visit(made, token=token_of(link))


@case("recommendations:report-by-link")
def reported_by_link(world, state):
    made = of_group(world, "responded")
    return Visit(made, token=token_of(give_report_link(made, by=None)))


@case("recommendations:instrument-update", "recommendations:instrument-detail")
def instrument(world, state):
    made = InstrumentFactory()
    return Visit(made, post={"name_en": "New"}, slug=made.slug)


@case("recommendations:authority-update")
def authority(world, state):
    made = AuthorityFactory()
    return Visit(made, post={"name_en": "New"}, slug=made.slug)


# --- applications in the real world ---------------------------------------------------------------------
