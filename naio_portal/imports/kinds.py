"""What tells one kind of import from another: columns, what a row comes to, how it is written and said."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from naio_portal.imports.models import FileImport, ImportRow
from naio_portal.imports.plans import PlanRow
from naio_portal.imports.progress import Progress
from naio_portal.spreadsheets.headers import TargetField
from naio_portal.workflow import Workflow

if TYPE_CHECKING:
    from naio_portal.imports.asking import Asking
    from naio_portal.imports.cleaning import CleanRow, Reader

ROUTES = (
    *("list", "upload", "template_csv", "template_xlsx", "detail", "progress", "columns", "questions"),
    *("row", "absent", "leave_out", "look_again", "apply", "restart", "undo", "abandon", "history"),
)


class UploadForm(forms.Form):
    """The file; what it holds is looked at by the service, whatever its name says."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": gettext_lazy("Choose the file to import.")},
    )


class ImportKind(ABC):
    """One kind; an app makes one object of its own and calls `register`.

    Raises TypeError when it is made without saying all of it: a method, or a name below that has no value.
    """

    # The classes of its FileImport, ImportRow and ImportEffect.
    model: Any
    rows: Any
    effects: Any
    # As `groups:roster-import`: how the names of its routes begin.
    route: str
    # Route of the page above its list.
    up: str
    # Who takes every step. The rule gets the FileImport.
    permission: str
    # Name of the Celery task that does the long steps.
    task: str
    fields: tuple[TargetField, ...]
    date_fields: tuple[str, ...] = ()
    # Fields of changes whose values are texts in a language of their own.
    text_fields: frozenset[str] = frozenset()
    # What it writes, in the order in which undo takes it back.
    written: tuple[type[Model], ...]
    # How undo finds what cannot go back to its state: it is written anew.
    workflows: Mapping[type[Model], Workflow] = {}
    # What follows elsewhere once undo has put such objects back.
    after_undo: Mapping[type[Model], Callable[[list[Any]], None]] = {}
    # Stages of writing: code -> what the bar says.
    stages: Mapping[str, object]
    # Name of the empty form, without its ending.
    template_name: str
    # What no row names: a page of its own.
    absent_template: str
    # Words of the pages, by the names that templates/imports use.
    texts: Mapping[str, object]
    # Why a row cannot be taken, and what a person should know, beside what every kind says alike:
    # code -> sentence.
    refusals: Mapping[str, object]
    remarks: Mapping[str, object]

    def __init__(self) -> None:
        if missing := [name for name in ImportKind.__annotations__ if not hasattr(self, name)]:
            raise TypeError(f"{type(self).__name__} does not say: {', '.join(sorted(missing))}")

    @property
    def by_name(self) -> dict[str, TargetField]:
        return {target.name: target for target in self.fields}

    @property
    def routes(self) -> dict[str, str]:
        """Step -> name of its route, for `{% url %}`."""
        return {"up": self.up} | {step: f"{self.route}-{step.replace('_', '-')}" for step in ROUTES}

    # --- rows ---------------------------------------------------------------------------------

    @abstractmethod
    def look_at_world(self, file_import: Any, /) -> Any:
        """What the portal knows, as plans need it: few queries, whatever the number of rows."""

    @abstractmethod
    def reader_of(self, file_import: Any, world: Any) -> Reader:
        """How the rows of this file are read."""

    @abstractmethod
    def clean_row(self, cells: Sequence, reader: Any) -> CleanRow:
        """One row as values, each problem named."""

    @abstractmethod
    def search_text_of(self, row: CleanRow) -> str:
        """What a search finds the row by, folded."""

    @abstractmethod
    def folded(self, words: str, /) -> str:
        """Words of a search as `search_text_of` writes them."""

    @abstractmethod
    def plan_rows(self, rows: Sequence[PlanRow], answers: Mapping[str, str], world: Any, /) -> dict[int, Any]:
        """Row number -> plan. Pure: the same rows, answers and world give the same plans."""

    # --- writing ------------------------------------------------------------------------------

    @abstractmethod
    def lock(self, rows: Sequence[ImportRow] = ()) -> None:
        """Lock what services lock before they write such things, and what these rows would change."""

    @abstractmethod
    def write(self, file_import: Any, plans: Sequence[Any], world: Any, progress: Progress, *, by) -> None:
        """Write the plans that create or change something. Raises RowFailed, IntegrityError."""

    # --- what pages say -----------------------------------------------------------------------

    @abstractmethod
    def asking(self, file_import: Any) -> Asking:
        """The questions of this file, as a page asks them."""

    @abstractmethod
    def field_text(self, name: str) -> str:
        """A field as screens call it."""

    @abstractmethod
    def value_text(self, name: str, value: object) -> str:
        """A value of that field as a person reads it; empty for none."""

    @abstractmethod
    def named(self, said: Mapping[str, object]) -> dict[str, Any]:
        """What a sentence names, as a person reads it: words instead of codes."""

    @abstractmethod
    def summary_of(self, plan: Mapping[str, Any], outcome: str) -> list[str]:
        """What a row comes to, beside its changes: short sentences. `plan`: as kept."""

    def says_all(self, plan: Mapping[str, Any]) -> bool:
        """Whether the summary tells enough of what is new, so that a list leaves its fields out."""
        return False

    @abstractmethod
    def sub_of(self, row: Any) -> str:
        """A line below the row's name: what tells it from others."""

    @abstractmethod
    def done_by(self, counted: Mapping[tuple[str, str], int]) -> Sequence[tuple[str, int]]:
        """Figures of what was done: label and number. `counted`: (label of the model, kind) -> number."""

    @abstractmethod
    def things_text(self, counted: Mapping[tuple[str, str], int], kind: str) -> str:
        """How many things an import made or changed (`kind`: of effect), as undo names them."""

    @abstractmethod
    def absent_from(self, file_import: Any, /) -> QuerySet:
        """What the portal has, that the file could name and does not: listed, never ended."""

    # --- the upload ---------------------------------------------------------------------------

    def upload_form(self, request: HttpRequest) -> forms.Form:
        """The form of the upload: `file`, and what else the import has to know."""
        return UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()

    # --- once it is applied -------------------------------------------------------------------

    @abstractmethod
    def go_on_url(self, file_import: Any) -> str:
        """The page to go on to."""


KINDS: dict[type[FileImport], ImportKind] = {}


def register(kind: ImportKind) -> ImportKind:
    KINDS[kind.model] = kind
    return kind


def kind_of(file_import: FileImport) -> ImportKind:
    return KINDS[type(file_import)]
