"""Documents as PDF, set by Typst from a template in `templates/` and data that stay data."""

import json
from collections.abc import Mapping
from functools import cache

import typst
from django.conf import settings


@cache
def fonts() -> typst.Fonts:
    """Those that Typst brings, and Inter; none of the machine's, so that a document is the same wherever it
    is made. Read once a process."""
    return typst.Fonts(
        include_system_fonts=False, font_paths=[settings.BASE_DIR / "static" / "vendor" / "inter-ttf"]
    )


def typeset(template: str, data: Mapping[str, object]) -> bytes:
    """The PDF of `templates/<template>`, tagged for screen readers.

    `data`: what JSON can hold. The template reads it as `json(bytes(sys.inputs.data))`: its texts are
    strings there and never markup or code, whatever they say.
    """
    folder = settings.BASE_DIR / "templates"
    return typst.compile(
        folder / template,
        root=folder,
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
