"""Each kind of import, with a row that makes something: what every kind must bear is tested on each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from celery import Task
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse

from deliverables.imports.work_plan import WORK_PLAN
from deliverables.models import Deliverable
from deliverables.tasks import run_plan_import
from groups.imports.roster import ROSTER
from groups.models import Appointment
from groups.tasks import run_roster_import
from members.models import Member
from naio_portal.imports.kinds import ImportKind
from tests.factories import imports, plan_imports


@dataclass(frozen=True)
class Case:
    """`headings`, `row`: of a file whose row makes one `made`, without a question; `other_row`: the row of
    that number, which makes another one. `text`, `day`: places of a text and of a day in the row; `kept`:
    model and field that keep the text. `about`: what the upload says beside the file. `uploaded`,
    `previewed`: the factories of this kind."""

    kind: ImportKind
    task: Task
    headings: tuple[str, ...]
    row: tuple[str, ...]
    other_row: Callable[[int], tuple[str, ...]]
    text: int
    day: int
    made: type[Model]
    kept: tuple[type[Model], str]
    about: dict[str, str]
    uploaded: Callable[..., Any]
    previewed: Callable[..., Any]

    def url(self, step: str, file_import=None, *more) -> str:
        return reverse(self.kind.routes[step], args=[file_import.pk, *more] if file_import else [])

    def send(self, client, content: bytes, name: str = "list.xlsx"):
        file = SimpleUploadedFile(name, content)
        return client.post(self.url("upload"), {"file": file, **self.about})

    def refusal(self, client, content: bytes, name: str = "list.xlsx") -> str:
        """The one sentence beside the field of the file."""
        (sentence,) = self.send(client, content, name).context["form"].errors["file"]
        return sentence

    def work(self, file_import, by) -> None:
        """What a worker does with the task."""
        assert self.task.name == self.kind.task
        self.task(str(file_import.pk), by.pk)


CASES = (
    Case(
        kind=ROSTER,
        task=run_roster_import,
        headings=imports.HEADINGS,
        row=("Aminah", "aminah@agency.example", "SAF", "Ahli", "28/02/2025"),
        other_row=lambda n: (f"Aminah {n}", f"aminah{n}@agency.example", "SAF", "Ahli", "28/02/2025"),
        text=0,
        day=4,
        made=Appointment,
        kept=(Member, "full_name"),
        about={},
        uploaded=imports.uploaded,
        previewed=imports.previewed,
    ),
    Case(
        kind=WORK_PLAN,
        task=run_plan_import,
        headings=plan_imports.HEADINGS,
        row=("SAF", "Garis panduan", "", "", "28/02/2031"),
        other_row=lambda n: ("SAF", f"Garis panduan {n}", "", "", "28/02/2031"),
        text=1,
        day=4,
        made=Deliverable,
        kept=(Deliverable, "title"),
        about={"group": "", "language": "ms"},
        uploaded=plan_imports.uploaded_plan,
        previewed=plan_imports.previewed_plan,
    ),
)
