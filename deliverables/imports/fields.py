"""The columns of a work plan: one list for the export that we make and the files that offices send.

Each row speaks of one thing: the lowest that it names. Owner and due date are those of that thing.
"""

from naio_portal.spreadsheets.headers import TargetField, column

REFERENCE = "reference"
FIELDS: tuple[TargetField, ...] = (
    column("group", "Group", "Kumpulan", "working group", "kumpulan kerja", "wg", "kk", "group code"),
    column(
        "objective_number",
        "Objective no.",
        "No. objektif",
        *("objective no", "objective number", "no objektif", "bil objektif"),
    ),
    column(
        "objective",
        "Objective",
        "Objektif",
        *("objective statement", "matlamat", "goal", "teras", "teras strategik", "strategi", "fokus"),
    ),
    column("measure", "How it is measured", "Cara diukur", "measure", "kpi", "petunjuk prestasi", "ukuran"),
    column("deliverable_code", "Deliverable code", "Kod hasil serahan", "kod hasil", "code", "kod"),
    column(
        "deliverable",
        "Deliverable",
        "Hasil serahan",
        *("hasil", "output", "serahan", "inisiatif", "initiative", "projek", "project", "program"),
        is_required=True,
    ),
    column("criteria", "Acceptance criteria", "Kriteria penerimaan", "kriteria", "criteria", "syarat terima"),
    column(
        "milestone",
        "Milestone",
        "Batu loncatan",
        *("aktiviti", "activity", "pencapaian utama", "batu tanda", "langkah", "tahap", "step"),
    ),
    column(
        "owner",
        "Owner",
        "Pemilik",
        *(
            "pegawai bertanggungjawab",
            "penanggungjawab",
            "tindakan",
            "person in charge",
            "pic",
            "responsible",
        ),
        *("ketua projek", "pegawai", "lead", "owner email", "dipertanggungjawabkan kepada"),
    ),
    column(
        "due",
        "Due",
        "Tarikh akhir",
        *("due date", "deadline", "tarikh siap", "tarikh sasaran", "sasaran siap", "target date"),
        *("completion date", "tarikh", "tarikh jangka siap", "by when", "tempoh"),
    ),
    column("state", "State", "Keadaan", "status"),
    column(REFERENCE, "Reference", "Rujukan"),
)
BY_NAME = {target.name: target for target in FIELDS}
DATE_FIELDS = ("due",)


def is_own_export(mapping: dict[str, int]) -> bool:
    """Whether the file has the columns that only our export writes together."""
    return REFERENCE in mapping and "deliverable_code" in mapping
