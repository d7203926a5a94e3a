"""Files of the store that no row knows: left where a process died between the store and the database, or
where a row went and its file could not. Removed when they are older than a day, so that none is taken from
a transaction that has not ended."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain, islice

import structlog
from django.apps import apps
from django.core.files.storage import Storage
from django.db import models
from django.utils import timezone

log = structlog.get_logger(__name__)

KEPT_FOR = dt.timedelta(days=1)
BATCH = 500
# More unknown files than this, and more than known ones, say that the store belongs to another database.
SUSPICIOUS = 50


def remove_unreferenced_files() -> int:
    """Remove them from the folders that models keep files in; how many.

    Nothing is removed where most files are unknown: then store and database do not belong together, after a
    restore of one of them for example, and a person looks first.
    """
    removed = 0
    for (storage, folder), fields in folders().items():
        known, unknown = sorted_out(storage, folder, fields)
        if len(unknown) > max(SUSPICIOUS, known):
            log.error("unknown_files_left", folder=folder, unknown=len(unknown), known=known)
            continue
        for name in unknown:
            storage.delete(name)
        if unknown:
            log.info("unknown_files_removed", folder=folder, files=len(unknown))
        removed += len(unknown)
    return removed


def folders() -> dict[tuple[Storage, str], list[models.FileField]]:
    """Where models keep files: (storage, first folder) -> the fields that name files there."""
    found: dict[tuple[Storage, str], list[models.FileField]] = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                folder = field.generate_filename(model(), "name").split("/")[0]
                found.setdefault((field.storage, folder), []).append(field)
    return found


def sorted_out(storage: Storage, folder: str, fields: list[models.FileField]) -> tuple[int, list[str]]:
    """How many files of the folder a row knows, and the names of the others that are old enough."""
    before = timezone.now() - KEPT_FOR
    known, unknown = 0, []
    files = files_below(storage, folder)
    while names := list(islice(files, BATCH)):
        told = set(
            chain.from_iterable(
                field.model._base_manager.filter(**{f"{field.name}__in": names}).values_list(
                    field.name, flat=True
                )
                for field in fields
            )
        )
        known += len(told)
        unknown += [name for name in names if name not in told and storage.get_modified_time(name) < before]
    return known, unknown


def files_below(storage: Storage, folder: str) -> Iterator[str]:
    """Names of all files of a folder and of those in it."""
    try:
        inner, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was kept yet
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in inner:
        yield from files_below(storage, f"{folder}/{name}")
