"""Demonstration of liaison: sectors, teams, officers with and without a sign-in, requests in every state."""

import datetime as dt

from deliverables.models import RequestAttachment, Version
from groups.enums import LiaisonState as L
from groups.models import (
    Appointment,
    LiaisonMessage,
    LiaisonRequest,
    Sector,
    SectoralTeam,
    SectorOfficer,
    TeamSector,
    WorkingGroup,
)
from groups.services.request_links import give_link
from members.enums import PortalRole
from members.models import Member, User
from naio_portal.dates import kl_today
from naio_portal.notices.models import Contact

SECTORS = [
    ("health", "Health", "Kesihatan"),
    ("finance", "Finance", "Kewangan"),
    ("agriculture", "Agriculture", "Pertanian"),
    ("education", "Education", "Pendidikan"),
    ("manufacturing", "Manufacturing", "Pembuatan"),
    ("transport", "Transport, logistics", "Pengangkutan dan logistik"),
]
# Code, slug, names, agency, sectors, name and language of the officer by mail.
TEAMS = [
    ("HLT", "health", "Health", "Kesihatan", "Agensi Kesihatan Demonstrasi", ["health"],
     "Puan Zaleha binti Demonstrasi", "ms"),
    ("FIN", "finance", "Finance", "Kewangan", "Suruhanjaya Kewangan Demonstrasi", ["finance"],
     "Mr. Gerard Demo-Pinto", "en"),
    ("AGE", "land-and-learning", "Agriculture, education", "Pertanian dan pendidikan",
     "Jabatan Demonstrasi Tanah dan Ilmu", ["agriculture", "education"],
     "Encik Baharin bin Demonstrasi", "ms"),
    ("IND", "industry", "Industry, transport", "Industri dan pengangkutan", "Lembaga Industri Demonstrasi",
     ["manufacturing", "transport"], "Ms. Priya Demo-Nair", "en"),
]  # fmt: skip
# From, to (a group, or a team), purpose, state, due in days, subject, text, answer.
REQUESTS = [
    ("SAF", "team-HLT", "comment", L.ACKNOWLEDGED, -9, "Register of AI incidents in clinics",
     "Please say which fields of the register two clinics can fill in today.", ""),
    ("SAF", "REG", "action", L.SENT, 6, "Clause on reporting duties",
     "Please draft the clause that obliges operators to report incidents within 72 hours.", ""),
    ("REG", "team-FIN", "information", L.ANSWERED, 3, "Sandbox rules already in force",
     "Please list the sandbox rules that banks work under now.",
     "Three sets of rules are in force: your secretary has the list with dates."),
    ("TAL", "team-AGE", "action", L.SENT, 12, "Two schools to try the course",
     "Please name two schools that can try the course in the first quarter.", ""),
    ("SEC", "SAF", "comment", L.CLOSED, -20, "Threat model of shared test data",
     "Please comment on the list of threats.", "Two threats were added; the rest is agreed."),
    ("ADV", "team-IND", "comment", L.SENT, 0, "Cost model of small factories",
     "Please compare the cost model with figures of one factory.", ""),
    ("SAF", "team-HLT", "information", L.DRAFT, 25, "Figures on triage with software",
     "How many cases were there? How many did a doctor change?", ""),
]  # fmt: skip

# Subject of a request, and the deliverable whose first version goes with it, though a second one followed.
ATTACHED = {
    "Register of AI incidents in clinics": "Evaluation protocol for public-facing AI",
    "Clause on reporting duties": "Evaluation protocol for public-facing AI",
}


def seed_liaison(members: dict[str, list[Member]], author: User) -> int:
    """`members`: of each group by its code. Runs inside the seed's transaction; how many requests."""
    sectors = {
        code: Sector.objects.create(code=code, name_en=name_en, name_ms=name_ms, position=place)
        for place, (code, name_en, name_ms) in enumerate(SECTORS, start=1)
    }
    teams = {row[0]: seed_team(row, place, sectors) for place, row in enumerate(TEAMS, start=1)}
    groups = {group.code: group for group in WorkingGroup.objects.all()}
    number = 0
    for row in REQUESTS:
        number += row[3] != L.DRAFT
        seed_request(row, number=number, groups=groups, teams=teams, members=members, author=author)
    return len(REQUESTS)


def seed_team(row: tuple, place: int, sectors: dict[str, Sector]) -> SectoralTeam:
    code, slug, name_en, name_ms, agency, covered, officer, language = row
    team = SectoralTeam.objects.create(
        code=code,
        slug=slug,
        name_en=name_en,
        name_ms=name_ms,
        lead_agency=agency,
        position=place,
        is_demo=True,
    )
    TeamSector.objects.bulk_create(TeamSector(team=team, sector=sectors[each]) for each in covered)
    began = kl_today() - dt.timedelta(days=120)
    contact = Contact.objects.create(
        name=officer, email=f"officer.{code.lower()}@demo.example.org", language=language, is_demo=True
    )
    SectorOfficer.objects.create(team=team, contact=contact, post="Liaison desk", start_on=began)
    signs_in = User.objects.filter(portal_role=PortalRole.SECTOR_OFFICER, is_demo=True).first()
    if place == 1 and signs_in:
        SectorOfficer.objects.create(team=team, user=signs_in, post="Liaison desk", start_on=began)
    return team


def seed_request(row: tuple, *, number: int, groups: dict, teams: dict, members: dict, author: User) -> None:
    today = kl_today()
    asks, asked, purpose, state, due, subject, text, answer = row
    team = teams.get(asked.removeprefix("team-")) if asked.startswith("team-") else None
    due_on = today + dt.timedelta(days=due)
    sent_on = None if state == L.DRAFT else min(due_on, today) - dt.timedelta(days=14)
    request = LiaisonRequest.objects.create(
        year=sent_on and today.year,
        number=number if sent_on else None,
        from_group=groups[asks],
        to_group=None if team else groups[asked],
        to_team=team,
        purpose=purpose,
        subject=subject,
        text=text,
        language="en",
        due_on=due_on,
        owner_from=serving(groups[asks], members[asks]),
        owner_to=None if team or not sent_on else serving(groups[asked], members[asked]),
        owned_since=sent_on,
        state=state,
        sent_on=sent_on,
        acknowledged_on=sent_on if state in (L.ACKNOWLEDGED, L.ANSWERED, L.CLOSED) else None,
        answer=answer,
        answer_language="en" if answer else "",
        answered_on=today - dt.timedelta(days=2) if answer else None,
        answered_by=author if answer else None,
        closed_on=today - dt.timedelta(days=1) if state == L.CLOSED else None,
        created_by=author,
    )
    if state == L.ACKNOWLEDGED:
        LiaisonMessage.objects.create(
            request=request, author=author, text="Is a table of the fields enough?", language="en"
        )
    for version in Version.objects.filter(deliverable__title=ATTACHED.get(subject), number=1):
        RequestAttachment.objects.create(request=request, version=version, attached_by=author)
    if team and state in (L.SENT, L.ACKNOWLEDGED):
        for officer in team.officers.all():
            give_link(request, officer)


def serving(group: WorkingGroup, people: list[Member]) -> Member:
    """The one who signs in among the demo people, else the second of the group."""
    in_force = Appointment.objects.in_force().filter(group=group, member__in=people)
    signed_in = in_force.filter(member__user__isnull=False).order_by("role", "id")
    return (signed_in.first() or in_force.order_by("id").first()).member
