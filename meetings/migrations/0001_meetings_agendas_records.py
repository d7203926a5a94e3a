import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import members.models.users
import naio_portal.audit
import naio_portal.schema
import pghistory.utils
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # A database made by these goes on.
    replaces = [("meetings", "0001_meetings")]

    initial = True

    dependencies = [
        ("groups", "0001_groups_rosters_imports"),
        ("members", "0001_people"),
    ]

    operations = [
        naio_portal.schema.CreateModel(
            name="Meeting",
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
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language of the texts",
                    ),
                ),
                ("is_plenary", models.BooleanField(default=False, verbose_name="plenary of all groups")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                (
                    "time_zone",
                    models.CharField(
                        default="Asia/Kuala_Lumpur",
                        max_length=64,
                        validators=[members.models.users.validate_time_zone],
                        verbose_name="time zone of the place",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="place")),
                (
                    "link",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                        verbose_name="link to join",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("notified", "Notified"),
                            ("in_progress", "In progress"),
                            ("held", "Held"),
                            ("closed", "Closed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "cancel_reason",
                    models.TextField(blank=True, default="", verbose_name="reason for cancelling"),
                ),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("notice_due_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("announced", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "notified_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="notified"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["-starts_at", "-id"],
                "indexes": [
                    models.Index(fields=["-starts_at", "-id"], name="meeting_starts"),
                    models.Index(fields=["ends_at", "id"], name="meeting_ends"),
                    models.Index(
                        condition=models.Q(("notice_due_at__isnull", False)),
                        fields=["notice_due_at"],
                        name="meeting_notice_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="meeting_ends_after_start",
                        violation_error_message="The end must be after the start.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("cancel_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meeting_cancelled_has_reason",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="MeetingEvent",
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
                        to="meetings.meeting",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="reference")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language of the texts",
                    ),
                ),
                ("is_plenary", models.BooleanField(default=False, verbose_name="plenary of all groups")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                (
                    "time_zone",
                    models.CharField(
                        default="Asia/Kuala_Lumpur",
                        max_length=64,
                        validators=[members.models.users.validate_time_zone],
                        verbose_name="time zone of the place",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="place")),
                (
                    "link",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                        verbose_name="link to join",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("notified", "Notified"),
                            ("in_progress", "In progress"),
                            ("held", "Held"),
                            ("closed", "Closed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "cancel_reason",
                    models.TextField(blank=True, default="", verbose_name="reason for cancelling"),
                ),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "notified_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="notified"),
                ),
                (
                    "created_by",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="meeting_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="MeetingGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meeting_groups",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting_groups",
                        to="groups.workinggroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of a meeting",
                "verbose_name_plural": "groups of meetings",
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "group"), name="meeting_group_once")
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="MeetingGroupEvent",
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
                        to="meetings.meetinggroup",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
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
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="meetinggroup_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="meetings.meeting",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("decision", "For decision"),
                            ("discussion", "For discussion"),
                            ("information", "For information"),
                        ],
                        default="discussion",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("common", "Everyone signed in"),
                            ("members", "Members of the groups that meet"),
                            ("restricted", "Named people, chair and secretariat"),
                        ],
                        default="common",
                        max_length=10,
                        verbose_name="visibility",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "agenda item",
                "verbose_name_plural": "agenda items",
                "ordering": ["meeting", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("meeting", "position"),
                        name="item_position_in_meeting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 600))), name="item_minutes_1_to_600"
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="AgendaItemEvent",
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
                        to="meetings.agendaitem",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("decision", "For decision"),
                            ("discussion", "For discussion"),
                            ("information", "For information"),
                        ],
                        default="discussion",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("common", "Everyone signed in"),
                            ("members", "Members of the groups that meet"),
                            ("restricted", "Named people, chair and secretariat"),
                        ],
                        default="common",
                        max_length=10,
                        verbose_name="visibility",
                    ),
                ),
                (
                    "updated_by",
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
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="agendaitem_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Presenter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presenters",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.member",
                    ),
                ),
                ("name", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "presenter",
                "verbose_name_plural": "presenters",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "member"), name="presenter_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("member__isnull", False), models.Q(("name", ""), _negated=True), _connector="XOR"
                        ),
                        name="presenter_member_or_name",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="PresenterEvent",
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
                        to="meetings.presenter",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "member",
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
                ("name", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="presenter_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="AgendaItemGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="meetings.agendaitem",
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
                "verbose_name": "grant on a restricted item",
                "verbose_name_plural": "grants on restricted items",
                "constraints": [models.UniqueConstraint(fields=("item", "member"), name="grant_once")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="AgendaItemGrantEvent",
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
                        to="meetings.agendaitemgrant",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.agendaitem",
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
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="agendaitemgrant_by_thing")],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="groups",
            field=models.ManyToManyField(
                related_name="meetings",
                through="meetings.MeetingGroup",
                to="groups.workinggroup",
                verbose_name="groups",
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('draft')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'meetings_meeting: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('draft>notified', 'draft>cancelled', 'notified>in_progress', 'notified>cancelled', 'in_progress>held', 'in_progress>cancelled', 'held>closed') THEN\n                RAISE EXCEPTION 'meetings_meeting: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="4b97052b721b7cd1e87b50b36833d76c74e1d18f",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_6ce75",
                    table="meetings_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingevent" ("cancel_reason", "created_at", "created_by_id", "description", "ends_at", "id", "is_plenary", "language", "link", "notified_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reference", "sequence", "starts_at", "state", "time_zone", "title", "updated_at") VALUES (NEW."cancel_reason", NEW."created_at", NEW."created_by_id", NEW."description", NEW."ends_at", NEW."id", NEW."is_plenary", NEW."language", NEW."link", NEW."notified_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."reference", NEW."sequence", NEW."starts_at", NEW."state", NEW."time_zone", NEW."title", NEW."updated_at"); RETURN NULL;',
                    hash="f23f169889e64ca773ab7e6970cd937e02bb79f7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61d9e",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cancel_reason" IS DISTINCT FROM (NEW."cancel_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_plenary" IS DISTINCT FROM (NEW."is_plenary") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."link" IS DISTINCT FROM (NEW."link") OR OLD."notified_at" IS DISTINCT FROM (NEW."notified_at") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."sequence" IS DISTINCT FROM (NEW."sequence") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                    func='INSERT INTO "meetings_meetingevent" ("cancel_reason", "created_at", "created_by_id", "description", "ends_at", "id", "is_plenary", "language", "link", "notified_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reference", "sequence", "starts_at", "state", "time_zone", "title", "updated_at") VALUES (NEW."cancel_reason", NEW."created_at", NEW."created_by_id", NEW."description", NEW."ends_at", NEW."id", NEW."is_plenary", NEW."language", NEW."link", NEW."notified_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."reference", NEW."sequence", NEW."starts_at", NEW."state", NEW."time_zone", NEW."title", NEW."updated_at"); RETURN NULL;',
                    hash="3c98646ff5a6fafa30adc59706e1e1d9e739f097",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_495b8",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingevent" ("cancel_reason", "created_at", "created_by_id", "description", "ends_at", "id", "is_plenary", "language", "link", "notified_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reference", "sequence", "starts_at", "state", "time_zone", "title", "updated_at") VALUES (OLD."cancel_reason", OLD."created_at", OLD."created_by_id", OLD."description", OLD."ends_at", OLD."id", OLD."is_plenary", OLD."language", OLD."link", OLD."notified_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."reference", OLD."sequence", OLD."starts_at", OLD."state", OLD."time_zone", OLD."title", OLD."updated_at"); RETURN NULL;',
                    hash="ab4c8b2499ff23701b3838066ff834fbaaf18c73",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4bf26",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="meetinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetinggroupevent" ("group_id", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."group_id", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="ca0ec47ff766079c048f09f43dc75adc8eef3bb7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1eae4",
                    table="meetings_meetinggroup",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="meetinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_meetinggroupevent" ("group_id", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."group_id", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="7c808d3d6e968b955929c059733281f6bc6b6151",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1f24d",
                    table="meetings_meetinggroup",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="meetinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetinggroupevent" ("group_id", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."group_id", OLD."id", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="f0ffe2f10e7e4816b08b80091de0a69b2752cf24",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d408e",
                    table="meetings_meetinggroup",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_agendaitemevent" ("id", "kind", "meeting_id", "minutes", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference", "title", "updated_at", "updated_by_id", "visibility") VALUES (NEW."id", NEW."kind", NEW."meeting_id", NEW."minutes", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."reference", NEW."title", NEW."updated_at", NEW."updated_by_id", NEW."visibility"); RETURN NULL;',
                    hash="03934bdcb62c87c773fd40874bbe084c91aabe9b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f98e2",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."updated_by_id" IS DISTINCT FROM (NEW."updated_by_id") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "meetings_agendaitemevent" ("id", "kind", "meeting_id", "minutes", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference", "title", "updated_at", "updated_by_id", "visibility") VALUES (NEW."id", NEW."kind", NEW."meeting_id", NEW."minutes", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."reference", NEW."title", NEW."updated_at", NEW."updated_by_id", NEW."visibility"); RETURN NULL;',
                    hash="7ba41b21cfe4e66c400aeb5f615d922aecca2dc3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca6ee",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_agendaitemevent" ("id", "kind", "meeting_id", "minutes", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference", "title", "updated_at", "updated_by_id", "visibility") VALUES (OLD."id", OLD."kind", OLD."meeting_id", OLD."minutes", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."reference", OLD."title", OLD."updated_at", OLD."updated_by_id", OLD."visibility"); RETURN NULL;',
                    hash="96afbd0d87865f2ac3872a658f23416afb60471c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2c12a",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="presenter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_presenterevent" ("id", "item_id", "member_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."id", NEW."item_id", NEW."member_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="41e0a6ba6b5a26a6f791a5bf6594a1abf1366587",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4798c",
                    table="meetings_presenter",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="presenter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_presenterevent" ("id", "item_id", "member_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."id", NEW."item_id", NEW."member_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="74cc150f019955c68201a3f0edb6046c6324a0e8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_16dc2",
                    table="meetings_presenter",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="presenter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_presenterevent" ("id", "item_id", "member_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."id", OLD."item_id", OLD."member_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="1f1e16dd0182785cfb1ba7f86ce4f8476a457785",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f7fb2",
                    table="meetings_presenter",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="agendaitemgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_agendaitemgrantevent" ("id", "item_id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."item_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="635518da4066cdf951243daec0ee33e66138c363",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8b35f",
                    table="meetings_agendaitemgrant",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="agendaitemgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_agendaitemgrantevent" ("id", "item_id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."item_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="26ba70f2e55ff0f63829f03da997d84cd081ae3b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2e831",
                    table="meetings_agendaitemgrant",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="agendaitemgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_agendaitemgrantevent" ("id", "item_id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."item_id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="d502e509e85f0fc5ecae7b47286b78a51ac7dc1a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_506fb",
                    table="meetings_agendaitemgrant",
                    when="AFTER",
                ),
            ),
        ),
    ]
