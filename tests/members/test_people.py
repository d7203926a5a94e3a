"""Services that make and change members and their addresses."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from members.models import Member
from members.services import (
    change_address,
    create_member,
    create_user_for,
    set_language,
    set_time_zone,
    update_member,
)
from naio_portal.errors import DomainError, EditConflict, NotAllowed
from tests.factories.members import MemberFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_create_member_by_the_secretariat_derives_names(secretary):
    member = create_member(
        by=secretary, titles="Dato’", full_name="Mohd. Ali b. Abu", email=" Ali@Example.org"
    )

    member.refresh_from_db()
    assert member.email == "ali@example.org"
    assert member.sort_key == "mohd ali b abu"
    assert member.name_key == "muhammad ali bin abu"
    assert list(Member.objects.matching("datuk muhammad")) == [member]


@pytest.mark.parametrize("role", ["leadership", "sector_officer"])
def test_create_member_by_another_role_is_refused(role):
    with pytest.raises(NotAllowed):
        create_member(by=UserFactory(**{role: True}), full_name="Ali")

    assert Member.objects.count() == 0


def test_create_member_with_an_address_in_use_says_so(secretary):
    MemberFactory(email="ali@example.org")

    with pytest.raises(ValidationError, match="Another member has this e-mail address"):
        create_member(by=secretary, full_name="Ali", email="ALI@example.org")


def test_search_text_holds_no_address(secretary):
    member = create_member(by=secretary, full_name="Ali", email="hidden@example.org", phone="+60 12-345 6789")

    assert "hidden" not in member.search_text
    assert "345" not in member.search_text


def test_update_member_raises_the_version_and_the_derived_names(secretary):
    member = MemberFactory()

    update_member(member=member, by=secretary, version=1, full_name="Zainab binti Ahmad")

    member.refresh_from_db()
    assert (member.version, member.sort_key) == (2, "zainab binti ahmad")


def test_update_member_without_a_difference_writes_nothing(secretary):
    member = MemberFactory(position="Ketua")

    update_member(member=member, by=secretary, version=1, position="Ketua")

    member.refresh_from_db()
    assert member.version == 1


def test_update_member_after_somebody_else_gives_both_texts(secretary):
    member = MemberFactory(position="Old")
    update_member(member=member, by=secretary, version=1, position="Theirs")

    with pytest.raises(EditConflict) as caught:
        update_member(member=member, by=secretary, version=1, position="Mine")

    assert caught.value.theirs.position == "Theirs"
    member.refresh_from_db()
    assert member.position == "Theirs"


def test_update_member_by_the_person_changes_own_facts_and_sign_in():
    member = MemberFactory(with_user=True)

    update_member(member=member, by=member.user, version=1, language="ms", time_zone="Asia/Tokyo")

    member.refresh_from_db()
    assert (member.language, member.user.language, member.user.time_zone) == ("ms", "ms", "Asia/Tokyo")


@pytest.mark.parametrize("field", ["full_name", "gender", "email", "listing_consent_on", "user"])
def test_update_member_by_the_person_refuses_what_is_not_theirs_to_change(field):
    member = MemberFactory(with_user=True)

    with pytest.raises(NotAllowed):
        update_member(member=member, by=member.user, version=1, **{field: "x"})


def test_update_member_by_another_member_is_refused():
    member, other = MemberFactory(), MemberFactory(with_user=True)

    with pytest.raises(NotAllowed):
        update_member(member=member, by=other.user, version=1, position="Mine")


def test_create_user_for_makes_one_sign_in(secretary):
    member = MemberFactory(email="ali@example.org", language="ms", time_zone="Asia/Tokyo")

    user = create_user_for(member, by=secretary)

    member.refresh_from_db()
    assert member.user == user == create_user_for(member, by=secretary)
    assert (user.email, user.language, user.time_zone) == ("ali@example.org", "ms", "Asia/Tokyo")
    assert not user.has_usable_password()
    assert EmailAddress.objects.filter(user=user, primary=True, verified=False).count() == 1


def test_create_user_for_a_person_without_address_is_refused(secretary):
    with pytest.raises(DomainError):
        create_user_for(MemberFactory(email=None), by=secretary)


def test_create_user_for_a_taken_account_is_refused(secretary):
    theirs = MemberFactory(with_user=True, email="staff@example.org")
    Member.objects.filter(pk=theirs.pk).update(email="other@example.org")

    with pytest.raises(DomainError):
        create_user_for(MemberFactory(email="staff@example.org"), by=secretary)


def test_change_address_changes_it_everywhere(secretary):
    member = MemberFactory(email="old@example.org")
    user = create_user_for(member, by=secretary)

    change_address(member=member, address=" NEW@Example.org ", by=user, is_verified=True)

    member.refresh_from_db()
    user.refresh_from_db()
    records = EmailAddress.objects.filter(user=user).values_list("email", "primary", "verified")
    assert (member.email, user.email) == ("new@example.org", "new@example.org")
    assert list(records) == [("new@example.org", True, True)]


def test_change_address_unproven_must_be_proven_at_sign_in(secretary):
    member = MemberFactory(with_user=True)

    change_address(member=member, address="new@example.org", by=secretary)

    assert list(EmailAddress.objects.values_list("email", "verified")) == [("new@example.org", False)]


def test_change_address_to_that_of_another_is_refused(secretary):
    member, other = MemberFactory(), MemberFactory()

    with pytest.raises(ValidationError, match="Somebody else has this e-mail address"):
        change_address(member=member, address=other.email.upper(), by=secretary)


def test_change_address_of_staff_by_the_secretariat_is_refused(secretary):
    administrator = UserFactory(administrator=True)
    member = MemberFactory(user=administrator)

    with pytest.raises(NotAllowed):
        change_address(member=member, address="new@example.org", by=secretary)


def test_change_address_of_another_person_is_refused():
    member, other = MemberFactory(with_user=True), MemberFactory(with_user=True)

    with pytest.raises(NotAllowed):
        change_address(member=member, address="new@example.org", by=other.user)


@pytest.mark.parametrize("address", ["", "nobody", "a@b@c"])
def test_change_address_to_no_address_is_refused(secretary, address):
    with pytest.raises(ValidationError):
        change_address(member=MemberFactory(), address=address, by=secretary)


def test_set_language_and_zone_follow_in_the_profile():
    member = MemberFactory(with_user=True)

    set_language(user=member.user, language="ms", by=member.user)
    set_time_zone(user=member.user, time_zone="Europe/London", by=member.user)

    member.refresh_from_db()
    assert (member.language, member.user.language) == ("ms", "ms")
    assert (member.time_zone, member.user.time_zone) == ("Europe/London", "Europe/London")


def test_set_language_of_another_person_is_refused(secretary):
    with pytest.raises(NotAllowed):
        set_language(user=UserFactory(), language="ms", by=secretary)


def test_set_time_zone_unknown_is_refused():
    user = UserFactory()

    with pytest.raises(ValidationError):
        set_time_zone(user=user, time_zone="Asia/Nowhere", by=user)
