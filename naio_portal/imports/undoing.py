"""Taking an applied import back, whole, while nobody touched what it made.

Touched: an object whose columns are no longer as the import left them, one that is gone, or one that
something else has come to refer to. Then nothing is undone, and the rows concerned are named.
"""

from collections import defaultdict

from django.db.models import Model
from django.utils.translation import ngettext

from naio_portal.errors import DomainError
from naio_portal.imports.enums import EffectKind
from naio_portal.imports.kinds import kind_of
from naio_portal.imports.models import FileImport, ImportEffect
from naio_portal.imports.progress import Progress
from naio_portal.imports.sets import write_columns
from naio_portal.imports.snapshots import is_as_left, put_back
from naio_portal.workflow import Workflow

BATCH = 500
NAMED = 8  # that a sentence can hold


class Touched(DomainError):
    """Somebody changed or used what the import made. `effects`: those concerned, in order of rows."""

    def __init__(self, effects: list[ImportEffect]) -> None:
        named = "; ".join(f"{effect.row_number} ({effect.label})" for effect in effects[:NAMED])
        more = len(effects) - NAMED
        super().__init__(
            ngettext(
                "This import cannot be undone: since then row %(rows)s was changed or used.",
                "This import cannot be undone: since then rows %(rows)s were changed or used.",
                len(effects),
            )
            % {"rows": named + (f" … +{more}" if more > 0 else "")}
        )
        self.effects = effects


def undo_effects(file_import: FileImport, progress: Progress) -> None:
    """Put everything back as it was before. Raises Touched; the caller's transaction then keeps nothing."""
    kind = kind_of(file_import)
    models = {model._meta.label_lower: model for model in kind.written}
    effects = list(file_import.effects.order_by("id"))
    progress.stage("checking", len(effects))
    things: dict[str, dict[int, Model]] = {}
    for label, model in models.items():
        ids = [effect.object_id for effect in effects if effect.model == label]
        things[label] = {thing.pk: thing for thing in model.objects.select_for_update().filter(pk__in=ids)}
    if touched := touched_effects(effects, things, models):
        raise Touched(touched)
    progress.stage("undoing", len(effects))
    for label, model in models.items():
        mine = [effect for effect in effects if effect.model == label]
        delete(model, [effect for effect in mine if effect.kind == EffectKind.CREATED], progress)
        changed = [effect for effect in mine if effect.kind == EffectKind.CHANGED]
        restore(model, changed, things[label], kind.workflows.get(model), progress)
        if follow := kind.after_undo.get(model):
            follow([things[label][effect.object_id] for effect in changed])
    file_import.effects.all().delete()


def touched_effects(
    effects: list[ImportEffect], things: dict[str, dict[int, Model]], models: dict[str, type[Model]]
) -> list[ImportEffect]:
    """Effects whose object changed, went, or is referred to by something that the import did not make."""
    touched = {
        effect.pk
        for effect in effects
        if (thing := things[effect.model].get(effect.object_id)) is None
        or not is_as_left(thing, effect.after)
    }
    created: dict[str, dict[int, int]] = defaultdict(dict)
    ours: dict[str, set[int]] = defaultdict(set)
    for effect in effects:
        ours[effect.model].add(effect.object_id)
        if effect.kind == EffectKind.CREATED:
            created[effect.model][effect.object_id] = effect.pk
    for label, ids in created.items():
        for pk in referred_to(models[label], set(ids), ours):
            touched.add(ids[pk])
    return sorted(
        (effect for effect in effects if effect.pk in touched), key=lambda effect: effect.row_number
    )


def referred_to(model: type[Model], ids: set[int], ours: dict[str, set[int]]) -> set[int]:
    """Of these objects, those that something else refers to: any model, now or later, by its foreign key.
    `ours`: what the import itself made or changed, by model: it goes, or goes back, with them."""
    found: set[int] = set()
    for relation in model._meta.related_objects:
        if relation.many_to_many or not relation.field.db_constraint:
            continue  # audit events refer to their object without a constraint, and stay
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids})
        rows = rows.exclude(pk__in=ours[relation.related_model._meta.label_lower])
        found |= set(rows.values_list(relation.field.attname, flat=True))
    return found


def delete(model: type[Model], effects: list[ImportEffect], progress: Progress) -> None:
    for start in range(0, len(effects), BATCH):
        batch = effects[start : start + BATCH]
        model.objects.filter(pk__in=[effect.object_id for effect in batch]).delete()
        progress.advance(len(batch))


def goes_back(workflow: Workflow, state: str, before: str) -> bool:
    return state == before or workflow.allows(state, before)


def restore(
    model: type[Model],
    effects: list[ImportEffect],
    things: dict[int, Model],
    workflow: Workflow | None,
    progress: Progress,
) -> None:
    """Columns as they were. What cannot go back to its state (an appointment that was revoked) is written
    anew, with the same id and reference."""
    anew, again = [], []
    for effect in effects:
        thing = things[effect.object_id]
        is_anew = workflow is not None and not goes_back(workflow, thing.state, effect.before["state"])
        put_back(thing, effect.before)
        (anew if is_anew else again).append((thing, effect))
    columns = {
        name
        for _thing, effect in again
        for name, value in effect.after.items()
        if effect.before[name] != value
    }
    rows = [{"id": thing.pk} | {name: effect.before[name] for name in columns} for thing, effect in again]
    if columns:
        write_columns(model, rows, columns)
    progress.advance(len(again))
    if anew:
        model.objects.filter(pk__in=[thing.pk for thing, _effect in anew]).delete()
        model.objects.bulk_create([thing for thing, _effect in anew], batch_size=BATCH)
        # Inserting set it to now.
        first = [{"id": thing.pk, "created_at": effect.before["created_at"]} for thing, effect in anew]
        write_columns(model, first, ["created_at"])
        progress.advance(len(anew))
