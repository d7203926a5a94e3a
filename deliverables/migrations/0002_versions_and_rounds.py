import deliverables.models.versions
import django.db.models.deletion
import django.utils.timezone
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
        ("deliverables", "0002_versions_and_reviews"),
        ("deliverables", "0007_versions_of_office_records"),
        ("deliverables", "0010_review_rounds"),
        ("deliverables", "0012_withdrawn_comments"),
    ]

    dependencies = [
        ("deliverables", "0001_plans_and_progress"),
        ("groups", "0002_sectors_and_liaison_requests"),
        ("members", "0001_people"),
    ]

    operations = [
        naio_portal.schema.CreateModel(
            name="Version",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="deliverables.deliverable",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "note",
                    models.TextField(blank=True, default="", max_length=2000, verbose_name="what is new"),
                ),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
                ),
                ("text", models.TextField(blank=True, default="", verbose_name="text")),
                (
                    "classification",
                    models.CharField(
                        choices=[("open", "Open"), ("restricted", "Restricted to named people")],
                        default="open",
                        max_length=10,
                        verbose_name="classification",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True, upload_to=deliverables.models.versions.random_name, verbose_name="file"
                    ),
                ),
                (
                    "file_name",
                    models.CharField(blank=True, default="", max_length=150, verbose_name="name of the file"),
                ),
                (
                    "file_size",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="size of the file in bytes"
                    ),
                ),
                (
                    "scan_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("quarantined", "Waiting for the check"),
                            ("clean", "Checked"),
                            ("infected", "Refused by the check"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="check of the file",
                    ),
                ),
                (
                    "scan_note",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="what the check said"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["deliverable", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("deliverable", "number"), name="version_number_in_deliverable"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("file", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="version_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("file", ""),
                                ("file_name", ""),
                                ("file_size__isnull", True),
                                ("scan_state", ""),
                            ),
                            models.Q(
                                models.Q(("file", ""), _negated=True),
                                models.Q(("file_name", ""), _negated=True),
                                ("file_size__gt", 0),
                                models.Q(("scan_state", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="version_file_is_described",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="version_sha256"
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="VersionEvent",
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
                        to="deliverables.version",
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
                (
                    "note",
                    models.TextField(blank=True, default="", max_length=2000, verbose_name="what is new"),
                ),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
                ),
                ("text", models.TextField(blank=True, default="", verbose_name="text")),
                (
                    "classification",
                    models.CharField(
                        choices=[("open", "Open"), ("restricted", "Restricted to named people")],
                        default="open",
                        max_length=10,
                        verbose_name="classification",
                    ),
                ),
                (
                    "file_name",
                    models.CharField(blank=True, default="", max_length=150, verbose_name="name of the file"),
                ),
                (
                    "file_size",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="size of the file in bytes"
                    ),
                ),
                (
                    "scan_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("quarantined", "Waiting for the check"),
                            ("clean", "Checked"),
                            ("infected", "Refused by the check"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="check of the file",
                    ),
                ),
                (
                    "scan_note",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="what the check said"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="version_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="VersionReader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readers",
                        to="deliverables.version",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.member"
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "reader of a restricted version",
                "verbose_name_plural": "readers of restricted versions",
                "constraints": [
                    models.UniqueConstraint(fields=("version", "member"), name="version_reader_once")
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="VersionReaderEvent",
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
                        to="deliverables.versionreader",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.version",
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
                    "granted_by",
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
                ("added_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="versionreader_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deliverable",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft",
                        to="deliverables.deliverable",
                    ),
                ),
                ("text", models.TextField(blank=True, default="", verbose_name="text")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
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
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="saved")),
            ],
            options={
                "verbose_name": "draft",
                "verbose_name_plural": "drafts",
            },
        ),
        naio_portal.schema.CreateModel(
            name="DraftEvent",
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
                        to="deliverables.draft",
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
                ("text", models.TextField(blank=True, default="", verbose_name="text")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
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
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="saved")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="draft_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ReviewRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="deliverables.version",
                    ),
                ),
                (
                    "purpose",
                    models.TextField(blank=True, default="", max_length=2000, verbose_name="what is asked"),
                ),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edited_rounds",
                        to="members.member",
                        verbose_name="editor",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("called", "Called"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="called",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the state"),
                ),
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
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="completed")),
            ],
            options={
                "verbose_name": "review round",
                "verbose_name_plural": "review rounds",
                "ordering": ["-opens_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "called")), fields=["closes_at"], name="round_closing"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "called")),
                        fields=("version",),
                        name="round_one_called_of_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="round_closes_after_opening",
                        violation_error_message="A round closes after it opens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("state_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="round_cancelled_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completed_at__isnull", False), ("state", "completed")),
                            models.Q(
                                models.Q(("state", "completed"), _negated=True),
                                ("completed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="round_completed_pair",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ReviewRoundEvent",
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
                        to="deliverables.reviewround",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.version",
                    ),
                ),
                (
                    "purpose",
                    models.TextField(blank=True, default="", max_length=2000, verbose_name="what is asked"),
                ),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "editor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.member",
                        verbose_name="editor",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("called", "Called"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="called",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the state"),
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
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="completed")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="reviewround_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ReviewInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="deliverables.reviewround",
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
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.sectoralteam",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation to a review",
                "verbose_name_plural": "invitations to reviews",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("group__isnull", False), ("team__isnull", False), _connector="XOR"
                        ),
                        name="review_one_body",
                    ),
                    models.UniqueConstraint(fields=("round", "group"), name="review_group_once"),
                    models.UniqueConstraint(fields=("round", "team"), name="review_team_once"),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ReviewInvitationEvent",
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
                        to="deliverables.reviewinvitation",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.reviewround",
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
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.sectoralteam",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="reviewinvitation_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Reviewer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviewers",
                        to="deliverables.reviewround",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="members.member",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="groups.sectorofficer",
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
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "reviewer",
                "verbose_name_plural": "reviewers",
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["member", "round"],
                        name="reviewer_unanswered",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("member__isnull", False), ("officer__isnull", True)),
                            models.Q(
                                ("group__isnull", True), ("member__isnull", True), ("officer__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="reviewer_one_person",
                    ),
                    models.UniqueConstraint(fields=("round", "member"), name="reviewer_once"),
                    models.UniqueConstraint(fields=("round", "officer"), name="reviewer_officer_once"),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ReviewerEvent",
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
                        to="deliverables.reviewer",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.reviewround",
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
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.sectorofficer",
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
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="reviewer_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="deliverables.reviewround",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="number"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="deliverables.comment",
                    ),
                ),
                (
                    "paragraph",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paragraph"),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("must_fix", "Must fix"),
                            ("suggestion", "Suggestion"),
                            ("question", "Question"),
                            ("editorial", "Editorial"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(max_length=8000, verbose_name="text")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.sectorofficer",
                        verbose_name="officer",
                    ),
                ),
                (
                    "written_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("accepted_in_part", "Accepted in part"),
                            ("noted", "Noted"),
                            ("rejected", "Rejected"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="disposition",
                    ),
                ),
                (
                    "disposition_reason",
                    models.TextField(blank=True, default="", max_length=4000, verbose_name="reason"),
                ),
                (
                    "disposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("disposed_at", models.DateTimeField(blank=True, null=True, verbose_name="disposed of")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["written_at", "id"],
                "indexes": [
                    models.Index(fields=["round", "paragraph", "number"], name="comment_of_round"),
                    models.Index(
                        condition=models.Q(("disposition", ""), ("parent__isnull", True)),
                        fields=["round"],
                        name="comment_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="comment_has_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("author__isnull", False), ("officer__isnull", False), _connector="XOR"
                        ),
                        name="comment_one_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number__isnull", False),
                                ("parent__isnull", True),
                                models.Q(("kind", ""), _negated=True),
                            ),
                            models.Q(
                                ("disposition", ""),
                                ("kind", ""),
                                ("number__isnull", True),
                                ("paragraph__isnull", True),
                                ("parent__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="comment_or_answer",
                    ),
                    models.UniqueConstraint(fields=("round", "number"), name="comment_number_in_round"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("disposed_at__isnull", True),
                                ("disposed_by__isnull", True),
                                ("disposition", ""),
                                ("disposition_reason", ""),
                            ),
                            models.Q(
                                models.Q(("disposition", ""), _negated=True),
                                ("disposed_at__isnull", False),
                                ("disposed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="comment_disposed_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disposition__in", ["rejected", "accepted_in_part"]), _negated=True),
                            models.Q(("disposition_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="comment_rejected_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            models.Q(("disposition", ""), ("parent__isnull", True)),
                            _connector="OR",
                        ),
                        name="comment_withdrawn_has_no_disposition",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="CommentEvent",
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
                        to="deliverables.comment",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.reviewround",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="number"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.comment",
                    ),
                ),
                (
                    "paragraph",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paragraph"),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("must_fix", "Must fix"),
                            ("suggestion", "Suggestion"),
                            ("question", "Question"),
                            ("editorial", "Editorial"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(max_length=8000, verbose_name="text")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.sectorofficer",
                        verbose_name="officer",
                    ),
                ),
                (
                    "written_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("accepted_in_part", "Accepted in part"),
                            ("noted", "Noted"),
                            ("rejected", "Rejected"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="disposition",
                    ),
                ),
                (
                    "disposition_reason",
                    models.TextField(blank=True, default="", max_length=4000, verbose_name="reason"),
                ),
                (
                    "disposed_by",
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
                ("disposed_at", models.DateTimeField(blank=True, null=True, verbose_name="disposed of")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="comment_by_thing")],
            },
        ),
        naio_portal.schema.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="content_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.deliverable_id IS DISTINCT FROM NEW.deliverable_id OR OLD.number IS DISTINCT FROM NEW.number OR OLD.text IS DISTINCT FROM NEW.text OR OLD.file IS DISTINCT FROM NEW.file OR OLD.file_name IS DISTINCT FROM NEW.file_name OR OLD.sha256 IS DISTINCT FROM NEW.sha256)",
                    func="\n            RAISE EXCEPTION 'deliverables_version: a version never changes, make the next one'\n                USING ERRCODE = 'check_violation';\n        ",
                    hash="f4a8649314e1e8b354d253844be8603f35e5a8f7",
                    operation="UPDATE",
                    pgid="pgtrigger_content_kept_9dad1",
                    table="deliverables_version",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_versionevent" ("author_id", "classification", "created_at", "deliverable_id", "file_name", "file_size", "id", "language", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "scan_note", "scan_state", "sha256", "text") VALUES (NEW."author_id", NEW."classification", NEW."created_at", NEW."deliverable_id", NEW."file_name", NEW."file_size", NEW."id", NEW."language", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reference", NEW."scan_note", NEW."scan_state", NEW."sha256", NEW."text"); RETURN NULL;',
                    hash="f59e1d9597501dc644b260e064bc718597ba6696",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_26b93",
                    table="deliverables_version",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."classification" IS DISTINCT FROM (NEW."classification") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."deliverable_id" IS DISTINCT FROM (NEW."deliverable_id") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."file_size" IS DISTINCT FROM (NEW."file_size") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."scan_note" IS DISTINCT FROM (NEW."scan_note") OR OLD."scan_state" IS DISTINCT FROM (NEW."scan_state") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "deliverables_versionevent" ("author_id", "classification", "created_at", "deliverable_id", "file_name", "file_size", "id", "language", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "scan_note", "scan_state", "sha256", "text") VALUES (NEW."author_id", NEW."classification", NEW."created_at", NEW."deliverable_id", NEW."file_name", NEW."file_size", NEW."id", NEW."language", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reference", NEW."scan_note", NEW."scan_state", NEW."sha256", NEW."text"); RETURN NULL;',
                    hash="b436f7298e665a0e494bbbd3f4b81fbc7f17c15c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_83a98",
                    table="deliverables_version",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_versionevent" ("author_id", "classification", "created_at", "deliverable_id", "file_name", "file_size", "id", "language", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "scan_note", "scan_state", "sha256", "text") VALUES (OLD."author_id", OLD."classification", OLD."created_at", OLD."deliverable_id", OLD."file_name", OLD."file_size", OLD."id", OLD."language", OLD."note", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reference", OLD."scan_note", OLD."scan_state", OLD."sha256", OLD."text"); RETURN NULL;',
                    hash="1ae6cc4fcf49f6e02151221238f53e1961d00a01",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d4dee",
                    table="deliverables_version",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="versionreader",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_versionreaderevent" ("added_at", "granted_by_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id") VALUES (NEW."added_at", NEW."granted_by_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."version_id"); RETURN NULL;',
                    hash="a9869a5dcbd6d3d02d5621dd3c3cbf281a93b0d0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_39b04",
                    table="deliverables_versionreader",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="versionreader",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_versionreaderevent" ("added_at", "granted_by_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id") VALUES (NEW."added_at", NEW."granted_by_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."version_id"); RETURN NULL;',
                    hash="4739641a3d90c4f96c699fce605cbe497d2b5812",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6465b",
                    table="deliverables_versionreader",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="versionreader",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_versionreaderevent" ("added_at", "granted_by_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id") VALUES (OLD."added_at", OLD."granted_by_id", OLD."id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."version_id"); RETURN NULL;',
                    hash="38c3f5d9282e1fc2d08476eb06809b2487bfede2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_38c1e",
                    table="deliverables_versionreader",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="draft",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_draftevent" ("deliverable_id", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "updated_at", "updated_by_id") VALUES (NEW."deliverable_id", NEW."id", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;',
                    hash="2d6346f31a5af75e5e62c86306a0722964c0df1a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6d3c8",
                    table="deliverables_draft",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="draft",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."deliverable_id" IS DISTINCT FROM (NEW."deliverable_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."updated_by_id" IS DISTINCT FROM (NEW."updated_by_id"))',
                    func='INSERT INTO "deliverables_draftevent" ("deliverable_id", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "updated_at", "updated_by_id") VALUES (NEW."deliverable_id", NEW."id", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."text", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;',
                    hash="fc3e5162860a5b437c55ae861b5c1012fe821e44",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7df98",
                    table="deliverables_draft",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="draft",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_draftevent" ("deliverable_id", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "updated_at", "updated_by_id") VALUES (OLD."deliverable_id", OLD."id", OLD."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text", OLD."updated_at", OLD."updated_by_id"); RETURN NULL;',
                    hash="c76c90075f1a34084c8cc7fa2070723caeb71114",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_735a2",
                    table="deliverables_draft",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reviewround",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('called')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'deliverables_reviewround: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('called>completed', 'called>cancelled') THEN\n                RAISE EXCEPTION 'deliverables_reviewround: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="42d19c1429d1b005877b3202ddecd45ed4a30ae3",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_b3dab",
                    table="deliverables_reviewround",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reviewround",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_reviewroundevent" ("closes_at", "completed_at", "created_at", "created_by_id", "editor_id", "id", "language", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reference", "state", "state_reason", "version_id") VALUES (NEW."closes_at", NEW."completed_at", NEW."created_at", NEW."created_by_id", NEW."editor_id", NEW."id", NEW."language", NEW."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."reference", NEW."state", NEW."state_reason", NEW."version_id"); RETURN NULL;',
                    hash="95c27a5d94cf9f62dcf27e621d2ff995b55676fd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4b450",
                    table="deliverables_reviewround",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reviewround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_reviewroundevent" ("closes_at", "completed_at", "created_at", "created_by_id", "editor_id", "id", "language", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reference", "state", "state_reason", "version_id") VALUES (NEW."closes_at", NEW."completed_at", NEW."created_at", NEW."created_by_id", NEW."editor_id", NEW."id", NEW."language", NEW."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."purpose", NEW."reference", NEW."state", NEW."state_reason", NEW."version_id"); RETURN NULL;',
                    hash="86cb99eb7f1c704dac6eb2bf870732f0b4e38c1e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4b5e9",
                    table="deliverables_reviewround",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reviewround",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_reviewroundevent" ("closes_at", "completed_at", "created_at", "created_by_id", "editor_id", "id", "language", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reference", "state", "state_reason", "version_id") VALUES (OLD."closes_at", OLD."completed_at", OLD."created_at", OLD."created_by_id", OLD."editor_id", OLD."id", OLD."language", OLD."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."purpose", OLD."reference", OLD."state", OLD."state_reason", OLD."version_id"); RETURN NULL;',
                    hash="c590c16737f4561cacb1b5dd100bf06a1c63a73f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_585c4",
                    table="deliverables_reviewround",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reviewinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_reviewinvitationevent" ("group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "team_id") VALUES (NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round_id", NEW."team_id"); RETURN NULL;',
                    hash="5d117d0947e0624a3a24ccb38502adde6e18c3cb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_80b2c",
                    table="deliverables_reviewinvitation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reviewinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_reviewinvitationevent" ("group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "team_id") VALUES (NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."round_id", NEW."team_id"); RETURN NULL;',
                    hash="2cf8d548da3f3ef613794f70b14069fcaa62f9cd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4fe7e",
                    table="deliverables_reviewinvitation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reviewinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_reviewinvitationevent" ("group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "team_id") VALUES (OLD."group_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round_id", OLD."team_id"); RETURN NULL;',
                    hash="cca75565c73bba1173dc69d40ffeba86d700c3d7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9175c",
                    table="deliverables_reviewinvitation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_reviewerevent" ("added_at", "answered_at", "group_id", "id", "member_id", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."added_at", NEW."answered_at", NEW."group_id", NEW."id", NEW."member_id", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round_id"); RETURN NULL;',
                    hash="d523551746c6ce004a788c43ee9f8975bad16cfa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_059bd",
                    table="deliverables_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_reviewerevent" ("added_at", "answered_at", "group_id", "id", "member_id", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."added_at", NEW."answered_at", NEW."group_id", NEW."id", NEW."member_id", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."round_id"); RETURN NULL;',
                    hash="2a781846c831898b286a8a777a5da98fd38e639b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8b693",
                    table="deliverables_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_reviewerevent" ("added_at", "answered_at", "group_id", "id", "member_id", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (OLD."added_at", OLD."answered_at", OLD."group_id", OLD."id", OLD."member_id", OLD."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round_id"); RETURN NULL;',
                    hash="e50579d2fba2088a63d9fa9fed35dc93db1911dc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d8e86",
                    table="deliverables_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_commentevent" ("author_id", "disposed_at", "disposed_by_id", "disposition", "disposition_reason", "id", "kind", "language", "number", "officer_id", "paragraph", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "round_id", "text", "withdrawn_at", "written_at") VALUES (NEW."author_id", NEW."disposed_at", NEW."disposed_by_id", NEW."disposition", NEW."disposition_reason", NEW."id", NEW."kind", NEW."language", NEW."number", NEW."officer_id", NEW."paragraph", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reference", NEW."round_id", NEW."text", NEW."withdrawn_at", NEW."written_at"); RETURN NULL;',
                    hash="87427337039538875dc491cec57d595cdcfb8a5f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f4a3e",
                    table="deliverables_comment",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."disposed_at" IS DISTINCT FROM (NEW."disposed_at") OR OLD."disposed_by_id" IS DISTINCT FROM (NEW."disposed_by_id") OR OLD."disposition" IS DISTINCT FROM (NEW."disposition") OR OLD."disposition_reason" IS DISTINCT FROM (NEW."disposition_reason") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."officer_id" IS DISTINCT FROM (NEW."officer_id") OR OLD."paragraph" IS DISTINCT FROM (NEW."paragraph") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at"))',
                    func='INSERT INTO "deliverables_commentevent" ("author_id", "disposed_at", "disposed_by_id", "disposition", "disposition_reason", "id", "kind", "language", "number", "officer_id", "paragraph", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "round_id", "text", "withdrawn_at", "written_at") VALUES (NEW."author_id", NEW."disposed_at", NEW."disposed_by_id", NEW."disposition", NEW."disposition_reason", NEW."id", NEW."kind", NEW."language", NEW."number", NEW."officer_id", NEW."paragraph", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reference", NEW."round_id", NEW."text", NEW."withdrawn_at", NEW."written_at"); RETURN NULL;',
                    hash="d1eb84e42906d56891cecf26b770be5376393d13",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_08d9f",
                    table="deliverables_comment",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_commentevent" ("author_id", "disposed_at", "disposed_by_id", "disposition", "disposition_reason", "id", "kind", "language", "number", "officer_id", "paragraph", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "round_id", "text", "withdrawn_at", "written_at") VALUES (OLD."author_id", OLD."disposed_at", OLD."disposed_by_id", OLD."disposition", OLD."disposition_reason", OLD."id", OLD."kind", OLD."language", OLD."number", OLD."officer_id", OLD."paragraph", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reference", OLD."round_id", OLD."text", OLD."withdrawn_at", OLD."written_at"); RETURN NULL;',
                    hash="9e8e5d079a0e40f047d50944a991649a442d246c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d4421",
                    table="deliverables_comment",
                    when="AFTER",
                ),
            ),
        ),
    ]
