import django.db.models.deletion
import naio_portal.audit
import pghistory.utils
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deliverables", "0005_sector_applications"),
        ("groups", "0004_imports_share_their_engine"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
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
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language of the texts",
                    ),
                ),
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
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a work plan",
                "verbose_name_plural": "imports of work plans",
                "ordering": ["-uploaded_at"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
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
            },
        ),
        migrations.CreateModel(
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
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language of the texts",
                    ),
                ),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="deliverables.planimport",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
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
            },
        ),
        migrations.AddConstraint(
            model_name="planimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("sheets", []), _negated=True), name="planimport_has_sheets"
            ),
        ),
        migrations.AddConstraint(
            model_name="planimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applied_at__isnull", True), ("applied_by__isnull", True)),
                    models.Q(("applied_at__isnull", False), ("applied_by__isnull", False)),
                    _connector="OR",
                ),
                name="planimport_applied_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="planimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="planimport_undone_pair",
            ),
        ),
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        migrations.AddConstraint(
            model_name="planimporteffect",
            constraint=models.UniqueConstraint(
                fields=("file_import", "model", "object_id"), name="planimporteffect_once"
            ),
        ),
        migrations.AddIndex(
            model_name="planimportevent",
            index=models.Index(fields=["pgh_obj", "pgh_id"], name="planimport_by_thing"),
        ),
        migrations.AddIndex(
            model_name="planimportrow",
            index=models.Index(
                fields=["file_import", "sheet", "outcome", "number"], name="planimportrow_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="planimportrow",
            constraint=models.UniqueConstraint(
                fields=("file_import", "sheet", "number"), name="planimportrow_number"
            ),
        ),
    ]
