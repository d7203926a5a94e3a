import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import naio_portal.audit
import naio_portal.schema
import pghistory.utils
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # A database made by these goes on.
    replaces = [("deliverables", "0005_sector_applications"), ("deliverables", "0011_request_attachments")]

    dependencies = [
        ("deliverables", "0003_recommendations_and_letters"),
        ("groups", "0002_sectors_and_liaison_requests"),
        ("members", "0001_people"),
    ]

    operations = [
        naio_portal.schema.CreateModel(
            name="SectorApplication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="groups.sectoralteam",
                        verbose_name="sectoral team",
                    ),
                ),
                (
                    "deliverable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="deliverables.deliverable",
                        verbose_name="deliverable",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("tried", models.TextField(max_length=5000, verbose_name="what was tried")),
                ("place", models.CharField(max_length=200, verbose_name="where")),
                ("started_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("under_way", "Under way"),
                            ("worked", "It worked"),
                            ("worked_in_part", "It worked in part"),
                            ("did_not_work", "It did not work"),
                        ],
                        max_length=14,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "result",
                    models.TextField(blank=True, default="", max_length=5000, verbose_name="what came of it"),
                ),
                (
                    "lessons",
                    models.TextField(blank=True, default="", max_length=5000, verbose_name="lessons"),
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
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="demonstration data"),
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
                        verbose_name="entered by",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered")),
            ],
            options={
                "verbose_name": "application in the real world",
                "verbose_name_plural": "applications in the real world",
                "ordering": ["-started_on", "-id"],
                "indexes": [
                    models.Index(fields=["-started_on", "-id"], name="sector_application_recent"),
                    models.Index(fields=["team", "-started_on"], name="sector_application_team"),
                    models.Index(
                        fields=["deliverable", "-started_on"], name="sector_application_deliverable"
                    ),
                    models.Index(fields=["outcome", "-started_on"], name="sector_application_outcome"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                "title", "tried", "place", "result", "lessons", config="english"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "title", "tried", "place", "result", "lessons", config="simple"
                            ),
                            django.contrib.postgres.search.SearchConfig("english"),
                        ),
                        name="sector_application_search",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="sector_application_end_not_before_start",
                        violation_error_message="The last day cannot be before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "under_way"),
                            models.Q(models.Q(("result", ""), _negated=True), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="sector_application_over_has_result",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="SectorApplicationEvent",
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
                        to="deliverables.sectorapplication",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.sectoralteam",
                        verbose_name="sectoral team",
                    ),
                ),
                (
                    "deliverable",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.deliverable",
                        verbose_name="deliverable",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("tried", models.TextField(max_length=5000, verbose_name="what was tried")),
                ("place", models.CharField(max_length=200, verbose_name="where")),
                ("started_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("under_way", "Under way"),
                            ("worked", "It worked"),
                            ("worked_in_part", "It worked in part"),
                            ("did_not_work", "It did not work"),
                        ],
                        max_length=14,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "result",
                    models.TextField(blank=True, default="", max_length=5000, verbose_name="what came of it"),
                ),
                (
                    "lessons",
                    models.TextField(blank=True, default="", max_length=5000, verbose_name="lessons"),
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
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="demonstration data"),
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
                        verbose_name="entered by",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="sectorapplication_by_thing"),
                    models.Index(fields=["deliverable", "pgh_id"], name="sectorapplicati_by_deliverable"),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ApplicationFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="deliverables.sectorapplication",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                ("name", models.CharField(max_length=120, verbose_name="what is counted")),
                ("value", models.DecimalField(decimal_places=3, max_digits=16, verbose_name="figure")),
                ("unit", models.CharField(max_length=40, verbose_name="unit")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
            ],
            options={
                "verbose_name": "figure of an application",
                "verbose_name_plural": "figures of applications",
                "ordering": ["application", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "position"), name="application_figure_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("unit", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="application_figure_is_told",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ApplicationFigureEvent",
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
                        to="deliverables.applicationfigure",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.sectorapplication",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                ("name", models.CharField(max_length=120, verbose_name="what is counted")),
                ("value", models.DecimalField(decimal_places=3, max_digits=16, verbose_name="figure")),
                ("unit", models.CharField(max_length=40, verbose_name="unit")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="applicationfigure_by_thing"),
                    models.Index(fields=["application", "pgh_id"], name="applicationfigu_by_application"),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RequestAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="groups.liaisonrequest",
                        verbose_name="liaison request",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="deliverables.version",
                        verbose_name="version",
                    ),
                ),
                (
                    "attached_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="attached by",
                    ),
                ),
                ("attached_at", models.DateTimeField(auto_now_add=True, verbose_name="attached")),
            ],
            options={
                "verbose_name": "attachment of a liaison request",
                "verbose_name_plural": "attachments of liaison requests",
                "ordering": ["request", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "version"), name="request_attachment_once")
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RequestAttachmentEvent",
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
                        to="deliverables.requestattachment",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.liaisonrequest",
                        verbose_name="liaison request",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.version",
                        verbose_name="version",
                    ),
                ),
                (
                    "attached_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="attached by",
                    ),
                ),
                ("attached_at", models.DateTimeField(auto_now_add=True, verbose_name="attached")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="requestattachment_by_thing"),
                    models.Index(fields=["request", "pgh_id"], name="requestattachment_by_request"),
                ],
            },
        ),
        naio_portal.schema.AddTrigger(
            model_name="sectorapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_sectorapplicationevent" ("created_at", "created_by_id", "deliverable_id", "ended_on", "id", "is_demo", "language", "lessons", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reference", "result", "started_on", "team_id", "title", "tried") VALUES (NEW."created_at", NEW."created_by_id", NEW."deliverable_id", NEW."ended_on", NEW."id", NEW."is_demo", NEW."language", NEW."lessons", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."reference", NEW."result", NEW."started_on", NEW."team_id", NEW."title", NEW."tried"); RETURN NULL;',
                    hash="6e1a9a4008e9169f56b5557d319d26340c6968d2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0e376",
                    table="deliverables_sectorapplication",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sectorapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."deliverable_id" IS DISTINCT FROM (NEW."deliverable_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."lessons" IS DISTINCT FROM (NEW."lessons") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."started_on" IS DISTINCT FROM (NEW."started_on") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."tried" IS DISTINCT FROM (NEW."tried"))',
                    func='INSERT INTO "deliverables_sectorapplicationevent" ("created_at", "created_by_id", "deliverable_id", "ended_on", "id", "is_demo", "language", "lessons", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reference", "result", "started_on", "team_id", "title", "tried") VALUES (NEW."created_at", NEW."created_by_id", NEW."deliverable_id", NEW."ended_on", NEW."id", NEW."is_demo", NEW."language", NEW."lessons", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."reference", NEW."result", NEW."started_on", NEW."team_id", NEW."title", NEW."tried"); RETURN NULL;',
                    hash="c937b028b75ab03645dabbf57caa8928d5eccd15",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_22c43",
                    table="deliverables_sectorapplication",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sectorapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_sectorapplicationevent" ("created_at", "created_by_id", "deliverable_id", "ended_on", "id", "is_demo", "language", "lessons", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reference", "result", "started_on", "team_id", "title", "tried") VALUES (OLD."created_at", OLD."created_by_id", OLD."deliverable_id", OLD."ended_on", OLD."id", OLD."is_demo", OLD."language", OLD."lessons", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."reference", OLD."result", OLD."started_on", OLD."team_id", OLD."title", OLD."tried"); RETURN NULL;',
                    hash="1e83fc09d74e6d0179ff33538cebaa9109f0a5f6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6c944",
                    table="deliverables_sectorapplication",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="applicationfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_applicationfigureevent" ("application_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "unit", "value") VALUES (NEW."application_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."source", NEW."unit", NEW."value"); RETURN NULL;',
                    hash="4db79d3e8b735ac4fdd85680be8a283fe089e5f7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_40118",
                    table="deliverables_applicationfigure",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="applicationfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_applicationfigureevent" ("application_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "unit", "value") VALUES (NEW."application_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."source", NEW."unit", NEW."value"); RETURN NULL;',
                    hash="5fd9142086274e792e6815da2c46589010222744",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_66383",
                    table="deliverables_applicationfigure",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="applicationfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_applicationfigureevent" ("application_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "unit", "value") VALUES (OLD."application_id", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."source", OLD."unit", OLD."value"); RETURN NULL;',
                    hash="7d8eb263ec35d38f0c9e7f5648575244c394fa35",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8e0bc",
                    table="deliverables_applicationfigure",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="requestattachment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_requestattachmentevent" ("attached_at", "attached_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "version_id") VALUES (NEW."attached_at", NEW."attached_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."request_id", NEW."version_id"); RETURN NULL;',
                    hash="234588a7a93dc0d86d2f344dcc295b105e0af4a8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ddb2e",
                    table="deliverables_requestattachment",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="requestattachment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_requestattachmentevent" ("attached_at", "attached_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "version_id") VALUES (NEW."attached_at", NEW."attached_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."request_id", NEW."version_id"); RETURN NULL;',
                    hash="70e3fbca41678ed75610813fb1da6bd9c45c1248",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_efbfd",
                    table="deliverables_requestattachment",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="requestattachment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_requestattachmentevent" ("attached_at", "attached_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "version_id") VALUES (OLD."attached_at", OLD."attached_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."request_id", OLD."version_id"); RETURN NULL;',
                    hash="519937912793c8d767a75aab33e34752c8e5a84c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a5e26",
                    table="deliverables_requestattachment",
                    when="AFTER",
                ),
            ),
        ),
    ]
