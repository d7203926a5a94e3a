import pytest
from hypothesis import given
from hypothesis import strategies as st

from naio_portal.spreadsheets.addresses import ReadAddresses, folded_address, read_addresses
from naio_portal.spreadsheets.person_names import is_in_capitals, offered_name, read_name
from naio_portal.spreadsheets.phones import ReadPhone, digits_of, read_phone
from naio_portal.spreadsheets.places import read_country, read_state, read_zone


@pytest.mark.parametrize(
    "text",
    [
        "ali@example.org",
        " ALI@Example.ORG ",
        "mailto:ali@example.org",
        "MAILTO:ali@example.org?subject=Hai",
        "Ali bin Abu <ali@example.org>",
        "<ali@example.org>",
        "ali@example.org.",
        "ali @ example.org",
        "ali@example.org;",
        "ali\u200b@example.org\u00a0",
        "ali＠example.org",
        "ali@example.org / ALI@EXAMPLE.ORG",
    ],
)
def test_one_address_in_every_writing(text):
    assert read_addresses(text) == ReadAddresses(("ali@example.org",))


@pytest.mark.parametrize("between", [" / ", "; ", ",", "\n", " atau ", " or ", " "])
def test_two_addresses_in_a_cell_are_both_kept_in_order(between):
    found = read_addresses(f"b@example.org{between}a@example.net")

    assert found == ReadAddresses(("b@example.org", "a@example.net"))


@pytest.mark.parametrize("text", ["ali at example.org", "ali (at) example.org", "ali [at] example [dot] org"])
def test_address_spelled_out_is_only_suggested(text):
    assert read_addresses(text) == ReadAddresses(suggestions=("ali@example.org",))


@pytest.mark.parametrize("text", ["ali@", "@example.org", "012-3456789", "ali@example"])
def test_what_is_no_address_is_rejected(text):
    assert read_addresses(text) == ReadAddresses(rejected=(text,))


@pytest.mark.parametrize("text", ["", " ", "-", "–", "tiada", "N/A"])
def test_no_address(text):
    assert read_addresses(text) == ReadAddresses()


def test_folded_address():
    assert folded_address(" MAILTO:Ali@Example.org ") == "ali@example.org"


@given(st.text(max_size=60))
def test_any_text_gives_addresses_or_is_rejected(text):
    found = read_addresses(text)

    assert all("@" in address and address == address.casefold() for address in found.addresses)


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("KUMAR A/L NADARAJAN", "Kumar a/l Nadarajan"),
        ("SITI WAN BINTI TALIB", "Siti Wan binti Talib"),
        ("SYAFIQ NIZAM B. HASHIM", "Syafiq Nizam b. Hashim"),
        ("TOMÁS O'RAHILLANE", "Tomás O'Rahillane"),
        ("ANNE-LAURE DÉGARDIN", "Anne-Laure Dégardin"),
        ("ÓLAFUR ÞÓRBERGSSON", "Ólafur Þórbergsson"),
        ("NGUYỄN THỊ BẢO HÂN", "Nguyễn Thị Bảo Hân"),
        ("ZOË VAN DEN HOECK", "Zoë van den Hoeck"),
        ("GÜLŞEN ERTUĞRAY", "Gülşen Ertuğray"),
        ("Kumar A/L Nadarajan", "Kumar A/L Nadarajan"),
        ("JIMBAI", "JIMBAI"),
        ("陈伟明", "陈伟明"),
        ("", ""),
    ],
)
def test_name_in_capitals_is_offered_as_usually_written(name, offered):
    assert offered_name(name) == offered


def test_name_is_kept_as_written_but_for_spaces():
    assert read_name("  YŪKO   HANAMORI ") == "YŪKO HANAMORI"
    assert is_in_capitals("YŪKO HANAMORI")
    assert not is_in_capitals("Yūko Hanamori")


@pytest.mark.parametrize(
    ("cell", "country", "read"),
    [
        ("+60 14-912 0891", "MY", ReadPhone("+60 14-912 0891", True)),
        ("014-9120891", "MY", ReadPhone("+60 14-912 0891", True)),
        (149120891, "MY", ReadPhone("+60 14-912 0891", True)),
        (60149120891.0, "MY", ReadPhone("+60 14-912 0891", True)),
        ("(020) 7946 0958", "GB", ReadPhone("+44 20 7946 0958", True)),
        ("014-912 0891", "", ReadPhone("+60 14-912 0891", True)),
        ("+60 11-714 8131", "MY", ReadPhone("+60 11-714 8131", False)),
        ("samb. 123", "MY", ReadPhone("samb. 123", False)),
        (True, "MY", ReadPhone("TRUE", False)),
        (None, "MY", ReadPhone("", True)),
    ],
)
def test_telephone_numbers(cell, country, read):
    assert read_phone(cell, country=country) == read


def test_digits_of_a_telephone_number():
    assert digits_of("+60 14-912 0891") == digits_of("60149120891")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Malaysia", "MY"),
        ("MALAYSIA", "MY"),
        ("MYS", "MY"),
        ("my", "MY"),
        ("Amerika Syarikat", "US"),
        ("U.S.A.", "US"),
        ("USA", "US"),
        ("United Kingdom", "GB"),
        ("England", "GB"),
        ("Jepun", "JP"),
        ("Korea Selatan", "KR"),
        ("", ""),
        ("Narnia", None),
        ("EU", None),
    ],
)
def test_countries_in_malay_and_english(text, code):
    assert read_country(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("W.P. Kuala Lumpur", "KUL"),
        ("WP Labuan", "LBN"),
        ("Wilayah Persekutuan Putrajaya", "PJY"),
        ("Federal Territory of Kuala Lumpur", "KUL"),
        ("Malacca", "MLK"),
        ("MELAKA", "MLK"),
        ("Penang", "PNG"),
        ("P. Pinang", "PNG"),
        ("N. Sembilan", "NSN"),
        ("Negeri Johor", "JHR"),
        ("Selangor Darul Ehsan", "SGR"),
        ("swk", "SWK"),
        ("", ""),
        ("Texas", None),
        ("W.P.", None),
    ],
)
def test_malaysian_states(text, code):
    assert read_state(text) == code


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Asia/Kuala_Lumpur", "Asia/Kuala_Lumpur"),
        ("asia/kuala lumpur", "Asia/Kuala_Lumpur"),
        ("America/Sao_Paulo", "America/Sao_Paulo"),
        ("", ""),
        ("GMT+8", None),
        ("+08:00", None),
    ],
)
def test_time_zones_are_names_never_offsets(text, zone):
    assert read_zone(text) == zone
