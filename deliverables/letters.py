"""The letter of a recommendation as a file. Both forms say the same; texts of people stay texts in both."""

import io
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from deliverables.enums import LetterForm
from deliverables.selectors.letters import LetterContent
from naio_portal.typesetting import typeset

# What no XML can hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render_letter(content: LetterContent, form: str) -> bytes:
    """The file in that LetterForm."""
    return RENDERERS[LetterForm(form)](content)


def _as_pdf(content: LetterContent) -> bytes:
    return typeset("deliverables/letters/recommendation.typ", content.as_data())


def _as_docx(content: LetterContent) -> bytes:
    """From a document that an office can edit: its fields are `{{ title }}` and the like."""
    document = DocxTemplate(io.BytesIO(_template(content.language)))
    context = {name: _plain(value) for name, value in content.as_data().items()}
    document.render(context, jinja_env=SandboxedEnvironment(autoescape=True))
    document.docx.core_properties.title = UNWRITABLE.sub("", f"{content.code} {content.title}")
    document.docx.core_properties.author = content.office
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@cache
def _template(language: str) -> bytes:
    path: Path = settings.BASE_DIR / "templates" / f"deliverables/letters/recommendation_{language}.docx"
    return path.read_bytes()


def _plain(value: object) -> object:
    """A text that says in the document what it says here. docxtpl reads `{_{` as its own sign for `{{`:
    an underscore by its number is none."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return Markup(str(escape(UNWRITABLE.sub("", str(value)))).replace("_", "&#95;"))  # noqa: S704 - escaped


RENDERERS = {LetterForm.PDF: _as_pdf, LetterForm.DOCX: _as_docx}
