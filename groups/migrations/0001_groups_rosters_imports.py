import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import groups.models.appointments
import naio_portal.audit
import naio_portal.schema
import pghistory.utils
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # A database made by these goes on.
    replaces = [
        ("groups", "0001_groups_and_rosters"),
        ("groups", "0003_imports_have_sheets"),
        ("groups", "0004_imports_share_their_engine"),
        ("groups", "0005_objective_approved"),
    ]

    initial = True

    dependencies = [
        ("members", "0001_people"),
    ]

    operations = [
        naio_portal.schema.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("title_en", models.CharField(max_length=200, verbose_name="title (English)")),
                ("title_ms", models.CharField(max_length=200, verbose_name="title (Malay)")),
                ("summary_en", models.TextField(blank=True, verbose_name="summary (English)")),
                ("summary_ms", models.TextField(blank=True, verbose_name="summary (Malay)")),
                ("when_en", models.CharField(max_length=100, verbose_name="when (English)")),
                ("when_ms", models.CharField(max_length=100, verbose_name="when (Malay)")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
            ],
            options={
                "verbose_name": "call for participation",
                "verbose_name_plural": "calls for participation",
                "ordering": ["-published_on", "slug"],
            },
        ),
        naio_portal.schema.CreateModel(
            name="CallEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=naio_portal.audit.SessionUser(), editable=False, max_length=63
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="groups.call",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, verbose_name="slug")),
                ("title_en", models.CharField(max_length=200, verbose_name="title (English)")),
                ("title_ms", models.CharField(max_length=200, verbose_name="title (Malay)")),
                ("summary_en", models.TextField(blank=True, verbose_name="summary (English)")),
                ("summary_ms", models.TextField(blank=True, verbose_name="summary (Malay)")),
                ("when_en", models.CharField(max_length=100, verbose_name="when (English)")),
                ("when_ms", models.CharField(max_length=100, verbose_name="when (Malay)")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="call_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("title_en", models.CharField(max_length=200, verbose_name="title (English)")),
                ("title_ms", models.CharField(blank=True, max_length=200, verbose_name="title (Malay)")),
                ("body_en", models.TextField(verbose_name="text (English)")),
                ("body_ms", models.TextField(blank=True, verbose_name="text (Malay)")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
                (
                    "issued_by_en",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by (English)"),
                ),
                (
                    "issued_by_ms",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by (Malay)"),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
            ],
            options={
                "verbose_name": "announcement",
                "verbose_name_plural": "announcements",
                "ordering": ["-published_on", "slug"],
            },
        ),
        naio_portal.schema.CreateModel(
            name="AnnouncementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=naio_portal.audit.SessionUser(), editable=False, max_length=63
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="groups.announcement",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, verbose_name="slug")),
                ("title_en", models.CharField(max_length=200, verbose_name="title (English)")),
                ("title_ms", models.CharField(blank=True, max_length=200, verbose_name="title (Malay)")),
                ("body_en", models.TextField(verbose_name="text (English)")),
                ("body_ms", models.TextField(blank=True, verbose_name="text (Malay)")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
                (
                    "issued_by_en",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by (English)"),
                ),
                (
                    "issued_by_ms",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by (Malay)"),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="announcement_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="WorkingGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=3,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="code",
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("name_en", models.CharField(max_length=120, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=120, verbose_name="name (Malay)")),
                (
                    "is_working_translation",
                    models.BooleanField(default=True, verbose_name="Malay name is a working translation"),
                ),
                ("mandate_en", models.TextField(blank=True, verbose_name="mandate (English)")),
                ("mandate_ms", models.TextField(blank=True, verbose_name="mandate (Malay)")),
                ("scope_en", models.TextField(blank=True, verbose_name="scope (English)")),
                ("scope_ms", models.TextField(blank=True, verbose_name="scope (Malay)")),
                ("decision_rule_en", models.TextField(blank=True, verbose_name="decision rule (English)")),
                ("decision_rule_ms", models.TextField(blank=True, verbose_name="decision rule (Malay)")),
                (
                    "reporting_line_en",
                    models.CharField(blank=True, max_length=200, verbose_name="reports to (English)"),
                ),
                (
                    "reporting_line_ms",
                    models.CharField(blank=True, max_length=200, verbose_name="reports to (Malay)"),
                ),
                (
                    "quorum",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: half of the voting members in force that day, rounded down, plus one.",
                        null=True,
                        verbose_name="quorum",
                    ),
                ),
                ("convened_on", models.DateField(blank=True, null=True, verbose_name="convened on")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "is_demo_text",
                    models.BooleanField(default=False, verbose_name="charter text is demonstration data"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "working group",
                "verbose_name_plural": "working groups",
                "ordering": ["position", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z]{3}$")), name="group_code"
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="WorkingGroupEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=naio_portal.audit.SessionUser(), editable=False, max_length=63
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="groups.workinggroup",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "code",
                    models.CharField(
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="code",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, verbose_name="slug")),
                ("name_en", models.CharField(max_length=120, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=120, verbose_name="name (Malay)")),
                (
                    "is_working_translation",
                    models.BooleanField(default=True, verbose_name="Malay name is a working translation"),
                ),
                ("mandate_en", models.TextField(blank=True, verbose_name="mandate (English)")),
                ("mandate_ms", models.TextField(blank=True, verbose_name="mandate (Malay)")),
                ("scope_en", models.TextField(blank=True, verbose_name="scope (English)")),
                ("scope_ms", models.TextField(blank=True, verbose_name="scope (Malay)")),
                ("decision_rule_en", models.TextField(blank=True, verbose_name="decision rule (English)")),
                ("decision_rule_ms", models.TextField(blank=True, verbose_name="decision rule (Malay)")),
                (
                    "reporting_line_en",
                    models.CharField(blank=True, max_length=200, verbose_name="reports to (English)"),
                ),
                (
                    "reporting_line_ms",
                    models.CharField(blank=True, max_length=200, verbose_name="reports to (Malay)"),
                ),
                (
                    "quorum",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: half of the voting members in force that day, rounded down, plus one.",
                        null=True,
                        verbose_name="quorum",
                    ),
                ),
                ("convened_on", models.DateField(blank=True, null=True, verbose_name="convened on")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "is_demo_text",
                    models.BooleanField(default=False, verbose_name="charter text is demonstration data"),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="workinggroup_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Objective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="groups.workinggroup",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("statement", models.TextField(verbose_name="statement")),
                ("measure", models.TextField(blank=True, verbose_name="how it is measured")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the text"),
                ),
                (
                    "approved_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="approved"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "objective",
                "verbose_name_plural": "objectives",
                "ordering": ["group", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "number"), name="objective_number_in_group")
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ObjectiveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=naio_portal.audit.SessionUser(), editable=False, max_length=63
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="groups.objective",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.workinggroup",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("statement", models.TextField(verbose_name="statement")),
                ("measure", models.TextField(blank=True, verbose_name="how it is measured")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the text"),
                ),
                (
                    "approved_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="approved"),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="objective_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="reference"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="members.member",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="groups.workinggroup",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("co-chair", "Co-chair"),
                            ("rapporteur", "Rapporteur"),
                            ("member", "Member"),
                            ("alternate", "Alternate"),
                            ("observer", "Observer"),
                            ("liaison", "Liaison"),
                        ],
                        default="member",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("start_on", models.DateField(verbose_name="first day")),
                ("end_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term", "Term completed"),
                            ("role_change", "Change of role"),
                            ("resigned", "Resigned"),
                            ("replaced", "Replaced"),
                            ("removed", "Removed"),
                            ("deceased", "Deceased"),
                            ("not_taken_up", "Not taken up"),
                            ("correction", "Correction of the record"),
                            ("other", "Other"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="reason for ending",
                    ),
                ),
                ("end_note", models.TextField(blank=True, default="", verbose_name="note on ending")),
                (
                    "instrument",
                    models.CharField(
                        blank=True, default="", max_length=60, verbose_name="letter of appointment"
                    ),
                ),
                (
                    "precedence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Within a role; smaller comes first.",
                        null=True,
                        verbose_name="precedence",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed"),
                            ("revoked", "Revoked"),
                        ],
                        default="confirmed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "appointment",
                "verbose_name_plural": "appointments",
                "ordering": ["group", "start_on", "id"],
                "indexes": [
                    models.Index(fields=["group", "start_on", "end_on"], name="appointment_in_force")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_on__isnull", True), ("end_on__gte", models.F("start_on")), _connector="OR"
                        ),
                        name="appointment_end_not_before_start",
                        violation_error_message="The last day cannot be before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "chair",
                                    "co-chair",
                                    "rapporteur",
                                    "member",
                                    "alternate",
                                    "observer",
                                    "liaison",
                                ],
                            )
                        ),
                        name="appointment_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "revoked"), _negated=True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="appointment_revoked_has_reason",
                        violation_error_message="Say why it is revoked.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("state", "confirmed")),
                        expressions=[
                            (groups.models.appointments.KeyRange("member_id"), "&&"),
                            (groups.models.appointments.KeyRange("group_id"), "&&"),
                            (groups.models.appointments.ServicePeriod(), "&&"),
                        ],
                        name="appointment_one_per_member_and_group",
                        violation_error_message="This person already has an appointment in this group on some of these days.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("state", "confirmed"), ("role", "chair")),
                        expressions=[
                            (groups.models.appointments.KeyRange("group_id"), "&&"),
                            (groups.models.appointments.ServicePeriod(), "&&"),
                        ],
                        name="appointment_one_chair",
                        violation_error_message="The group already has a chair on some of these days.",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="AppointmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=naio_portal.audit.SessionUser(), editable=False, max_length=63
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="groups.appointment",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="reference")),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.member",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.workinggroup",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("co-chair", "Co-chair"),
                            ("rapporteur", "Rapporteur"),
                            ("member", "Member"),
                            ("alternate", "Alternate"),
                            ("observer", "Observer"),
                            ("liaison", "Liaison"),
                        ],
                        default="member",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("start_on", models.DateField(verbose_name="first day")),
                ("end_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term", "Term completed"),
                            ("role_change", "Change of role"),
                            ("resigned", "Resigned"),
                            ("replaced", "Replaced"),
                            ("removed", "Removed"),
                            ("deceased", "Deceased"),
                            ("not_taken_up", "Not taken up"),
                            ("correction", "Correction of the record"),
                            ("other", "Other"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="reason for ending",
                    ),
                ),
                ("end_note", models.TextField(blank=True, default="", verbose_name="note on ending")),
                (
                    "instrument",
                    models.CharField(
                        blank=True, default="", max_length=60, verbose_name="letter of appointment"
                    ),
                ),
                (
                    "precedence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Within a role; smaller comes first.",
                        null=True,
                        verbose_name="precedence",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed"),
                            ("revoked", "Revoked"),
                        ],
                        default="confirmed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="appointment_by_thing"),
                    models.Index(fields=["group", "pgh_id"], name="appointment_by_group"),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RosterImport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="file name")),
                ("sha256", models.CharField(default="", editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Columns to confirm"),
                            ("reading", "Reading the rows"),
                            ("previewed", "Rows to decide"),
                            ("applying", "Applying"),
                            ("applied", "Applied"),
                            ("failed", "Failed, nothing was changed"),
                            ("undoing", "Being undone"),
                            ("undone", "Undone"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="uploaded",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("source", models.JSONField(blank=True, default=dict)),
                ("sheets", models.JSONField()),
                ("sheet", models.PositiveSmallIntegerField(default=0, verbose_name="sheet")),
                ("header_row", models.PositiveIntegerField(default=1, verbose_name="row of the headings")),
                ("mapping", models.JSONField(blank=True, default=dict)),
                ("options", models.JSONField(blank=True, default=dict)),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("counts", models.JSONField(blank=True, default=dict)),
                ("failure", models.JSONField(blank=True, default=dict)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied")),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
            ],
            options={
                "verbose_name": "roster import",
                "verbose_name_plural": "roster imports",
                "ordering": ["-uploaded_at"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sheets", []), _negated=True), name="rosterimport_has_sheets"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at__isnull", True), ("applied_by__isnull", True)),
                            models.Q(("applied_at__isnull", False), ("applied_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="rosterimport_applied_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="rosterimport_undone_pair",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RosterImportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=naio_portal.audit.SessionUser(), editable=False, max_length=63
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="groups.rosterimport",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("file_name", models.CharField(max_length=255, verbose_name="file name")),
                ("sha256", models.CharField(default="", editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Columns to confirm"),
                            ("reading", "Reading the rows"),
                            ("previewed", "Rows to decide"),
                            ("applying", "Applying"),
                            ("applied", "Applied"),
                            ("failed", "Failed, nothing was changed"),
                            ("undoing", "Being undone"),
                            ("undone", "Undone"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="uploaded",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("sheet", models.PositiveSmallIntegerField(default=0, verbose_name="sheet")),
                ("header_row", models.PositiveIntegerField(default=1, verbose_name="row of the headings")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied")),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="rosterimport_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RosterImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sheet", models.PositiveSmallIntegerField(default=0)),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("last_number", models.PositiveIntegerField(default=0)),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("cells", models.JSONField(default=list)),
                ("values", models.JSONField(default=dict)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("create", "New"),
                            ("change", "Change"),
                            ("unchanged", "Unchanged"),
                            ("decide", "Needs a decision"),
                            ("refused", "Refused"),
                            ("left_out", "Left out"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("plan", models.JSONField(blank=True, default=dict)),
                ("decisions", models.JSONField(blank=True, default=dict)),
                ("search_text", models.CharField(blank=True, default="", max_length=300)),
                (
                    "file_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="groups.rosterimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a roster import",
                "verbose_name_plural": "rows of roster imports",
                "ordering": ["number"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["file_import", "sheet", "outcome", "number"], name="rosterimportrow_outcome"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file_import", "sheet", "number"), name="rosterimportrow_number"
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RosterImportEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_number", models.PositiveIntegerField(verbose_name="row")),
                ("model", models.CharField(max_length=40)),
                ("object_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(choices=[("created", "Created"), ("changed", "Changed")], max_length=10),
                ),
                ("label", models.CharField(max_length=300)),
                ("before", models.JSONField(blank=True, default=dict)),
                ("after", models.JSONField(blank=True, default=dict)),
                (
                    "file_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="groups.rosterimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "effect of a roster import",
                "verbose_name_plural": "effects of roster imports",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file_import", "model", "object_id"), name="rosterimporteffect_once"
                    )
                ],
            },
        ),
        naio_portal.schema.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_callevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "slug", "summary_en", "summary_ms", "title_en", "title_ms", "when_en", "when_ms") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_on", NEW."slug", NEW."summary_en", NEW."summary_ms", NEW."title_en", NEW."title_ms", NEW."when_en", NEW."when_ms"); RETURN NULL;',
                    hash="5bf83f8a2135096411109b4622a3fb53cad11603",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c0443",
                    table="groups_call",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "groups_callevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "slug", "summary_en", "summary_ms", "title_en", "title_ms", "when_en", "when_ms") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_on", NEW."slug", NEW."summary_en", NEW."summary_ms", NEW."title_en", NEW."title_ms", NEW."when_en", NEW."when_ms"); RETURN NULL;',
                    hash="ba3f96afd9b66a8868e5c8f5db148ed6f47d72ee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_67ff1",
                    table="groups_call",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_callevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "slug", "summary_en", "summary_ms", "title_en", "title_ms", "when_en", "when_ms") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_on", OLD."slug", OLD."summary_en", OLD."summary_ms", OLD."title_en", OLD."title_ms", OLD."when_en", OLD."when_ms"); RETURN NULL;',
                    hash="8b94c4744b2b133d8774a2c850f1a3e4ac1f4854",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_27c84",
                    table="groups_call",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="announcement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_announcementevent" ("body_en", "body_ms", "id", "issued_by_en", "issued_by_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_on", "slug", "title_en", "title_ms") VALUES (NEW."body_en", NEW."body_ms", NEW."id", NEW."issued_by_en", NEW."issued_by_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."published_on", NEW."slug", NEW."title_en", NEW."title_ms"); RETURN NULL;',
                    hash="6882b2a499f87e4351959eb067469f02a879703e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ba05f",
                    table="groups_announcement",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="announcement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "groups_announcementevent" ("body_en", "body_ms", "id", "issued_by_en", "issued_by_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_on", "slug", "title_en", "title_ms") VALUES (NEW."body_en", NEW."body_ms", NEW."id", NEW."issued_by_en", NEW."issued_by_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."published_on", NEW."slug", NEW."title_en", NEW."title_ms"); RETURN NULL;',
                    hash="404103bc76c7465a5444d847fd8f97f9f5d98c85",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_15489",
                    table="groups_announcement",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="announcement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_announcementevent" ("body_en", "body_ms", "id", "issued_by_en", "issued_by_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_on", "slug", "title_en", "title_ms") VALUES (OLD."body_en", OLD."body_ms", OLD."id", OLD."issued_by_en", OLD."issued_by_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."published_on", OLD."slug", OLD."title_en", OLD."title_ms"); RETURN NULL;',
                    hash="f7cd08d8ef09f84a2a80f6f5dd53fc0b020fd7db",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1dd2a",
                    table="groups_announcement",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="workinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_workinggroupevent" ("code", "convened_on", "decision_rule_en", "decision_rule_ms", "id", "is_demo_text", "is_working_translation", "mandate_en", "mandate_ms", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quorum", "reporting_line_en", "reporting_line_ms", "scope_en", "scope_ms", "slug") VALUES (NEW."code", NEW."convened_on", NEW."decision_rule_en", NEW."decision_rule_ms", NEW."id", NEW."is_demo_text", NEW."is_working_translation", NEW."mandate_en", NEW."mandate_ms", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."quorum", NEW."reporting_line_en", NEW."reporting_line_ms", NEW."scope_en", NEW."scope_ms", NEW."slug"); RETURN NULL;',
                    hash="db07279704de8f17bab6f87a86d9388ff68e692a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bbc96",
                    table="groups_workinggroup",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="workinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."convened_on" IS DISTINCT FROM (NEW."convened_on") OR OLD."decision_rule_en" IS DISTINCT FROM (NEW."decision_rule_en") OR OLD."decision_rule_ms" IS DISTINCT FROM (NEW."decision_rule_ms") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo_text" IS DISTINCT FROM (NEW."is_demo_text") OR OLD."is_working_translation" IS DISTINCT FROM (NEW."is_working_translation") OR OLD."mandate_en" IS DISTINCT FROM (NEW."mandate_en") OR OLD."mandate_ms" IS DISTINCT FROM (NEW."mandate_ms") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_ms" IS DISTINCT FROM (NEW."name_ms") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."quorum" IS DISTINCT FROM (NEW."quorum") OR OLD."reporting_line_en" IS DISTINCT FROM (NEW."reporting_line_en") OR OLD."reporting_line_ms" IS DISTINCT FROM (NEW."reporting_line_ms") OR OLD."scope_en" IS DISTINCT FROM (NEW."scope_en") OR OLD."scope_ms" IS DISTINCT FROM (NEW."scope_ms") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                    func='INSERT INTO "groups_workinggroupevent" ("code", "convened_on", "decision_rule_en", "decision_rule_ms", "id", "is_demo_text", "is_working_translation", "mandate_en", "mandate_ms", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quorum", "reporting_line_en", "reporting_line_ms", "scope_en", "scope_ms", "slug") VALUES (NEW."code", NEW."convened_on", NEW."decision_rule_en", NEW."decision_rule_ms", NEW."id", NEW."is_demo_text", NEW."is_working_translation", NEW."mandate_en", NEW."mandate_ms", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."quorum", NEW."reporting_line_en", NEW."reporting_line_ms", NEW."scope_en", NEW."scope_ms", NEW."slug"); RETURN NULL;',
                    hash="582a9e27a88076a897ddac34dc0e72d1ad9c45dc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a5d72",
                    table="groups_workinggroup",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="workinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_workinggroupevent" ("code", "convened_on", "decision_rule_en", "decision_rule_ms", "id", "is_demo_text", "is_working_translation", "mandate_en", "mandate_ms", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quorum", "reporting_line_en", "reporting_line_ms", "scope_en", "scope_ms", "slug") VALUES (OLD."code", OLD."convened_on", OLD."decision_rule_en", OLD."decision_rule_ms", OLD."id", OLD."is_demo_text", OLD."is_working_translation", OLD."mandate_en", OLD."mandate_ms", OLD."name_en", OLD."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."quorum", OLD."reporting_line_en", OLD."reporting_line_ms", OLD."scope_en", OLD."scope_ms", OLD."slug"); RETURN NULL;',
                    hash="61bd5a19c4744e9c799443c26eefe17b58c98bda",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_db884",
                    table="groups_workinggroup",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="objective",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_objectiveevent" ("approved_on", "group_id", "id", "language", "measure", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement") VALUES (NEW."approved_on", NEW."group_id", NEW."id", NEW."language", NEW."measure", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."statement"); RETURN NULL;',
                    hash="5e2ac48edb71a14483ca145e8cefb79162995b2a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0e689",
                    table="groups_objective",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="objective",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."approved_on" IS DISTINCT FROM (NEW."approved_on") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."statement" IS DISTINCT FROM (NEW."statement"))',
                    func='INSERT INTO "groups_objectiveevent" ("approved_on", "group_id", "id", "language", "measure", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement") VALUES (NEW."approved_on", NEW."group_id", NEW."id", NEW."language", NEW."measure", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."statement"); RETURN NULL;',
                    hash="bc48cc1bdb4a87334ea033f4d43278df05a3206c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1905b",
                    table="groups_objective",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="objective",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_objectiveevent" ("approved_on", "group_id", "id", "language", "measure", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement") VALUES (OLD."approved_on", OLD."group_id", OLD."id", OLD."language", OLD."measure", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."statement"); RETURN NULL;',
                    hash="2d216924d0210a1017737c810e73ad5466a997fb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_63553",
                    table="groups_objective",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('proposed', 'confirmed')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'groups_appointment: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('proposed>confirmed', 'proposed>revoked', 'confirmed>revoked') THEN\n                RAISE EXCEPTION 'groups_appointment: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="e0b1e366d3f5a9461247e8994b7e3f1715cb3d9e",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_3ae26",
                    table="groups_appointment",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_appointmentevent" ("created_at", "end_note", "end_on", "end_reason", "group_id", "id", "instrument", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "reference", "role", "start_on", "state") VALUES (NEW."created_at", NEW."end_note", NEW."end_on", NEW."end_reason", NEW."group_id", NEW."id", NEW."instrument", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."precedence", NEW."reference", NEW."role", NEW."start_on", NEW."state"); RETURN NULL;',
                    hash="55f7a2239d5a8dd1bddd2c5dca193c46bf560639",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_47a61",
                    table="groups_appointment",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "groups_appointmentevent" ("created_at", "end_note", "end_on", "end_reason", "group_id", "id", "instrument", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "reference", "role", "start_on", "state") VALUES (NEW."created_at", NEW."end_note", NEW."end_on", NEW."end_reason", NEW."group_id", NEW."id", NEW."instrument", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."precedence", NEW."reference", NEW."role", NEW."start_on", NEW."state"); RETURN NULL;',
                    hash="ae559b0402f7a87231459903f41225d34d7d45ba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fdd01",
                    table="groups_appointment",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_appointmentevent" ("created_at", "end_note", "end_on", "end_reason", "group_id", "id", "instrument", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "reference", "role", "start_on", "state") VALUES (OLD."created_at", OLD."end_note", OLD."end_on", OLD."end_reason", OLD."group_id", OLD."id", OLD."instrument", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."precedence", OLD."reference", OLD."role", OLD."start_on", OLD."state"); RETURN NULL;',
                    hash="3fedd32613ce7a43baf10d9db36c9ee6ad1bf9e7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4d45a",
                    table="groups_appointment",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="rosterimport",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('uploaded')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'groups_rosterimport: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('uploaded>reading', 'uploaded>abandoned', 'reading>previewed', 'reading>uploaded', 'previewed>reading', 'previewed>applying', 'previewed>abandoned', 'applying>applied', 'applying>failed', 'failed>reading', 'failed>applying', 'failed>abandoned', 'applied>undoing', 'undoing>undone', 'undoing>applied', 'undone>reading', 'undone>applying', 'undone>abandoned') THEN\n                RAISE EXCEPTION 'groups_rosterimport: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="aec37df84a6bff7ab2b41747456ecea731ba21b3",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_3ed91",
                    table="groups_rosterimport",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="rosterimport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_rosterimportevent" ("applied_at", "applied_by_id", "file_name", "header_row", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "sheet", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."file_name", NEW."header_row", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sha256", NEW."sheet", NEW."state", NEW."undone_at", NEW."undone_by_id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="a07a7b8b11473dd3e02cd8750d64429b34bd14fe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8ace9",
                    table="groups_rosterimport",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="rosterimport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."applied_by_id" IS DISTINCT FROM (NEW."applied_by_id") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."header_row" IS DISTINCT FROM (NEW."header_row") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."sheet" IS DISTINCT FROM (NEW."sheet") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."undone_at" IS DISTINCT FROM (NEW."undone_at") OR OLD."undone_by_id" IS DISTINCT FROM (NEW."undone_by_id") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))',
                    func='INSERT INTO "groups_rosterimportevent" ("applied_at", "applied_by_id", "file_name", "header_row", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "sheet", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."file_name", NEW."header_row", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sha256", NEW."sheet", NEW."state", NEW."undone_at", NEW."undone_by_id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="c12170a1e2b4c1c11001f6ce812f41208b04c2b3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b6e65",
                    table="groups_rosterimport",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="rosterimport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_rosterimportevent" ("applied_at", "applied_by_id", "file_name", "header_row", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "sheet", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (OLD."applied_at", OLD."applied_by_id", OLD."file_name", OLD."header_row", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sha256", OLD."sheet", OLD."state", OLD."undone_at", OLD."undone_by_id", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                    hash="a854cc854257c4a60f5e09c67ed45b8a66643fe6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3f67e",
                    table="groups_rosterimport",
                    when="AFTER",
                ),
            ),
        ),
    ]
