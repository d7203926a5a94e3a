"""Objects behind the routes of deliverables (see `tests/security/cases.py`)."""

import datetime as dt

from django.core.files.base import ContentFile
from hypothesis import strategies as st

from deliverables.enums import Classification, DeliverableState, ScanState, WorkPlanState
from deliverables.models import WorkPlan
from deliverables.services import file_progress_update
from deliverables.services.drafts import write_draft
from groups.enums import LiaisonState, RequestClassification
from groups.models import Appointment
from groups.services.request_links import give_link
from naio_portal.access import Persona
from naio_portal.dates import kl_today
from naio_portal.notices.services import token_of
from tests.deliverables.files import upload
from tests.factories.applications import SectorApplicationFactory
from tests.factories.deliverables import (
    ChangeRequestFactory,
    ContributorFactory,
    DeliverableFactory,
    DeliverableGrantFactory,
    DependencyFactory,
    MilestoneFactory,
    ProgressUpdateFactory,
    RequestAttachmentFactory,
    VersionFactory,
    VersionReaderFactory,
    WorkPlanFactory,
    days,
)
from tests.factories.groups import ObjectiveFactory
from tests.factories.imports import csv_file
from tests.factories.liaison import LiaisonRequestFactory, SectoralTeamFactory, SectorOfficerFactory
from tests.factories.plan_imports import HEADINGS, previewed_plan, uploaded_plan
from tests.security.cases import Visit, case, rows

MAYBE_PERSON = st.sampled_from([None, *(p for p in Persona if p.startswith(("o", "former")))])


@rows("deliverables.Deliverable")
def deliverables(world, draw):
    """Of either group, in any state, open or restricted, with any owner, contributor and named reader."""
    owner, contributor, named = (draw(MAYBE_PERSON) for _part in range(3))
    made = DeliverableFactory(
        group=draw(st.sampled_from([world.group, world.other_group])),
        state=draw(st.sampled_from(DeliverableState.values)),
        classification=draw(st.sampled_from(Classification.values)),
        owner=world.members.get(owner),
    )
    if contributor:
        ContributorFactory(deliverable=made, member=world.members[contributor])
    if named:
        DeliverableGrantFactory(deliverable=made, member=world.members[named])
    return made


@rows("deliverables.Milestone")
def milestones(world, draw):
    return MilestoneFactory(deliverable=deliverables(world, draw))


@rows("deliverables.ProgressUpdate")
def updates(world, draw):
    return ProgressUpdateFactory(deliverable=deliverables(world, draw))


@rows("deliverables.ChangeRequest")
def changes(world, draw):
    return ChangeRequestFactory(milestone__deliverable=deliverables(world, draw))


@rows("deliverables.Version")
def versions(world, draw):
    """Of any deliverable, open or restricted, the last or not, with any reader; its file in any state."""
    made = VersionFactory(deliverable=deliverables(world, draw), **a_version(draw))
    if reader := draw(MAYBE_PERSON):
        VersionReaderFactory(version=made, member=world.members[reader])
    if draw(st.booleans()):
        VersionFactory(deliverable=made.deliverable, **a_version(draw))
    return made


def a_version(draw):
    scan_state = draw(st.sampled_from(["", *ScanState.values]))
    file = {"file": "versions/x", "file_name": "x.pdf", "file_size": 9} if scan_state else {}
    return {
        "classification": draw(st.sampled_from(Classification.values)),
        "scan_state": scan_state,
        **file,
    }


def of_owner(world, **changes):
    return DeliverableFactory(**{"group": world.group, "owner": world.owner, **changes})


@case("deliverables:deliverable-detail", "deliverables:deliverable-history")
def deliverable(world, state):
    made = of_owner(world, restricted=True) if state == "restricted" else of_owner(world, state=state)
    return Visit(made, reference=made.reference)


@case("deliverables:version-list", "deliverables:version-compare")
def listed_versions(world, state):
    visit = deliverable(world, state)
    for _number in range(2):
        VersionFactory(deliverable=visit.obj)
    return visit


@case("deliverables:version-detail", "deliverables:version-file")
def version(world, state):
    closed = state == "restricted"
    name = ContentFile(b"%PDF-1.7", name="kept")
    made = VersionFactory(
        deliverable=of_owner(world, state="active" if closed else state),
        restricted=closed,
        file=name,
        file_name="kept.pdf",
        file_size=8,
        scan_state="clean",
    )
    return Visit(made, reference=made.reference)


@case("deliverables:version-readers")
def closed_version(world, state):
    made = VersionFactory(deliverable=of_owner(world), restricted=True)
    return Visit(made, post={"member": world.owner.email}, reference=made.reference)


@case("deliverables:version-reader-revoke")
def granted_version(world, state):
    reader = VersionReaderFactory(version__deliverable=of_owner(world))
    return Visit(reader.version, reference=reader.version.reference, member=reader.member.reference)


@case("deliverables:draft-update")
def written(world, state):
    made = of_owner(world)
    return Visit(made, post={"text": "Text.", "language": "en", "version": "0"}, reference=made.reference)


@case("deliverables:version-create")
def drafted(world, state):
    made = of_owner(world)
    write_draft(deliverable=made, text="Text.", language="en", version=0, by=world.user(Persona.OWNER))
    return Visit(made, reference=made.reference)


@case("deliverables:evidence-file")
def evidence(world, state):
    update = file_progress_update(
        deliverable=of_owner(world, restricted=state == "restricted"),
        percent=10,
        note="With a file.",
        evidence_file=upload("notes.txt", b"Notes."),
        by=world.user(Persona.OWNER),
    )
    return Visit(update, reference=update.reference)


@case("deliverables:timeline-export")
def timeline_file(world, state):
    return Visit(kind="svg")


@case("deliverables:board-export")
def export(world, state):
    return Visit(world.group, query="group=SAF", kind="csv")


@case("deliverables:deliverable-create")
def new(world, state):
    return Visit(world.group, slug=world.group.slug)


@case("deliverables:deliverable-update")
def edited(world, state):
    made = of_owner(world)
    return Visit(made, post={"title": "New"}, reference=made.reference)


# The move -> a state from which it goes.
FROM = {"activate": "proposed", "return": "in_review", "accept": "in_review", "resume": "suspended"}


@case("deliverables:deliverable-move")
def moved(world, state):
    made = of_owner(world, state="delivered" if state == "publish" else FROM.get(state, "active"))
    post = {"reason": "Because.", "met": made.criteria}
    return Visit(made, post=post, reference=made.reference, move=state)


@case("deliverables:milestone-move")
def milestone_moved(world, state):
    old = {"activate": "proposed", "reopen": "achieved"}.get(state, "active")
    made = MilestoneFactory(deliverable=of_owner(world), state=old)
    return Visit(
        made,
        post={"reason": "Because.", "achieved_on": kl_today().isoformat()},
        reference=made.deliverable.reference,
        number=made.number,
        move=state,
    )


@case("deliverables:rag-override", "deliverables:rag-override-clear")
def overridden(world, state):
    made = of_owner(world)
    return Visit(made, post={"colour": "red", "reason": "Because."}, reference=made.reference)


@case("deliverables:progress-update-create")
def reported(world, state):
    made = of_owner(world)
    return Visit(made, post={"percent": "50", "note": "So."}, reference=made.reference)


@case("deliverables:milestone-change-create")
def asked(world, state):
    made = MilestoneFactory(deliverable=of_owner(world))
    return Visit(
        made,
        post={"title": made.title, "due_on": days(90).isoformat(), "reason": "Because."},
        reference=made.deliverable.reference,
        number=made.number,
    )


@case("deliverables:deliverable-change-create")
def asked_of_deliverable(world, state):
    made = of_owner(world)
    return Visit(made, post={"title": "New", "reason": "Because."}, reference=made.reference)


@case("deliverables:objective-change-create")
def asked_of_objective(world, state):
    made = ObjectiveFactory(group=world.group, approved_on=days(-9))
    return Visit(made, post={"statement": "New"}, slug=world.group.slug, number=made.number)


@case(
    "deliverables:change-detail",
    "deliverables:change-approve",
    "deliverables:change-decline",
    "deliverables:change-withdraw",
)
def decided(world, state):
    made = ChangeRequestFactory(
        milestone__deliverable=of_owner(world), requested_by=world.users[Persona.OWNER]
    )
    return Visit(made, post={"reason": "Because."}, reference=made.reference)


@rows("deliverables.WorkPlan")
def work_plans(world, draw):
    """Each of a year of its own: a group has one plan a day."""
    year = 2030 + WorkPlan.objects.count()
    return WorkPlanFactory(
        group=draw(st.sampled_from([world.group, world.other_group])),
        state=draw(st.sampled_from(WorkPlanState.values)),
        start_on=dt.date(year, 1, 1),
        end_on=dt.date(year, 12, 31),
    )


@rows("deliverables.Dependency")
def dependencies(world, draw):
    return DependencyFactory(predecessor=deliverables(world, draw), successor=deliverables(world, draw))


@case("deliverables:work-plan-detail", "deliverables:work-plan-history", "deliverables:work-plan-update")
def work_plan(world, state):
    made = WorkPlanFactory(group=world.group, state=state or "draft")
    return Visit(made, post={"end_on": made.end_on - dt.timedelta(days=1)}, reference=made.reference)


@case("deliverables:work-plan-create")
def new_work_plan(world, state):
    return Visit(world.group, slug=world.group.slug)


@case("deliverables:work-plan-move")
def moved_work_plan(world, state):
    made = WorkPlanFactory(group=world.group, state="draft" if state == "submit" else "submitted")
    objective = ObjectiveFactory(group=world.group, measure="Ten agencies use it.")
    MilestoneFactory(deliverable=of_owner(world, state="proposed", work_plan=made, objective=objective))
    return Visit(made, post={"reason": "Because."}, reference=made.reference, move=state)


@case("deliverables:dependency-create")
def waits(world, state):
    made = of_owner(world)
    return Visit(made, post={"predecessor": of_owner(world).code}, reference=made.reference)


@case("deliverables:dependency-remove")
def waited(world, state):
    made = DependencyFactory(successor=of_owner(world), predecessor=of_owner(world))
    return Visit(made.successor, reference=made.reference)


@rows("deliverables.SectorApplication")
def applications(world, draw):
    """With any deliverable, of a team with or without an officer, on any side of today."""
    team = SectoralTeamFactory()
    if officer := draw(st.sampled_from([None, Persona.SECTOR_OFFICER, Persona.FORMER_MEMBER])):
        start = draw(st.sampled_from([-3, 0, 1]))
        end = draw(st.sampled_from([start, start + 2, start + 9]))
        SectorOfficerFactory(team=team, user=world.users[officer], start_on=days(start), end_on=days(end))
    return SectorApplicationFactory(team=team, deliverable=deliverables(world, draw))


def team_of(world):
    """The team whose officer signs in."""
    team = SectoralTeamFactory(slug="health", code="HLT")
    SectorOfficerFactory(team=team, user=world.users[Persona.SECTOR_OFFICER])
    return team


@case(
    "sectors:application-detail",
    "sectors:application-history",
    "sectors:application-update",
    "sectors:application-remove",
)
def application(world, state):
    made = SectorApplicationFactory(
        team=team_of(world), deliverable=of_owner(world, restricted=state == "restricted")
    )
    return Visit(made, reference=made.reference)


@case("sectors:application-list", "sectors:application-start")
def application_list(world, state):
    team_of(world)
    return Visit()


@case("sectors:application-export")
def application_export(world, state):
    return Visit(kind="csv")


@case("sectors:application-create")
def new_application(world, state):
    team = team_of(world)
    post = {"deliverable": of_owner(world, state="published").code, "started_on": days(-9)}
    return Visit(team, post=post, slug=team.slug)


# --- imports of work plans -------------------------------------------------------------------------------


@case(
    *(
        f"deliverables:plan-import-{page}"
        for page in (
            *("detail", "progress", "absent", "history", "columns", "questions", "undo", "abandon"),
            *("apply", "look-again", "leave-out", "restart"),
        )
    )
)
def plan_import(world, state):
    made = previewed_plan(["SAF", "Garis panduan", "Draf pertama", "", "2027-02-28"], group=world.group)
    return Visit(made, pk=made.pk)


@case("deliverables:plan-import-upload")
def plan_file(world, state):
    file = csv_file(["SAF", "Garis panduan", "Draf pertama", "", "2027-02-28"], headings=HEADINGS)
    return Visit(post={"file": ContentFile(file.read(), name="plan.csv")})


@case("deliverables:plan-import-row")
def plan_import_row(world, state):
    visit = plan_import(world, state)
    return Visit(visit.obj, number=2, **visit.kwargs)


@case("deliverables:plan-export")
def plan_export(world, state):
    return Visit(world.group, slug=world.group.slug, kind="csv")


@rows("deliverables.PlanImport")
def plan_imports(world, draw):
    group = draw(st.sampled_from([world.group, world.other_group, None]))
    made = uploaded_plan(["SAF", "Garis panduan", "Draf pertama", "", "2027-02-28"], group=group)
    if group == world.group and draw(st.booleans()):
        made.uploaded_by = world.users[Persona.OWN_RAPPORTEUR]
        made.save()
    return made


@rows("deliverables.RequestAttachment")
def attachments(world, draw):
    """Of a request in any state, to the other group or to a team, whose answering owner is anybody or nobody;
    sent before or after the officer's first day."""
    to_team, officer = None, None
    if draw(st.booleans()):
        to_team = SectoralTeamFactory()
        start = draw(st.sampled_from([-9, -3, 0, 1]))
        officer = SectorOfficerFactory(
            team=to_team,
            user=world.users[Persona.SECTOR_OFFICER],
            start_on=days(start),
            end_on=draw(st.sampled_from([None, days(start + 1), days(start + 20)])),
        )
    if draw(st.booleans()):
        Appointment.objects.filter(member=world.members[Persona.OTHER_CHAIR]).update(start_on=days(-1))
    answers = draw(st.sampled_from([None, Persona.OTHER_MEMBER, Persona.OTHER_CHAIR]))
    made = LiaisonRequestFactory(
        from_group=world.group,
        owner_from=world.owner,
        to_team=to_team,
        to_group=None if to_team else world.other_group,
        owner_to=None if to_team else world.members.get(answers),
        owner_officer=draw(st.sampled_from([None, officer])),
        state=draw(st.sampled_from(LiaisonState.values)),
        classification=draw(st.sampled_from(RequestClassification.values)),
    )
    return RequestAttachmentFactory(request=made, version=versions(world, draw))


def attached(world, **changes):
    """A clean file of the owner's deliverable that goes with a request of theirs."""
    version = VersionFactory(
        deliverable=of_owner(world),
        restricted=changes.pop("restricted", False),
        file=ContentFile(b"%PDF-1.7", name="kept"),
        file_name="kept.pdf",
        file_size=8,
        scan_state="clean",
    )
    request = LiaisonRequestFactory(from_group=world.group, owner_from=world.owner, **changes)
    return RequestAttachmentFactory(request=request, version=version)


@case("requests:attachment-detail", "requests:attachment-file")
def attachment(world, state):
    asked = {"to_team": team_of(world)} if state == "open" else {"to_group": world.other_group}
    made = attached(world, restricted=state == "restricted", **asked)
    return Visit(made, reference=made.request.reference, version=made.version.reference)


@case("requests:attachment-create")
def new_attachment(world, state):
    made = LiaisonRequestFactory(
        from_group=world.group, owner_from=world.owner, to_group=world.other_group, state="draft"
    )
    version = VersionFactory(deliverable=of_owner(world))
    return Visit(made, post={"version": version.reference}, reference=made.reference)


@case("requests:attachment-remove")
def removed_attachment(world, state):
    made = attached(world, to_group=world.other_group)
    return Visit(made.request, reference=made.request.reference, version=made.version.reference)


@case("requests:attachment-by-link", "requests:attachment-file-by-link")
def attachment_by_link(world, state):
    made = attached(world, to_team=team_of(world))
    officer = SectorOfficerFactory(team=made.request.to_team, by_mail=True)
    return Visit(made, token=token_of(give_link(made.request, officer)), version=made.version.reference)
