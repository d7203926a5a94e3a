"""Objects behind the routes of mail and reminders (see `tests/security/cases.py`)."""

from hypothesis import strategies as st

from naio_portal.notices.enums import OutboxState
from naio_portal.notices.links import preferences_link
from naio_portal.notices.recipients import recipient_of
from tests.factories.notices import ExtraHolidayFactory, OutboxMessageFactory, ReminderRuleFactory
from tests.security.cases import Visit, case, rows


@case("notices:preferences-by-link")
def link_of_a_mail(world, state):
    return Visit(token=preferences_link(recipient_of(member=world.owner)).rstrip("/").rpartition("/")[2])


@case("notices:outbox-export", "notices:forecast-export")
def export(world, state):
    return Visit(kind="csv")


@case("notices:message-detail", "notices:message-html", "notices:message-resend")
def mail_to_the_owner(world, state):
    message = OutboxMessageFactory(member=world.owner, state=OutboxState.SENT, html="<!doctype html><p>Hello")
    return Visit(message, pk=message.pk)


@case("notices:message-send-now", "notices:message-cancel")
def held_mail_to_the_owner(world, state):
    message = OutboxMessageFactory(member=world.owner, state=OutboxState.HELD)
    return Visit(message, pk=message.pk)


@case("notices:rule-edit", "notices:rule-history")
def rule(world, state):
    made = ReminderRuleFactory()
    return Visit(made, code=made.code)


@case("notices:rule-create")
def new_rule(world, state):
    return Visit(post={"before": "30, 7"})


@case("notices:day-remove")
def day_off(world, state):
    made = ExtraHolidayFactory()
    return Visit(made, pk=made.pk)


@rows("notices.OutboxMessage")
def messages(world, draw):
    return OutboxMessageFactory(
        member=draw(st.sampled_from([None, world.owner])), state=draw(st.sampled_from(OutboxState.values))
    )
