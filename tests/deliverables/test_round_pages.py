"""Pages of review rounds: called, read on a telephone, commented, disposed of, exported; by a link."""

from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from deliverables.enums import REVIEW_LINK, CommentKind, Disposition
from deliverables.models import Comment, ReviewRound
from deliverables.templatetags.comments import TONES
from naio_portal.access import Persona as P
from naio_portal.notices.services import issue_link, token_of
from tests.factories.deliverables import DeliverableFactory, VersionFactory
from tests.factories.liaison import SectorOfficerFactory
from tests.factories.members import UserFactory
from tests.factories.reviews import CommentFactory, ReviewerFactory, ReviewRoundFactory, hours
from tests.markup import assert_valid_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(world):
    return VersionFactory(deliverable=DeliverableFactory(group=world.group, owner=world.owner))


@pytest.fixture
def review_round(world, version):
    """Open for a week; the member is asked, the owner edits."""
    version.deliverable.state = "in_review"
    version.deliverable.save()
    made = ReviewRoundFactory(version=version, editor=world.owner)
    ReviewerFactory(round=made, member=world.members[P.OWN_MEMBER], group=world.group)
    return made


@pytest.fixture
def closed(review_round):
    CommentFactory(round=review_round, author=UserFactory(name="A. Author"))
    CommentFactory(round=review_round)
    review_round.closes_at = hours(-1)
    review_round.opens_at = hours(-200)
    review_round.save()
    return review_round


def page(name, thing, **query):
    return reverse(f"reviews:{name}", args=[thing.reference])


def test_the_form_calls_a_round_in_kuala_lumpurs_time(world, client, version):
    client.force_login(world.users[P.OWNER])
    form = client.get(page("round-create", version))

    answer = client.post(
        page("round-create", version),
        {
            "groups": [world.group.pk],
            "people": f"{world.members[P.OTHER_MEMBER].email}\n",
            "purpose": "The scope.",
            "language": "en",
            "opens_local": "",
            "closes_local": "2099-12-01T18:00",
            "editor": world.owner.pk,
        },
    )

    made = ReviewRound.objects.get()
    assert form.status_code == 200
    assert answer.url == made.get_absolute_url()
    assert made.closes_at.isoformat() == "2099-12-01T10:00:00+00:00"
    assert made.reviewers.filter(group=None).get().member == world.members[P.OTHER_MEMBER]


def test_every_kind_and_disposition_has_a_tone():
    assert set(TONES) == {*CommentKind.values, *Disposition.values}


def test_what_the_service_refuses_stands_beside_its_field(world, client, version):
    client.force_login(world.users[P.OWNER])
    terms = {"groups": [world.group.pk], "language": "en", "editor": world.owner.pk}

    answer = client.post(
        page("round-create", version), terms | {"closes_local": "2020-01-01T10:00", "people": "Nobody"}
    )
    again = client.post(page("round-create", version), terms | {"closes_local": "2020-01-01T10:00"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["people"])
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["closes_local"])


def test_an_expert_reads_taps_and_comments_in_two_inputs(world, client, review_round):
    client.force_login(world.users[P.OWN_MEMBER])
    text = client.get(review_round.get_absolute_url())
    link = f"{page('comment-create', review_round)}?paragraph=2"

    form = client.get(link)
    answer = client.post(link, {"kind": "must_fix", "text": "Say what an incident is."})

    assert link in text.text
    assert list(form.context["form"].fields) == ["kind", "text"]
    assert answer.url == f"{review_round.get_absolute_url()}#p2"
    made = Comment.objects.get()
    assert (made.paragraph, made.kind, made.author) == (2, "must_fix", world.users[P.OWN_MEMBER])
    assert "1 comment, 1 must fix" in client.get(review_round.get_absolute_url()).text


def test_nothing_to_say_is_one_button(world, client, review_round):
    client.force_login(world.users[P.OWN_MEMBER])
    button = page("round-no-comments", review_round)

    before = client.get(review_round.get_absolute_url()).text
    client.post(button)

    assert button in before
    assert button not in client.get(review_round.get_absolute_url()).text
    assert review_round.reviewers.get().answered_at


@pytest.mark.parametrize("paragraph", ["0", "99", "x", "9" * 5_000])
def test_a_paragraph_that_there_is_not(world, client, review_round, paragraph):
    client.force_login(world.users[P.OWN_MEMBER])

    assert client.get(f"{page('comment-create', review_round)}?paragraph={paragraph}").status_code == 404


def test_the_editor_goes_from_comment_to_comment_until_the_round_ends(world, client, closed):
    client.force_login(world.users[P.OWNER])
    first, second = closed.comments.order_by("number")

    answer = client.post(page("comment-dispose", first), {"disposition": "noted", "version": 1})
    last = client.get(answer.url)
    ended = client.post(answer.url, {"disposition": "rejected", "reason": "No.", "version": 1})

    assert answer.url == page("comment-dispose", second)
    assert "This is the last comment without a disposition" in last.text
    assert ended.url == closed.get_absolute_url()
    closed.refresh_from_db()
    assert closed.state == "completed"


def test_an_edit_conflict_shows_both_dispositions(world, client, closed):
    client.force_login(world.users[P.OWN_CHAIR])
    made = closed.comments.first()
    Comment.objects.filter(pk=made.pk).update(
        disposition="rejected",
        disposition_reason="Outside the scope.",
        disposed_by=world.users[P.OWNER],
        disposed_at=hours(0),
        version=2,
    )

    mine = {"disposition": "accepted", "reason": "Done in clause 2.", "version": 1}
    answer = client.post(page("comment-dispose", made), mine)
    seen = answer.context["form"].data["version"]
    again = client.post(page("comment-dispose", made), mine | {"version": seen})

    assert answer.status_code == 409
    assert "Outside the scope." in answer.text
    assert "Done in clause 2." in answer.text
    assert again.status_code == 302
    made.refresh_from_db()
    assert made.disposition_reason == "Done in clause 2."


def test_threads_and_corrections(world, client, review_round):
    client.force_login(world.users[P.OWN_MEMBER])
    made = CommentFactory(round=review_round, author=world.users[P.OWN_MEMBER])

    client.post(page("answer-create", made), {"text": "I mean clause 3."})
    client.post(page("comment-update", made), {"kind": "question", "text": "Who reports?", "version": 1})
    thread = client.get(made.get_absolute_url()).text

    assert "I mean clause 3." in thread
    assert "Who reports?" in thread
    answer = made.answers.get()
    assert client.get(answer.get_absolute_url()).url == made.get_absolute_url()


def test_filters_of_the_comments(world, client, review_round):
    client.force_login(world.users[P.OWN_MEMBER])
    CommentFactory(round=review_round, text="On the second.", author=world.users[P.OWN_MEMBER])
    CommentFactory(round=review_round, text="On the whole.", paragraph=None, kind="must_fix")

    def found(query):
        text = client.get(f"{page('comment-list', review_round)}?{query}").text
        return {words for words in ("On the second.", "On the whole.") if words in text}

    assert found("") == {"On the second.", "On the whole."}
    assert found("paragraph=2") == found("kind=suggestion") == found("mine=1") == {"On the second."}
    assert found("paragraph=none") == found("kind=must_fix") == {"On the whole."}
    assert found("disposition=noted") == set()


# --- several at once ---


def several(client, review_round, ticked, **fields):
    data = {"disposition": "noted", "comments": [made.reference for made in ticked], **fields}
    return client.post(f"{page('comments-dispose', review_round)}?disposition=none&paragraph=2", data)


def test_who_disposes_ticks_several_in_the_list_of_those_without_a_disposition(world, client, closed):
    address = page("comment-list", closed)
    client.force_login(world.users[P.OWNER])
    text = client.get(f"{address}?disposition=none").text
    assert_valid_html(text)
    assert text.count('name="comments"') == 2
    plain = client.get(address).text
    assert 'name="comments"' not in plain
    assert 'href="?disposition=none"' in plain
    client.force_login(world.users[P.OWN_MEMBER])
    assert 'name="comments"' not in client.get(f"{address}?disposition=none").text
    assert 'href="?disposition=none"' not in client.get(address).text


def test_ticked_comments_get_one_disposition_and_the_list_comes_back(world, client, closed):
    first, second = closed.comments.order_by("number")
    client.force_login(world.users[P.OWNER])

    answer = several(client, closed, [first])
    assert answer.url == f"{page('comment-list', closed)}?disposition=none&paragraph=2"
    assert "1 disposition is kept." in client.get(answer.url).text
    answer = several(client, closed, [first, second])

    assert answer.url == closed.get_absolute_url()
    text = client.get(answer.url).text
    assert "1 disposition is kept." in text
    assert "1 comment had a disposition by then" in text
    assert ReviewRound.objects.get(pk=closed.pk).state == "completed"
    assert several(client, closed, [first]).url == closed.get_absolute_url()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"comments": []}, "Tick at least one comment."),
        ({"disposition": "rejected"}, "Say why: its author reads the reason."),
        ({"disposition": ""}, "This field is required."),
        ({"comments": "no-reference"}, "no-reference"),
    ],
)
def test_a_refused_disposition_of_several_keeps_the_ticks(world, client, closed, fields, says):
    client.force_login(world.users[P.OWNER])
    first = closed.comments.get(number=1)

    answer = several(client, closed, [first], **fields)

    assert answer.status_code == 422
    assert says in answer.text
    assert_valid_html(answer.text)
    assert answer.text.count(" checked") >= ("comments" not in fields)
    assert not closed.comments.exclude(disposition="").exists()


def test_the_table_is_safe_and_complete(world, client, closed):
    client.force_login(world.users[P.OWN_MEMBER])
    Comment.objects.filter(number=1).update(text="=HYPERLINK(1)", kind="must_fix")

    answer = client.get(reverse("reviews:round-export", args=[closed.reference, "xlsx"]))

    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    lines = list(sheet.iter_rows(min_row=2))
    number, _paragraph, kind, text, author, *_others = lines[0]
    assert (number.value, kind.value, author.value) == (1, "Must fix", "A. Author")
    assert (text.value, text.data_type, text.quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert len(lines) == 2


@pytest.mark.parametrize("language", ["ms", "en"])
def test_the_table_as_a_document_in_either_language(world, client, closed, language):
    client.force_login(world.users[P.OWN_MEMBER])
    client.cookies["django_language"] = language
    Comment.objects.filter(number=1).update(text="#panic() $x$ *not bold*")

    answer = client.get(reverse("reviews:round-export", args=[closed.reference, "pdf"]))

    pdf = PdfReader(BytesIO(b"".join(answer.streaming_content)))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    words = {"ms": "ulasan dan tindakan", "en": "comments and dispositions"}[language]
    assert words in pdf.metadata.title
    assert "#panic() $x$ *not bold*" in text
    assert answer["Content-Type"] == "application/pdf"


def test_a_round_is_moved_and_called_off(world, client, review_round):
    client.force_login(world.users[P.OWN_CHAIR])

    moved = client.post(page("round-reschedule", review_round), {"closes_local": "2099-01-01T09:00"})
    asked = client.post(page("round-invite", review_round), {"groups": [world.other_group.pk]})
    off = client.post(page("round-cancel", review_round), {"reason": "The text changes."})
    after = client.get(page("round-cancel", review_round))

    assert {answer.url for answer in (moved, asked, off, after)} == {review_round.get_absolute_url()}
    review_round.refresh_from_db()
    assert (review_round.state, review_round.closes_at.year, review_round.reviewers.count()) == (
        "cancelled", 2099, 3,
    )  # fmt: skip


def test_the_home_shows_what_waits_and_the_deliverable_its_rounds(world, client, review_round):
    client.force_login(world.users[P.OWN_MEMBER])
    assert "Reviews that wait for me" in client.get("/home/").text
    versions = reverse("deliverables:version-list", args=[review_round.deliverable.reference])
    assert review_round.get_absolute_url() in client.get(versions).text

    client.post(page("round-no-comments", review_round))

    assert "Reviews that wait for me" not in client.get("/home/").text


def test_the_home_of_the_editor_shows_what_to_dispose_of(world, client, closed):
    client.force_login(world.users[P.OWNER])

    assert "2 comments without a disposition" in client.get("/home/").text


def test_a_result_under_review_waits_for_nobodys_approval(world, client, closed):
    client.force_login(world.users[P.OWN_CHAIR])
    accept = reverse("deliverables:deliverable-move", args=[closed.deliverable.reference, "accept"])

    assert closed.deliverable.title not in client.get("/deliverables/approvals/").text
    assert accept not in client.get(closed.deliverable.get_absolute_url()).text


# --- officers ---


def link_to(review_round):
    reviewer = ReviewerFactory(round=review_round, member=None, officer=SectorOfficerFactory(by_mail=True))
    made = issue_link(
        purpose=REVIEW_LINK, object_id=reviewer.pk, contact=reviewer.officer.contact, expires_at=hours(999)
    )
    return reverse("reviews:review-by-link", args=[token_of(made)]), reviewer


def test_an_officer_comments_by_the_link_and_says_so_again_after(client, review_round):
    address, reviewer = link_to(review_round)

    read = client.get(address)
    answer = client.post(
        address, {"act": "comment", "paragraph": "2", "kind": "question", "text": "Who pays?"}
    )
    after = client.get(address)

    assert "The register takes" in read.text
    assert (answer.status_code, "Who pays?" in after.text) == (302, True)
    assert Comment.objects.get().officer == reviewer.officer


def test_an_officer_sees_nobody_elses_comments_by_the_link(client, review_round):
    CommentFactory(round=review_round, text="Between us.")

    assert "Between us." not in client.get(link_to(review_round)[0]).text


def test_the_link_says_that_there_is_nothing_to_say(client, review_round):
    address, reviewer = link_to(review_round)

    client.post(address, {"act": "none"})

    reviewer.refresh_from_db()
    assert reviewer.answered_at


def test_the_link_takes_nothing_after_the_close(client, review_round):
    address, _reviewer = link_to(review_round)

    with time_machine.travel(hours(24 * 8)):
        read = client.get(address)
        answer = client.post(
            address, {"act": "comment", "paragraph": "", "kind": "question", "text": "Late."}
        )

    assert ("Send the comment" in read.text, answer.status_code) == (False, 302)
    assert not Comment.objects.exists()


def test_a_forged_link_opens_nothing(client):
    assert client.get(reverse("reviews:review-by-link", args=["x" * 64])).status_code == 410
    assert client.get(reverse("reviews:file-by-link", args=["x" * 64])).status_code == 410


# --- 200 comments of 60 people ---


@pytest.mark.parametrize("is_closed", [False, True])
def test_two_hundred_comments_of_sixty_people_stay_within_the_budget(world, client, review_round, is_closed):
    people = UserFactory.create_batch(60)
    for number in range(200):
        CommentFactory(
            round=review_round, author=people[number % 60], paragraph=number % 2 + 1, number=number + 1
        )
    client.force_login(world.users[P.OWN_MEMBER])

    pages = [review_round.get_absolute_url(), page("comment-list", review_round)]
    if is_closed:
        client.force_login(world.users[P.OWNER])
        ReviewRound.objects.filter(pk=review_round.pk).update(closes_at=hours(-1))
        pages.append(f"{pages[1]}?disposition=none")

    for address in pages:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert len(asked) <= 12, address
        assert len(answer.content) < 100_000, address
