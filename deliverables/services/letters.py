"""The letter that submits a recommendation: made once, kept as it was."""

import hashlib

import structlog
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from deliverables.enums import LetterForm
from deliverables.letters import render_letter
from deliverables.models import Letter, Recommendation
from deliverables.models.letters import random_name
from deliverables.selectors.letters import letter_content
from members.enums import Language
from naio_portal.errors import DomainError

log = structlog.get_logger(__name__)


def keep_letters(recommendation: Recommendation, *, by) -> list[Letter]:
    """One letter in each language and form, of a locked recommendation that is being submitted.

    Raises DomainError when the store cannot keep them; nothing half kept.
    """
    signed_by = by.display_name if by is not None else ""
    kept: list[Letter] = []
    storage = Letter._meta.get_field("file").storage
    try:
        for language in Language.values:
            content = letter_content(
                recommendation,
                language,
                number=recommendation.letter_number,
                day=recommendation.submitted_on,
                due=recommendation.response_due_on,
                signed_by=signed_by,
            )
            for form in LetterForm.values:
                letter = _keep(recommendation, language, form, render_letter(content, form))
                kept.append(letter)
    except OSError as error:
        _remove(kept, storage)
        log.error("letter_not_stored", error=str(error))
        raise DomainError(
            _("The letter could not be kept: the server's store is full or away. Try again later.")
        ) from error
    except Exception:
        _remove(kept, storage)
        raise
    return kept


def _keep(recommendation: Recommendation, language: str, form: str, content: bytes) -> Letter:
    letter = Letter(
        recommendation=recommendation,
        language=language,
        form=form,
        file_size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    name = random_name(letter, "")
    storage = letter.file.storage
    try:
        letter.file = storage.save(name, ContentFile(content))
        letter.save()
    except Exception:
        storage.delete(name)
        raise
    return letter


def _remove(kept: list[Letter], storage) -> None:
    for letter in kept:
        storage.delete(letter.file.name)
