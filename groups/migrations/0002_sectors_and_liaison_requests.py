import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
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
    replaces = [("groups", "0002_sectors_and_liaison")]

    dependencies = [
        ("groups", "0001_groups_rosters_imports"),
        ("members", "0001_people"),
        ("notices", "0001_outbox_ledger_links"),
    ]

    operations = [
        naio_portal.schema.CreateModel(
            name="Sector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_en", models.CharField(max_length=120, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=120, verbose_name="name (Malay)")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "sector",
                "verbose_name_plural": "sectors",
                "ordering": ["position", "code"],
            },
        ),
        naio_portal.schema.CreateModel(
            name="SectorEvent",
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
                        to="groups.sector",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                ("name_en", models.CharField(max_length=120, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=120, verbose_name="name (Malay)")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="sector_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="SectoralTeam",
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
                        error_messages={"unique": "Another team has this code."},
                        help_text="Three capital letters; never changes.",
                        max_length=3,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator("^[A-Z]{3}$", "Three capital letters.")
                        ],
                        verbose_name="code",
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="address of its page")),
                ("name_en", models.CharField(max_length=120, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=120, verbose_name="name (Malay)")),
                ("lead_agency", models.CharField(max_length=200, verbose_name="lead agency")),
                ("is_active", models.BooleanField(default=True, verbose_name="takes requests")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="demonstration data"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "sectoral team",
                "verbose_name_plural": "sectoral teams",
                "ordering": ["position", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z]{3}$")), name="team_code"
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="SectoralTeamEvent",
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
                        to="groups.sectoralteam",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "code",
                    models.CharField(
                        error_messages={"unique": "Another team has this code."},
                        help_text="Three capital letters; never changes.",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator("^[A-Z]{3}$", "Three capital letters.")
                        ],
                        verbose_name="code",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, verbose_name="address of its page")),
                ("name_en", models.CharField(max_length=120, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=120, verbose_name="name (Malay)")),
                ("lead_agency", models.CharField(max_length=200, verbose_name="lead agency")),
                ("is_active", models.BooleanField(default=True, verbose_name="takes requests")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="demonstration data"),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="sectoralteam_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="TeamSector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team_sectors",
                        to="groups.sectoralteam",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_sectors",
                        to="groups.sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "sector of a team",
                "verbose_name_plural": "sectors of teams",
                "constraints": [models.UniqueConstraint(fields=("team", "sector"), name="team_sector_once")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="TeamSectorEvent",
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
                        to="groups.teamsector",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.sectoralteam",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.sector",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="teamsector_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="SectorOfficer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officers",
                        to="groups.sectoralteam",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sector_offices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sign-in",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sector_offices",
                        to="notices.contact",
                        verbose_name="outside contact",
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=200, verbose_name="post in the agency")),
                ("start_on", models.DateField(verbose_name="first day")),
                ("end_on", models.DateField(blank=True, null=True, verbose_name="last day")),
            ],
            options={
                "verbose_name": "sector officer",
                "verbose_name_plural": "sector officers",
                "ordering": ["team", "start_on", "id"],
                "indexes": [models.Index(fields=["team", "start_on", "end_on"], name="officer_in_force")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user__isnull", False), ("contact__isnull", False), _connector="XOR"
                        ),
                        name="officer_one_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_on__isnull", True), ("end_on__gte", models.F("start_on")), _connector="OR"
                        ),
                        name="officer_end_not_before_start",
                        violation_error_message="The last day cannot be before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("user__isnull", False)),
                        expressions=[
                            (groups.models.appointments.KeyRange("team"), "&&"),
                            (groups.models.appointments.KeyRange("user"), "&&"),
                            (groups.models.appointments.ServicePeriod(), "&&"),
                        ],
                        name="officer_once_by_user",
                        violation_error_message="This person is an officer of the team on some of these days already.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("contact__isnull", False)),
                        expressions=[
                            (groups.models.appointments.KeyRange("team"), "&&"),
                            (groups.models.appointments.KeyRange("contact"), "&&"),
                            (groups.models.appointments.ServicePeriod(), "&&"),
                        ],
                        name="officer_once_by_contact",
                        violation_error_message="This person is an officer of the team on some of these days already.",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="SectorOfficerEvent",
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
                        to="groups.sectorofficer",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.sectoralteam",
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
                        verbose_name="sign-in",
                    ),
                ),
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
                        verbose_name="outside contact",
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=200, verbose_name="post in the agency")),
                ("start_on", models.DateField(verbose_name="first day")),
                ("end_on", models.DateField(blank=True, null=True, verbose_name="last day")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="sectorofficer_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="LiaisonRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="year"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="number"
                    ),
                ),
                (
                    "from_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests_made",
                        to="groups.workinggroup",
                        verbose_name="from group",
                    ),
                ),
                (
                    "to_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests_received",
                        to="groups.workinggroup",
                        verbose_name="to group",
                    ),
                ),
                (
                    "to_team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests_received",
                        to="groups.sectoralteam",
                        verbose_name="to sectoral team",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("action", "For action"),
                            ("comment", "For comment"),
                            ("information", "For information"),
                        ],
                        max_length=12,
                        verbose_name="purpose",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(max_length=20000, verbose_name="what is asked")),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language of the text",
                    ),
                ),
                (
                    "classification",
                    models.CharField(
                        choices=[
                            ("open", "Open to both sides"),
                            ("restricted", "Restricted to owners and chairs"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="classification",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="answer by")),
                (
                    "owner_from",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests_owned",
                        to="members.member",
                        verbose_name="owner, asking side",
                    ),
                ),
                (
                    "owner_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests_to_answer",
                        to="members.member",
                        verbose_name="owner, answering side",
                    ),
                ),
                (
                    "owner_officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests_to_answer",
                        to="groups.sectorofficer",
                        verbose_name="officer who answers",
                    ),
                ),
                (
                    "owned_since",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="answers since"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("acknowledged", "Acknowledged"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent on")),
                ("acknowledged_on", models.DateField(blank=True, null=True, verbose_name="acknowledged on")),
                ("answer", models.TextField(blank=True, default="", max_length=20000, verbose_name="answer")),
                (
                    "answer_language",
                    models.CharField(
                        blank=True,
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="",
                        max_length=2,
                        verbose_name="language of the answer",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "answered_by_officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.sectorofficer",
                        verbose_name="answered by the officer",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
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
                "verbose_name": "liaison request",
                "verbose_name_plural": "liaison requests",
                "ordering": ["-created_at", "-id"],
                "indexes": [
                    models.Index(fields=["from_group", "state", "due_on"], name="request_from"),
                    models.Index(fields=["to_group", "state", "due_on"], name="request_to_group"),
                    models.Index(fields=["to_team", "state", "due_on"], name="request_to_team"),
                    models.Index(fields=["state", "due_on"], name="request_state_due"),
                    models.Index(fields=["-created_at", "-id"], name="request_recent"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_group__isnull", False), ("to_team__isnull", False), _connector="XOR"
                        ),
                        name="request_one_addressee",
                        violation_error_message="Choose the group or the sectoral team that is asked.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_group__isnull", True),
                            models.Q(("to_group", models.F("from_group")), _negated=True),
                            _connector="OR",
                        ),
                        name="request_not_to_itself",
                        violation_error_message="A group does not ask itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("owner_to__isnull", True), ("to_group__isnull", False), _connector="OR"
                            ),
                            models.Q(
                                ("owner_officer__isnull", True), ("to_team__isnull", False), _connector="OR"
                            ),
                        ),
                        name="request_owner_of_its_side",
                    ),
                    models.UniqueConstraint(fields=("year", "number"), name="request_number_of_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number__isnull", True),
                                ("sent_on__isnull", True),
                                ("state", "draft"),
                                ("year__isnull", True),
                            ),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                ("number__isnull", False),
                                ("sent_on__isnull", False),
                                ("year__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="request_numbered_when_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["answered", "closed"]), _negated=True),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="request_answered_has_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            ("closed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="request_closed_has_day",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="LiaisonRequestEvent",
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
                        to="groups.liaisonrequest",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="year"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="number"
                    ),
                ),
                (
                    "from_group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.workinggroup",
                        verbose_name="from group",
                    ),
                ),
                (
                    "to_group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.workinggroup",
                        verbose_name="to group",
                    ),
                ),
                (
                    "to_team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.sectoralteam",
                        verbose_name="to sectoral team",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("action", "For action"),
                            ("comment", "For comment"),
                            ("information", "For information"),
                        ],
                        max_length=12,
                        verbose_name="purpose",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(max_length=20000, verbose_name="what is asked")),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language of the text",
                    ),
                ),
                (
                    "classification",
                    models.CharField(
                        choices=[
                            ("open", "Open to both sides"),
                            ("restricted", "Restricted to owners and chairs"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="classification",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="answer by")),
                (
                    "owner_from",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.member",
                        verbose_name="owner, asking side",
                    ),
                ),
                (
                    "owner_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.member",
                        verbose_name="owner, answering side",
                    ),
                ),
                (
                    "owner_officer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.sectorofficer",
                        verbose_name="officer who answers",
                    ),
                ),
                (
                    "owned_since",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="answers since"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("acknowledged", "Acknowledged"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent on")),
                ("acknowledged_on", models.DateField(blank=True, null=True, verbose_name="acknowledged on")),
                ("answer", models.TextField(blank=True, default="", max_length=20000, verbose_name="answer")),
                (
                    "answer_language",
                    models.CharField(
                        blank=True,
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="",
                        max_length=2,
                        verbose_name="language of the answer",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "answered_by_officer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="groups.sectorofficer",
                        verbose_name="answered by the officer",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
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
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="liaisonrequest_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="LiaisonMessage",
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
                        related_name="messages",
                        to="groups.liaisonrequest",
                    ),
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
                ("text", models.TextField(max_length=5000, verbose_name="text")),
                (
                    "language",
                    models.CharField(default="ms", max_length=2, verbose_name="language of the text"),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent")),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["sent_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("author__isnull", False), ("officer__isnull", False), _connector="XOR"
                        ),
                        name="request_message_one_author",
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="LiaisonMessageEvent",
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
                        to="groups.liaisonmessage",
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
                    ),
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
                ("text", models.TextField(max_length=5000, verbose_name="text")),
                (
                    "language",
                    models.CharField(default="ms", max_length=2, verbose_name="language of the text"),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="liaisonmessage_by_thing")],
            },
        ),
        migrations.AddField(
            model_name="sectoralteam",
            name="sectors",
            field=models.ManyToManyField(
                related_name="teams", through="groups.TeamSector", to="groups.sector"
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_sectorevent" ("code", "id", "is_active", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="006c4d0dbae9744849de2e15fabaffdda8abdce1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3589e",
                    table="groups_sector",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "groups_sectorevent" ("code", "id", "is_active", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="2cf0c52ee945238e9ed5cd97cfa13a13b47073ef",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8822",
                    table="groups_sector",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_sectorevent" ("code", "id", "is_active", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."code", OLD."id", OLD."is_active", OLD."name_en", OLD."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="66c47fb2cfcd336fb900fd843c68ddc7970b14f8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1e314",
                    table="groups_sector",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sectoralteam",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_sectoralteamevent" ("code", "id", "is_active", "is_demo", "lead_agency", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."is_demo", NEW."lead_agency", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."slug"); RETURN NULL;',
                    hash="f607d716d6b897dcb1104759a973002880eee4ca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_34b67",
                    table="groups_sectoralteam",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sectoralteam",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."lead_agency" IS DISTINCT FROM (NEW."lead_agency") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_ms" IS DISTINCT FROM (NEW."name_ms") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                    func='INSERT INTO "groups_sectoralteamevent" ("code", "id", "is_active", "is_demo", "lead_agency", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."is_demo", NEW."lead_agency", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."slug"); RETURN NULL;',
                    hash="a0886fccaf207d46f0f4f3559b85b53f72b7ffe0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_13b11",
                    table="groups_sectoralteam",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sectoralteam",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_sectoralteamevent" ("code", "id", "is_active", "is_demo", "lead_agency", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (OLD."code", OLD."id", OLD."is_active", OLD."is_demo", OLD."lead_agency", OLD."name_en", OLD."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."slug"); RETURN NULL;',
                    hash="4aeb5a338883dc70f5b3b6bda6b9939b7dd28958",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_613c3",
                    table="groups_sectoralteam",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="teamsector",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_teamsectorevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id", "team_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sector_id", NEW."team_id"); RETURN NULL;',
                    hash="b50e06f6f5496971cad28f4cd3b7cfec32473b9c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ba55a",
                    table="groups_teamsector",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="teamsector",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "groups_teamsectorevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id", "team_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sector_id", NEW."team_id"); RETURN NULL;',
                    hash="e1ad8708db5c0e1dce75e919eb8de86de0b9899a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_55908",
                    table="groups_teamsector",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="teamsector",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_teamsectorevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id", "team_id") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sector_id", OLD."team_id"); RETURN NULL;',
                    hash="662efcf7d408f695d8a29457f7f7ed7f46f9d341",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e4d3",
                    table="groups_teamsector",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sectorofficer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_sectorofficerevent" ("contact_id", "end_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "start_on", "team_id", "user_id") VALUES (NEW."contact_id", NEW."end_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."post", NEW."start_on", NEW."team_id", NEW."user_id"); RETURN NULL;',
                    hash="788fcf3899f70660317b99ea06fdf6e784ac7264",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1812f",
                    table="groups_sectorofficer",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sectorofficer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "groups_sectorofficerevent" ("contact_id", "end_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "start_on", "team_id", "user_id") VALUES (NEW."contact_id", NEW."end_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."post", NEW."start_on", NEW."team_id", NEW."user_id"); RETURN NULL;',
                    hash="9ba38f9453b8b66da4a0064534ecbe0a399050b4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_546aa",
                    table="groups_sectorofficer",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="sectorofficer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_sectorofficerevent" ("contact_id", "end_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "start_on", "team_id", "user_id") VALUES (OLD."contact_id", OLD."end_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."post", OLD."start_on", OLD."team_id", OLD."user_id"); RETURN NULL;',
                    hash="253ce20198674c56c756b055151e4da4fe7cfd56",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2f8b4",
                    table="groups_sectorofficer",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="liaisonrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('draft')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'groups_liaisonrequest: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('draft>sent', 'sent>acknowledged', 'acknowledged>answered', 'answered>closed') THEN\n                RAISE EXCEPTION 'groups_liaisonrequest: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="768555b1142ef78869563224a3723baf828cca84",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_faed2",
                    table="groups_liaisonrequest",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="liaisonrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_liaisonrequestevent" ("acknowledged_on", "answer", "answer_language", "answered_by_id", "answered_by_officer_id", "answered_on", "classification", "closed_on", "created_at", "created_by_id", "due_on", "from_group_id", "id", "language", "number", "owned_since", "owner_from_id", "owner_officer_id", "owner_to_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reference", "sent_on", "state", "subject", "text", "to_group_id", "to_team_id", "year") VALUES (NEW."acknowledged_on", NEW."answer", NEW."answer_language", NEW."answered_by_id", NEW."answered_by_officer_id", NEW."answered_on", NEW."classification", NEW."closed_on", NEW."created_at", NEW."created_by_id", NEW."due_on", NEW."from_group_id", NEW."id", NEW."language", NEW."number", NEW."owned_since", NEW."owner_from_id", NEW."owner_officer_id", NEW."owner_to_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."reference", NEW."sent_on", NEW."state", NEW."subject", NEW."text", NEW."to_group_id", NEW."to_team_id", NEW."year"); RETURN NULL;',
                    hash="d80870f618fab6785c705a30fa0fe57213658fd1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e187d",
                    table="groups_liaisonrequest",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="liaisonrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."acknowledged_on" IS DISTINCT FROM (NEW."acknowledged_on") OR OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answer_language" IS DISTINCT FROM (NEW."answer_language") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."answered_by_officer_id" IS DISTINCT FROM (NEW."answered_by_officer_id") OR OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."classification" IS DISTINCT FROM (NEW."classification") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."from_group_id" IS DISTINCT FROM (NEW."from_group_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."owned_since" IS DISTINCT FROM (NEW."owned_since") OR OLD."owner_from_id" IS DISTINCT FROM (NEW."owner_from_id") OR OLD."owner_officer_id" IS DISTINCT FROM (NEW."owner_officer_id") OR OLD."owner_to_id" IS DISTINCT FROM (NEW."owner_to_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."sent_on" IS DISTINCT FROM (NEW."sent_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."to_group_id" IS DISTINCT FROM (NEW."to_group_id") OR OLD."to_team_id" IS DISTINCT FROM (NEW."to_team_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "groups_liaisonrequestevent" ("acknowledged_on", "answer", "answer_language", "answered_by_id", "answered_by_officer_id", "answered_on", "classification", "closed_on", "created_at", "created_by_id", "due_on", "from_group_id", "id", "language", "number", "owned_since", "owner_from_id", "owner_officer_id", "owner_to_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reference", "sent_on", "state", "subject", "text", "to_group_id", "to_team_id", "year") VALUES (NEW."acknowledged_on", NEW."answer", NEW."answer_language", NEW."answered_by_id", NEW."answered_by_officer_id", NEW."answered_on", NEW."classification", NEW."closed_on", NEW."created_at", NEW."created_by_id", NEW."due_on", NEW."from_group_id", NEW."id", NEW."language", NEW."number", NEW."owned_since", NEW."owner_from_id", NEW."owner_officer_id", NEW."owner_to_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."purpose", NEW."reference", NEW."sent_on", NEW."state", NEW."subject", NEW."text", NEW."to_group_id", NEW."to_team_id", NEW."year"); RETURN NULL;',
                    hash="955b40eac389bfef03200848e14eddafe9f56752",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ee01e",
                    table="groups_liaisonrequest",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="liaisonrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_liaisonrequestevent" ("acknowledged_on", "answer", "answer_language", "answered_by_id", "answered_by_officer_id", "answered_on", "classification", "closed_on", "created_at", "created_by_id", "due_on", "from_group_id", "id", "language", "number", "owned_since", "owner_from_id", "owner_officer_id", "owner_to_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reference", "sent_on", "state", "subject", "text", "to_group_id", "to_team_id", "year") VALUES (OLD."acknowledged_on", OLD."answer", OLD."answer_language", OLD."answered_by_id", OLD."answered_by_officer_id", OLD."answered_on", OLD."classification", OLD."closed_on", OLD."created_at", OLD."created_by_id", OLD."due_on", OLD."from_group_id", OLD."id", OLD."language", OLD."number", OLD."owned_since", OLD."owner_from_id", OLD."owner_officer_id", OLD."owner_to_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."purpose", OLD."reference", OLD."sent_on", OLD."state", OLD."subject", OLD."text", OLD."to_group_id", OLD."to_team_id", OLD."year"); RETURN NULL;',
                    hash="16547fb7243026be3f9188b71df7fbc141eb30ae",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e5c07",
                    table="groups_liaisonrequest",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="liaisonmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_liaisonmessageevent" ("author_id", "id", "language", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "sent_at", "text") VALUES (NEW."author_id", NEW."id", NEW."language", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."request_id", NEW."sent_at", NEW."text"); RETURN NULL;',
                    hash="a9211b1ac23d943073f46f72952963913857bb65",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cd503",
                    table="groups_liaisonmessage",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="liaisonmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "groups_liaisonmessageevent" ("author_id", "id", "language", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "sent_at", "text") VALUES (NEW."author_id", NEW."id", NEW."language", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."request_id", NEW."sent_at", NEW."text"); RETURN NULL;',
                    hash="f31633aa138bf19f2ba0a1b61f04750494618564",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c647",
                    table="groups_liaisonmessage",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="liaisonmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "groups_liaisonmessageevent" ("author_id", "id", "language", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "sent_at", "text") VALUES (OLD."author_id", OLD."id", OLD."language", OLD."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."request_id", OLD."sent_at", OLD."text"); RETURN NULL;',
                    hash="d6981c9f616c2847219108b56c4dc3b81bf4488d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_29a1f",
                    table="groups_liaisonmessage",
                    when="AFTER",
                ),
            ),
        ),
    ]
