"""Documents as PDF: set in the same letters on every machine."""

import io

from pypdf import PdfReader

from naio_portal.typesetting import fonts, typeset

OWN = {"DejaVu Sans Mono", "Inter", "Libertinus Serif", "New Computer Modern", "New Computer Modern Math"}


def test_no_font_of_the_machine_is_taken():
    assert set(fonts().families()) == OWN


def test_a_timeline_is_set_in_inter_within_its_picture_and_beneath():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20">'
        "<style>text{font-family:Inter,Helvetica,sans-serif}.due{font-weight:600}</style>"
        '<text y="9">Mei – Jun</text><text class="due" y="19">SAF-D1</text></svg>'
    )

    pdf = typeset(
        "deliverables/timeline.typ",
        {
            "lang": "ms",
            "title": "Garis masa",
            "period": "1 Mei – 3 Jun",
            "alt": "Garis masa",
            "none": "Tiada",
            "heads": ["Kod", "Tajuk", "Ahli", "Tarikh", "Anjakan", "Keadaan"],
            "sheets": [
                {
                    "title": "SAF",
                    "svg": svg,
                    "rows": ["SAF-D1", "“Nguyễn” Ólafur", "Dato’ Łukasz", "Ж", "≥ 3", "–"],
                }
            ],
        },
    )

    page = PdfReader(io.BytesIO(pdf)).pages[0]
    assert fonts_of(page) == {"Inter-Regular", "Inter-SemiBold"}
    assert "“Nguyễn” Ólafur" in page.extract_text()


def fonts_of(page) -> set[str]:
    """Names of the fonts of a page and of the pictures on it, without the sign of a part of a font."""
    waiting, found = [page["/Resources"]], set()
    while waiting:
        resources = waiting.pop().get_object()
        fonts = resources.get("/Font", {}).values()
        found |= {font.get_object()["/BaseFont"].split("+")[-1] for font in fonts}
        pictures = (part.get_object() for part in resources.get("/XObject", {}).values())
        waiting += [part["/Resources"] for part in pictures if "/Resources" in part]
    return found
