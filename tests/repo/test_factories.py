"""The factories make objects that pass the models' own checks."""

import pytest

from tests.factories.members import MemberFactory, TermFactory, UserFactory


@pytest.mark.django_db
@pytest.mark.parametrize("make", [UserFactory, TermFactory, MemberFactory])
def test_factory_makes_valid_objects(make):
    made = make()

    made.full_clean(exclude=["password"])


@pytest.mark.django_db
def test_member_with_user_shares_the_address():
    member = MemberFactory(with_user=True)

    assert member.user.email == member.email
