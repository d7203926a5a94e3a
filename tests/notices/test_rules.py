"""Rights over mail and reminders: closed accounts, visitors, and who is secretary enough."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "own", "all_mail"),
    [
        ({}, True, False),
        ({"leadership": True}, True, False),
        ({"secretariat": True}, True, True),
        ({"administrator": True}, True, True),
        ({"is_active": False}, False, False),
        ({"secretariat": True, "is_active": False}, False, False),
    ],
)
def test_mail_is_the_secretariats_and_preferences_ones_own(fields, own, all_mail):
    user = UserFactory(**fields)

    assert rules.has_perm("notices.change_preferences", user) is own
    assert rules.has_perm("notices.view_outboxmessage", user) is all_mail
    assert rules.has_perm("notices.change_rule", user) is all_mail


def test_visitor_has_no_right_over_mail():
    assert not rules.has_perm("notices.change_preferences", AnonymousUser())
    assert not rules.has_perm("notices.see_outbox", AnonymousUser())
