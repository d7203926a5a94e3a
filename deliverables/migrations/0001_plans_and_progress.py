import deliverables.models.updates
import django.contrib.postgres.constraints
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
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
        ("deliverables", "0001_deliverables"),
        ("deliverables", "0006_work_plan_imports"),
        ("deliverables", "0008_links_of_deliverables"),
        ("deliverables", "0009_work_plans"),
    ]

    initial = True

    dependencies = [
        ("groups", "0001_groups_rosters_imports"),
        ("members", "0001_people"),
    ]

    operations = [
        naio_portal.schema.CreateModel(
            name="PlanImport",
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
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.workinggroup",
                        verbose_name="group",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language of the texts",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a work plan",
                "verbose_name_plural": "imports of work plans",
                "ordering": ["-uploaded_at"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sheets", []), _negated=True), name="planimport_has_sheets"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at__isnull", True), ("applied_by__isnull", True)),
                            models.Q(("applied_at__isnull", False), ("applied_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="planimport_applied_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="planimport_undone_pair",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="PlanImportEvent",
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
                        to="deliverables.planimport",
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
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.workinggroup",
                        verbose_name="group",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language of the texts",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="planimport_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="PlanImportRow",
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
                        to="deliverables.planimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import of a work plan",
                "verbose_name_plural": "rows of imports of work plans",
                "ordering": ["number"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["file_import", "sheet", "outcome", "number"], name="planimportrow_outcome"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file_import", "sheet", "number"), name="planimportrow_number"
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="PlanImportEffect",
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
                        to="deliverables.planimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "effect of an import of a work plan",
                "verbose_name_plural": "effects of imports of work plans",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file_import", "model", "object_id"), name="planimporteffect_once"
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="WorkPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_plans",
                        to="groups.workinggroup",
                    ),
                ),
                ("start_on", models.DateField(verbose_name="first day")),
                ("end_on", models.DateField(verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for approval"),
                            ("approved", "Approved"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the state"),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "work plan",
                "verbose_name_plural": "work plans",
                "ordering": ["group", "-start_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end_on__gt", models.F("start_on"))),
                        name="work_plan_end_after_start",
                        violation_error_message="The last day lies after the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (groups.models.appointments.KeyRange("group_id"), "&&"),
                            (groups.models.appointments.ServicePeriod(), "&&"),
                        ],
                        name="work_plan_one_a_day",
                        violation_error_message="The group has a plan for some of these days already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="work_plan_submitted_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="work_plan_approved_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="work_plan_other_person",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Deliverable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliverables",
                        to="groups.workinggroup",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliverables",
                        to="groups.objective",
                        verbose_name="objective",
                    ),
                ),
                (
                    "work_plan",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliverables",
                        to="deliverables.workplan",
                        verbose_name="work plan",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="Within the group.", verbose_name="number"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("acceptance_criteria", models.TextField(blank=True, verbose_name="acceptance criteria")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_deliverables",
                        to="members.member",
                        verbose_name="owner",
                    ),
                ),
                ("owner_since", models.DateField(blank=True, editable=False, null=True)),
                (
                    "classification",
                    models.CharField(
                        choices=[("open", "Open"), ("restricted", "Restricted to named people")],
                        default="open",
                        max_length=10,
                        verbose_name="classification",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "baseline_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="baseline"),
                ),
                ("forecast_on", models.DateField(blank=True, null=True, verbose_name="forecast")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="percent",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("active", "Active"),
                            ("in_review", "In review"),
                            ("suspended", "Suspended"),
                            ("withdrawn", "Withdrawn"),
                            ("delivered", "Delivered"),
                            ("published", "Published"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the state"),
                ),
                ("activated_on", models.DateField(blank=True, null=True, verbose_name="active since")),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="delivered on")),
                ("last_update_on", models.DateField(blank=True, null=True, verbose_name="last update")),
                (
                    "next_due_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="next milestone due"
                    ),
                ),
                ("milestone_slip_days", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "rag_override",
                    models.CharField(
                        blank=True,
                        choices=[("green", "On track"), ("amber", "At risk"), ("red", "Off track")],
                        default="",
                        max_length=5,
                        verbose_name="colour by override",
                    ),
                ),
                (
                    "rag_override_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the override"),
                ),
                (
                    "rag_override_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("rag_override_at", models.DateTimeField(blank=True, null=True)),
                (
                    "rag_override_until",
                    models.DateField(blank=True, null=True, verbose_name="override counts until"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "deliverable",
                "verbose_name_plural": "deliverables",
                "ordering": ["group", "number"],
                "indexes": [
                    models.Index(fields=["group", "state", "due_on"], name="deliverable_board"),
                    models.Index(fields=["state", "due_on"], name="deliverable_state_due"),
                    models.Index(
                        condition=models.Q(("state__in", ["active", "in_review"])),
                        fields=["next_due_on"],
                        name="deliverable_next_due",
                    ),
                    models.Index(fields=["owner", "state"], name="deliverable_owner"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                "title", "description", config="english"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "title", "description", config="simple"
                            ),
                            django.contrib.postgres.search.SearchConfig("english"),
                        ),
                        name="deliverable_search",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "number"), name="deliverable_number_in_group"),
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="deliverable_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["suspended", "withdrawn"]), _negated=True),
                            models.Q(("state_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="deliverable_stop_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rag_override", ""),
                                ("rag_override_at__isnull", True),
                                ("rag_override_by__isnull", True),
                                ("rag_override_reason", ""),
                                ("rag_override_until__isnull", True),
                            ),
                            models.Q(
                                models.Q(("rag_override", ""), _negated=True),
                                models.Q(("rag_override_reason", ""), _negated=True),
                                ("rag_override_at__isnull", False),
                                ("rag_override_by__isnull", False),
                                ("rag_override_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="deliverable_override_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["proposed", "withdrawn"]),
                            ("activated_on__isnull", False),
                            _connector="OR",
                        ),
                        name="deliverable_active_has_day",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="DeliverableEvent",
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
                        to="deliverables.deliverable",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.objective",
                        verbose_name="objective",
                    ),
                ),
                (
                    "work_plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.workplan",
                        verbose_name="work plan",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="Within the group.", verbose_name="number"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("acceptance_criteria", models.TextField(blank=True, verbose_name="acceptance criteria")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.member",
                        verbose_name="owner",
                    ),
                ),
                ("owner_since", models.DateField(blank=True, editable=False, null=True)),
                (
                    "classification",
                    models.CharField(
                        choices=[("open", "Open"), ("restricted", "Restricted to named people")],
                        default="open",
                        max_length=10,
                        verbose_name="classification",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "baseline_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="baseline"),
                ),
                ("forecast_on", models.DateField(blank=True, null=True, verbose_name="forecast")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="percent",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("active", "Active"),
                            ("in_review", "In review"),
                            ("suspended", "Suspended"),
                            ("withdrawn", "Withdrawn"),
                            ("delivered", "Delivered"),
                            ("published", "Published"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the state"),
                ),
                ("activated_on", models.DateField(blank=True, null=True, verbose_name="active since")),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="delivered on")),
                ("last_update_on", models.DateField(blank=True, null=True, verbose_name="last update")),
                (
                    "rag_override",
                    models.CharField(
                        blank=True,
                        choices=[("green", "On track"), ("amber", "At risk"), ("red", "Off track")],
                        default="",
                        max_length=5,
                        verbose_name="colour by override",
                    ),
                ),
                (
                    "rag_override_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the override"),
                ),
                (
                    "rag_override_by",
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
                ("rag_override_at", models.DateTimeField(blank=True, null=True)),
                (
                    "rag_override_until",
                    models.DateField(blank=True, null=True, verbose_name="override counts until"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="deliverable_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Contributor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deliverable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributors",
                        to="deliverables.deliverable",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="members.member",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
            ],
            options={
                "verbose_name": "contributor",
                "verbose_name_plural": "contributors",
                "constraints": [
                    models.UniqueConstraint(fields=("deliverable", "member"), name="contributor_once")
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ContributorEvent",
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
                        to="deliverables.contributor",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "deliverable",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                    ),
                ),
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
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="contributor_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="DeliverableLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_out",
                        to="deliverables.deliverable",
                        verbose_name="deliverable",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_in",
                        to="deliverables.deliverable",
                        verbose_name="related deliverable",
                    ),
                ),
            ],
            options={
                "verbose_name": "link of deliverables",
                "verbose_name_plural": "links of deliverables",
                "constraints": [
                    models.UniqueConstraint(fields=("source", "target"), name="deliverable_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="deliverable_link_other",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="DeliverableLinkEvent",
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
                        to="deliverables.deliverablelink",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                        verbose_name="deliverable",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                        verbose_name="related deliverable",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="deliverablelink_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="DeliverableGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deliverable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="deliverables.deliverable",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.member"
                    ),
                ),
            ],
            options={
                "verbose_name": "grant on a restricted deliverable",
                "verbose_name_plural": "grants on restricted deliverables",
                "constraints": [
                    models.UniqueConstraint(fields=("deliverable", "member"), name="deliverable_grant_once")
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="DeliverableGrantEvent",
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
                        to="deliverables.deliverablegrant",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "deliverable",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="deliverablegrant_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "deliverable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="deliverables.deliverable",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the owner of the deliverable.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_milestones",
                        to="members.member",
                        verbose_name="owner",
                    ),
                ),
                ("owner_since", models.DateField(blank=True, editable=False, null=True)),
                ("due_on", models.DateField(verbose_name="due")),
                ("forecast_on", models.DateField(blank=True, null=True, verbose_name="forecast")),
                (
                    "baseline_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="baseline"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("active", "Active"),
                            ("achieved", "Achieved"),
                            ("missed", "Missed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the state"),
                ),
                (
                    "activated_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="active since"),
                ),
                ("achieved_on", models.DateField(blank=True, null=True, verbose_name="achieved on")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "milestone",
                "verbose_name_plural": "milestones",
                "ordering": ["deliverable", "due_on", "number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "active")),
                        fields=["due_on", "id"],
                        name="milestone_active_due",
                    ),
                    models.Index(fields=["state", "due_on"], name="milestone_state_due"),
                    models.Index(fields=["deliverable", "due_on"], name="milestone_of_deliverable"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("deliverable", "number"), name="milestone_number_in_deliverable"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("achieved_on__isnull", False), ("state", "achieved")),
                            models.Q(
                                models.Q(("state", "achieved"), _negated=True), ("achieved_on__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="milestone_achieved_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["missed", "cancelled"]), _negated=True),
                            models.Q(("state_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="milestone_stop_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "active"), _negated=True),
                            models.Q(("activated_on__isnull", False), ("baseline_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="milestone_active_has_baseline",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="MilestoneEvent",
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
                        to="deliverables.milestone",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "deliverable",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: the owner of the deliverable.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.member",
                        verbose_name="owner",
                    ),
                ),
                ("owner_since", models.DateField(blank=True, editable=False, null=True)),
                ("due_on", models.DateField(verbose_name="due")),
                ("forecast_on", models.DateField(blank=True, null=True, verbose_name="forecast")),
                (
                    "baseline_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="baseline"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("active", "Active"),
                            ("achieved", "Achieved"),
                            ("missed", "Missed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the state"),
                ),
                (
                    "activated_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="active since"),
                ),
                ("achieved_on", models.DateField(blank=True, null=True, verbose_name="achieved on")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="milestone_by_thing"),
                    models.Index(fields=["deliverable", "pgh_id"], name="milestone_by_deliverable"),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ChangeRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.workinggroup",
                    ),
                ),
                (
                    "deliverable",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="deliverables.deliverable",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="deliverables.milestone",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="groups.objective",
                    ),
                ),
                ("old", models.JSONField(verbose_name="from")),
                ("new", models.JSONField(verbose_name="to")),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.member",
                    ),
                ),
                ("requested_at", models.DateTimeField(auto_now_add=True, verbose_name="asked")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for approval"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("decision_note", models.TextField(blank=True, default="", verbose_name="note")),
            ],
            options={
                "verbose_name": "change request",
                "verbose_name_plural": "change requests",
                "ordering": ["-requested_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["requested_at"],
                        name="change_pending",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deliverable__isnull", False), ("objective__isnull", True)),
                            models.Q(
                                ("deliverable__isnull", True),
                                ("milestone__isnull", True),
                                ("objective__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="change_about_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("milestone",),
                        name="change_one_pending_milestone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("milestone__isnull", True), ("state", "pending")),
                        fields=("deliverable",),
                        name="change_one_pending_deliverable",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("objective",),
                        name="change_one_pending_objective",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("new", models.F("old")), _negated=True), name="change_moves"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="change_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="change_decided_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "declined"]), _negated=True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="change_other_person",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ChangeRequestEvent",
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
                        to="deliverables.changerequest",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                    "deliverable",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.milestone",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.objective",
                    ),
                ),
                ("old", models.JSONField(verbose_name="from")),
                ("new", models.JSONField(verbose_name="to")),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "requested_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.member",
                    ),
                ),
                ("requested_at", models.DateTimeField(auto_now_add=True, verbose_name="asked")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for approval"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "decided_by",
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
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("decision_note", models.TextField(blank=True, default="", verbose_name="note")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="changerequest_by_thing"),
                    models.Index(fields=["deliverable", "pgh_id"], name="changerequest_by_deliverable"),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ProgressUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "deliverable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="deliverables.deliverable",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="updates",
                        to="deliverables.milestone",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.member",
                    ),
                ),
                ("filed_at", models.DateTimeField(auto_now_add=True, verbose_name="filed")),
                ("filed_on", models.DateField(verbose_name="day in Kuala Lumpur")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="percent"
                    ),
                ),
                ("note", models.TextField(max_length=4000, verbose_name="note")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the note"),
                ),
                (
                    "evidence_url",
                    models.URLField(blank=True, default="", max_length=500, verbose_name="evidence (link)"),
                ),
                (
                    "evidence_file",
                    models.FileField(
                        blank=True,
                        upload_to=deliverables.models.updates.random_name,
                        verbose_name="evidence (file)",
                    ),
                ),
                (
                    "evidence_name",
                    models.CharField(blank=True, default="", max_length=150, verbose_name="name of the file"),
                ),
                (
                    "evidence_size",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="size of the file in bytes"
                    ),
                ),
                (
                    "evidence_sha256",
                    models.CharField(
                        blank=True, default="", max_length=64, verbose_name="SHA-256 of the file"
                    ),
                ),
                ("forecast_on", models.DateField(blank=True, null=True, verbose_name="forecast")),
                (
                    "rag",
                    models.CharField(
                        blank=True,
                        choices=[("green", "On track"), ("amber", "At risk"), ("red", "Off track")],
                        default="",
                        max_length=5,
                        verbose_name="colour then",
                    ),
                ),
            ],
            options={
                "verbose_name": "progress update",
                "verbose_name_plural": "progress updates",
                "ordering": ["-filed_at", "-id"],
                "indexes": [models.Index(fields=["deliverable", "-filed_at"], name="update_of_deliverable")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("percent__lte", 100)), name="update_percent"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("evidence_file", ""),
                                ("evidence_name", ""),
                                ("evidence_sha256", ""),
                                ("evidence_size__isnull", True),
                            ),
                            models.Q(
                                models.Q(("evidence_file", ""), _negated=True),
                                models.Q(("evidence_name", ""), _negated=True),
                                ("evidence_sha256__regex", "^[0-9a-f]{64}$"),
                                ("evidence_size__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="update_file_is_described",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ProgressUpdateEvent",
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
                        to="deliverables.progressupdate",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "deliverable",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.milestone",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.member",
                    ),
                ),
                ("filed_at", models.DateTimeField(auto_now_add=True, verbose_name="filed")),
                ("filed_on", models.DateField(verbose_name="day in Kuala Lumpur")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="percent"
                    ),
                ),
                ("note", models.TextField(max_length=4000, verbose_name="note")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the note"),
                ),
                (
                    "evidence_url",
                    models.URLField(blank=True, default="", max_length=500, verbose_name="evidence (link)"),
                ),
                (
                    "evidence_name",
                    models.CharField(blank=True, default="", max_length=150, verbose_name="name of the file"),
                ),
                (
                    "evidence_size",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="size of the file in bytes"
                    ),
                ),
                (
                    "evidence_sha256",
                    models.CharField(
                        blank=True, default="", max_length=64, verbose_name="SHA-256 of the file"
                    ),
                ),
                ("forecast_on", models.DateField(blank=True, null=True, verbose_name="forecast")),
                (
                    "rag",
                    models.CharField(
                        blank=True,
                        choices=[("green", "On track"), ("amber", "At risk"), ("red", "Off track")],
                        default="",
                        max_length=5,
                        verbose_name="colour then",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="progressupdate_by_thing"),
                    models.Index(fields=["deliverable", "pgh_id"], name="progressupdate_by_deliverable"),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="WorkPlanEvent",
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
                        to="deliverables.workplan",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                ("start_on", models.DateField(verbose_name="first day")),
                ("end_on", models.DateField(verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for approval"),
                            ("approved", "Approved"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the state"),
                ),
                (
                    "submitted_by",
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
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted")),
                (
                    "approved_by",
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
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="workplan_by_thing"),
                    models.Index(fields=["group", "pgh_id"], name="workplan_by_group"),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Dependency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to="deliverables.deliverable",
                        verbose_name="waits for",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocked_by",
                        to="deliverables.deliverable",
                        verbose_name="what waits",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="what is needed from it"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "dependency",
                "verbose_name_plural": "dependencies",
                "ordering": ["successor", "predecessor"],
                "constraints": [
                    models.UniqueConstraint(fields=("predecessor", "successor"), name="dependency_once"),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="dependency_of_two_deliverables",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="DependencyEvent",
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
                        to="deliverables.dependency",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "predecessor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                        verbose_name="waits for",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                        verbose_name="what waits",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="what is needed from it"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="dependency_by_thing"),
                    models.Index(fields=["predecessor", "pgh_id"], name="dependency_by_predecessor"),
                    models.Index(fields=["successor", "pgh_id"], name="dependency_by_successor"),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="AcceptanceCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deliverable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="deliverables.deliverable",
                    ),
                ),
                ("criterion", models.TextField(verbose_name="criterion")),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_at", models.DateTimeField(verbose_name="found to be met")),
            ],
            options={
                "verbose_name": "acceptance check",
                "verbose_name_plural": "acceptance checks",
                "ordering": ["deliverable", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("deliverable"),
                        django.db.models.functions.text.MD5("criterion"),
                        name="acceptance_check_once",
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="AcceptanceCheckEvent",
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
                        to="deliverables.acceptancecheck",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "deliverable",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                    ),
                ),
                ("criterion", models.TextField(verbose_name="criterion")),
                (
                    "checked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_at", models.DateTimeField(verbose_name="found to be met")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="acceptancecheck_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="GroupWeek",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weeks",
                        to="groups.workinggroup",
                    ),
                ),
                ("monday", models.DateField(verbose_name="week of")),
                ("red", models.PositiveSmallIntegerField(default=0, verbose_name="off track")),
                ("amber", models.PositiveSmallIntegerField(default=0, verbose_name="at risk")),
                ("green", models.PositiveSmallIntegerField(default=0, verbose_name="on track")),
                ("late", models.PositiveSmallIntegerField(default=0, verbose_name="late")),
                ("stale", models.PositiveSmallIntegerField(default=0, verbose_name="stale")),
                ("slipped", models.PositiveSmallIntegerField(default=0, verbose_name="slipped")),
                ("slippage_days", models.PositiveIntegerField(default=0, verbose_name="days slipped in all")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="percent",
                    ),
                ),
            ],
            options={
                "verbose_name": "week of a group",
                "verbose_name_plural": "weeks of groups",
                "ordering": ["group", "-monday"],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "monday"), name="group_week_once"),
                    models.CheckConstraint(
                        condition=models.Q(("monday__iso_week_day", 1)), name="group_week_is_monday"
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="GroupWeekEvent",
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
                        to="deliverables.groupweek",
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
                ("monday", models.DateField(verbose_name="week of")),
                ("red", models.PositiveSmallIntegerField(default=0, verbose_name="off track")),
                ("amber", models.PositiveSmallIntegerField(default=0, verbose_name="at risk")),
                ("green", models.PositiveSmallIntegerField(default=0, verbose_name="on track")),
                ("late", models.PositiveSmallIntegerField(default=0, verbose_name="late")),
                ("stale", models.PositiveSmallIntegerField(default=0, verbose_name="stale")),
                ("slipped", models.PositiveSmallIntegerField(default=0, verbose_name="slipped")),
                ("slippage_days", models.PositiveIntegerField(default=0, verbose_name="days slipped in all")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="percent",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="groupweek_by_thing")],
            },
        ),
        naio_portal.schema.AddTrigger(
            model_name="planimport",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('uploaded')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'deliverables_planimport: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('uploaded>reading', 'uploaded>abandoned', 'reading>previewed', 'reading>uploaded', 'previewed>reading', 'previewed>applying', 'previewed>abandoned', 'applying>applied', 'applying>failed', 'failed>reading', 'failed>applying', 'failed>abandoned', 'applied>undoing', 'undoing>undone', 'undoing>applied', 'undone>reading', 'undone>applying', 'undone>abandoned') THEN\n                RAISE EXCEPTION 'deliverables_planimport: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="e5ad9b4ad171921a2245d9c0467126c5fce3daf5",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_cf788",
                    table="deliverables_planimport",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="planimport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_planimportevent" ("applied_at", "applied_by_id", "file_name", "group_id", "header_row", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "sheet", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."file_name", NEW."group_id", NEW."header_row", NEW."id", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sha256", NEW."sheet", NEW."state", NEW."undone_at", NEW."undone_by_id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="5935901a73fe1b832f6e61eabf472fee6e775cc4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3657a",
                    table="deliverables_planimport",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="planimport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."applied_by_id" IS DISTINCT FROM (NEW."applied_by_id") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."header_row" IS DISTINCT FROM (NEW."header_row") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."sheet" IS DISTINCT FROM (NEW."sheet") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."undone_at" IS DISTINCT FROM (NEW."undone_at") OR OLD."undone_by_id" IS DISTINCT FROM (NEW."undone_by_id") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))',
                    func='INSERT INTO "deliverables_planimportevent" ("applied_at", "applied_by_id", "file_name", "group_id", "header_row", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "sheet", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."file_name", NEW."group_id", NEW."header_row", NEW."id", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sha256", NEW."sheet", NEW."state", NEW."undone_at", NEW."undone_by_id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="b5e5eebced87272391e59f467c313bb74ca3f8b4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_90105",
                    table="deliverables_planimport",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="planimport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_planimportevent" ("applied_at", "applied_by_id", "file_name", "group_id", "header_row", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "sheet", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (OLD."applied_at", OLD."applied_by_id", OLD."file_name", OLD."group_id", OLD."header_row", OLD."id", OLD."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sha256", OLD."sheet", OLD."state", OLD."undone_at", OLD."undone_by_id", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                    hash="75c781ce31430264ec7456b28d6f5923744025b5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6860e",
                    table="deliverables_planimport",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="workplan",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('draft')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'deliverables_workplan: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('draft>submitted', 'submitted>draft', 'submitted>approved') THEN\n                RAISE EXCEPTION 'deliverables_workplan: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="d8b07eb18b56c8d3345b398e0e4f76eb01072825",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_30255",
                    table="deliverables_workplan",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="workplan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_workplanevent" ("approved_at", "approved_by_id", "created_at", "created_by_id", "end_on", "group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "start_on", "state", "state_reason", "submitted_at", "submitted_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."created_at", NEW."created_by_id", NEW."end_on", NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reference", NEW."start_on", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;',
                    hash="fba267fbe691c26c994149ab389ea5df1692debe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_66c6f",
                    table="deliverables_workplan",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="workplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."end_on" IS DISTINCT FROM (NEW."end_on") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."start_on" IS DISTINCT FROM (NEW."start_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id"))',
                    func='INSERT INTO "deliverables_workplanevent" ("approved_at", "approved_by_id", "created_at", "created_by_id", "end_on", "group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "start_on", "state", "state_reason", "submitted_at", "submitted_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."created_at", NEW."created_by_id", NEW."end_on", NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reference", NEW."start_on", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;',
                    hash="f26213dc9ff68724d422c1f16a2821002109f91a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7423c",
                    table="deliverables_workplan",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="workplan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_workplanevent" ("approved_at", "approved_by_id", "created_at", "created_by_id", "end_on", "group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "start_on", "state", "state_reason", "submitted_at", "submitted_by_id") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."created_at", OLD."created_by_id", OLD."end_on", OLD."group_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reference", OLD."start_on", OLD."state", OLD."state_reason", OLD."submitted_at", OLD."submitted_by_id"); RETURN NULL;',
                    hash="8369e624db39a3550d41f95e24faa29c780840fb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1e749",
                    table="deliverables_workplan",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverable",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('proposed')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'deliverables_deliverable: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('proposed>active', 'proposed>withdrawn', 'active>in_review', 'active>suspended', 'active>withdrawn', 'in_review>active', 'in_review>delivered', 'suspended>active', 'suspended>withdrawn', 'delivered>published') THEN\n                RAISE EXCEPTION 'deliverables_deliverable: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="640f6a739d501d6bec6689af3cb781b7224640dc",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_bbf1c",
                    table="deliverables_deliverable",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverable",
            trigger=pgtrigger.compiler.Trigger(
                name="summary_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF TG_OP = 'INSERT' THEN\n            NEW.next_due_on := NULL;\n            NEW.milestone_slip_days := NULL;\n        ELSIF pg_trigger_depth() = 1 THEN\n            NEW.next_due_on := OLD.next_due_on;\n            NEW.milestone_slip_days := OLD.milestone_slip_days;\n        END IF;\n        RETURN NEW;\n    ",
                    hash="56fdade272eebb915a972b95b50cef7f60445f4a",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_summary_kept_7aa6b",
                    table="deliverables_deliverable",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverable",
            trigger=pgtrigger.compiler.Trigger(
                name="baseline_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.baseline_on IS NOT NULL AND NEW.baseline_on IS DISTINCT FROM OLD.baseline_on)",
                    func="\n        RAISE EXCEPTION 'deliverables_deliverable: the baseline % stays', OLD.baseline_on\n            USING ERRCODE = 'check_violation';\n    ",
                    hash="4fa8996793fe2856537f62c54781e9962edc6e44",
                    operation='UPDATE OF "baseline_on"',
                    pgid="pgtrigger_baseline_kept_9909b",
                    table="deliverables_deliverable",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverable",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_deliverableevent" ("acceptance_criteria", "activated_on", "baseline_on", "classification", "created_at", "created_by_id", "delivered_on", "description", "due_on", "forecast_on", "group_id", "id", "language", "last_update_on", "number", "objective_id", "owner_id", "owner_since", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rag_override", "rag_override_at", "rag_override_by_id", "rag_override_reason", "rag_override_until", "reference", "state", "state_reason", "title", "work_plan_id") VALUES (NEW."acceptance_criteria", NEW."activated_on", NEW."baseline_on", NEW."classification", NEW."created_at", NEW."created_by_id", NEW."delivered_on", NEW."description", NEW."due_on", NEW."forecast_on", NEW."group_id", NEW."id", NEW."language", NEW."last_update_on", NEW."number", NEW."objective_id", NEW."owner_id", NEW."owner_since", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rag_override", NEW."rag_override_at", NEW."rag_override_by_id", NEW."rag_override_reason", NEW."rag_override_until", NEW."reference", NEW."state", NEW."state_reason", NEW."title", NEW."work_plan_id"); RETURN NULL;',
                    hash="08fd29b98a64f8ccef8ef9d33756ed53fe413322",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ac0be",
                    table="deliverables_deliverable",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverable",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."acceptance_criteria" IS DISTINCT FROM (NEW."acceptance_criteria") OR OLD."activated_on" IS DISTINCT FROM (NEW."activated_on") OR OLD."baseline_on" IS DISTINCT FROM (NEW."baseline_on") OR OLD."classification" IS DISTINCT FROM (NEW."classification") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."delivered_on" IS DISTINCT FROM (NEW."delivered_on") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."forecast_on" IS DISTINCT FROM (NEW."forecast_on") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."last_update_on" IS DISTINCT FROM (NEW."last_update_on") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."objective_id" IS DISTINCT FROM (NEW."objective_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."owner_since" IS DISTINCT FROM (NEW."owner_since") OR OLD."percent" IS DISTINCT FROM (NEW."percent") OR OLD."rag_override" IS DISTINCT FROM (NEW."rag_override") OR OLD."rag_override_at" IS DISTINCT FROM (NEW."rag_override_at") OR OLD."rag_override_by_id" IS DISTINCT FROM (NEW."rag_override_by_id") OR OLD."rag_override_reason" IS DISTINCT FROM (NEW."rag_override_reason") OR OLD."rag_override_until" IS DISTINCT FROM (NEW."rag_override_until") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."work_plan_id" IS DISTINCT FROM (NEW."work_plan_id"))',
                    func='INSERT INTO "deliverables_deliverableevent" ("acceptance_criteria", "activated_on", "baseline_on", "classification", "created_at", "created_by_id", "delivered_on", "description", "due_on", "forecast_on", "group_id", "id", "language", "last_update_on", "number", "objective_id", "owner_id", "owner_since", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rag_override", "rag_override_at", "rag_override_by_id", "rag_override_reason", "rag_override_until", "reference", "state", "state_reason", "title", "work_plan_id") VALUES (NEW."acceptance_criteria", NEW."activated_on", NEW."baseline_on", NEW."classification", NEW."created_at", NEW."created_by_id", NEW."delivered_on", NEW."description", NEW."due_on", NEW."forecast_on", NEW."group_id", NEW."id", NEW."language", NEW."last_update_on", NEW."number", NEW."objective_id", NEW."owner_id", NEW."owner_since", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rag_override", NEW."rag_override_at", NEW."rag_override_by_id", NEW."rag_override_reason", NEW."rag_override_until", NEW."reference", NEW."state", NEW."state_reason", NEW."title", NEW."work_plan_id"); RETURN NULL;',
                    hash="8a7c533c7fd507de21dab2cb59fcb7b26e0a4106",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_082c7",
                    table="deliverables_deliverable",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverable",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_deliverableevent" ("acceptance_criteria", "activated_on", "baseline_on", "classification", "created_at", "created_by_id", "delivered_on", "description", "due_on", "forecast_on", "group_id", "id", "language", "last_update_on", "number", "objective_id", "owner_id", "owner_since", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rag_override", "rag_override_at", "rag_override_by_id", "rag_override_reason", "rag_override_until", "reference", "state", "state_reason", "title", "work_plan_id") VALUES (OLD."acceptance_criteria", OLD."activated_on", OLD."baseline_on", OLD."classification", OLD."created_at", OLD."created_by_id", OLD."delivered_on", OLD."description", OLD."due_on", OLD."forecast_on", OLD."group_id", OLD."id", OLD."language", OLD."last_update_on", OLD."number", OLD."objective_id", OLD."owner_id", OLD."owner_since", OLD."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rag_override", OLD."rag_override_at", OLD."rag_override_by_id", OLD."rag_override_reason", OLD."rag_override_until", OLD."reference", OLD."state", OLD."state_reason", OLD."title", OLD."work_plan_id"); RETURN NULL;',
                    hash="1451cd86f8c925e4e903afccf87fcac5a9e123d4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9269a",
                    table="deliverables_deliverable",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="contributor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_contributorevent" ("deliverable_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since") VALUES (NEW."deliverable_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since"); RETURN NULL;',
                    hash="71985ce1fecb62213e6160b623b8a75465606646",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_773a6",
                    table="deliverables_contributor",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="contributor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_contributorevent" ("deliverable_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since") VALUES (NEW."deliverable_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since"); RETURN NULL;',
                    hash="da0c3398dcabb24aeeb8a3add59700592b026bfe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7339",
                    table="deliverables_contributor",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="contributor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_contributorevent" ("deliverable_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since") VALUES (OLD."deliverable_id", OLD."id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since"); RETURN NULL;',
                    hash="2425db40010895776b28c8a333863de79edbb13f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_87c3c",
                    table="deliverables_contributor",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverablelink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_deliverablelinkevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source_id", NEW."target_id"); RETURN NULL;',
                    hash="9aa63fd6e7e529acb8e27b19b377f6b945bd60d3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_46a7f",
                    table="deliverables_deliverablelink",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverablelink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_deliverablelinkevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source_id", NEW."target_id"); RETURN NULL;',
                    hash="4ab1142e4ed190431c2edccd33b1fd06cedf7e04",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_10057",
                    table="deliverables_deliverablelink",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverablelink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_deliverablelinkevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source_id", OLD."target_id"); RETURN NULL;',
                    hash="55bc90bb53e81de7e13300c01408bc478dba1b8f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9a238",
                    table="deliverables_deliverablelink",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverablegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_deliverablegrantevent" ("deliverable_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."deliverable_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="5114a921522ea8390e4d0a475d5eae7d2a5f9291",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_72bd6",
                    table="deliverables_deliverablegrant",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverablegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_deliverablegrantevent" ("deliverable_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."deliverable_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="9dfcf864171cda1ae4c1e1cd5086e6075f672631",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ba0c1",
                    table="deliverables_deliverablegrant",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="deliverablegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_deliverablegrantevent" ("deliverable_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."deliverable_id", OLD."id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="0446b07a7eebd6d77e6ccce1019153676909644c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e3b18",
                    table="deliverables_deliverablegrant",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('proposed')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'deliverables_milestone: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('proposed>active', 'proposed>cancelled', 'active>achieved', 'active>missed', 'active>cancelled', 'achieved>active', 'missed>active', 'missed>achieved', 'cancelled>active') THEN\n                RAISE EXCEPTION 'deliverables_milestone: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="85831364d44d0780d2da3ede6ff7cdf53d13d175",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_a7ae8",
                    table="deliverables_milestone",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="baseline_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.baseline_on IS NOT NULL AND NEW.baseline_on IS DISTINCT FROM OLD.baseline_on)",
                    func="\n        RAISE EXCEPTION 'deliverables_milestone: the baseline % stays', OLD.baseline_on\n            USING ERRCODE = 'check_violation';\n    ",
                    hash="1a58a1a5ff8f492453dbd4d2676a5576ae0a5704",
                    operation='UPDATE OF "baseline_on"',
                    pgid="pgtrigger_baseline_kept_a2cdb",
                    table="deliverables_milestone",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="summary_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            -- Locked first, in one order: the next statement then sees what others committed meanwhile.\n            PERFORM 1 FROM deliverables_deliverable WHERE id IN (SELECT deliverable_id FROM new_rows) ORDER BY id FOR UPDATE;\n            UPDATE deliverables_deliverable AS kept\n            SET next_due_on = found.next_due_on, milestone_slip_days = found.slip\n            FROM (\n                SELECT touched.deliverable_id, min(m.due_on) AS next_due_on,\n                       max(m.forecast_on - m.due_on) AS slip\n                FROM (SELECT deliverable_id FROM new_rows) AS touched\n                LEFT JOIN deliverables_milestone AS m\n                    ON m.deliverable_id = touched.deliverable_id AND m.state = 'active'\n                GROUP BY touched.deliverable_id\n            ) AS found\n            WHERE kept.id = found.deliverable_id\n              AND (kept.next_due_on, kept.milestone_slip_days)\n                  IS DISTINCT FROM (found.next_due_on, found.slip);\n            RETURN NULL;\n        ",
                    hash="f9758a873ff83235a5a15927bfac4a00f3203cdb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_summary_insert_f9cb8",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="deliverables_milestone",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="summary_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            -- Locked first, in one order: the next statement then sees what others committed meanwhile.\n            PERFORM 1 FROM deliverables_deliverable WHERE id IN (SELECT deliverable_id FROM old_rows UNION SELECT deliverable_id FROM new_rows) ORDER BY id FOR UPDATE;\n            UPDATE deliverables_deliverable AS kept\n            SET next_due_on = found.next_due_on, milestone_slip_days = found.slip\n            FROM (\n                SELECT touched.deliverable_id, min(m.due_on) AS next_due_on,\n                       max(m.forecast_on - m.due_on) AS slip\n                FROM (SELECT deliverable_id FROM old_rows UNION SELECT deliverable_id FROM new_rows) AS touched\n                LEFT JOIN deliverables_milestone AS m\n                    ON m.deliverable_id = touched.deliverable_id AND m.state = 'active'\n                GROUP BY touched.deliverable_id\n            ) AS found\n            WHERE kept.id = found.deliverable_id\n              AND (kept.next_due_on, kept.milestone_slip_days)\n                  IS DISTINCT FROM (found.next_due_on, found.slip);\n            RETURN NULL;\n        ",
                    hash="99ddbd99d386052fe54883bf4a9f22d93fd5f425",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_summary_update_4bcc9",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="deliverables_milestone",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="summary_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            -- Locked first, in one order: the next statement then sees what others committed meanwhile.\n            PERFORM 1 FROM deliverables_deliverable WHERE id IN (SELECT deliverable_id FROM old_rows) ORDER BY id FOR UPDATE;\n            UPDATE deliverables_deliverable AS kept\n            SET next_due_on = found.next_due_on, milestone_slip_days = found.slip\n            FROM (\n                SELECT touched.deliverable_id, min(m.due_on) AS next_due_on,\n                       max(m.forecast_on - m.due_on) AS slip\n                FROM (SELECT deliverable_id FROM old_rows) AS touched\n                LEFT JOIN deliverables_milestone AS m\n                    ON m.deliverable_id = touched.deliverable_id AND m.state = 'active'\n                GROUP BY touched.deliverable_id\n            ) AS found\n            WHERE kept.id = found.deliverable_id\n              AND (kept.next_due_on, kept.milestone_slip_days)\n                  IS DISTINCT FROM (found.next_due_on, found.slip);\n            RETURN NULL;\n        ",
                    hash="0f9acacde624340700c5b26f4f48c83d39ffe6dd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_summary_delete_d9537",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="deliverables_milestone",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_milestoneevent" ("achieved_on", "activated_on", "baseline_on", "created_at", "created_by_id", "deliverable_id", "due_on", "forecast_on", "id", "number", "owner_id", "owner_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "state", "state_reason", "title") VALUES (NEW."achieved_on", NEW."activated_on", NEW."baseline_on", NEW."created_at", NEW."created_by_id", NEW."deliverable_id", NEW."due_on", NEW."forecast_on", NEW."id", NEW."number", NEW."owner_id", NEW."owner_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reference", NEW."state", NEW."state_reason", NEW."title"); RETURN NULL;',
                    hash="a6c6bee63ba4e1fb5b6486aee7abe67b09e947c2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_58b84",
                    table="deliverables_milestone",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."achieved_on" IS DISTINCT FROM (NEW."achieved_on") OR OLD."activated_on" IS DISTINCT FROM (NEW."activated_on") OR OLD."baseline_on" IS DISTINCT FROM (NEW."baseline_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."deliverable_id" IS DISTINCT FROM (NEW."deliverable_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."forecast_on" IS DISTINCT FROM (NEW."forecast_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."owner_since" IS DISTINCT FROM (NEW."owner_since") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "deliverables_milestoneevent" ("achieved_on", "activated_on", "baseline_on", "created_at", "created_by_id", "deliverable_id", "due_on", "forecast_on", "id", "number", "owner_id", "owner_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "state", "state_reason", "title") VALUES (NEW."achieved_on", NEW."activated_on", NEW."baseline_on", NEW."created_at", NEW."created_by_id", NEW."deliverable_id", NEW."due_on", NEW."forecast_on", NEW."id", NEW."number", NEW."owner_id", NEW."owner_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reference", NEW."state", NEW."state_reason", NEW."title"); RETURN NULL;',
                    hash="4f88b6d9856ea81313652e61c36617ad996d7d46",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fa206",
                    table="deliverables_milestone",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_milestoneevent" ("achieved_on", "activated_on", "baseline_on", "created_at", "created_by_id", "deliverable_id", "due_on", "forecast_on", "id", "number", "owner_id", "owner_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "state", "state_reason", "title") VALUES (OLD."achieved_on", OLD."activated_on", OLD."baseline_on", OLD."created_at", OLD."created_by_id", OLD."deliverable_id", OLD."due_on", OLD."forecast_on", OLD."id", OLD."number", OLD."owner_id", OLD."owner_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reference", OLD."state", OLD."state_reason", OLD."title"); RETURN NULL;',
                    hash="e57e92640eee22739b19b53800fe927888bf0434",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6daf4",
                    table="deliverables_milestone",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="changerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('pending')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'deliverables_changerequest: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('pending>approved', 'pending>declined', 'pending>withdrawn') THEN\n                RAISE EXCEPTION 'deliverables_changerequest: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="4e4ceb72635954aef09ac79f75d0706812617ebc",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_ec777",
                    table="deliverables_changerequest",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="changerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_changerequestevent" ("decided_at", "decided_by_id", "decision_note", "deliverable_id", "group_id", "id", "milestone_id", "new", "objective_id", "old", "on_behalf_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "requested_at", "requested_by_id", "state") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."decision_note", NEW."deliverable_id", NEW."group_id", NEW."id", NEW."milestone_id", NEW."new", NEW."objective_id", NEW."old", NEW."on_behalf_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."reference", NEW."requested_at", NEW."requested_by_id", NEW."state"); RETURN NULL;',
                    hash="1e5f322afbd7fa9a91a5b6cb1f049608fdffa925",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_37e17",
                    table="deliverables_changerequest",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="changerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_changerequestevent" ("decided_at", "decided_by_id", "decision_note", "deliverable_id", "group_id", "id", "milestone_id", "new", "objective_id", "old", "on_behalf_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "requested_at", "requested_by_id", "state") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."decision_note", NEW."deliverable_id", NEW."group_id", NEW."id", NEW."milestone_id", NEW."new", NEW."objective_id", NEW."old", NEW."on_behalf_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."reference", NEW."requested_at", NEW."requested_by_id", NEW."state"); RETURN NULL;',
                    hash="9f5986dcd31cd5a61a46a2d117356e14294685f9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7328e",
                    table="deliverables_changerequest",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="changerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_changerequestevent" ("decided_at", "decided_by_id", "decision_note", "deliverable_id", "group_id", "id", "milestone_id", "new", "objective_id", "old", "on_behalf_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "requested_at", "requested_by_id", "state") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."decision_note", OLD."deliverable_id", OLD."group_id", OLD."id", OLD."milestone_id", OLD."new", OLD."objective_id", OLD."old", OLD."on_behalf_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."reference", OLD."requested_at", OLD."requested_by_id", OLD."state"); RETURN NULL;',
                    hash="9fdb23a921085b64e9a31ca9a5d6b0483171e14c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_62081",
                    table="deliverables_changerequest",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="progressupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_progressupdateevent" ("author_id", "deliverable_id", "evidence_name", "evidence_sha256", "evidence_size", "evidence_url", "filed_at", "filed_on", "forecast_on", "id", "language", "milestone_id", "note", "on_behalf_of_id", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rag", "reference") VALUES (NEW."author_id", NEW."deliverable_id", NEW."evidence_name", NEW."evidence_sha256", NEW."evidence_size", NEW."evidence_url", NEW."filed_at", NEW."filed_on", NEW."forecast_on", NEW."id", NEW."language", NEW."milestone_id", NEW."note", NEW."on_behalf_of_id", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rag", NEW."reference"); RETURN NULL;',
                    hash="e15c75301cdb3a1dc6748dced258c3d34197a427",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0a4e8",
                    table="deliverables_progressupdate",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="progressupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."deliverable_id" IS DISTINCT FROM (NEW."deliverable_id") OR OLD."evidence_name" IS DISTINCT FROM (NEW."evidence_name") OR OLD."evidence_sha256" IS DISTINCT FROM (NEW."evidence_sha256") OR OLD."evidence_size" IS DISTINCT FROM (NEW."evidence_size") OR OLD."evidence_url" IS DISTINCT FROM (NEW."evidence_url") OR OLD."filed_at" IS DISTINCT FROM (NEW."filed_at") OR OLD."filed_on" IS DISTINCT FROM (NEW."filed_on") OR OLD."forecast_on" IS DISTINCT FROM (NEW."forecast_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."milestone_id" IS DISTINCT FROM (NEW."milestone_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."on_behalf_of_id" IS DISTINCT FROM (NEW."on_behalf_of_id") OR OLD."percent" IS DISTINCT FROM (NEW."percent") OR OLD."rag" IS DISTINCT FROM (NEW."rag") OR OLD."reference" IS DISTINCT FROM (NEW."reference"))',
                    func='INSERT INTO "deliverables_progressupdateevent" ("author_id", "deliverable_id", "evidence_name", "evidence_sha256", "evidence_size", "evidence_url", "filed_at", "filed_on", "forecast_on", "id", "language", "milestone_id", "note", "on_behalf_of_id", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rag", "reference") VALUES (NEW."author_id", NEW."deliverable_id", NEW."evidence_name", NEW."evidence_sha256", NEW."evidence_size", NEW."evidence_url", NEW."filed_at", NEW."filed_on", NEW."forecast_on", NEW."id", NEW."language", NEW."milestone_id", NEW."note", NEW."on_behalf_of_id", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rag", NEW."reference"); RETURN NULL;',
                    hash="42192eee172438b3947749691a85434ac50e90d8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f9a8c",
                    table="deliverables_progressupdate",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="progressupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_progressupdateevent" ("author_id", "deliverable_id", "evidence_name", "evidence_sha256", "evidence_size", "evidence_url", "filed_at", "filed_on", "forecast_on", "id", "language", "milestone_id", "note", "on_behalf_of_id", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rag", "reference") VALUES (OLD."author_id", OLD."deliverable_id", OLD."evidence_name", OLD."evidence_sha256", OLD."evidence_size", OLD."evidence_url", OLD."filed_at", OLD."filed_on", OLD."forecast_on", OLD."id", OLD."language", OLD."milestone_id", OLD."note", OLD."on_behalf_of_id", OLD."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rag", OLD."reference"); RETURN NULL;',
                    hash="28d43f8d1783cf539759b139422f18e773f04be1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6825b",
                    table="deliverables_progressupdate",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="dependency",
            trigger=pgtrigger.compiler.Trigger(
                name="no_loop",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        PERFORM pg_advisory_xact_lock(hashtextextended('deliverables_dependency', 0));\n        IF EXISTS (\n            WITH RECURSIVE after (id) AS (\n                SELECT NEW.successor_id\n                UNION\n                SELECT d.successor_id FROM deliverables_dependency d JOIN after a ON d.predecessor_id = a.id\n            )\n            SELECT 1 FROM after WHERE id = NEW.predecessor_id\n        ) THEN\n            RAISE EXCEPTION 'deliverables_dependency: % would wait for itself', NEW.successor_id\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="5520c251b04664d823810a1cd7ef9d8f27dc9306",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_no_loop_d6fe7",
                    table="deliverables_dependency",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="dependency",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_dependencyevent" ("created_at", "created_by_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "reference", "successor_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."predecessor_id", NEW."reference", NEW."successor_id"); RETURN NULL;',
                    hash="4f21a2c26e49eb1086b4bdd7c67bcc304e11601b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4440e",
                    table="deliverables_dependency",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="dependency",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_dependencyevent" ("created_at", "created_by_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "reference", "successor_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."predecessor_id", NEW."reference", NEW."successor_id"); RETURN NULL;',
                    hash="623046044813a8fc87dfa880df20abfdc1ea6cee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3e04e",
                    table="deliverables_dependency",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="dependency",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_dependencyevent" ("created_at", "created_by_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "reference", "successor_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."predecessor_id", OLD."reference", OLD."successor_id"); RETURN NULL;',
                    hash="3c8576fa8f21fb3875e35824191911e13b1e8033",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_980e9",
                    table="deliverables_dependency",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="acceptancecheck",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_acceptancecheckevent" ("checked_at", "checked_by_id", "criterion", "deliverable_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."checked_at", NEW."checked_by_id", NEW."criterion", NEW."deliverable_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="75fb9dbd1815542446041215c0f0e9d50082f6b8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6f52e",
                    table="deliverables_acceptancecheck",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="acceptancecheck",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_acceptancecheckevent" ("checked_at", "checked_by_id", "criterion", "deliverable_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."checked_at", NEW."checked_by_id", NEW."criterion", NEW."deliverable_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="3c4596263d45c7db2ef186ed1d3e02fb0c36d9c1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_63040",
                    table="deliverables_acceptancecheck",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="acceptancecheck",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_acceptancecheckevent" ("checked_at", "checked_by_id", "criterion", "deliverable_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."checked_at", OLD."checked_by_id", OLD."criterion", OLD."deliverable_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="5315983e005a25bfeac1b994f625b597c78b4739",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ce8ec",
                    table="deliverables_acceptancecheck",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="groupweek",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_groupweekevent" ("amber", "green", "group_id", "id", "late", "monday", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "red", "slippage_days", "slipped", "stale") VALUES (NEW."amber", NEW."green", NEW."group_id", NEW."id", NEW."late", NEW."monday", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."red", NEW."slippage_days", NEW."slipped", NEW."stale"); RETURN NULL;',
                    hash="a86e4dc764747b57ea489ebcdd7a5c3349ee290b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0aad3",
                    table="deliverables_groupweek",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="groupweek",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_groupweekevent" ("amber", "green", "group_id", "id", "late", "monday", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "red", "slippage_days", "slipped", "stale") VALUES (NEW."amber", NEW."green", NEW."group_id", NEW."id", NEW."late", NEW."monday", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."red", NEW."slippage_days", NEW."slipped", NEW."stale"); RETURN NULL;',
                    hash="12b804cdc21021ec46348a4154c5a657f4c8ee62",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3f995",
                    table="deliverables_groupweek",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="groupweek",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_groupweekevent" ("amber", "green", "group_id", "id", "late", "monday", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "red", "slippage_days", "slipped", "stale") VALUES (OLD."amber", OLD."green", OLD."group_id", OLD."id", OLD."late", OLD."monday", OLD."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."red", OLD."slippage_days", OLD."slipped", OLD."stale"); RETURN NULL;',
                    hash="bcd501c0c745b291914639341202d31e0b72a56e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7db47",
                    table="deliverables_groupweek",
                    when="AFTER",
                ),
            ),
        ),
    ]
