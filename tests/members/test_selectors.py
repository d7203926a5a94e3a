"""Words of the lists and countries in both languages."""

import pytest
from django.utils import translation

from members.models import Term
from members.selectors import countries, country_name, term_name, term_names, terms
from tests.factories.members import TermFactory


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("ms", "MY", "Malaysia"),
        ("ms", "DE", "Jerman"),
        ("en", "DE", "Germany"),
        ("ms", "GB", "United Kingdom"),
        ("en", "ZZ", "ZZ"),
        ("ms", "", ""),
    ],
)
def test_country_name_in_both_languages(language, code, name):
    assert country_name(code, language) == name


def test_countries_are_those_of_iso_in_order_of_their_names():
    assert len(countries("ms")) == len(countries("en")) == 249
    assert list(countries("en"))[:3] == ["AF", "AX", "AL"]


@pytest.mark.django_db
def test_terms_are_read_once_and_speak_both_languages(django_assert_num_queries):
    TermFactory(code="ethics", name_en="Ethics", name_ms="Etika")
    TermFactory(code="researcher", vocabulary="background")

    with django_assert_num_queries(1):
        with translation.override("ms"):
            assert term_names(["ethics"]) == ["Etika"]
        with translation.override("en"):
            assert term_name("ethics") == "Ethics"
        assert [term.code for term in terms("expertise")] == ["ethics"]


@pytest.mark.django_db
def test_term_changed_elsewhere_is_seen_after_a_minute(time_machine):
    time_machine.move_to("2025-03-03 09:00 +0800", tick=False)
    TermFactory(code="ethics", name_en="Ethics")
    term_name("ethics")
    Term.objects.filter(code="ethics").update(name_en="Morals")

    with translation.override("en"):
        assert term_name("ethics") == "Ethics"
        time_machine.shift(61)
        assert term_name("ethics") == "Morals"


def test_term_unknown_shows_its_code():
    assert term_name(None) == ""
