import django.db.models.deletion
import django.db.models.functions.text
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
    replaces = [("notices", "0001_outbox_and_ledger")]

    initial = True

    dependencies = [
        ("members", "0001_people"),
    ]

    operations = [
        naio_portal.schema.CreateModel(
            name="ExtraHoliday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("country", models.CharField(default="MY", max_length=2, verbose_name="country")),
                ("state", models.CharField(blank=True, default="", max_length=3, verbose_name="state")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
            ],
            options={
                "verbose_name": "added holiday",
                "verbose_name_plural": "added holidays",
                "ordering": ["-on"],
                "constraints": [
                    models.UniqueConstraint(fields=("on", "country", "state"), name="holiday_once")
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ExtraHolidayEvent",
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
                        to="notices.extraholiday",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("on", models.DateField(verbose_name="day")),
                ("country", models.CharField(default="MY", max_length=2, verbose_name="country")),
                ("state", models.CharField(blank=True, default="", max_length=3, verbose_name="state")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="extraholiday_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="SweptDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("country", models.CharField(blank=True, default="", max_length=2)),
                ("state", models.CharField(blank=True, default="", max_length=3)),
                ("time_zone", models.CharField(blank=True, default="", max_length=64)),
                ("day", models.DateField(verbose_name="day")),
            ],
            options={
                "verbose_name": "swept day",
                "verbose_name_plural": "swept days",
                "constraints": [
                    models.UniqueConstraint(fields=("country", "state", "time_zone"), name="swept_day_once")
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As it stands in a letter, with titles.",
                        max_length=200,
                        verbose_name="name",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="demo person")),
            ],
            options={
                "verbose_name": "outside contact",
                "verbose_name_plural": "outside contacts",
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="contact_email_unique",
                        violation_error_message="Another contact has this e-mail address.",
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ActionLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=60, verbose_name="purpose")),
                ("object_id", models.BigIntegerField(verbose_name="object")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_links",
                        to="notices.contact",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
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
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
            ],
            options={
                "verbose_name": "link for one act",
                "verbose_name_plural": "links for one act",
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact__isnull", False), ("user__isnull", False), _connector="XOR"
                        ),
                        name="action_link_one_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="action_link_expires_after_made",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True), ("used_at__isnull", True)),
                        fields=("purpose", "object_id", "contact", "user"),
                        name="action_link_one_open",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ActionLinkEvent",
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
                        to="notices.actionlink",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("purpose", models.CharField(max_length=60, verbose_name="purpose")),
                ("object_id", models.BigIntegerField(verbose_name="object")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="notices.contact",
                    ),
                ),
                (
                    "user",
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
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
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
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="actionlink_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ContactEvent",
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
                        to="notices.contact",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "name",
                    models.CharField(
                        help_text="As it stands in a letter, with titles.",
                        max_length=200,
                        verbose_name="name",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="demo person")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="contact_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="OutboxMessage",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        help_text="Name in the register of kinds.", max_length=60, verbose_name="kind"
                    ),
                ),
                ("payload", models.JSONField(blank=True, default=dict)),
                ("priority", models.PositiveSmallIntegerField(default=5)),
                ("burst_key", models.CharField(blank=True, default="", max_length=120)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="members.member",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="notices.contact",
                    ),
                ),
                ("to_address", models.EmailField(max_length=254, verbose_name="to")),
                ("is_address_given", models.BooleanField(default=False)),
                ("language", models.CharField(default="ms", max_length=2, verbose_name="language")),
                ("group_code", models.CharField(blank=True, default="", max_length=40, verbose_name="group")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "Held for further edits"),
                            ("queued", "Queued"),
                            ("claimed", "Being sent"),
                            ("sent", "Sent"),
                            ("refused", "Refused for good"),
                            ("review", "Waits for a decision"),
                            ("dropped", "Not sent: no longer true"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="queued"),
                ),
                (
                    "send_after",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="not before"),
                ),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="claimed")),
                (
                    "claimed_by",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="claimed by"),
                ),
                ("sending_since", models.DateTimeField(blank=True, null=True)),
                ("attempt_count", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("last_error", models.TextField(blank=True, default="", verbose_name="last answer")),
                ("rendered_at", models.DateTimeField(blank=True, null=True, verbose_name="written")),
                (
                    "message_id",
                    models.CharField(blank=True, default="", max_length=255, verbose_name="Message-ID"),
                ),
                ("thread", models.CharField(blank=True, default="", max_length=255)),
                ("subject", models.CharField(blank=True, default="", max_length=500, verbose_name="subject")),
                ("text", models.TextField(blank=True, default="", verbose_name="text")),
                ("html", models.TextField(blank=True, default="")),
                ("calendar", models.TextField(blank=True, default="")),
                ("calendar_method", models.CharField(blank=True, default="", max_length=10)),
                ("is_optional", models.BooleanField(default=False)),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="handled")),
                (
                    "resend_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="resends",
                        to="notices.outboxmessage",
                    ),
                ),
            ],
            options={
                "verbose_name": "outbox message",
                "verbose_name_plural": "outbox messages",
                "ordering": ["-created_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["priority", "send_after", "id"],
                        name="outbox_queued",
                    ),
                    models.Index(
                        condition=models.Q(("state", "held")), fields=["send_after"], name="outbox_held"
                    ),
                    models.Index(
                        condition=models.Q(("state", "claimed")), fields=["claimed_at"], name="outbox_claimed"
                    ),
                    models.Index(fields=["-created_at", "-id"], name="outbox_recent"),
                    models.Index(fields=["state", "-created_at", "-id"], name="outbox_by_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="outbox_sent_has_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "claimed"), _negated=True),
                            ("claimed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="outbox_claimed_has_instant",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "held"), models.Q(("burst_key", ""), _negated=True)),
                        fields=("burst_key", "to_address"),
                        name="outbox_one_held_per_burst",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="DeliveryAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="notices.outboxmessage",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("sent", "Taken by the mail server"),
                            ("temporary", "Refused for now"),
                            ("permanent", "Refused for good"),
                            ("unknown", "No report: sent again under the same Message-ID"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("answer", models.TextField(blank=True, default="", verbose_name="answer")),
            ],
            options={
                "verbose_name": "delivery attempt",
                "verbose_name_plural": "delivery attempts",
                "ordering": ["at", "id"],
                "indexes": [models.Index(fields=["at"], name="attempt_at")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="NoticePreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_preference",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_preference",
                        to="members.member",
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        choices=[("weekly", "Weekly"), ("daily", "Every working day"), ("never", "Never")],
                        default="weekly",
                        max_length=10,
                        verbose_name="digest",
                    ),
                ),
                ("link_number", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "mail preference",
                "verbose_name_plural": "mail preferences",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("member__isnull", False), ("user__isnull", False), _connector="XOR"
                        ),
                        name="preference_one_person",
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="NoticePreferenceEvent",
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
                        to="notices.noticepreference",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "user",
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
                    "digest",
                    models.CharField(
                        choices=[("weekly", "Weekly"), ("daily", "Every working day"), ("never", "Never")],
                        default="weekly",
                        max_length=10,
                        verbose_name="digest",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="noticepreference_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ReminderRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                (
                    "subject_kind",
                    models.CharField(
                        help_text="Name in the register of reminder subjects.",
                        max_length=40,
                        verbose_name="about",
                    ),
                ),
                ("name_en", models.CharField(max_length=120, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=120, verbose_name="name (Malay)")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("contributors", "Contributors"),
                            ("chair", "Chair"),
                            ("secretariat", "Secretariat"),
                        ],
                        max_length=20,
                        verbose_name="to",
                    ),
                ),
                (
                    "stages",
                    models.JSONField(
                        default=list,
                        help_text="Days from the date; -7: a week before.",
                        verbose_name="stages",
                    ),
                ),
                (
                    "repeat_every",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days, from the last stage; empty: no repeat.",
                        null=True,
                        verbose_name="then every",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "reminder rule",
                "verbose_name_plural": "reminder rules",
                "ordering": ["position", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("repeat_every__isnull", True), ("repeat_every__gte", 1), _connector="OR"
                        ),
                        name="rule_repeat_positive",
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ReminderRuleEvent",
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
                        to="notices.reminderrule",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=60, verbose_name="code")),
                (
                    "subject_kind",
                    models.CharField(
                        help_text="Name in the register of reminder subjects.",
                        max_length=40,
                        verbose_name="about",
                    ),
                ),
                ("name_en", models.CharField(max_length=120, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=120, verbose_name="name (Malay)")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("contributors", "Contributors"),
                            ("chair", "Chair"),
                            ("secretariat", "Secretariat"),
                        ],
                        max_length=20,
                        verbose_name="to",
                    ),
                ),
                (
                    "stages",
                    models.JSONField(
                        default=list,
                        help_text="Days from the date; -7: a week before.",
                        verbose_name="stages",
                    ),
                ),
                (
                    "repeat_every",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days, from the last stage; empty: no repeat.",
                        null=True,
                        verbose_name="then every",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="reminderrule_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ReminderLedger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="notices.reminderrule",
                    ),
                ),
                ("object_id", models.BigIntegerField(verbose_name="object")),
                (
                    "anchor_on",
                    models.DateField(
                        help_text="Approved due date, or day of the last update.", verbose_name="anchor"
                    ),
                ),
                ("stage_days", models.IntegerField(help_text="Days from the anchor.", verbose_name="stage")),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.member",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="notices.contact",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "In the outbox"), ("superseded", "Superseded by a later stage")],
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ledger",
                        to="notices.outboxmessage",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "reminder ledger entry",
                "verbose_name_plural": "reminder ledger",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule", "object_id", "anchor_on", "stage_days", "member", "user", "contact"),
                        name="ledger_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("contact__isnull", True), ("member__isnull", False), ("user__isnull", True)
                            ),
                            models.Q(
                                ("contact__isnull", True), ("member__isnull", True), ("user__isnull", False)
                            ),
                            models.Q(
                                ("contact__isnull", False), ("member__isnull", True), ("user__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="ledger_one_recipient",
                    ),
                ],
            },
        ),
        naio_portal.schema.AddTrigger(
            model_name="extraholiday",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_extraholidayevent" ("country", "id", "name", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."country", NEW."id", NEW."name", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                    hash="a6fed43e243171c3c0e5b0fa0da6d1b4964db801",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cff83",
                    table="notices_extraholiday",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="extraholiday",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "notices_extraholidayevent" ("country", "id", "name", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."country", NEW."id", NEW."name", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                    hash="1def59efba96118a691189290bb41c1641cb4932",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_74fa9",
                    table="notices_extraholiday",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="extraholiday",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_extraholidayevent" ("country", "id", "name", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."country", OLD."id", OLD."name", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;',
                    hash="4be1dc3409e01bbae7d620b99660c2e53b7290da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_24cf7",
                    table="notices_extraholiday",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_contactevent" ("email", "id", "is_demo", "language", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."id", NEW."is_demo", NEW."language", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="a352303e4260d107ef8af4da051f1f5de96ec571",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_14155",
                    table="notices_contact",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "notices_contactevent" ("email", "id", "is_demo", "language", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."id", NEW."is_demo", NEW."language", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="d4ad9ad9100a8e986294b4c76c1069ee25ee6bea",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c9b1e",
                    table="notices_contact",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_contactevent" ("email", "id", "is_demo", "language", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."email", OLD."id", OLD."is_demo", OLD."language", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="bb0eefae0e22f4882287b0518cd512aa347241ff",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f4904",
                    table="notices_contact",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="actionlink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_actionlinkevent" ("contact_id", "created_at", "created_by_id", "expires_at", "id", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revoked_at", "used_at", "user_id") VALUES (NEW."contact_id", NEW."created_at", NEW."created_by_id", NEW."expires_at", NEW."id", NEW."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."revoked_at", NEW."used_at", NEW."user_id"); RETURN NULL;',
                    hash="496c4f56772502a27f00096c2da55551be156297",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e9e19",
                    table="notices_actionlink",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="actionlink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."object_id" IS DISTINCT FROM (NEW."object_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."used_at" IS DISTINCT FROM (NEW."used_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "notices_actionlinkevent" ("contact_id", "created_at", "created_by_id", "expires_at", "id", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revoked_at", "used_at", "user_id") VALUES (NEW."contact_id", NEW."created_at", NEW."created_by_id", NEW."expires_at", NEW."id", NEW."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."purpose", NEW."revoked_at", NEW."used_at", NEW."user_id"); RETURN NULL;',
                    hash="41f0e5bef7638c08485dd0bc72009b95522897f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fd42c",
                    table="notices_actionlink",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="actionlink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_actionlinkevent" ("contact_id", "created_at", "created_by_id", "expires_at", "id", "object_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revoked_at", "used_at", "user_id") VALUES (OLD."contact_id", OLD."created_at", OLD."created_by_id", OLD."expires_at", OLD."id", OLD."object_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."purpose", OLD."revoked_at", OLD."used_at", OLD."user_id"); RETURN NULL;',
                    hash="3f18bba842e7b2c605d0f989427941d846d202da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ba2d4",
                    table="notices_actionlink",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="outboxmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('held', 'queued')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'notices_outboxmessage: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('held>queued', 'held>cancelled', 'held>dropped', 'held>review', 'queued>held', 'queued>claimed', 'queued>cancelled', 'queued>dropped', 'queued>review', 'claimed>sent', 'claimed>queued', 'claimed>refused', 'claimed>dropped', 'claimed>review', 'review>queued', 'review>cancelled', 'refused>queued', 'cancelled>queued') THEN\n                RAISE EXCEPTION 'notices_outboxmessage: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="079c2c37f5143d6a14839434827046cafe8f9ffe",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_b2d0d",
                    table="notices_outboxmessage",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="noticepreference",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_noticepreferenceevent" ("digest", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."digest", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;',
                    hash="af6833fa09e53acaefec2b5caa7367c4abc491ef",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9b50c",
                    table="notices_noticepreference",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="noticepreference",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "notices_noticepreferenceevent" ("digest", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."digest", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;',
                    hash="7826b13a94422172a4720521e89a518f24b24e71",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7c4a",
                    table="notices_noticepreference",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="noticepreference",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_noticepreferenceevent" ("digest", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."digest", OLD."id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;',
                    hash="75cff1cf07813c36aa1336444cdd731fb7069d0f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_21340",
                    table="notices_noticepreference",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reminderrule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_reminderruleevent" ("audience", "code", "id", "is_active", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "repeat_every", "stages", "subject_kind") VALUES (NEW."audience", NEW."code", NEW."id", NEW."is_active", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."repeat_every", NEW."stages", NEW."subject_kind"); RETURN NULL;',
                    hash="447ff9bd64edc3bc845e6edefaec6641175a84df",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1c052",
                    table="notices_reminderrule",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reminderrule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "notices_reminderruleevent" ("audience", "code", "id", "is_active", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "repeat_every", "stages", "subject_kind") VALUES (NEW."audience", NEW."code", NEW."id", NEW."is_active", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."repeat_every", NEW."stages", NEW."subject_kind"); RETURN NULL;',
                    hash="df64b2978d983b342c827852f53aa8c72e36217b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_94349",
                    table="notices_reminderrule",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="reminderrule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_reminderruleevent" ("audience", "code", "id", "is_active", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "repeat_every", "stages", "subject_kind") VALUES (OLD."audience", OLD."code", OLD."id", OLD."is_active", OLD."name_en", OLD."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."repeat_every", OLD."stages", OLD."subject_kind"); RETURN NULL;',
                    hash="06c09a5fb1f7d61944f9bcd87004ac69104ed52a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e0509",
                    table="notices_reminderrule",
                    when="AFTER",
                ),
            ),
        ),
    ]
