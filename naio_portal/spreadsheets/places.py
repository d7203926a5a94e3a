"""Countries, Malaysian states and time zones by the names that people write."""

import re
from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from naio_portal.spreadsheets.cells import text_of

COUNTRY_ALIASES = {
    "usa": "US",
    "u s a": "US",
    "u s": "US",
    "u k": "GB",
    "america": "US",
    "amerika": "US",
    "united states of america": "US",
    "amerika syarikat as": "US",
    "uk": "GB",
    "england": "GB",
    "great britain": "GB",
    "britain": "GB",
    "scotland": "GB",
    "wales": "GB",
    "korea": "KR",
    "republic of korea": "KR",
    "uae": "AE",
    "emiriah arab bersatu": "AE",
    "holland": "NL",
    "belanda": "NL",
    "negeri belanda": "NL",
    "brunei darussalam": "BN",
    "viet nam": "VN",
    "russia": "RU",
    "rusia": "RU",
    "turkey": "TR",
    "turki": "TR",
    "taiwan": "TW",
    "hong kong": "HK",
    "ivory coast": "CI",
    "tanah melayu": "MY",
    "msia": "MY",
}
# Values: ISO 3166-2:MY subdivision codes, as `members.enums.MalaysianState` has them.
STATE_NAMES = {
    "JHR": ("johor", "johor darul takzim", "johore", "my-01"),
    "KDH": ("kedah", "kedah darul aman", "my-02"),
    "KTN": ("kelantan", "kelantan darul naim", "my-03"),
    "MLK": ("melaka", "malacca", "melaka bandaraya bersejarah", "my-04"),
    "NSN": ("negeri sembilan", "n sembilan", "negri sembilan", "negeri sembilan darul khusus", "n9", "my-05"),
    "PHG": ("pahang", "pahang darul makmur", "my-06"),
    "PNG": ("pulau pinang", "penang", "p pinang", "pinang", "my-07"),
    "PRK": ("perak", "perak darul ridzuan", "my-08"),
    "PLS": ("perlis", "perlis indera kayangan", "my-09"),
    "SGR": ("selangor", "selangor darul ehsan", "my-10"),
    "TRG": ("terengganu", "terengganu darul iman", "trengganu", "my-11"),
    "SBH": ("sabah", "my-12"),
    "SWK": ("sarawak", "my-13"),
    "KUL": ("kuala lumpur", "kl", "my-14"),
    "LBN": ("labuan", "my-15"),
    "PJY": ("putrajaya", "my-16"),
}
TERRITORY = re.compile(
    r"^(?:w ?p|wilayah persekutuan|federal territory(?: of)?|f ?t|negeri|state of)\s+(?=\S)"
)


def place_key(text: str) -> str:
    """Lower case, without stops, single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[.,()&'’]", " ", text_of(text).casefold())).strip()


@cache
def countries() -> dict[str, str]:
    """Name, two-letter or three-letter code, in Malay or English -> ISO 3166-1 code of two letters."""
    found: dict[str, str] = {}
    codes = {
        code
        for code in map(str, Locale("en").territories)
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY
    }
    for alpha3, targets in get_global("territory_aliases").items():
        if len(alpha3) == 3 and alpha3.isalpha() and len(targets) == 1 and targets[0] in codes:
            found[alpha3.casefold()] = targets[0]
    for language in ("en", "ms"):
        names: Mapping[str, str] = Locale(language).territories
        found.update({place_key(names[code]): code for code in codes if code in names})
    found.update({code.casefold(): code for code in codes})
    return found | COUNTRY_ALIASES


# Of CLDR's two-letter territories, those that are no country or were one.
NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def read_country(text: str) -> str | None:
    """The ISO code, empty for an empty text, None when the text names no country."""
    key = place_key(text)
    return countries().get(key) if key else ""


@cache
def states() -> dict[str, str]:
    names = {place_key(name): code for code, all_names in STATE_NAMES.items() for name in all_names}
    return names | {code.casefold(): code for code in STATE_NAMES}


def read_state(text: str) -> str | None:
    """The code of a Malaysian state, empty for an empty text, None when it is none.

    `W.P. Kuala Lumpur`, `Wilayah Persekutuan Labuan`, `Malacca`, `Penang` are understood.
    """
    key = place_key(text)
    if not key:
        return ""
    return states().get(key) or states().get(TERRITORY.sub("", key))


@cache
def zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


def read_zone(text: str) -> str | None:
    """The IANA zone, empty for an empty text, None when it is none: an offset is no zone."""
    key = text_of(text).replace(" ", "_").casefold()
    return zones().get(key) if key else ""
