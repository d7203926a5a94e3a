"""Demonstration of recommendations: authorities, chapters of the AI Action Plan, one recommendation in each
state. Names of authorities and chapters are working assumptions, and marked so."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from deliverables.enums import ConsentMethod, InstrumentKind, Priority, ResponseOutcome
from deliverables.enums import RecommendationState as S
from deliverables.models import (
    Authority,
    Deliverable,
    ImplementationReport,
    Instrument,
    Recommendation,
    RecommendationContributor,
    RecommendationEvidence,
    RecommendationLink,
    RecommendationPlace,
    Response,
)
from deliverables.services.letters import keep_letters
from groups.models import WorkingGroup
from meetings.enums import MeetingState
from meetings.models import Meeting, MeetingGroup
from members.models import Member, User
from naio_portal.dates import KUALA_LUMPUR, kl_today
from naio_portal.notices.models import Contact

# Slug, names.
AUTHORITIES = [
    ("ministry-of-digital-demo", "Ministry of Digital (demonstration)", "Kementerian Digital (demonstrasi)"),
    ("standards-body-demo", "Standards body (demonstration)", "Badan piawaian (demonstrasi)"),
    ("higher-education-demo", "Higher education (demonstration)", "Pengajian tinggi (demonstrasi)"),
]
# Slug, label, names.
CHAPTERS = [
    ("action-plan-1", "1", "Trustworthy use", "Penggunaan yang boleh dipercayai"),
    ("action-plan-2", "2", "Talent", "Bakat"),
    ("action-plan-3", "3", "Infrastructure and sovereignty", "Infrastruktur dan kedaulatan"),
    ("action-plan-4", "4", "Rules and accountability", "Peraturan dan kebertanggungjawaban"),
]


@dataclass(frozen=True)
class Row:
    """One recommendation. `adopted`, `submitted`: days ago. `deliverable`: the title it rests on. `also`: a
    second instrument that it feeds."""

    group: str
    state: str
    titles: tuple[str, str]
    reasons: tuple[str, str]
    chapter: str
    authority: str
    deliverable: str
    priority: str = Priority.MEDIUM
    adopted: int | None = None
    submitted: int | None = None
    outcome: str = ""
    percent: int = 0
    also: str = ""


ROWS = [
    Row("SAF", S.RESPONDED,
        ("Test public-facing AI before it is used", "Uji AI yang berhadapan awam sebelum digunakan"),
        ("Two pilot laboratories found faults that users would have met first.",
         "Dua makmal rintis menemukan kecacatan yang akan dialami pengguna dahulu."),
        "action-plan-1", "standards-body-demo", "Evaluation protocol for public-facing AI",
        Priority.HIGH, 95, 90, ResponseOutcome.ACCEPTED_IN_PART, 40),
    Row("SAF", S.SUBMITTED,
        ("Oblige operators to report AI incidents", "Wajibkan pengendali melaporkan insiden AI"),
        ("Three failures of last year repeated one that nobody had written down.",
         "Tiga kegagalan tahun lalu mengulangi satu kegagalan yang tidak pernah dicatat."),
        "action-plan-4", "ministry-of-digital-demo", "Register of AI incidents",
        Priority.HIGH, 80, 75),
    Row("SAF", S.DRAFT,
        ("Say so when a chatbot speaks of health", "Nyatakan apabila bot sembang bercakap tentang kesihatan"),
        ("Patients took advice from a machine for that of a nurse.",
         "Pesakit menyangka nasihat mesin sebagai nasihat jururawat."),
        "action-plan-1", "ministry-of-digital-demo", "Safety note for health chatbots"),
    Row("GOV", S.IMPLEMENTED,
        ("Publish cases of fair AI in agencies", "Terbitkan kes AI yang adil di agensi"),
        ("Agencies learn faster from one another than from principles.",
         "Agensi lebih cepat belajar sesama sendiri daripada prinsip semata-mata."),
        "action-plan-4", "ministry-of-digital-demo", "Case studies of fair AI",
        Priority.LOW, 200, 190, ResponseOutcome.ACCEPTED, 100, "governance-models"),
    Row("REG", S.SUBMITTED,
        ("Open one door to regulatory sandboxes", "Buka satu pintu bagi kotak pasir kawal selia"),
        ("Firms ask four regulators and get four answers.",
         "Syarikat bertanya kepada empat pengawal selia dan menerima empat jawapan."),
        "action-plan-4", "ministry-of-digital-demo", "Guide to regulatory sandboxes",
        Priority.MEDIUM, 25, 20, also="regulatory-frameworks"),
    Row("TAL", S.ADOPTED,
        ("Count AI skills each year", "Kira kemahiran AI setiap tahun"),
        ("Training is planned on figures from before the pandemic.",
         "Latihan dirancang berdasarkan angka sebelum pandemik."),
        "action-plan-2", "higher-education-demo", "National AI skills map", Priority.MEDIUM, 6),
    Row("SOV", S.NOT_IMPLEMENTED,
        ("Keep public models in the country", "Simpan model awam di dalam negara"),
        ("Half of the models in use could be switched off from abroad.",
         "Separuh daripada model yang digunakan boleh dimatikan dari luar negara."),
        "action-plan-3", "ministry-of-digital-demo", "Inventory of public-sector models",
        Priority.MEDIUM, 160, 150, ResponseOutcome.NOTED),
]  # fmt: skip


def seed_recommendations(members: dict[str, list[Member]], author: User) -> int:
    """`members`: of each group by its code. Runs inside the seed's transaction; how many recommendations."""
    contact = Contact.objects.create(
        name="Puan Noraini binti Demonstrasi",
        email="noraini@demo.example.org",
        language="ms",
        is_demo=True,
    )
    authorities = {
        slug: Authority.objects.create(slug=slug, name_en=name_en, name_ms=name_ms, contact=contact)
        for slug, name_en, name_ms in AUTHORITIES
    }
    instruments = {instrument.slug: instrument for instrument in Instrument.objects.all()}
    chapters = {
        slug: Instrument.objects.create(
            parent=instruments["ai-action-plan"],
            slug=slug,
            kind=InstrumentKind.ACTION_PLAN,
            label=label,
            name_en=name_en,
            name_ms=name_ms,
            position=place,
        )
        for place, (slug, label, name_en, name_ms) in enumerate(CHAPTERS, start=1)
    }
    groups = {group.code: group for group in WorkingGroup.objects.all()}
    numbers: dict[tuple[str, int], int] = {}
    for row in ROWS:
        year = ago(row.adopted or 0).year
        numbers[row.group, year] = numbers.get((row.group, year), 0) + 1
        made = seed_recommendation(
            row,
            group=groups[row.group],
            year=year,
            number=numbers[row.group, year],
            addressee=authorities[row.authority],
            author=author,
        )
        for instrument in filter(None, (chapters[row.chapter], instruments.get(row.also))):
            RecommendationPlace.objects.create(recommendation=made, instrument=instrument)
        deliverable = Deliverable.objects.get(title=row.deliverable, group=made.group)
        RecommendationEvidence.objects.create(
            recommendation=made,
            deliverable=deliverable,
            deliverable_version=deliverable.versions.order_by("-number").first(),
            note="What it found.",
        )
        if row.adopted is not None:
            seed_consenting_meeting(made)
        for member in members[row.group][:2]:
            RecommendationContributor.objects.create(recommendation=made, member=member)
        if made.submitted_on:
            keep_letters(made, by=author)
    incidents, sandboxes = (
        Recommendation.objects.get(title_en=title)
        for title in ("Oblige operators to report AI incidents", "Open one door to regulatory sandboxes")
    )
    RecommendationLink.objects.create(source=incidents, target=sandboxes, kind="related")
    return len(ROWS)


def seed_consenting_meeting(made: Recommendation) -> None:
    """The first of each group was consented to in a sitting; the others by correspondence."""
    if made.number > 1:
        return
    starts_at = dt.datetime.combine(made.consent_on, dt.time(10), KUALA_LUMPUR)
    made.meeting = Meeting.objects.create(
        title=f"Special meeting of {made.group.name_en}",
        language="en",
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=1),
        place="Bilik Mesyuarat Demonstrasi, Kuala Lumpur",
        description="Demonstration meeting: the group consents to a recommendation.",
        state=MeetingState.CLOSED,
        notified_at=starts_at - dt.timedelta(days=14),
    )
    MeetingGroup.objects.create(meeting=made.meeting, group=made.group)
    made.save(update_fields=["meeting"])


def ago(days: int) -> dt.date:
    return kl_today() - dt.timedelta(days=days)


def seed_recommendation(
    row: Row, *, group: WorkingGroup, year: int, number: int, addressee: Authority, author: User
) -> Recommendation:
    """One of them in its state, with the response and the report that the state implies."""
    title_en, title_ms = row.titles
    reason_en, reason_ms = row.reasons
    submitted_on = ago(row.submitted) if row.submitted is not None else None
    responded_on = submitted_on + dt.timedelta(days=40) if submitted_on and row.outcome else None
    made = Recommendation.objects.create(
        group=group,
        year=year,
        number=number,
        title_en=title_en,
        title_ms=title_ms,
        text_en=f"{title_en}: the authority is asked to make it a rule within a year.",
        text_ms=f"{title_ms}: pihak berkuasa diminta menjadikannya peraturan dalam setahun.",
        rationale_en=reason_en,
        rationale_ms=reason_ms,
        addressee=addressee,
        priority=row.priority,
        state=row.state,
        state_reason="No budget this year." if row.state == S.NOT_IMPLEMENTED else "",
        consent_method=ConsentMethod.CONSENSUS if row.adopted is not None else "",
        consent_on=ago(row.adopted) if row.adopted is not None else None,
        adopted_on=ago(row.adopted) if row.adopted is not None else None,
        adopted_by=author if row.adopted is not None else None,
        submitted_on=submitted_on,
        letter_number=f"DEMO/REC/{year}/{group.code}/{number:02d}" if submitted_on else "",
        response_due_on=(
            submitted_on + dt.timedelta(days=settings.RESPONSE_PERIOD_DAYS) if submitted_on else None
        ),
        outcome=row.outcome,
        responded_on=responded_on,
        percent=row.percent,
        created_by=author,
    )
    if responded_on:
        Response.objects.create(
            recommendation=made,
            outcome=row.outcome,
            reason="Jawapan demonstrasi: sebahagian boleh dibuat dengan peruntukan sedia ada.",
            responded_on=responded_on,
            signed_by="Puan Noraini binti Demonstrasi",
            entered_by=author,
        )
    if row.percent:
        ImplementationReport.objects.create(
            recommendation=made,
            reported_on=ago(5),
            percent=row.percent,
            note="Laporan demonstrasi: garis panduan telah dikeluarkan.",
            evidence_url="https://example.org/evidence",
            entered_by=author,
        )
    return made
