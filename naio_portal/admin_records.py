"""Records that no app gives a class of its own: looked at, searched and filtered, never written.

So a new model is in the administration from its first day, and closed. Among them is every audit event, as
it is stored: also those of rows that are gone. The portal's pages tell them in sentences
(`naio_portal.history`).
"""

import re
from collections.abc import Iterator

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from naio_portal.admin_base import LogAdmin, PortalModelAdmin
from naio_portal.audit import AuditEvent

APPS = ("members", "groups", "meetings", "deliverables", "notices", "home")
# Columns that open something, or that only machines read.
SECRET = re.compile(r"password|secret|token|payload|search_text|(^|_)(file|key|data)$")
COLUMNS = 6


class EventAdmin(LogAdmin):
    """Reached from the history of a row; the index leaves events out."""

    list_display = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_role")
    list_filter = ("pgh_label", "pgh_role")
    date_hierarchy = "pgh_created_at"
    search_fields = ("=pgh_obj__pk", "pgh_role", "pgh_context__request_id", "pgh_context__task")
    ordering = ("-pgh_id",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


def register_the_rest() -> None:
    """Called once every app's `admin.py` was read."""
    for model in apps.get_models():
        if model in admin.site._registry or model._meta.app_label not in APPS:
            continue
        is_event = issubclass(model, AuditEvent)
        admin.site.register(model, EventAdmin if is_event else class_for(model))


def class_for(model: type[models.Model]) -> type[PortalModelAdmin]:
    """What its columns suggest: keys, choices and dates in the list, choices as filters, words to search."""
    columns = [column for column in model._meta.concrete_fields if not SECRET.search(column.name)]
    listed = [column for column in columns if is_listed(column)][:COLUMNS]
    keys = [column for column in listed if column.is_relation]
    attributes = {
        "secret": tuple(c.name for c in model._meta.concrete_fields if SECRET.search(c.name)),
        "list_display": ("__str__", *(column.name for column in listed)),
        "list_filter": tuple(c.name for c in columns if c.choices or isinstance(c, models.BooleanField)),
        "list_select_related": tuple(path for key in keys for path in paths_from(key)),
        "search_fields": tuple(words_of(columns)) or ("=pk",),
        "ordering": model._meta.ordering or ("-pk",),
    }
    return type(f"{model.__name__}Admin", (LogAdmin,), attributes)


def is_listed(column: models.Field) -> bool:
    is_short = isinstance(column, models.DateField | models.BooleanField | models.ForeignKey)
    return is_short or bool(column.choices)


def paths_from(key: models.ForeignKey, steps: int = 2) -> Iterator[str]:
    """The key, and what the text of its row may name beside it: a version its deliverable, and that its
    group."""
    yield key.name
    for inner in key.related_model._meta.concrete_fields:
        if steps and isinstance(inner, models.ForeignKey) and not inner.null:
            for path in paths_from(inner, steps - 1):
                yield f"{key.name}__{path}"


def words_of(columns: list[models.Field]) -> Iterator[str]:
    """Texts of the row itself, and the names of the people it speaks of."""
    for column in columns:
        if isinstance(column, models.CharField | models.TextField) and not column.choices:
            yield column.name
        elif isinstance(column, models.ForeignKey) and column.related_model._meta.label == "members.Member":
            yield f"{column.name}__full_name"
        elif isinstance(column, models.ForeignKey) and column.related_model._meta.label == "members.User":
            yield f"{column.name}__email"
