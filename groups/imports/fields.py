"""The columns of a roster: one list for the export that we make and the files that offices send."""

from naio_portal.spreadsheets.headers import TargetField, column

MEMBER_REFERENCE, APPOINTMENT_REFERENCE = "member_reference", "appointment_reference"

FIELDS: tuple[TargetField, ...] = (
    column("title", "Titles", "Gelaran", "title", "salutation", "panggilan", "pangkat", "honorific"),
    column(
        "full_name",
        "Full name",
        "Nama penuh",
        *("name", "nama", "nama ahli", "member", "member name", "name of member", "nama pakar", "expert"),
        is_required=True,
    ),
    column("preferred_name", "Preferred name", "Nama panggilan", "known as", "nickname", "nama singkatan"),
    column("gender", "Gender", "Jantina", "sex"),
    column(
        "email",
        "E-mail",
        "E-mel",
        *(
            "email",
            "email address",
            "alamat emel",
            "alamat email",
            "emel rasmi",
            "official email",
            "emel ahli",
        ),
    ),
    column(
        "phone",
        "Telephone",
        "Telefon",
        *(
            "phone",
            "tel",
            "mobile",
            "no telefon",
            "no tel",
            "nombor telefon",
            "telefon bimbit",
            "hp",
            "no hp",
        ),
        *("contact no", "contact number", "phone number", "no bimbit"),
    ),
    column(
        "organisation",
        "Organisation",
        "Organisasi",
        *("organization", "institusi", "institution", "company", "syarikat", "agensi", "agency", "majikan"),
        *("employer", "jabatan", "affiliation", "kementerian", "universiti"),
    ),
    column("position", "Position", "Jawatan", "designation", "job title", "post", "jawatan hakiki"),
    column("background", "Background", "Latar belakang", "latarbelakang"),
    column("origin", "Origin", "Asal", "asal usul", "status warganegara", "diaspora"),
    column("country", "Country", "Negara", "country of residence", "negara mastautin"),
    column("state", "State", "Negeri", "state territory", "negeri wilayah"),
    column("time_zone", "Time zone", "Zon masa", "timezone", "zone", "iana zone"),
    column("language", "Language", "Bahasa", "preferred language", "bahasa pilihan"),
    column(
        "expertise",
        "Expertise",
        "Kepakaran",
        *("domain", "domains of expertise", "bidang kepakaran", "bidang", "field of expertise"),
    ),
    column(
        "group",
        "Group",
        "Kumpulan",
        *("working group", "kumpulan kerja", "wg", "kk", "group code", "kod kumpulan", "jawatankuasa"),
        is_required=True,
    ),
    column("role", "Role", "Peranan", "role in group", "peranan dalam kumpulan", "tugas", "keahlian"),
    column(
        "start",
        "First day",
        "Hari pertama",
        *("start date", "from", "date of appointment", "appointment date", "appointed on", "start on"),
        *("tarikh lantikan", "tarikh dilantik", "tarikh mula", "tarikh pelantikan", "mula", "dari"),
    ),
    column(
        "end",
        "Last day",
        "Hari terakhir",
        *("end date", "until", "end on", "term ends", "expiry", "tarikh tamat", "tamat", "hingga"),
        *("sehingga", "tarikh luput"),
    ),
    column(
        "instrument",
        "Letter of appointment",
        "Surat pelantikan",
        *("letter no", "no surat", "rujukan", "ruj", "ref", "reference no", "no rujukan", "surat lantikan"),
    ),
    column("precedence", "Precedence", "Kekananan", "keutamaan", "order of precedence", "susunan"),
    column(MEMBER_REFERENCE, "Member reference", "Rujukan ahli"),
    column(APPOINTMENT_REFERENCE, "Appointment reference", "Rujukan pelantikan"),
)
BY_NAME = {target.name: target for target in FIELDS}

# Field of the file -> field of the member; the rest concerns the appointment.
MEMBER_FIELDS = {
    "title": "titles",
    "full_name": "full_name",
    "preferred_name": "preferred_name",
    "gender": "gender",
    "email": "email",
    "phone": "phone",
    "organisation": "organisation",
    "position": "position",
    "background": "background_id",
    "origin": "origin_id",
    "country": "country",
    "state": "state",
    "time_zone": "time_zone",
    "language": "language",
    "expertise": "expertise",
}
DATE_FIELDS = ("start", "end")


def is_own_export(mapping: dict[str, int]) -> bool:
    """Whether the file has the references that only our export writes."""
    return MEMBER_REFERENCE in mapping and APPOINTMENT_REFERENCE in mapping
