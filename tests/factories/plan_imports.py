"""Work plans on their way in, at any step; the steps themselves are those of `tests.factories.imports`."""

from pathlib import Path

from deliverables.imports.work_plan import WORK_PLAN
from deliverables.models import PlanImport
from groups.models import WorkingGroup
from members.models import User
from naio_portal.imports import services
from tests.factories.imports import csv_file, run
from tests.factories.members import UserFactory

PLAN_RECEIVED = Path(__file__).parent.parent / "spreadsheets" / "files" / "work-plan-as-received.xlsx"
# Answers to everything that the file as received leaves open.
PLAN_ANSWERS = {
    "group:keselamatan ai": "SAF",
    "group:ai infrastruktur": "leave_out",
    "group:tadbir urus": "GOV",
    "owner_name": "only",
    "owner:SAF:pn zaleha": "none",
    "owner:SAF:semua ahli": "none",
    "due:deliverable:TAL:modul kendiri": "2027-08-01",
}
HEADINGS = ("Kumpulan", "Hasil serahan", "Batu loncatan", "Pemilik", "Tarikh akhir")


def uploaded_plan(
    *rows,
    headings=HEADINGS,
    by: User | None = None,
    file=None,
    name="plan.csv",
    group: WorkingGroup | None = None,
) -> PlanImport:
    """Columns to confirm. `file`: instead of rows."""
    return services.upload_file(
        kind=WORK_PLAN,
        file=file or csv_file(*rows, headings=headings),
        file_name=name,
        by=by or UserFactory(secretariat=True),
        group=group,
        language="ms",
    )


def previewed_plan(*rows, **how) -> PlanImport:
    """Read by the guessed columns."""
    plan_import = uploaded_plan(*rows, **how)
    services.choose_columns(
        file_import=plan_import, mapping=plan_import.mapping, orders={}, by=plan_import.uploaded_by
    )
    return run(plan_import)
