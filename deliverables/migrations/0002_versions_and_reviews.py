import deliverables.models.versions
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
        ("deliverables", "0002_versions_reviews_recommendations"),
    ]

    dependencies = [
        ("deliverables", "0001_deliverables"),
        ("groups", "0001_groups_and_rosters"),
        ("members", "0001_users_and_members"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True, default="", verbose_name="text")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="saved")),
                (
                    "deliverable",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft",
                        to="deliverables.deliverable",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "draft",
                "verbose_name_plural": "drafts",
            },
        ),
        migrations.CreateModel(
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("text", models.TextField(blank=True, default="", verbose_name="text")),
                (
                    "language",
                    models.CharField(default="en", max_length=2, verbose_name="language of the texts"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="saved")),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="deliverables.draft",
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
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="draft_by_thing")],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
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
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "deliverable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="deliverables.deliverable",
                    ),
                ),
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
        migrations.CreateModel(
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="completed")),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="deliverables.version",
                    ),
                ),
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
        migrations.CreateModel(
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
                ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="written")),
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
                ("disposed_at", models.DateTimeField(blank=True, null=True, verbose_name="disposed of")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="deliverables.reviewround",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["written_at", "id"],
                "indexes": [
                    models.Index(fields=["round", "paragraph", "written_at"], name="comment_of_round"),
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
                            models.Q(("parent__isnull", True), models.Q(("kind", ""), _negated=True)),
                            models.Q(
                                ("disposition", ""),
                                ("kind", ""),
                                ("paragraph__isnull", True),
                                ("parent__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="comment_or_answer",
                    ),
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
                ],
            },
        ),
        migrations.CreateModel(
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="written")),
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
                ("disposed_at", models.DateTimeField(blank=True, null=True, verbose_name="disposed of")),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="deliverables.comment",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="comment_by_thing")],
            },
        ),
        migrations.CreateModel(
            name="Reviewer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="members.member",
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
                "constraints": [models.UniqueConstraint(fields=("round", "member"), name="reviewer_once")],
            },
        ),
        migrations.CreateModel(
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
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
                        to="deliverables.reviewer",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="reviewer_by_thing")],
            },
        ),
        migrations.CreateModel(
            name="ReviewInvitation",
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
                        related_name="+",
                        to="groups.workinggroup",
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
            ],
            options={
                "verbose_name": "invitation to a review",
                "verbose_name_plural": "invitations to reviews",
                "constraints": [models.UniqueConstraint(fields=("round", "group"), name="review_group_once")],
            },
        ),
        migrations.CreateModel(
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
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="reviewinvitation_by_thing")],
            },
        ),
        migrations.CreateModel(
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="completed")),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="deliverables.reviewround",
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
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="reviewround_by_thing")],
            },
        ),
        migrations.CreateModel(
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="deliverables.version",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="version_by_thing")],
            },
        ),
        migrations.CreateModel(
            name="VersionReader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True)),
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
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.member"
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
            ],
            options={
                "verbose_name": "reader of a restricted version",
                "verbose_name_plural": "readers of restricted versions",
                "constraints": [
                    models.UniqueConstraint(fields=("version", "member"), name="version_reader_once")
                ],
            },
        ),
        migrations.CreateModel(
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("added_at", models.DateTimeField(auto_now_add=True)),
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
                        to="deliverables.versionreader",
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
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="versionreader_by_thing")],
            },
        ),
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_commentevent" ("author_id", "disposed_at", "disposed_by_id", "disposition", "disposition_reason", "id", "kind", "language", "paragraph", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "round_id", "text", "written_at") VALUES (NEW."author_id", NEW."disposed_at", NEW."disposed_by_id", NEW."disposition", NEW."disposition_reason", NEW."id", NEW."kind", NEW."language", NEW."paragraph", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reference", NEW."round_id", NEW."text", NEW."written_at"); RETURN NULL;',
                    hash="489c337089d7ab8f84d91257fdd346cff3004d98",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f4a3e",
                    table="deliverables_comment",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_commentevent" ("author_id", "disposed_at", "disposed_by_id", "disposition", "disposition_reason", "id", "kind", "language", "paragraph", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "round_id", "text", "written_at") VALUES (NEW."author_id", NEW."disposed_at", NEW."disposed_by_id", NEW."disposition", NEW."disposition_reason", NEW."id", NEW."kind", NEW."language", NEW."paragraph", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reference", NEW."round_id", NEW."text", NEW."written_at"); RETURN NULL;',
                    hash="c5cdbc30babc6d143855c93975f5ba1da1b4238c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_08d9f",
                    table="deliverables_comment",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_commentevent" ("author_id", "disposed_at", "disposed_by_id", "disposition", "disposition_reason", "id", "kind", "language", "paragraph", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "round_id", "text", "written_at") VALUES (OLD."author_id", OLD."disposed_at", OLD."disposed_by_id", OLD."disposition", OLD."disposition_reason", OLD."id", OLD."kind", OLD."language", OLD."paragraph", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reference", OLD."round_id", OLD."text", OLD."written_at"); RETURN NULL;',
                    hash="93e2e95d6f1fe3b0fe4e9e947a0b81eb85a2b2ab",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d4421",
                    table="deliverables_comment",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_reviewerevent" ("added_at", "answered_at", "group_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."added_at", NEW."answered_at", NEW."group_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round_id"); RETURN NULL;',
                    hash="fab7d912ffd46f50697d349a7b77407ddf582be3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_059bd",
                    table="deliverables_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_reviewerevent" ("added_at", "answered_at", "group_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."added_at", NEW."answered_at", NEW."group_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."round_id"); RETURN NULL;',
                    hash="3d2786df9e4fedeacff4d0357831cef5c9af6d10",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8b693",
                    table="deliverables_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_reviewerevent" ("added_at", "answered_at", "group_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (OLD."added_at", OLD."answered_at", OLD."group_id", OLD."id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round_id"); RETURN NULL;',
                    hash="4f9fd8131ceff1184d661401b345dbb91a3c8f0c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d8e86",
                    table="deliverables_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="reviewinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_reviewinvitationevent" ("group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round_id"); RETURN NULL;',
                    hash="f66e70a8b0a7086d35a896c601d8d4e42ee6fb06",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_80b2c",
                    table="deliverables_reviewinvitation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="reviewinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_reviewinvitationevent" ("group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."round_id"); RETURN NULL;',
                    hash="ddbd2e44fedbbe95fc12c072d02e573bed915ca4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4fe7e",
                    table="deliverables_reviewinvitation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
            model_name="reviewinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_reviewinvitationevent" ("group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (OLD."group_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round_id"); RETURN NULL;',
                    hash="7768d0ca6724c23f2144ee74be34e86b77a257a8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9175c",
                    table="deliverables_reviewinvitation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
        naio_portal.audit.AddTrigger(
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
    ]
