"""One more row of any model of the administration: `make_row(Model)`."""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import count
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import models
from django.utils import timezone
from factory.django import DjangoModelFactory

from deliverables import models as deliverables
from groups import models as groups
from meetings import models as meetings
from members import models as members
from naio_portal.dates import kl_today
from naio_portal.notices import models as notices
from naio_portal.notices.services import issue_link
from tests import factories
from tests.factories.applications import ApplicationFigureFactory, SectorApplicationFactory
from tests.factories.deliverables import (
    ChangeRequestFactory,
    ContributorFactory,
    DeliverableFactory,
    DeliverableGrantFactory,
    MilestoneFactory,
    ProgressUpdateFactory,
    RequestAttachmentFactory,
    days,
)
from tests.factories.groups import AppointmentFactory, ObjectiveFactory, WorkingGroupFactory
from tests.factories.liaison import (
    LiaisonMessageFactory,
    LiaisonRequestFactory,
    SectoralTeamFactory,
    SectorFactory,
    SectorOfficerFactory,
)
from tests.factories.meetings import (
    AgendaItemFactory,
    AgendaItemGrantFactory,
    MeetingFactory,
    PresenterFactory,
)
from tests.factories.members import MemberFactory, TermFactory, UserFactory
from tests.factories.notices import (
    ContactFactory,
    ExtraHolidayFactory,
    OutboxMessageFactory,
    ReminderRuleFactory,
)
from tests.factories.plan_imports import uploaded_plan
from tests.factories.publications import AnnouncementFactory, CallFactory

number = count(1)


def invitation() -> members.Invitation:
    return members.Invitation.objects.create(
        user=UserFactory(),
        invited_by=UserFactory(),
        token_hash=f"{next(number):064x}",
        expires_at=timezone.now() + timezone.timedelta(days=7),
    )


def action_link() -> notices.ActionLink:
    return issue_link(
        purpose="tests.look",
        object_id=next(number),
        contact=ContactFactory(),
        expires_at=timezone.now() + timezone.timedelta(days=7),
    )


def team_sector() -> groups.TeamSector:
    return SectoralTeamFactory().team_sectors.get()


def roster_import() -> groups.RosterImport:
    sheet = {"name": "", "is_hidden": False, "rows": 1, "header_row": 1}
    return groups.RosterImport.objects.create(
        file_name="roster.csv", sheets=[sheet], uploaded_by=UserFactory()
    )


def roster_import_row() -> groups.RosterImportRow:
    return groups.RosterImportRow.objects.create(file_import=roster_import(), number=next(number))


def roster_import_effect() -> groups.RosterImportEffect:
    return groups.RosterImportEffect.objects.create(
        file_import=roster_import(),
        row_number=1,
        model="members.member",
        object_id=next(number),
        kind="created",
        label="Somebody",
    )


def plan_import() -> deliverables.PlanImport:
    return uploaded_plan(["SAF", "Garis panduan", "Draf", "", "2027-02-28"])


def plan_import_row() -> deliverables.PlanImportRow:
    return plan_import().rows.first()


def plan_import_effect() -> deliverables.PlanImportEffect:
    return deliverables.PlanImportEffect.objects.create(
        file_import=plan_import(),
        row_number=1,
        model="deliverables.milestone",
        object_id=next(number),
        kind="created",
        label="Something",
    )


def meeting_group() -> meetings.MeetingGroup:
    return MeetingFactory().meeting_groups.get()


def delivery_attempt() -> notices.DeliveryAttempt:
    return notices.DeliveryAttempt.objects.create(message=OutboxMessageFactory(), outcome="sent")


def ledger_entry() -> notices.ReminderLedger:
    return notices.ReminderLedger.objects.create(
        rule=ReminderRuleFactory(),
        object_id=next(number),
        anchor_on=kl_today(),
        stage_days=-7,
        member=MemberFactory(),
        state="queued",
    )


def user_session() -> UserSession:
    return UserSession.objects.create(
        user=UserFactory(), ip="10.0.0.1", user_agent="Browser", session_key=f"secret-key-{next(number)}"
    )


MAKERS: dict[type[models.Model], Callable[[], models.Model]] = {
    members.User: UserFactory,
    members.Member: lambda: MemberFactory(
        user=UserFactory(), background=TermFactory(vocabulary="background")
    ),
    members.Term: TermFactory,
    members.Invitation: invitation,
    EmailAddress: lambda: EmailAddress.objects.create(
        user=UserFactory(), email=f"a{next(number)}@naio.example"
    ),
    Authenticator: lambda: Authenticator.objects.create(
        user=UserFactory(), type="totp", data={"secret": "not-to-be-shown"}
    ),
    UserSession: user_session,
    SocialAccount: lambda: SocialAccount.objects.create(
        user=UserFactory(), provider="oidc", uid=f"not-to-be-shown-{next(number)}"
    ),
    groups.WorkingGroup: WorkingGroupFactory,
    groups.Objective: ObjectiveFactory,
    groups.Appointment: AppointmentFactory,
    groups.Announcement: AnnouncementFactory,
    groups.Call: CallFactory,
    groups.RosterImport: roster_import,
    groups.RosterImportRow: roster_import_row,
    groups.RosterImportEffect: roster_import_effect,
    groups.Sector: SectorFactory,
    groups.SectoralTeam: SectoralTeamFactory,
    groups.TeamSector: team_sector,
    groups.SectorOfficer: lambda: SectorOfficerFactory(by_mail=True),
    groups.LiaisonRequest: LiaisonRequestFactory,
    groups.LiaisonMessage: LiaisonMessageFactory,
    deliverables.PlanImport: plan_import,
    deliverables.PlanImportRow: plan_import_row,
    deliverables.PlanImportEffect: plan_import_effect,
    meetings.Meeting: MeetingFactory,
    meetings.MeetingGroup: meeting_group,
    meetings.AgendaItem: AgendaItemFactory,
    meetings.AgendaItemGrant: AgendaItemGrantFactory,
    meetings.Presenter: PresenterFactory,
    deliverables.Deliverable: lambda: DeliverableFactory(owner=MemberFactory()),
    deliverables.Milestone: lambda: MilestoneFactory(owner=MemberFactory()),
    deliverables.ChangeRequest: ChangeRequestFactory,
    deliverables.ProgressUpdate: lambda: ProgressUpdateFactory(on_behalf_of=MemberFactory()),
    deliverables.Contributor: ContributorFactory,
    deliverables.DeliverableGrant: DeliverableGrantFactory,
    deliverables.RequestAttachment: RequestAttachmentFactory,
    deliverables.SectorApplication: SectorApplicationFactory,
    deliverables.ApplicationFigure: ApplicationFigureFactory,
    deliverables.Instrument: lambda: deliverables.Instrument.objects.create(
        slug=f"instrument-{next(number)}", kind="action_plan", name_en="Plan", name_ms="Pelan"
    ),
    notices.OutboxMessage: lambda: OutboxMessageFactory(
        text="not-to-be-shown", html="not-to-be-shown", payload={"token": "not-to-be-shown"}
    ),
    notices.DeliveryAttempt: delivery_attempt,
    notices.ReminderLedger: ledger_entry,
    notices.ReminderRule: ReminderRuleFactory,
    notices.Contact: ContactFactory,
    notices.ActionLink: action_link,
    notices.ExtraHoliday: ExtraHolidayFactory,
    notices.SweptDay: lambda: notices.SweptDay.objects.create(country=f"X{next(number) % 10}", day=days(0)),
    notices.NoticePreference: lambda: notices.NoticePreference.objects.create(user=UserFactory()),
}


def subclasses(base: type) -> Iterator[type]:
    for found in base.__subclasses__():
        yield found
        yield from subclasses(found)


for module in sorted(Path(factories.__file__).parent.glob("*.py")):
    import_module(f"tests.factories.{module.stem}")
# The first factory of a model that nothing above makes.
for factory in subclasses(DjangoModelFactory):
    if factory._meta.model is not None and not factory._meta.abstract:
        MAKERS.setdefault(factory._meta.model, factory)
EVENTS = {made.pgh_event_model: made for made in MAKERS if hasattr(made, "pgh_event_model")}


def can_make(model: type[models.Model]) -> bool:
    return model in MAKERS or model in EVENTS


def make_row(model: type[models.Model]) -> models.Model:
    """A valid row; for a model of events the event of a new row."""
    if model in EVENTS:
        made = MAKERS[EVENTS[model]]()
        return model._default_manager.filter(pgh_obj_id=made.pk).latest("pgh_id")
    return MAKERS[model]()
