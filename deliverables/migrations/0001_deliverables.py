import deliverables.models.updates
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import naio_portal.audit
import pghistory.utils
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # A database made by these goes on.
    replaces = [
        ("deliverables", "0001_deliverables_and_milestones"),
        ("deliverables", "0003_events_by_thing"),
    ]

    initial = True

    dependencies = [
        ("groups", "0001_groups_and_rosters"),
        ("members", "0001_users_and_members"),
    ]

    operations = [
        migrations.CreateModel(
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
                ("rag_override_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                            ),
                            models.Q(
                                models.Q(("rag_override", ""), _negated=True),
                                models.Q(("rag_override_reason", ""), _negated=True),
                                ("rag_override_at__isnull", False),
                                ("rag_override_by__isnull", False),
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
        migrations.CreateModel(
            name="Contributor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="members.member",
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
            ],
            options={
                "verbose_name": "contributor",
                "verbose_name_plural": "contributors",
                "constraints": [
                    models.UniqueConstraint(fields=("deliverable", "member"), name="contributor_once")
                ],
            },
        ),
        migrations.CreateModel(
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="deliverables.contributor",
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
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="contributor_by_thing")],
            },
        ),
        migrations.CreateModel(
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                ("rag_override_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="deliverable_by_thing")],
            },
        ),
        migrations.CreateModel(
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
        migrations.CreateModel(
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
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="deliverablegrant_by_thing")],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                (
                    "deliverable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="deliverables.deliverable",
                    ),
                ),
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
        migrations.CreateModel(
            name="DueDateChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("old_due_on", models.DateField(verbose_name="from")),
                ("new_due_on", models.DateField(verbose_name="to")),
                ("reason", models.TextField(verbose_name="reason")),
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
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("decision_note", models.TextField(blank=True, default="", verbose_name="note")),
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
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="date_changes",
                        to="deliverables.milestone",
                    ),
                ),
            ],
            options={
                "verbose_name": "request to change a due date",
                "verbose_name_plural": "requests to change due dates",
                "ordering": ["-requested_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["requested_at"],
                        name="date_change_pending",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("milestone",),
                        name="date_change_one_pending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("new_due_on", models.F("old_due_on")), _negated=True),
                        name="date_change_moves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="date_change_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="date_change_decided_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "declined"]), _negated=True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="date_change_other_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DueDateChangeEvent",
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
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("old_due_on", models.DateField(verbose_name="from")),
                ("new_due_on", models.DateField(verbose_name="to")),
                ("reason", models.TextField(verbose_name="reason")),
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
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("decision_note", models.TextField(blank=True, default="", verbose_name="note")),
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="deliverables.duedatechange",
                    ),
                ),
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
                    "milestone",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.milestone",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="duedatechange_by_thing")],
            },
        ),
        migrations.CreateModel(
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="milestone_by_thing"),
                    models.Index(fields=["deliverable", "pgh_id"], name="milestone_by_deliverable"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.member",
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
        migrations.CreateModel(
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="progressupdate_by_thing"),
                    models.Index(fields=["deliverable", "pgh_id"], name="progressupdate_by_deliverable"),
                ],
            },
        ),
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
            model_name="deliverable",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_deliverableevent" ("acceptance_criteria", "activated_on", "classification", "created_at", "created_by_id", "delivered_on", "description", "due_on", "forecast_on", "group_id", "id", "language", "last_update_on", "number", "objective_id", "owner_id", "owner_since", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rag_override", "rag_override_at", "rag_override_by_id", "rag_override_reason", "reference", "state", "state_reason", "title") VALUES (NEW."acceptance_criteria", NEW."activated_on", NEW."classification", NEW."created_at", NEW."created_by_id", NEW."delivered_on", NEW."description", NEW."due_on", NEW."forecast_on", NEW."group_id", NEW."id", NEW."language", NEW."last_update_on", NEW."number", NEW."objective_id", NEW."owner_id", NEW."owner_since", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rag_override", NEW."rag_override_at", NEW."rag_override_by_id", NEW."rag_override_reason", NEW."reference", NEW."state", NEW."state_reason", NEW."title"); RETURN NULL;',
                    hash="f18e7fc5be88cf1b80b281e690d8b1ed3b9cb15d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ac0be",
                    table="deliverables_deliverable",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="deliverable",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."acceptance_criteria" IS DISTINCT FROM (NEW."acceptance_criteria") OR OLD."activated_on" IS DISTINCT FROM (NEW."activated_on") OR OLD."classification" IS DISTINCT FROM (NEW."classification") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."delivered_on" IS DISTINCT FROM (NEW."delivered_on") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."forecast_on" IS DISTINCT FROM (NEW."forecast_on") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."last_update_on" IS DISTINCT FROM (NEW."last_update_on") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."objective_id" IS DISTINCT FROM (NEW."objective_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."owner_since" IS DISTINCT FROM (NEW."owner_since") OR OLD."percent" IS DISTINCT FROM (NEW."percent") OR OLD."rag_override" IS DISTINCT FROM (NEW."rag_override") OR OLD."rag_override_at" IS DISTINCT FROM (NEW."rag_override_at") OR OLD."rag_override_by_id" IS DISTINCT FROM (NEW."rag_override_by_id") OR OLD."rag_override_reason" IS DISTINCT FROM (NEW."rag_override_reason") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "deliverables_deliverableevent" ("acceptance_criteria", "activated_on", "classification", "created_at", "created_by_id", "delivered_on", "description", "due_on", "forecast_on", "group_id", "id", "language", "last_update_on", "number", "objective_id", "owner_id", "owner_since", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rag_override", "rag_override_at", "rag_override_by_id", "rag_override_reason", "reference", "state", "state_reason", "title") VALUES (NEW."acceptance_criteria", NEW."activated_on", NEW."classification", NEW."created_at", NEW."created_by_id", NEW."delivered_on", NEW."description", NEW."due_on", NEW."forecast_on", NEW."group_id", NEW."id", NEW."language", NEW."last_update_on", NEW."number", NEW."objective_id", NEW."owner_id", NEW."owner_since", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rag_override", NEW."rag_override_at", NEW."rag_override_by_id", NEW."rag_override_reason", NEW."reference", NEW."state", NEW."state_reason", NEW."title"); RETURN NULL;',
                    hash="4354ee90c74c973b856ca8edce17c539c4351e18",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_082c7",
                    table="deliverables_deliverable",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="deliverable",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_deliverableevent" ("acceptance_criteria", "activated_on", "classification", "created_at", "created_by_id", "delivered_on", "description", "due_on", "forecast_on", "group_id", "id", "language", "last_update_on", "number", "objective_id", "owner_id", "owner_since", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rag_override", "rag_override_at", "rag_override_by_id", "rag_override_reason", "reference", "state", "state_reason", "title") VALUES (OLD."acceptance_criteria", OLD."activated_on", OLD."classification", OLD."created_at", OLD."created_by_id", OLD."delivered_on", OLD."description", OLD."due_on", OLD."forecast_on", OLD."group_id", OLD."id", OLD."language", OLD."last_update_on", OLD."number", OLD."objective_id", OLD."owner_id", OLD."owner_since", OLD."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rag_override", OLD."rag_override_at", OLD."rag_override_by_id", OLD."rag_override_reason", OLD."reference", OLD."state", OLD."state_reason", OLD."title"); RETURN NULL;',
                    hash="5803122bd31b84d7d207ebd5b0512735d7a9eddf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9269a",
                    table="deliverables_deliverable",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
            model_name="duedatechange",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('pending')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'deliverables_duedatechange: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('pending>approved', 'pending>declined', 'pending>withdrawn') THEN\n                RAISE EXCEPTION 'deliverables_duedatechange: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="ee2def55cce4ec3f24a1ffe2171248d1b8ff63a9",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_bc28a",
                    table="deliverables_duedatechange",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="duedatechange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_duedatechangeevent" ("decided_at", "decided_by_id", "decision_note", "id", "milestone_id", "new_due_on", "old_due_on", "on_behalf_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "requested_at", "requested_by_id", "state") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."decision_note", NEW."id", NEW."milestone_id", NEW."new_due_on", NEW."old_due_on", NEW."on_behalf_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."reference", NEW."requested_at", NEW."requested_by_id", NEW."state"); RETURN NULL;',
                    hash="f7da31629a48d116dc4471286623fae81904b17e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_62187",
                    table="deliverables_duedatechange",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="duedatechange",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_duedatechangeevent" ("decided_at", "decided_by_id", "decision_note", "id", "milestone_id", "new_due_on", "old_due_on", "on_behalf_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "requested_at", "requested_by_id", "state") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."decision_note", NEW."id", NEW."milestone_id", NEW."new_due_on", NEW."old_due_on", NEW."on_behalf_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."reference", NEW."requested_at", NEW."requested_by_id", NEW."state"); RETURN NULL;',
                    hash="aec5e79730d69ab7aa996cca35686eb23d619cd9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7e19a",
                    table="deliverables_duedatechange",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="duedatechange",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_duedatechangeevent" ("decided_at", "decided_by_id", "decision_note", "id", "milestone_id", "new_due_on", "old_due_on", "on_behalf_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "requested_at", "requested_by_id", "state") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."decision_note", OLD."id", OLD."milestone_id", OLD."new_due_on", OLD."old_due_on", OLD."on_behalf_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."reference", OLD."requested_at", OLD."requested_by_id", OLD."state"); RETURN NULL;',
                    hash="9aaf1c1b468069144231c7a2a6b6e24cde170776",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1f94f",
                    table="deliverables_duedatechange",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
    ]
