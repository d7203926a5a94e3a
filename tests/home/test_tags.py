"""Template tags and lists that every page uses."""

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation

from naio_portal.home.templatetags import portal
from naio_portal.pagination import COUNT_LIMIT, CappedPaginator, paginate
from tests.factories.members import UserFactory


def render(source: str, path: str = "/list/", **context) -> str:
    request = RequestFactory().get(path)
    return Template(source).render(RequestContext(request, {"request": request, **context}))


def test_icon_stands_in_the_page_and_is_silent():
    svg = portal.icon("clock")
    assert svg.startswith('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path')


def test_icon_with_a_label_is_named():
    assert 'role="img" aria-label="Tertutup &lt;x&gt;"' in portal.icon("lock", "Tertutup <x>")


def test_unknown_icon_is_an_error():
    with pytest.raises(FileNotFoundError):
        portal.icon("no-such-icon")


def test_tag_is_a_word_and_escapes_it():
    assert portal.tag("success", "<Siap>") == '<span class="tag tag-success">&lt;Siap&gt;</span>'
    assert portal.tag("", "Draf") == '<span class="tag">Draf</span>'


def test_tag_of_unknown_tone_is_an_error():
    with pytest.raises(ValueError, match="pink"):
        portal.tag("pink", "Siap")


@pytest.mark.parametrize(
    ("colour", "english", "malay"),
    [
        ("green", "On track", "Mengikut jadual"),
        ("amber", "At risk", "Berisiko"),
        ("red", "Off track", "Tersasar"),
    ],
)
def test_rag_is_said_in_words(colour, english, malay):
    for language, word in (("en", english), ("ms", malay)):
        with translation.override(language):
            assert f">{word}</span>" in portal.rag(colour)


def test_rag_without_colour_is_nothing():
    assert portal.rag("") == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Prof. Dr. Lim Wei Ming", "LM"),
        ("Aminah", "A"),
        ("Siti Nurhaliza binti Omar", "SO"),
        ("Ravi a/l Subramaniam", "RS"),
        ("", "–"),
    ],
)
def test_initials_leave_titles_out(name, letters):
    assert portal.initials(name) == f'<span class="avatar" aria-hidden="true">{letters}</span>'


@pytest.mark.parametrize(
    ("query", "link", "aria"),
    [
        ("", "?sort=-name", "ascending"),
        ("?sort=name", "?sort=-name", "ascending"),
        ("?sort=-name", "?sort=name", "descending"),
        ("?sort=due", "?sort=name", ""),
        ("?q=a&page=3", "?q=a&amp;sort=-name", "ascending"),
    ],
)
def test_sort_head_turns_and_keeps_filters(query, link, aria):
    html = render('{% sort_head "name" "Nama" "name" %}', f"/list/{query}")
    assert f'<a href="{link}">' in html
    assert (f'aria-sort="{aria}"' in html) == bool(aria)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/126.0 Safari/537 Edg/126.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/126.0 Mobile Safari/537", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Version/17 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko Firefox/128.0", "Firefox, Linux"),
        ("curl/8.0", "Unknown browser"),
    ],
)
def test_browser_is_named_as_people_know_it(said, read):
    with translation.override("en"):
        assert portal.browser(said) == read


# --- pages of a list ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "number"), [("2", 2), ("0", 10), ("99", 10), ("x", 1), (None, 1)])
def test_page_out_of_range_is_the_nearest(asked, number):
    request = RequestFactory().get("/", {"page": asked} if asked else {})
    assert paginate(request, list(range(500))).number == number


def test_count_stops_at_the_limit():
    paginator = CappedPaginator(range(COUNT_LIMIT + 5), 50)
    assert (paginator.count, paginator.is_capped, paginator.count_text) == (10_000, True, "10,000+")
    assert CappedPaginator(range(COUNT_LIMIT), 50).count_text == "10,000"


def test_count_reads_no_more_rows_than_the_limit(db, django_assert_num_queries):
    UserFactory.create_batch(3)
    paginator = CappedPaginator(UserFactory._meta.model.objects.order_by("email"), 2)
    with django_assert_num_queries(1) as asked:
        assert (paginator.count, paginator.num_pages) == (3, 2)
    assert f"LIMIT {COUNT_LIMIT + 1}" in asked.captured_queries[0]["sql"]


def test_pagination_keeps_filters():
    request = RequestFactory().get("/list/?q=a&page=3")
    page = paginate(request, list(range(500)))
    with translation.override("en"):
        html = render('{% include "_components/pagination.html" %}', "/list/?q=a&page=3", page=page)
    assert "101 to 150 of 500" in html
    assert 'href="?q=a&amp;page=4"' in html
    assert 'aria-current="page">3</a>' in html


def test_list_of_one_page_has_no_pager():
    page = paginate(RequestFactory().get("/"), [1, 2])
    assert render('{% include "_components/pagination.html" %}', page=page).strip() == ""
