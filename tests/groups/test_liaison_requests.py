"""Liaison requests from draft to closed: who may, what follows, who is told."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from groups import services
from groups.enums import LiaisonState, Role
from groups.models import LiaisonMessage, LiaisonRequest
from groups.services.request_links import PURPOSE
from naio_portal.audit import history_of
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, EditConflict, IllegalMove, NotAllowed
from naio_portal.notices.models import ActionLink, OutboxMessage
from naio_portal.notices.services import LinkEnded, find_link, revoke_links, token_of
from tests.factories.groups import AppointmentFactory, WorkingGroupFactory, days_from_today
from tests.factories.liaison import LiaisonRequestFactory, SectoralTeamFactory, SectorOfficerFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


class Sides:
    """SAF asks REG, or the team HLT, which has an officer with a sign-in and one with only an address."""

    def __init__(self) -> None:
        self.asking, self.asked = WorkingGroupFactory(), WorkingGroupFactory()
        self.chair = self.serves(self.asking, Role.CHAIR)
        self.owner = self.serves(self.asking)
        self.other_chair = self.serves(self.asked, Role.CHAIR)
        self.answerer = self.serves(self.asked)
        self.team = SectoralTeamFactory()
        self.officer = SectorOfficerFactory(team=self.team)
        self.by_mail = SectorOfficerFactory(team=self.team, by_mail=True)

    def serves(self, group, role=Role.MEMBER):
        return AppointmentFactory(group=group, role=role, user=UserFactory()).member

    def fields(self, **changes):
        return {
            "to_group": self.asked,
            "purpose": "comment",
            "subject": "Draft of the register",
            "text": "Please comment on chapter 2.",
            "language": "en",
            "due_on": days_from_today(14),
            "owner_from": self.owner,
        } | changes

    def draft(self, **changes) -> LiaisonRequest:
        return services.draft_request(from_group=self.asking, by=self.owner.user, **self.fields(**changes))

    def sent(self, **changes) -> LiaisonRequest:
        return services.send_request(request=self.draft(**changes), by=self.chair.user)

    def sent_to_team(self) -> LiaisonRequest:
        return self.sent(to_group=None, to_team=self.team)


@pytest.fixture
def sides():
    return Sides()


def told(kind: str) -> set[str]:
    return set(OutboxMessage.objects.filter(kind=f"groups.{kind}").values_list("to_address", flat=True))


def link_of(request) -> ActionLink:
    return ActionLink.objects.get(object_id=request.pk, used_at=None, revoked_at=None)


def test_draft_has_no_number_and_tells_nobody(sides):
    draft = sides.draft()

    assert (draft.state, draft.code) == (LiaisonState.DRAFT, "")
    assert OutboxMessage.objects.count() == 0


def test_sending_numbers_within_the_year_and_tells_the_chair_where_nobody_owns_it(sides):
    first, second = sides.sent(), sides.sent()

    year = kl_today().year
    assert [first.code, second.code] == [f"LR-{year}-001", f"LR-{year}-002"]
    assert first.sent_on == kl_today()
    assert told("request_sent") == {sides.other_chair.user.email}


def test_request_goes_all_the_way_between_groups(sides):
    request = sides.sent()
    request = services.assign_answering_owner(
        request=request, owner=sides.answerer, by=sides.other_chair.user
    )
    request = services.acknowledge_request(request=request, by=sides.answerer.user)
    services.add_message(request=request, text="Which page?", language="en", by=sides.answerer.user)
    request = services.answer_request(
        request=request, answer="Nothing is missing.", language="en", by=sides.answerer.user
    )
    request = services.close_request(request=request, by=sides.owner.user)

    assert request.state == LiaisonState.CLOSED
    assert (request.answered_by, request.answered_on) == (sides.answerer.user, kl_today())
    owner, answerer = {sides.owner.user.email}, {sides.answerer.user.email}
    assert told("request_assigned") == answerer
    assert told("request_acknowledged") == owner
    assert told("request_message") == owner
    assert told("request_answered") == owner
    assert told("request_closed") == answerer


def test_answer_without_acknowledging_first_acknowledges(sides):
    request = services.answer_request(
        request=sides.sent(), answer="Yes.", language="en", by=sides.other_chair.user
    )

    assert (request.state, request.acknowledged_on) == (LiaisonState.ANSWERED, kl_today())


def test_owner_who_left_is_replaced_by_the_chairs(sides):
    request = sides.sent()
    sides.owner.appointments.update(end_on=days_from_today(-1), end_reason="resigned")

    services.acknowledge_request(request=request, by=sides.other_chair.user)

    assert told("request_acknowledged") == {sides.chair.user.email}


@pytest.mark.parametrize(
    ("state", "act"),
    [
        ("sent", "send_request"),
        ("acknowledged", "acknowledge_request"),
        ("draft", "close_request"),
        ("acknowledged", "close_request"),
        ("closed", "close_request"),
        ("sent", "discard_request"),
    ],
)
def test_moves_outside_the_table_are_refused(state, act):
    request = LiaisonRequestFactory(state=state)

    with pytest.raises(IllegalMove):
        getattr(services, act)(request=request, by=UserFactory(secretariat=True))


@pytest.mark.parametrize("state", ["answered", "closed", "draft"])
def test_no_answer_where_none_is_owed(state):
    with pytest.raises(IllegalMove):
        services.answer_request(
            request=LiaisonRequestFactory(state=state), answer="Late.", language="en", by=None
        )


@pytest.mark.parametrize(("old", "new"), [("draft", "answered"), ("sent", "closed"), ("closed", "sent")])
def test_database_refuses_moves_outside_the_table(old, new):
    request = LiaisonRequestFactory(state=old)

    with pytest.raises(IntegrityError), transaction.atomic():
        LiaisonRequest.objects.filter(pk=request.pk).update(
            state=new, answer="x", answered_on=kl_today(), closed_on=kl_today()
        )


def test_empty_answer_is_refused_beside_its_field(sides):
    with pytest.raises(ValidationError) as error:
        services.answer_request(request=sides.sent(), answer="  ", language="en", by=sides.other_chair.user)

    assert list(error.value.message_dict) == ["answer"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to_group": None}, "__all__"),
        ({"due_on": None}, "due_on"),
        ({"subject": "x" * 201}, "subject"),
        ({"text": ""}, "text"),
    ],
)
def test_draft_says_what_is_wrong(sides, changes, field):
    with pytest.raises(ValidationError) as error:
        sides.draft(**changes)

    assert field in error.value.message_dict


def test_draft_refuses_two_addressees_itself_and_a_stranger_as_owner(sides):
    for changes in ({"to_team": sides.team}, {"to_group": sides.asking}, {"owner_from": sides.answerer}):
        with pytest.raises(ValidationError):
            sides.draft(**changes)


def test_sending_refuses_a_past_deadline_and_a_team_without_officers(sides):
    past = sides.draft(due_on=days_from_today(-1))
    with pytest.raises(ValidationError, match="deadline is past"):
        services.send_request(request=past, by=sides.chair.user)
    empty = sides.draft(to_group=None, to_team=SectoralTeamFactory())
    with pytest.raises(ValidationError, match="no officer"):
        services.send_request(request=empty, by=sides.chair.user)
    today = sides.draft(due_on=kl_today())
    assert services.send_request(request=today, by=sides.chair.user).state == LiaisonState.SENT


def test_member_drafts_and_chair_sends(sides):
    draft = sides.draft()

    with pytest.raises(NotAllowed):
        services.send_request(request=draft, by=sides.owner.user)


def test_asking_side_does_not_answer_and_answering_side_does_not_close(sides):
    request = sides.sent()
    with pytest.raises(NotAllowed):
        services.answer_request(request=request, answer="Yes.", language="en", by=sides.chair.user)
    answered = services.answer_request(
        request=request, answer="Yes.", language="en", by=sides.other_chair.user
    )
    with pytest.raises(NotAllowed):
        services.close_request(request=answered, by=sides.other_chair.user)


def test_two_who_edit_a_draft_do_not_overwrite_one_another(sides):
    draft = sides.draft()
    services.update_request(request=draft, version=1, subject="Theirs", by=sides.owner.user)

    with pytest.raises(EditConflict) as error:
        services.update_request(request=draft, version=1, subject="Mine", by=sides.chair.user)

    assert error.value.theirs.subject == "Theirs"


def test_discarded_draft_is_gone_and_the_audit_keeps_it(sides):
    draft = sides.draft()

    services.discard_request(request=draft, by=sides.owner.user)

    events = LiaisonRequest.pgh_event_model.objects.filter(pgh_obj_id=draft.pk)
    assert list(events.order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "delete"]


def test_overdue_begins_the_day_after_the_deadline():
    today = LiaisonRequestFactory(due_on=kl_today())
    late = LiaisonRequestFactory(due_on=days_from_today(-1))
    answered = LiaisonRequestFactory(due_on=days_from_today(-1), state="answered")

    assert list(LiaisonRequest.objects.overdue()) == [late]
    assert [today.is_overdue, late.is_overdue, answered.is_overdue] == [False, True, False]


def test_every_officer_of_a_team_is_told_and_who_has_only_an_address_gets_a_link(sides):
    request = sides.sent_to_team()

    assert told("request_sent") == {sides.officer.user.email, sides.by_mail.contact.email}
    link = link_of(request)
    assert (link.contact, link.purpose) == (sides.by_mail.contact, PURPOSE)
    expected = dt.timedelta(days=90)
    assert link.expires_at.date() - request.due_on == expected


def test_officer_answers_through_the_link_once(sides):
    request = sides.sent_to_team()
    link = link_of(request)
    services.acknowledge_by_link(link=link)
    services.add_message_by_link(link=link, text="By Friday.", language="en")

    answered = services.answer_by_link(link=link, answer="Two clinics tried it.", language="en")

    assert (answered.state, answered.answered_by) == (LiaisonState.ANSWERED, None)
    assert answered.answered_by_officer == sides.by_mail
    assert LiaisonMessage.objects.get().writer == sides.by_mail.contact.name
    with pytest.raises(DomainError):
        services.answer_by_link(link=link, answer="Again.", language="en")
    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=token_of(link))
    act = history_of([answered], UserFactory(secretariat=True)).acts[0]
    assert (act.who, act.role) == (sides.by_mail.contact.name, "by the link in a mail")


def test_a_link_taken_back_while_its_page_was_open_acts_no_more(sides):
    request = sides.sent_to_team()
    held = link_of(request)
    revoke_links(purpose=PURPOSE, object_id=request.pk)

    with pytest.raises(LinkEnded):
        services.acknowledge_by_link(link=held)
    with pytest.raises(LinkEnded):
        services.add_message_by_link(link=held, text="By Friday.", language="en")

    assert LiaisonRequest.objects.get().state == LiaisonState.SENT
    assert not LiaisonMessage.objects.exists()


def test_link_of_an_officer_whose_term_ended_opens_nothing(sides):
    link = link_of(sides.sent_to_team())
    sides.by_mail.end_on = days_from_today(-1)
    sides.by_mail.save()

    with pytest.raises(DomainError, match="no longer an officer"):
        services.answer_by_link(link=link, answer="Yes.", language="en")


def test_closing_ends_every_link(sides):
    request = sides.sent_to_team()
    link = link_of(request)
    services.answer_request(request=request, answer="Yes.", language="en", by=sides.officer.user)
    services.close_request(request=request, by=sides.owner.user)

    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=token_of(link))


def test_officer_named_as_owner_gets_the_mails_alone(sides):
    request = sides.sent_to_team()
    services.assign_answering_owner(request=request, owner=sides.by_mail, by=sides.officer.user)
    services.add_message(request=request, text="Hello.", language="en", by=sides.owner.user)

    assert told("request_message") == {sides.by_mail.contact.email}
    assert link_of(request).contact == sides.by_mail.contact


def test_owners_must_serve_their_side(sides):
    request = sides.sent()
    with pytest.raises(ValidationError):
        services.assign_answering_owner(request=request, owner=sides.owner, by=sides.other_chair.user)
    with pytest.raises(ValidationError):
        services.assign_asking_owner(request=request, owner=sides.answerer, by=sides.chair.user)
    with pytest.raises(NotAllowed):
        services.assign_answering_owner(request=request, owner=sides.answerer, by=sides.chair.user)
    request = services.assign_asking_owner(
        request=request, owner=sides.chair, by=UserFactory(secretariat=True)
    )
    assert told("request_assigned") == {sides.chair.user.email}
    assert request.owner_from == sides.chair


def test_new_link_replaces_the_lost_one(sides):
    request = sides.sent_to_team()
    lost = link_of(request)
    secretary = UserFactory(secretariat=True)

    fresh = services.renew_link(request=request, officer=sides.by_mail, by=secretary)

    with pytest.raises(LinkEnded):
        find_link(purpose=PURPOSE, token=token_of(lost))
    assert find_link(purpose=PURPOSE, token=token_of(fresh)) == fresh
    assert services.revoke_request_links(request=request, by=secretary) == 1
    with pytest.raises(ValidationError):
        services.renew_link(request=request, officer=sides.officer, by=secretary)
    with pytest.raises(NotAllowed):
        services.renew_link(request=request, officer=sides.by_mail, by=sides.chair.user)


@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_once_get_two_numbers():
    sides = Sides()
    drafts = [sides.draft(), sides.draft(), sides.draft()]

    def send(draft):
        try:
            return services.send_request(request=draft, by=None).number
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        numbers = sorted(pool.map(send, drafts))

    assert numbers == [1, 2, 3]
