"""Data sets S and L, loaded in bulk. Deterministic: the same size gives the same rows.

S: 7 groups, 170 members, one year. L: 7 groups, 5,000 members (1,400 in force, the others of earlier
terms), 2,000 meetings, 20,000 milestones, 1,000,000 audit events, 20,000 of them of one deliverable.
Both have 1,000 recommendations. There are no applications: the portal does not take them yet.
"""

import datetime as dt
import itertools
import random

from allauth.mfa.models import Authenticator
from django.db import connection, models
from django.db.models import F
from django.utils import timezone

from bench.reviews import load_review
from bench.sizes import BATCH, Size
from bench.texts import load_recommendations, load_versions
from deliverables.enums import DeliverableState, MilestoneState
from deliverables.models import (
    ApplicationFigure,
    Contributor,
    Deliverable,
    Dependency,
    Milestone,
    ProgressUpdate,
    SectorApplication,
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
ITEMS_PER_MEETING = 8
MILESTONES_PER_DELIVERABLE = 4


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
