"""Demonstration data: fictional people, objectives, deliverables, milestones and meetings around today.

Every row is marked as demonstration where a person could take it for real. Running it again changes
nothing. Refused under production settings.
"""

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from deliverables.enums import Classification, DeliverableState, MilestoneState
from deliverables.models import (
    Contributor,
    Deliverable,
    DeliverableGrant,
    Milestone,
    ProgressUpdate,
    Recommendation,
    ReviewRound,
    WorkPlan,
)
from groups.enums import AppointmentState
from groups.models import Appointment, LiaisonRequest, Objective, WorkingGroup
from meetings.enums import MeetingState
from meetings.models import AgendaItem, AgendaItemGrant, Meeting, MeetingGroup, Presenter
from members.enums import PortalRole
from members.models import Member, User
from members.names import name_key, search_text, sort_key
from naio_portal.audit import acting
from naio_portal.dates import KUALA_LUMPUR, kl_today
from naio_portal.errors import DomainError
from naio_portal.home.seeds.applications import seed_applications
from naio_portal.home.seeds.liaison import seed_liaison
from naio_portal.home.seeds.recommendations import seed_recommendations
from naio_portal.home.seeds.reviews import seed_reviews
from naio_portal.home.seeds.versions import seed_versions
from naio_portal.home.seeds.work_plans import seed_changes, seed_work_plans
from naio_portal.workflow import insert_in_any_state

HERE = Path(__file__).parent
CONVENED_ON = dt.date(2025, 2, 28)
STAFF = [
    ("administrator", PortalRole.ADMINISTRATOR, "Pentadbir Demonstrasi", "ms"),
    ("secretariat", PortalRole.SECRETARIAT, "Urus Setia Demonstrasi", "ms"),
    ("leadership", PortalRole.LEADERSHIP, "Pimpinan Demonstrasi", "en"),
    ("liaison officer", PortalRole.SECTOR_OFFICER, "Pegawai Sektor Demonstrasi", "ms"),
]
# Sign-ins of experts: role shown, group, appointment role, preferred name.
EXPERTS = [
    ("chair", "SAF", "Rosmawati"),
    ("member", "SAF", "Vimala"),
    ("observer", "SAF", "Hidayah"),
    ("member of another group", "REG", "Siew Fong"),
]


@dataclass
class Day:
    """Today in Kuala Lumpur; `day + 7` is a date, for the data's offsets."""

    today: dt.date

    def __add__(self, days: int) -> dt.date:
        return self.today + dt.timedelta(days=days)


def make_sign_in(email: str, password: str, **fields) -> User:
    """A demo user whose address counts as verified."""
    user = User.objects.create_user(email, password, is_demo=True, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def make_person(row: list, password: str | None, email: str) -> Member:
    (_group, _role, titles, full_name, preferred, gender, organisation, position, background) = row[:9]
    origin, country, state, zone, language, expertise = row[9:]
    user = None
    if password:
        user = make_sign_in(email, password, name=full_name, language=language, time_zone=zone)
    return Member.objects.create(
        user=user,
        titles=titles,
        full_name=full_name,
        preferred_name=preferred,
        gender=gender,
        email=email,
        organisation=organisation,
        position=position,
        background_id=background,
        origin_id=origin,
        expertise=expertise,
        country=country,
        state=state,
        time_zone=zone,
        language=language,
        biography="Demonstration profile: this person does not exist.",
        listing_consent_on=CONVENED_ON if len(full_name) % 3 else None,
        is_demo=True,
        sort_key=sort_key(full_name),
        name_key=name_key(full_name),
        search_text=search_text(full_name, preferred, organisation),
    )


def address_of(full_name: str) -> str:
    return f"{name_key(full_name).replace(' ', '.').replace('/', '')}@demo.example.org"


def seed_people(people: list, groups: dict[str, WorkingGroup]) -> tuple[dict, list]:
    """Members with their appointments by group code, and the demo sign-ins."""
    accounts, members = [], {}
    for label, role, name, language in STAFF:
        password = secrets.token_urlsafe(12)
        email = f"{label.replace(' ', '.')}@demo.example.org"
        make_sign_in(
            email,
            password,
            name=name,
            language=language,
            portal_role=role,
            is_superuser=role == PortalRole.ADMINISTRATOR,
        )
        accounts.append({"role": label, "email": email, "password": password})
    for number, row in enumerate(people):
        code, role, full_name, preferred = row[0], row[1], row[3], row[4]
        label = next((name for name, group, who in EXPERTS if (group, who) == (code, preferred)), "")
        password = secrets.token_urlsafe(12) if label else None
        email = address_of(full_name)
        member = make_person(row, password, email)
        members.setdefault(code, []).append(member)
        Appointment.objects.create(
            member=member,
            group=groups[code],
            role=role,
            start_on=CONVENED_ON,
            end_on=dt.date(2027, 2, 27),
            instrument=f"DEMO/WG/2025/{number + 1:03d}",
            state=AppointmentState.CONFIRMED,
        )
        if label:
            accounts.append({"role": label, "email": email, "password": password})
    return members, accounts


def seed_objectives(group: WorkingGroup, rows: list) -> dict[int, Objective]:
    return {
        number: Objective.objects.create(group=group, number=number, statement=statement, measure=measure)
        for number, (statement, measure) in enumerate(rows, start=1)
    }


def seed_deliverable(
    *,
    group: WorkingGroup,
    objective: Objective,
    number: int,
    row: list,
    members: list,
    day: Day,
    author: User,
) -> None:
    _objective, title, due, state, percent, updated, milestones = row
    owner = members[number % len(members)]
    if group.code == "SAF" and number in (1, 2, 6):
        owner = next(member for member in members if member.preferred_name == "Vimala")
    stopped = state in (DeliverableState.SUSPENDED, DeliverableState.WITHDRAWN)
    deliverable = Deliverable.objects.create(
        group=group,
        objective=objective,
        number=number,
        title=title,
        description="Demonstration text: what this output is and whom it serves.",
        acceptance_criteria="1. Read by two members who did not write it.\n2. Comments answered.",
        owner=owner,
        classification=(Classification.RESTRICTED if title.startswith("Restricted") else Classification.OPEN),
        due_on=day + due,
        forecast_on=None,
        percent=percent,
        state=state,
        state_reason="Waits for the answer of two agencies." if stopped else "",
        activated_on=None if state == DeliverableState.PROPOSED else day + -150,
        delivered_on=(
            day + due if state in (DeliverableState.DELIVERED, DeliverableState.PUBLISHED) else None
        ),
        last_update_on=None if updated is None else day + -updated,
    )
    others = [member for member in members if member != owner][:2]
    Contributor.objects.bulk_create(
        Contributor(deliverable=deliverable, member=member, since=day + -150) for member in others
    )
    if deliverable.classification == Classification.RESTRICTED:
        DeliverableGrant.objects.create(deliverable=deliverable, member=others[0])
    if updated is not None:
        filed_at = dt.datetime.combine(day + -updated, dt.time(10, 15), KUALA_LUMPUR)
        update = ProgressUpdate.objects.create(
            deliverable=deliverable,
            author=author,
            on_behalf_of=owner,
            filed_on=day + -updated,
            percent=percent,
            note="Demonstration note: text agreed in the small team, figures checked once more.",
            evidence_url="https://example.org/evidence",
        )
        ProgressUpdate.objects.filter(pk=update.pk).update(filed_at=filed_at)
    for place, (name, offset, milestone_state, achieved) in enumerate(milestones, start=1):
        is_proposed = milestone_state == MilestoneState.PROPOSED
        Milestone.objects.create(
            deliverable=deliverable,
            number=place,
            title=name,
            owner=None,
            owner_since=day + -150,
            due_on=day + offset,
            baseline_on=None if is_proposed else day + (offset - (10 if place == 2 else 0)),
            activated_on=None if is_proposed else day + -150,
            state=milestone_state,
            state_reason=("No longer needed." if milestone_state == MilestoneState.CANCELLED else ""),
            achieved_on=day + achieved if milestone_state == MilestoneState.ACHIEVED else None,
        )


def seed_meetings(group: WorkingGroup, members: list, agenda: list, day: Day, place: int) -> None:
    """One meeting of last month, every third still without minutes; one notified for the coming weeks."""
    past = MeetingState.CLOSED if place % 3 else MeetingState.HELD
    for offset, state in ((-30 + place, past), (6 + 2 * place, MeetingState.NOTIFIED)):
        on = day + offset
        while on.weekday() >= 5:
            on += dt.timedelta(days=1)
        starts_at = dt.datetime.combine(on, dt.time(9 + place % 3), KUALA_LUMPUR)
        meeting = Meeting.objects.create(
            title=f"Meeting of {group.name_en}",
            language="en",
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=2),
            place="Bilik Mesyuarat Demonstrasi, Kuala Lumpur",
            link="https://example.org/join",
            description="Demonstration meeting.",
            state=state,
            notified_at=starts_at - dt.timedelta(days=14),
        )
        MeetingGroup.objects.create(meeting=meeting, group=group)
        for position, (title, kind, minutes, visibility) in enumerate(agenda, start=1):
            item = AgendaItem.objects.create(
                meeting=meeting,
                position=position,
                title=title,
                kind=kind,
                minutes=minutes,
                visibility=visibility,
            )
            if position in (3, 4):
                Presenter.objects.create(item=item, member=members[position % len(members)])
            if visibility == "restricted":
                AgendaItemGrant.objects.create(item=item, member=members[1])


@transaction.atomic
def seed_demo() -> tuple[list[str], list[dict]]:
    """Make the demonstration data once. Answers what was made and the demo sign-ins.

    Raises DomainError under production settings.
    """
    if settings.IS_PRODUCTION:
        raise DomainError("Demonstration data cannot be made under production settings.")
    if User.objects.filter(is_demo=True).exists():
        return [], []
    data = json.loads((HERE / "demo.json").read_text(encoding="utf-8"))
    groups = {group.code: group for group in WorkingGroup.objects.all()}
    day = Day(kl_today())
    with acting(task="seed_demo"), insert_in_any_state("seed_demo"):
        members, accounts = seed_people(data["people"], groups)
        secretary = User.objects.get(email="secretariat@demo.example.org")
        for place, (code, texts) in enumerate(data["groups"].items()):
            group = groups[code]
            WorkingGroup.objects.filter(pk=group.pk, mandate_en="").update(
                mandate_en=texts["mandate_en"],
                mandate_ms=texts["mandate_ms"],
                is_demo_text=True,
                **data["charter"],
            )
            objectives = seed_objectives(group, texts["objectives"])
            for number, row in enumerate(texts["deliverables"], start=1):
                seed_deliverable(
                    group=group,
                    objective=objectives[row[0]],
                    number=number,
                    row=row,
                    members=members[code],
                    day=day,
                    author=secretary,
                )
            seed_meetings(group, members[code], data["agenda"], day, place)
        vimala = User.objects.get(member__preferred_name="Vimala", is_demo=True)
        seed_changes(vimala, Milestone.objects.get(title="First thirty entries"), day + 12)
        seed_work_plans(secretary, User.objects.get(member__preferred_name="Rosmawati", is_demo=True))
        seed_versions(vimala)
        seed_liaison(members, secretary)
        seed_reviews(members, vimala)
        seed_recommendations(members, secretary)
        applications = seed_applications(secretary)
    done = [
        f"{count} {what}"
        for what, count in (
            ("people", Member.objects.filter(is_demo=True).count()),
            ("sign-ins", len(accounts)),
            ("objectives", Objective.objects.count()),
            ("deliverables", Deliverable.objects.count()),
            ("milestones", Milestone.objects.count()),
            ("work plans", WorkPlan.objects.count()),
            ("meetings", Meeting.objects.count()),
            ("liaison requests", LiaisonRequest.objects.count()),
            ("review rounds", ReviewRound.objects.count()),
            ("recommendations", Recommendation.objects.count()),
            ("applications in the real world", applications),
        )
    ]
    return done, accounts
