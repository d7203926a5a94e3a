"""What every page of the administration has in common.

Nothing may be changed unless a class names it in `editable`; nothing is deleted; the history is the audit
trail of the portal. A write goes through the service that the pages of the portal use, where there is one.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from naio_portal.errors import DomainError
from naio_portal.history import history_of
from naio_portal.numbers import number_of

SEEN_VERSION = "seen_version"


class WritingForm(forms.ModelForm):
    """Writes as the last step of validation, so that what a service refuses stands next to its field.

    `write(form, values)` is given by the admin class: `values` are those that changed (all for a new row).
    """

    write: Callable[["WritingForm", dict[str, Any]], models.Model]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if SEEN_VERSION in self.fields:
            self.initial[SEEN_VERSION] = self.instance.version

    def _post_clean(self) -> None:
        """Instead of Django's check of the model: the write does it, and knows every column of the row."""
        is_new = self.instance._state.adding
        names = [n for n in (self.fields if is_new else self.changed_data) if n != SEEN_VERSION]
        if self.errors or not names:
            return
        try:
            with transaction.atomic():
                self.instance = self.write({name: self.cleaned_data[name] for name in names})
        except ValidationError as error:
            self.add_error(None, self.in_its_fields(error))
        except DomainError as error:
            self.add_error(None, str(error))

    def in_its_fields(self, error: ValidationError) -> ValidationError:
        """Errors of fields that this form does not have speak for the form as a whole."""
        if not hasattr(error, "error_dict"):
            return error
        placed: dict[str, list] = {}
        for name, errors in error.error_dict.items():
            placed.setdefault(name if name in self.fields else "__all__", []).extend(errors)
        return ValidationError(placed)

    def save(self, commit: bool = True) -> models.Model:
        """The row is written already."""
        self.save_m2m = lambda: None
        return self.instance


class VersionedForm(WritingForm):
    """For rows with a version: somebody else's save in the meantime is told, not overwritten."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PortalModelAdmin(admin.ModelAdmin):
    """`editable`: fields that may be changed. `set_once`: given when a row is added (which is possible
    only where there are any). `secret`: columns that are never shown. Every other column is read only.
    """

    editable: tuple[str, ...] = ()
    set_once: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    object_history_template = "admin/history.html"

    # --- what may be done ---

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(self.set_once) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(self.editable) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    # --- what is shown ---

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        if obj is None:
            return [*self.set_once, *self.editable]
        shown = [column.name for column in self._columns() if column.name not in self.secret]
        return shown + ([SEEN_VERSION] if self._is_versioned and self.editable else [])

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        if obj is None:
            return []
        return [column.name for column in self._columns() if column.name not in self.editable]

    def _columns(self) -> Iterable[models.Field]:
        return [*self.opts.concrete_fields, *self.opts.many_to_many]

    @property
    def _is_versioned(self) -> bool:
        return any(column.name == "version" for column in self.opts.concrete_fields)

    # --- writing ---

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, change=False, **kwargs):
        base = VersionedForm if self._is_versioned and obj is not None and self.editable else WritingForm
        kwargs.setdefault("form", base)
        form = super().get_form(request, obj, change, **kwargs)
        admin_class = self

        def write(self: WritingForm, values: dict[str, Any]) -> models.Model:
            if self.instance._state.adding:
                return admin_class.add_row(values=values, by=request.user)
            row = admin_class.model._default_manager.get(pk=self.instance.pk)
            if SEEN_VERSION in self.fields:
                values[SEEN_VERSION] = self.cleaned_data[SEEN_VERSION] or 0
            return admin_class.change_row(row=row, values=values, by=request.user)

        return type(form.__name__, (form,), {"write": write})

    def add_row(self, *, values: dict[str, Any], by) -> models.Model:
        """Write a new row; a class whose model has a service calls it here.

        Raises DomainError, ValidationError.
        """
        return self._written(self.model(**values))

    def change_row(self, *, row: models.Model, values: dict[str, Any], by) -> models.Model:
        """Write these values of a row as it stands now. Raises DomainError, ValidationError."""
        for name, value in values.items():
            setattr(row, name, value)
        return self._written(row)

    def _written(self, row: models.Model) -> models.Model:
        row.full_clean()
        row.save()
        return row

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Nothing: the form has written it."""

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        """Nothing: the audit trail has it, and is the only one."""

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        """Nothing, as `log_addition`."""

    # --- history ---

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        """The audit trail of the row, as the tab in the portal's pages tells it."""
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        page = number_of(request.GET.get("page", "1"), 9_999) or 1
        context = {
            **self.admin_site.each_context(request),
            "title": row,
            "opts": self.opts,
            "object": row,
            "preserved_filters": self.get_preserved_filters(request),
            "history": history_of([row], request.user, page=page) if is_audited(self.model) else None,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)


class LogAdmin(PortalModelAdmin):
    """A log: looked at, never written here."""


def is_audited(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_event_model")
