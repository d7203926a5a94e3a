"""Writing an import, set-based, with every rule kept: field checks of the models, the constraints and
triggers of the database, every effect noted for undo. All of it inside the caller's one transaction."""

from collections.abc import Collection, Set
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from naio_portal.errors import DomainError
from naio_portal.imports.enums import EffectKind
from naio_portal.imports.kinds import kind_of
from naio_portal.imports.models import FileImport, ImportEffect
from naio_portal.imports.progress import Progress
from naio_portal.imports.sets import write_columns
from naio_portal.imports.snapshots import columns_of, snapshot

BATCH = 500


class RowFailed(DomainError):
    """One row cannot be written, so none is. `row`: its number in the file."""

    def __init__(self, row: int, message: str) -> None:
        super().__init__(_("Row %(row)s: %(message)s") % {"row": row, "message": message})
        self.row = row


class Notes:
    """What is written, noted for undo."""

    def __init__(self, file_import: FileImport) -> None:
        self.file_import = file_import
        self.effects: list[ImportEffect] = []

    def note(self, row: int, thing: Any, before: dict[str, object], label: str) -> None:
        """`before`: the snapshot of what was changed; empty for what was created."""
        self.effects.append(
            kind_of(self.file_import).effects(
                file_import=self.file_import,
                row_number=row,
                model=thing._meta.label_lower,
                object_id=thing.pk,
                kind=EffectKind.CHANGED if before else EffectKind.CREATED,
                label=label[:300],
                before=before,
                after=snapshot(thing),
            )
        )

    def keep(self, progress: Progress) -> None:
        progress.stage("noting", len(self.effects))
        for batch in batches(self.effects):
            type(batch[0]).objects.bulk_create(batch)
            progress.advance(len(batch))


def check_fields(thing: Model, row: int, *, exclude: tuple[str, ...]) -> None:
    """The model's own checks without a query. Raises RowFailed naming the row and the field."""
    try:
        thing.clean_fields(exclude=exclude)
        thing.clean()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        label = thing._meta.get_field(name).verbose_name if name != "__all__" else ""
        raise RowFailed(row, f"{label}: {messages[0]}" if label else messages[0]) from error


def save_columns(things: Collection[Model], columns: Set[str]) -> None:
    """Write these columns of many objects of one model."""
    if things:
        model = type(next(iter(things)))
        write_columns(model, [{"id": thing.pk} | columns_of(thing, columns) for thing in things], columns)


def batches(items: list) -> list[list]:
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]
