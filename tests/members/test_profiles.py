"""Pages of a member: what each person sees there, and how a profile is changed."""

import io

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from members.models import Member
from members.services import remove_photo, set_listing_consent, set_photo, update_member
from naio_portal.access import Persona
from naio_portal.errors import NotAllowed
from tests.factories.members import MemberFactory, TermFactory, UserFactory
from tests.factories.personas import World, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

P = Persona


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def world():
    return World()


def page_of(world: World, persona: Persona, member: Member) -> str:
    return world.client(persona).get(member.get_absolute_url()).content.decode()


# --- contacts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("persona", "sees"),
    [
        (P.SECRETARIAT, True),
        (P.ADMINISTRATOR, True),
        (P.OWN_CHAIR, True),
        (P.OWN_CO_CHAIR, True),
        (P.OWNER, True),
        (P.OWN_MEMBER, False),
        (P.OWN_RAPPORTEUR, False),
        (P.OTHER_CHAIR, False),
        (P.LEADERSHIP, False),
    ],
)
def test_contacts_are_for_the_secretariat_chairs_of_the_groups_and_the_person(world, persona, sees):
    Member.objects.filter(pk=world.owner.pk).update(phone="+60 12-345 6789")

    page = page_of(world, persona, world.owner)

    assert (world.owner.email in page) is sees
    assert ("+60 12-345 6789" in page) is sees


def test_contacts_of_a_former_member_are_closed_to_the_chair(world):
    former = world.members[P.FORMER_MEMBER]

    assert former.email not in page_of(world, P.OWN_CHAIR, former)


@pytest.mark.parametrize("persona", [P.FORMER_MEMBER, P.SECTOR_OFFICER])
def test_page_of_another_is_missing_for_people_without_a_part(world, persona):
    assert world.client(persona).get(world.owner.get_absolute_url()).status_code == 404


# --- lists -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_member_list_costs_the_same_for_many(client, count, django_assert_num_queries):
    for _n in range(count):
        MemberFactory()
    sign_in(client, UserFactory(secretariat=True))

    with django_assert_num_queries(7):
        client.get(reverse("members:member-list"))


def test_member_list_finds_spellings_and_filters(world):
    TermFactory(code="ethics", name_en="Ethics")
    MemberFactory(full_name="Mohd. Ali b. Abu", expertise=["ethics"])
    client = world.client(P.OWN_MEMBER)

    found = client.get(reverse("members:member-list"), {"q": "muhammad ali bin"}).content.decode()
    by_domain = client.get(reverse("members:member-list"), {"expertise": "ethics"}).content.decode()
    by_group = client.get(reverse("members:member-list"), {"group": "TAL"}).content.decode()

    assert "Mohd. Ali b. Abu" in found
    assert "Own chair" not in found
    assert "Mohd. Ali b. Abu" in by_domain
    assert "Own chair" not in by_domain
    assert "Other chair" in by_group
    assert "Own chair" not in by_group


def test_member_list_shows_no_contacts(world):
    page = world.client(P.SECRETARIAT).get(reverse("members:member-list")).content.decode()

    assert "Own member" in page
    assert world.owner.email not in page


# --- editing ----------------------------------------------------------------------------------------------


def form_of(member: Member, **changes) -> dict:
    """What the browser sends back of the form as it was opened."""
    names = [
        *("titles", "full_name", "gender", "preferred_name", "phone", "organisation", "position"),
        *("country", "state", "time_zone", "language", "biography", "version"),
    ]
    return {name: getattr(member, name) for name in names} | {"expertise": member.expertise} | changes


def test_person_changes_own_profile(world):
    url = reverse("members:member-edit", args=[world.owner.reference])

    answer = world.client(P.OWNER).post(
        url, form_of(world.owner, position="Dekan", full_name="Somebody Else")
    )

    world.owner.refresh_from_db()
    assert answer.headers["Location"] == reverse("members:profile")
    assert (world.owner.position, world.owner.full_name) == ("Dekan", "Owner")


def test_secretariat_changes_the_name_too(world):
    url = reverse("members:member-edit", args=[world.owner.reference])

    world.client(P.SECRETARIAT).post(url, form_of(world.owner, full_name="Zainab binti Ahmad", gender="F"))

    world.owner.refresh_from_db()
    assert (world.owner.full_name, world.owner.sort_key) == ("Zainab binti Ahmad", "zainab binti ahmad")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("012-345 6789", "+60 12-345 6789"), ("+44 20 7946 0000", "+44 20 7946 0000"), ("", "")],
)
def test_telephone_is_kept_in_international_form(world, typed, kept):
    url = reverse("members:member-edit", args=[world.owner.reference])

    world.client(P.OWNER).post(url, form_of(world.owner, phone=typed, country="MY"))

    world.owner.refresh_from_db()
    assert world.owner.phone == kept


def test_telephone_that_is_none_is_refused_and_nothing_typed_is_lost(world):
    url = reverse("members:member-edit", args=[world.owner.reference])

    page = world.client(P.OWNER).post(url, form_of(world.owner, phone="call me", position="Dekan"))

    text = page.content.decode()
    assert "This is no telephone number." in text
    assert 'value="Dekan"' in text


def test_two_who_change_different_fields_are_joined(world):
    opened = form_of(world.owner)
    update_member(member=world.owner, by=world.user(P.SECRETARIAT), version=1, organisation="MIMOS")
    url = reverse("members:member-edit", args=[world.owner.reference])

    answer = world.client(P.OWNER).post(url, {**opened, "position": "Dekan"})

    world.owner.refresh_from_db()
    assert answer.status_code == 302
    assert (world.owner.organisation, world.owner.position) == ("MIMOS", "Dekan")


def test_two_who_change_the_same_field_the_second_sees_both_texts(world):
    opened = form_of(world.owner)
    update_member(member=world.owner, by=world.user(P.SECRETARIAT), version=1, position="Profesor")
    url = reverse("members:member-edit", args=[world.owner.reference])
    client = world.client(P.OWNER)

    answer = client.post(url, {**opened, "position": "Dekan"})

    text = answer.content.decode()
    world.owner.refresh_from_db()
    assert answer.status_code == 200
    assert "Somebody else saved this in the meantime" in text
    assert '<del class="diff">Profesor</del>' in text
    assert '<ins class="diff">Dekan</ins>' in text
    assert world.owner.position == "Profesor"

    client.post(url, {**opened, "position": "Dekan", "version": world.owner.version})

    world.owner.refresh_from_db()
    assert world.owner.position == "Dekan"


def test_state_goes_when_the_country_is_not_malaysia(world):
    Member.objects.filter(pk=world.owner.pk).update(country="MY", state="SGR")
    world.owner.refresh_from_db()
    url = reverse("members:member-edit", args=[world.owner.reference])

    world.client(P.OWNER).post(url, form_of(world.owner, country="SG"))

    world.owner.refresh_from_db()
    assert (world.owner.country, world.owner.state) == ("SG", "")


def test_secretariat_adds_a_member(world):
    answer = world.client(P.SECRETARIAT).post(
        reverse("members:member-create"),
        {"full_name": "Tan Mei Ling", "email": "Tan@Example.org", "language": "en"},
    )

    made = Member.objects.get(full_name="Tan Mei Ling")
    assert answer.headers["Location"] == made.get_absolute_url()
    assert made.email == "tan@example.org"


def test_adding_a_member_with_a_known_address_says_so(world):
    answer = world.client(P.SECRETARIAT).post(
        reverse("members:member-create"),
        {"full_name": "Tan", "email": world.owner.email, "language": "en"},
    )

    assert "Another member has this e-mail address." in answer.content.decode()


def test_history_page_tells_of_the_change(world):
    url = reverse("members:member-edit", args=[world.owner.reference])
    world.client(P.SECRETARIAT).post(url, form_of(world.owner, position="Dekan"))

    page = world.client(P.OWNER).get(reverse("members:member-history", args=[world.owner.reference]))

    assert '<ins class="diff">Dekan</ins>' in page.content.decode()


def test_history_page_to_htmx_is_the_part_alone(world):
    url = reverse("members:member-history", args=[world.owner.reference])

    part = world.client(P.OWNER).get(url, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert "history" in part


# --- settings ------------------------------------------------------------------------------------------


def test_settings_change_language_and_zone_of_sign_in_and_profile(world):
    client = world.client(P.OWNER)
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"

    client.post(reverse("members:settings"), {"language": "ms", "time_zone": "Asia/Tokyo"})

    world.owner.refresh_from_db()
    assert (world.owner.language, world.owner.time_zone) == ("ms", "Asia/Tokyo")
    assert (world.user(P.OWNER).language, world.user(P.OWNER).time_zone) == ("ms", "Asia/Tokyo")
    assert "Profil saya" in client.get(reverse("members:profile")).content.decode()


def test_profile_of_staff_without_membership_shows_the_account(world):
    page = world.client(P.SECRETARIAT).get(reverse("members:profile")).content.decode()

    assert world.users[P.SECRETARIAT].email in page


# --- consent -----------------------------------------------------------------------------------------------


def test_consent_is_given_by_the_person_with_its_day(world, time_machine):
    time_machine.move_to("2026-03-01 23:30 +0000", tick=False)

    world.client(P.OWNER).post(
        reverse("members:consent-edit", args=[world.owner.reference]), {"consents": "yes"}
    )

    world.owner.refresh_from_db()
    assert str(world.owner.listing_consent_on) == "2026-03-02"


def test_consent_cannot_be_given_by_the_secretariat_but_taken_back(world):
    secretary = world.user(P.SECRETARIAT)
    with pytest.raises(NotAllowed):
        set_listing_consent(member=world.owner, consents=True, by=secretary)
    set_listing_consent(member=world.owner, consents=True, by=world.user(P.OWNER))

    set_listing_consent(member=world.owner, consents=False, by=secretary)

    world.owner.refresh_from_db()
    assert world.owner.listing_consent_on is None


# --- photos -----------------------------------------------------------------------------------------------


def picture(kind: str = "JPEG", size=(1200, 800), **extra) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **extra)
    return SimpleUploadedFile(f"me.{kind.lower()}", out.getvalue())


def test_photo_is_drawn_anew_small_and_without_metadata(world):
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x0112] = 6

    set_photo(member=world.owner, upload=picture(exif=exif), by=world.user(P.OWNER))

    world.owner.refresh_from_db()
    with Image.open(world.owner.photo.path) as kept:
        assert (kept.format, kept.size) == ("JPEG", (427, 640))
        assert dict(kept.getexif()) == {}
    assert "me" not in world.owner.photo.name.split("/")[-1].removesuffix(".jpg")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_photo_of_other_kinds_becomes_a_jpeg(world, kind):
    set_photo(member=world.owner, upload=picture(kind), by=world.user(P.OWNER))

    world.owner.refresh_from_db()
    with Image.open(world.owner.photo.path) as kept:
        assert kept.format == "JPEG"


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("me.jpg", b"<svg onload=alert(1)>"),
        SimpleUploadedFile("me.jpg", b""),
        SimpleUploadedFile("me.jpg", picture().read()[:200]),
        picture("GIF"),
        picture("BMP"),
    ],
    ids=["svg", "empty", "cut off", "gif", "bmp"],
)
def test_photo_that_is_none_is_refused(world, upload):
    with pytest.raises(ValidationError, match="no JPEG, PNG or WebP"):
        set_photo(member=world.owner, upload=upload, by=world.user(P.OWNER))


def test_photo_of_too_many_pixels_is_refused_before_it_is_drawn(world):
    bomb = picture("PNG", size=(20_000, 3_000))

    with pytest.raises(ValidationError, match="too many pixels"):
        set_photo(member=world.owner, upload=bomb, by=world.user(P.OWNER))


def test_photo_of_too_many_bytes_is_refused(world):
    upload = SimpleUploadedFile("me.jpg", b"\xff\xd8" + bytes(5 * 1024 * 1024))

    with pytest.raises(ValidationError, match="larger than 5 MB"):
        set_photo(member=world.owner, upload=upload, by=world.user(P.OWNER))


def test_photo_by_another_member_is_refused(world):
    with pytest.raises(NotAllowed):
        set_photo(member=world.owner, upload=picture(), by=world.user(P.OWN_MEMBER))


def test_photo_replaced_and_removed_leaves_no_file(world, tmp_path, django_capture_on_commit_callbacks):
    owner = world.user(P.OWNER)
    with django_capture_on_commit_callbacks(execute=True):
        set_photo(member=world.owner, upload=picture(), by=owner)
        set_photo(member=world.owner, upload=picture("PNG"), by=owner)
    assert len(list(tmp_path.glob("photos/*"))) == 1

    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(member=world.owner, by=owner)

    assert list(tmp_path.glob("photos/*")) == []


def test_photo_on_a_full_disk_is_a_clear_refusal(world, settings, tmp_path):
    (tmp_path / "photos").write_text("a file where the folder should be")

    with pytest.raises(ValidationError, match="could not be stored"):
        set_photo(member=world.owner, upload=picture(), by=world.user(P.OWNER))


def test_photo_page_saves_and_serves_it_safely(world):
    client = world.client(P.OWNER)
    client.post(reverse("members:photo-edit", args=[world.owner.reference]), {"photo": picture()})

    answer = client.get(reverse("members:photo", args=[world.owner.reference]))

    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_photo_page_tells_what_is_wrong(world):
    url = reverse("members:photo-edit", args=[world.owner.reference])

    page = world.client(P.OWNER).post(url, {"photo": SimpleUploadedFile("me.jpg", b"text")})

    assert "This is no JPEG, PNG or WebP picture." in page.content.decode()


def test_photo_whose_file_is_gone_is_missing(world):
    Member.objects.filter(pk=world.owner.pk).update(photo="photos/gone.jpg")

    assert (
        world.client(P.OWNER).get(reverse("members:photo", args=[world.owner.reference])).status_code == 404
    )
