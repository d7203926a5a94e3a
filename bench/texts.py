"""Recommendations on a few topics, and the versions of one deliverable."""

import datetime as dt
import hashlib

from bench.sizes import BATCH, Size
from deliverables.enums import RecommendationState
from deliverables.models import (
    Authority,
    Deliverable,
    Instrument,
    Recommendation,
    RecommendationContributor,
    RecommendationEvidence,
    RecommendationPlace,
    Version,
)
from groups.models import WorkingGroup
from meetings.models import MeetingGroup
from members.models import Member, User
from naio_portal.dates import kl_today

STATES = [
    (RecommendationState.DRAFT, 0),
    (RecommendationState.ADOPTED, 1),
    (RecommendationState.SUBMITTED, 2),
    (RecommendationState.RESPONDED, 3),
    (RecommendationState.IMPLEMENTED, 3),
]
TOPICS = ["incidents", "sandboxes", "skills", "models", "audits", "chatbots", "records", "procurement"]
PEOPLE_EACH = 3

VERSIONS = 20


def load_recommendations(size: Size, members: list[Member], groups: list[WorkingGroup]) -> None:
    """Each with its evidence, a meeting, three people, and one or two places among 39 clauses."""
    today = kl_today()
    addressee = Authority.objects.create(slug="bench", name_en="Authority", name_ms="Pihak berkuasa")
    clauses = [
        Instrument.objects.create(
            parent=parent, slug=f"bench-{number}", kind=parent.kind, label=str(number),
            name_en=f"Clause {number}", name_ms=f"Fasal {number}", position=number,
        )
        for number, parent in enumerate(list(Instrument.objects.all()) * 13, start=1)
    ]  # fmt: skip
    meetings = {link.group_id: link.meeting_id for link in MeetingGroup.objects.order_by("pk")}
    deliverables = list(Deliverable.objects.order_by("number", "pk")[:500])
    rows = []
    for number in range(size.recommendations):
        group, (state, stage) = groups[number % 7], STATES[number // 7 % len(STATES)]
        topic = f"{TOPICS[number % len(TOPICS)]} of kind {number}"
        rows.append(
            Recommendation(
                group=group,
                year=today.year - number // 7 // 100,
                number=number // 7 % 100 + 1,
                title_en=f"Report {topic}",
                title_ms=f"Laporkan {topic}",
                text_en=f"Agencies report {topic} within 72 hours.",
                text_ms=f"Agensi melaporkan {topic} dalam tempoh 72 jam.",
                rationale_en="Nobody learns from what is not reported.",
                rationale_ms="Tiada siapa belajar daripada perkara yang tidak dilaporkan.",
                addressee=addressee,
                state=state,
                consent_method="consensus" if stage else "",
                consent_on=today - dt.timedelta(days=200) if stage else None,
                adopted_on=today - dt.timedelta(days=200) if stage else None,
                meeting_id=meetings[group.pk] if stage else None,
                submitted_on=today - dt.timedelta(days=190) if stage > 1 else None,
                letter_number=f"BENCH/{number}" if stage > 1 else "",
                response_due_on=today - dt.timedelta(days=130) if stage > 1 else None,
                outcome="accepted" if stage > 2 else "",
                responded_on=today - dt.timedelta(days=150) if stage > 2 else None,
            )
        )
    made = Recommendation.objects.bulk_create(rows, batch_size=BATCH)
    RecommendationPlace.objects.bulk_create(
        (
            RecommendationPlace(recommendation=each, instrument=clauses[(number + more * 5) % len(clauses)])
            for number, each in enumerate(made)
            for more in range(1 + number % 2)
        ),
        batch_size=BATCH,
    )
    RecommendationEvidence.objects.bulk_create(
        (
            RecommendationEvidence(recommendation=each, deliverable=deliverables[number % len(deliverables)])
            for number, each in enumerate(made)
        ),
        batch_size=BATCH,
    )
    RecommendationContributor.objects.bulk_create(
        (
            RecommendationContributor(
                recommendation=each, member=members[(number + more * 7) % size.in_force]
            )
            for number, each in enumerate(made)
            for more in range(PEOPLE_EACH)
        ),
        batch_size=BATCH,
    )


def load_versions() -> None:
    """Versions of 120 paragraphs of the first deliverable; every ninth paragraph is another each time."""
    author = User.objects.get(email="author@bench.example")
    deliverable = Deliverable.objects.order_by("group__position", "number").first()
    for number in range(1, VERSIONS + 1):
        text = "\n\n".join(
            f"Paragraph {place} of {f'draft {number}' if place % 9 == 0 else 'the draft'}."
            for place in range(120)
        )
        Version.objects.create(
            deliverable=deliverable,
            number=number,
            text=text,
            author=author,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
