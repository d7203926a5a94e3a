"""The text that is being written for the next version of a deliverable."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from deliverables.enums import OPEN_STATES
from deliverables.models import Deliverable, Draft
from deliverables.services.locking import check_state, lock_deliverable
from deliverables.texts import LINES_MAX, TEXT_MAX, UNBROKEN_MAX, longest_unbroken
from naio_portal.access import require
from naio_portal.errors import EditConflict


def draft_of(deliverable: Deliverable) -> Draft:
    """The draft; where nobody has written yet, an unsaved one (version 0) that carries on from the last
    text. Never deleted: so a version number says which text an editor started from."""
    draft = Draft.objects.filter(deliverable=deliverable).select_related("updated_by__member").first()
    if draft is not None:
        return draft
    last = deliverable.versions.with_text().order_by("-number").first()
    return Draft(
        deliverable=deliverable,
        text=last.text if last else "",
        language=last.language if last else deliverable.language,
        version=0,
    )


def write_draft(*, deliverable: Deliverable, text: str, language: str, version: int, by) -> Draft:
    """Save the text as it stands in an editor that started from `version`. The same text again writes
    nothing.

    Raises NotAllowed, IllegalMove once the deliverable is delivered or withdrawn, ValidationError by
    field, EditConflict with the draft as it stands when somebody else saved another text meanwhile.
    """
    text = text.replace("\r\n", "\n")
    with transaction.atomic():
        deliverable = lock_deliverable(deliverable.pk)
        require(by, "deliverables.write_version", deliverable)
        check_state(deliverable, *OPEN_STATES)
        _check_size(text)
        draft = draft_of(deliverable)
        if (draft.text, draft.language) == (text, language):
            return draft
        if draft.version != version:
            raise EditConflict(_("Somebody else saved this text while you were writing."), theirs=draft)
        draft.text, draft.language, draft.updated_by = text, language, by
        draft.version += 1
        draft.full_clean()
        draft.save()
    return draft


def _check_size(text: str) -> None:
    """Raise ValidationError for the field `text` where it is too much to be read again and again."""
    if len(text) > TEXT_MAX:
        why = _("The text has %(count)d characters; at most %(max)d can be kept.")
        raise ValidationError({"text": why % {"count": len(text), "max": TEXT_MAX}})
    if (lines := text.count("\n") + 1) > LINES_MAX:
        why = _("The text has %(count)d lines; at most %(max)d can be kept.")
        raise ValidationError({"text": why % {"count": lines, "max": LINES_MAX}})
    if len(piece := longest_unbroken(text)) > UNBROKEN_MAX:
        why = _("“%(start)s…” goes on for more than %(max)d characters: part it by an empty line.")
        raise ValidationError({"text": why % {"start": piece.strip()[:60], "max": UNBROKEN_MAX}})
