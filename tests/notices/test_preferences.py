import pytest
import time_machine
from django.urls import reverse

from naio_portal.notices.enums import DigestRhythm
from naio_portal.notices.links import preferences_link
from naio_portal.notices.models import NoticePreference
from naio_portal.notices.recipients import recipient_of
from tests.factories.members import MemberFactory, UserFactory

pytestmark = pytest.mark.django_db


def path_of(recipient) -> str:
    return "/" + preferences_link(recipient).split("/", 3)[3]


def test_signed_in_person_chooses_a_rhythm(client):
    user = UserFactory()
    client.force_login(user)

    answer = client.post(reverse("notices:preferences"), {"digest": "daily"})

    assert answer.status_code == 302
    assert NoticePreference.objects.get(user=user).digest == DigestRhythm.DAILY


def test_unknown_rhythm_is_refused_with_the_form(client):
    client.force_login(UserFactory())

    answer = client.post(reverse("notices:preferences"), {"digest": "hourly"})

    assert answer.status_code == 422
    assert NoticePreference.objects.count() == 0


def test_visitor_is_sent_to_sign_in(client):
    assert client.get(reverse("notices:preferences")).status_code == 302


@pytest.mark.parametrize("with_user", [True, False])
def test_link_of_a_mail_shows_and_a_post_acts(client, with_user):
    member = MemberFactory(with_user=with_user)
    path = path_of(recipient_of(member=member))

    shown = client.get(path)
    assert shown.status_code == 200
    assert NoticePreference.objects.count() == 0

    assert client.post(path, {"digest": "never"}).status_code == 302
    kept = NoticePreference.objects.get()
    assert kept.digest == DigestRhythm.NEVER
    assert (kept.user_id, kept.member_id) == ((member.user_id, None) if with_user else (None, member.pk))


def test_one_click_of_a_mail_program_switches_the_digest_off(client):
    user = UserFactory()

    answer = client.post(path_of(recipient_of(user=user)), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert NoticePreference.objects.get(user=user).digest == DigestRhythm.NEVER


def test_forged_link_opens_nothing(client):
    path = path_of(recipient_of(user=UserFactory()))

    assert client.get(f"{path[:-3]}xx/").status_code == 404


def test_link_ends_after_ninety_days(client):
    user = UserFactory()
    with time_machine.travel("2026-01-01T00:00:00Z", tick=False):
        path = path_of(recipient_of(user=user))
    with time_machine.travel("2026-03-31T00:00:00Z", tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel("2026-04-02T00:00:00Z", tick=False):
        assert client.get(path).status_code == 404


def test_link_ends_with_a_change_of_address(client):
    user = UserFactory()
    path = path_of(recipient_of(user=user))
    user.email = "other@naio.example"
    user.save()

    assert client.get(path).status_code == 404


def test_person_ends_the_links_of_earlier_mails(client):
    user = UserFactory()
    path = path_of(recipient_of(user=user))
    client.force_login(user)
    client.post(reverse("notices:preferences"), {"end_links": "1"})
    client.logout()

    assert client.get(path).status_code == 404
    assert client.get(path_of(recipient_of(user=user))).status_code == 200
