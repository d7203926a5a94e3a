"""Data sets S and L, loaded in bulk. Deterministic: the same size gives the same rows.

S: 7 groups, 170 members, one year. L: 7 groups, 5,000 members (1,400 in force, the others of earlier
terms), 2,000 meetings, 20,000 milestones, 1,000,000 audit events, 20,000 of them of one deliverable.
Both have 1,000 recommendations. There are no applications: the portal does not take them yet.
"""

import datetime as dt
import hashlib
import itertools
import random
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db import connection, models
from django.db.models import F
from django.utils import timezone

from deliverables.enums import CommentKind, DeliverableState, MilestoneState, RecommendationState
from deliverables.models import (
    ApplicationFigure,
    Authority,
    Comment,
    Contributor,
    Deliverable,
    Dependency,
    Instrument,
    Milestone,
    ProgressUpdate,
    Recommendation,
    RecommendationContributor,
    RecommendationEvidence,
    RecommendationPlace,
    Reviewer,
    ReviewRound,
    SectorApplication,
    Version,
    WorkPlan,
)
from groups.models import (
    Appointment,
    LiaisonMessage,
    LiaisonRequest,
    Objective,
    Sector,
    SectoralTeam,
    TeamSector,
    WorkingGroup,
)
from meetings.enums import MeetingState
from meetings.models import AgendaItem, Meeting, MeetingGroup, Presenter
from members.enums import PortalRole
from members.models import Member, User
from members.names import name_key, search_text, sort_key
from naio_portal.audit import acting
from naio_portal.dates import kl_today
from naio_portal.home.seeds.facts import seed_facts
from naio_portal.workflow import insert_in_any_state

FIRST = ["Aminah", "Badrul", "Chandran", "Dayang", "Emir", "Farid", "Grace", "Hafiz", "Iman", "Jeyanthi"]
LAST = ["binti Salleh", "bin Osman", "a/l Raju", "Lim Boon", "Ólafsson", "bin Yusof", "Tan Mei", "Okafor"]
ZONES = ["Asia/Kuala_Lumpur"] * 7 + ["Europe/London", "America/Los_Angeles", "Australia/Sydney"]
CLAUSE = "the agency that runs the system reports what happened, to whom, and what it did *about it*."
ITEMS_PER_MEETING = 8
MILESTONES_PER_DELIVERABLE = 4
VERSIONS = 20
BATCH = 2_000


@dataclass(frozen=True)
class Size:
    members: int
    in_force: int
    deliverables: int
    running: int  # active deliverables of each group
    meetings: int
    events: int
    requests: int  # liaison requests, half of them to sectoral teams; as many applications
    busiest: int  # of the events, those of one deliverable; it has a hundredth of that in updates
    recommendations: int


SIZES = {
    "S": Size(
        members=170,
        in_force=170,
        deliverables=42,
        running=5,
        meetings=84,
        events=5_000,
        requests=60,
        busiest=100,
        recommendations=1_000,
    ),
    "L": Size(
        members=5_000,
        in_force=1_400,
        deliverables=5_000,
        running=60,
        meetings=2_000,
        events=1_000_000,
        requests=5_000,
        busiest=20_000,
        recommendations=1_000,
    ),
}


def load(size: Size) -> None:
    """Fill an empty, migrated database. Sign-ins are <role>@bench.example."""
    dice = random.Random(20250228)
    with acting(task="bench"), insert_in_any_state("bench"):
        seed_facts()
        groups = list(WorkingGroup.objects.all())
        members = load_members(size, dice)
        load_appointments(size, members, groups)
        load_deliverables(size, members, groups)
        load_meetings(size, members, groups)
        load_liaison(size, members, groups)
        load_recommendations(size, members, groups)
        load_versions()
        load_users(members)
        load_review(members[: size.in_force], groups[0])
    load_events(size)


def load_members(size: Size, dice: random.Random) -> list[Member]:
    rows = []
    for number in range(size.members):
        name = f"{dice.choice(FIRST)} {dice.choice(LAST)} {number}"
        organisation = f"Organisation {number % 90}"
        rows.append(
            Member(
                full_name=name,
                titles=dice.choice(["", "Dr.", "Prof. Dr.", "Ts."]),
                email=f"member{number}@bench.example",
                organisation=organisation,
                background_id=dice.choice(["researcher", "consultant", "industry-veteran", "ai-advocate"]),
                origin_id=dice.choice(["malaysian", "malaysian-diaspora", "international"]),
                expertise=dice.sample(
                    ["technology", "policy", "ethics", "security"], dice.choice([1, 2, 2, 3])
                ),
                country="MY",
                state=dice.choice(["SGR", "KUL", "KDH", "JHR"]),
                time_zone=dice.choice(ZONES),
                language=dice.choice(["ms", "en"]),
                listing_consent_on=dt.date(2025, 2, 28) if number % 2 else None,
                sort_key=sort_key(name),
                name_key=name_key(name),
                search_text=search_text(name, organisation),
            )
        )
    return Member.objects.bulk_create(rows, batch_size=BATCH)


def load_appointments(size: Size, members: list[Member], groups: list[WorkingGroup]) -> None:
    leading = {0: "chair", 1: "co-chair", 2: "rapporteur"}
    rows = []
    for number, member in enumerate(members):
        in_force = number < size.in_force
        rows.append(
            Appointment(
                member=member,
                group=groups[number % 7],
                role=leading.get(number // 7, "member") if in_force else "member",
                start_on=dt.date(2025, 2, 28) if in_force else dt.date(2023, 3, 1),
                end_on=None if in_force else dt.date(2025, 2, 27),
            )
        )
    Appointment.objects.bulk_create(rows, batch_size=BATCH)


def load_deliverables(size: Size, members: list[Member], groups: list[WorkingGroup]) -> None:
    today = kl_today()
    long_ago = today - dt.timedelta(days=700)
    objectives = Objective.objects.bulk_create(
        Objective(group=group, number=number, statement=f"Objective {number} of {group.code}")
        for group in groups
        for number in range(1, 5)
    )
    rows = []
    for number in range(size.deliverables):
        group, place = groups[number % 7], number // 7
        running = place < size.running
        rows.append(
            Deliverable(
                group=group,
                objective=objectives[(number % 7) * 4 + place % 4],
                number=place + 1,
                title=f"Deliverable {place + 1} of {group.name_en}",
                owner=members[number % size.in_force],
                due_on=today + dt.timedelta(days=place % 90 - 20 if running else -200 - place % 400),
                percent=place % 100 if running else 100,
                state=DeliverableState.ACTIVE if running else DeliverableState.PUBLISHED,
                activated_on=long_ago,
                last_update_on=today - dt.timedelta(days=place % 45),
            )
        )
    deliverables = Deliverable.objects.bulk_create(rows, batch_size=BATCH)
    load_work_plans(groups, today)
    author = User.objects.create_user("author@bench.example")
    milestones = []
    for deliverable in deliverables:
        for number in range(1, MILESTONES_PER_DELIVERABLE + 1):
            due_on = deliverable.due_on - dt.timedelta(days=30 * (MILESTONES_PER_DELIVERABLE - number))
            is_open = deliverable.state == DeliverableState.ACTIVE and number > 2
            milestones.append(
                Milestone(
                    deliverable=deliverable,
                    number=number,
                    title=f"Milestone {number}",
                    due_on=due_on,
                    baseline_on=due_on,
                    activated_on=long_ago,
                    state=MilestoneState.ACTIVE if is_open else MilestoneState.ACHIEVED,
                    achieved_on=None if is_open else due_on,
                )
            )
    Milestone.objects.bulk_create(milestones, batch_size=BATCH)
    ProgressUpdate.objects.bulk_create(
        (
            ProgressUpdate(
                deliverable=deliverable,
                author=author,
                filed_on=deliverable.last_update_on,
                percent=deliverable.percent,
                note="Figures checked.",
            )
            for deliverable in [*deliverables, *[deliverables[0]] * (size.busiest // 100)]
        ),
        batch_size=BATCH,
    )
    Contributor.objects.bulk_create(
        (
            Contributor(deliverable=deliverable, member=members[(place + 7) % size.in_force])
            for place, deliverable in enumerate(deliverables)
        ),
        batch_size=BATCH,
    )


def load_work_plans(groups: list[WorkingGroup], today: dt.date) -> None:
    """A plan for each group with what runs in it; each waits for the one of the next group."""
    for group in groups:
        plan = WorkPlan.objects.create(
            group=group, start_on=today - dt.timedelta(days=180), end_on=today + dt.timedelta(days=185)
        )
        group.deliverables.filter(state=DeliverableState.ACTIVE).update(
            work_plan=plan, baseline_on=F("due_on")
        )
    running = list(Deliverable.objects.filter(state=DeliverableState.ACTIVE).order_by("number", "group"))
    Dependency.objects.bulk_create(
        (Dependency(predecessor=before, successor=after) for before, after in itertools.pairwise(running)),
        batch_size=BATCH,
    )


def load_meetings(size: Size, members: list[Member], groups: list[WorkingGroup]) -> None:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    meetings = Meeting.objects.bulk_create(
        (
            Meeting(
                title=f"Meeting {number}",
                starts_at=now + dt.timedelta(days=30 - number, hours=1),
                ends_at=now + dt.timedelta(days=30 - number, hours=3),
                place="Kuala Lumpur",
                state=MeetingState.NOTIFIED if number < 29 else MeetingState.CLOSED,
                notified_at=now + dt.timedelta(days=10 - number),
            )
            for number in range(size.meetings)
        ),
        batch_size=BATCH,
    )
    MeetingGroup.objects.bulk_create(
        (MeetingGroup(meeting=meeting, group=groups[place % 7]) for place, meeting in enumerate(meetings)),
        batch_size=BATCH,
    )
    items = AgendaItem.objects.bulk_create(
        (
            AgendaItem(meeting=meeting, position=position, title=f"Item {position}", minutes=15)
            for meeting in meetings
            for position in range(1, ITEMS_PER_MEETING + 1)
        ),
        batch_size=BATCH,
    )
    Presenter.objects.bulk_create(
        (Presenter(item=item, member=members[place % size.in_force]) for place, item in enumerate(items)),
        batch_size=BATCH,
    )


def load_liaison(size: Size, members: list[Member], groups: list[WorkingGroup]) -> None:
    """Teams of one or two sectors each; requests in every state; what the teams tried, in figures."""
    today = kl_today()
    sectors = Sector.objects.bulk_create(
        Sector(code=f"sector-{n}", name_en=f"Sector {n}", name_ms=f"Sektor {n}", position=n)
        for n in range(12)
    )
    teams = SectoralTeam.objects.bulk_create(
        SectoralTeam(
            code=f"T{chr(65 + n)}X",
            slug=f"team-{n}",
            name_en=f"Team {n}",
            name_ms=f"Pasukan {n}",
            lead_agency=f"Agency {n}",
            position=n,
        )
        for n in range(8)
    )
    TeamSector.objects.bulk_create(
        TeamSector(team=teams[n % 8], sector=sector) for n, sector in enumerate(sectors)
    )
    states = ["sent", "acknowledged", "answered", "closed", "closed", "closed", "closed", "closed", "closed"]
    rows = []
    for number in range(size.requests):
        state, group = states[number % 9], groups[number % 7]
        answered = state in ("answered", "closed")
        due_on = today + dt.timedelta(days=20 - number % 400)
        to_team = teams[number // 2 % 8] if number % 2 else None
        rows.append(
            LiaisonRequest(
                from_group=group,
                to_group=None if to_team else groups[(number + 1) % 7],
                to_team=to_team,
                purpose=("action", "comment", "information")[number % 3],
                subject=f"Request {number}",
                text="What does the register of the clinics lack?",
                language="en",
                due_on=due_on,
                owner_from=members[number % 7],
                state=state,
                year=2025,
                number=number + 1,
                sent_on=due_on - dt.timedelta(days=30),
                acknowledged_on=None if state == "sent" else due_on,
                answer="Nothing is missing." if answered else "",
                answered_on=due_on if answered else None,
                closed_on=due_on if state == "closed" else None,
            )
        )
    requests = LiaisonRequest.objects.bulk_create(rows, batch_size=BATCH)
    author = User.objects.get(email="author@bench.example")
    LiaisonMessage.objects.bulk_create(
        (
            LiaisonMessage(request=request, author=author, text="Which field?", language="en")
            for request in [*requests, *[row for row in requests if row.to_team_id][-1:] * 40]
        ),
        batch_size=BATCH,
    )
    load_applications(size, teams)


def load_applications(size: Size, teams: list[SectoralTeam]) -> None:
    today = kl_today()
    deliverables = list(Deliverable.objects.order_by("id")[: size.requests])
    places = ["Kedah", "Perak", "Johor", "Sabah", "two clinics", "a factory", "a school"]
    applications = SectorApplication.objects.bulk_create(
        (
            SectorApplication(
                team=teams[number % 8],
                deliverable=deliverables[number % len(deliverables)],
                title=f"Trial {number}",
                tried="The register was kept for a month, and read each week.",
                place=places[number % 7],
                started_on=today - dt.timedelta(days=60 + number % 700),
                ended_on=today - dt.timedelta(days=30 + number % 700),
                outcome=("worked", "worked_in_part", "did_not_work")[number % 3],
                result="Half of it was entered within a day.",
                lessons="Ask for fewer fields.",
                language="en",
            )
            for number in range(size.requests)
        ),
        batch_size=BATCH,
    )
    ApplicationFigure.objects.bulk_create(
        (
            ApplicationFigure(
                application=application,
                position=position,
                name="Entered",
                value=34,
                unit="%",
                source="Register",
            )
            for application in applications
            for position in (1, 2)
        ),
        batch_size=BATCH,
    )


# (state, how far it has come): in turn, so that each group has some in each.
STATES = [
    (RecommendationState.DRAFT, 0),
    (RecommendationState.ADOPTED, 1),
    (RecommendationState.SUBMITTED, 2),
    (RecommendationState.RESPONDED, 3),
    (RecommendationState.IMPLEMENTED, 3),
]
TOPICS = ["incidents", "sandboxes", "skills", "models", "audits", "chatbots", "records", "procurement"]
PEOPLE_EACH = 3


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


def load_users(members: list[Member]) -> None:
    """Secretariat and leadership with their second factor; the chair and a member of the first group."""
    for role in (PortalRole.SECRETARIAT, PortalRole.LEADERSHIP):
        user = User.objects.create_user(
            f"{role}@bench.example", name=str(role.label), portal_role=role, language="en"
        )
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    for label, member in (("chair", members[0]), ("member", members[7 * 5])):
        member.user = User.objects.create_user(f"{label}@bench.example", name=member.full_name, language="en")
        member.save()


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


def load_events(size: Size) -> None:
    """Audit events as if rows had changed every hour: `events` in all, `busiest` of one deliverable."""
    first = Deliverable.objects.order_by("group__position", "number").first()
    copy_events(Deliverable, size.busiest, where=f"pgh_obj_id = {first.pk}")
    for model in (Milestone, Member, Appointment, Deliverable):
        copy_events(model, size.events // 4 - model.pgh_event_model.objects.count())


def copy_events(model: type[models.Model], wanted: int, where: str = "true") -> None:
    """Add `wanted` events to those of a model, copies of those that `where` chooses, each an hour older."""
    table = model.pgh_event_model._meta.db_table
    columns = ", ".join(
        connection.ops.quote_name(field.column)
        for field in model.pgh_event_model._meta.concrete_fields
        if field.column not in ("pgh_id", "pgh_created_at")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}")
        present = cursor.fetchone()[0]
        cursor.execute(
            f"INSERT INTO {table} ({columns}, pgh_created_at) "
            f"SELECT {columns}, pgh_created_at - n * interval '1 hour' "
            f"FROM generate_series(1, %s) n CROSS JOIN (SELECT * FROM {table} WHERE {where}) AS kept "
            "LIMIT %s",
            [wanted // present + 1, max(wanted, 0)],
        )
