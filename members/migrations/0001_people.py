import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
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
    replaces = [("members", "0001_users_and_members")]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        naio_portal.schema.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Another account has this e-mail address."},
                        max_length=254,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="For staff without a member profile.",
                        max_length=200,
                        verbose_name="name",
                    ),
                ),
                (
                    "portal_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No portal role"),
                            ("sector_officer", "Sector officer"),
                            ("leadership", "Leadership"),
                            ("secretariat", "Secretariat"),
                            ("administrator", "Administrator"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="portal role",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Empty: Kuala Lumpur.",
                        max_length=64,
                        validators=[members.models.users.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="demo account")),
                (
                    "second_step_removed_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="second step removed by an administrator",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="joined"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "ordering": ["email"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="user_email_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "portal_role__in",
                                ["", "sector_officer", "leadership", "secretariat", "administrator"],
                            )
                        ),
                        name="user_portal_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_superuser", True), _negated=True),
                            ("portal_role", "administrator"),
                            _connector="OR",
                        ),
                        name="user_superuser_is_administrator",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="accepted")),
                ("bounced_at", models.DateTimeField(blank=True, null=True, verbose_name="came back")),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-sent_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                        name="invitation_expires_after_sent",
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="InvitationEvent",
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
                        to="members.invitation",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
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
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="accepted")),
                ("bounced_at", models.DateTimeField(blank=True, null=True, verbose_name="came back")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="invitation_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="UserEvent",
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
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Another account has this e-mail address."},
                        max_length=254,
                        verbose_name="e-mail address",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="For staff without a member profile.",
                        max_length=200,
                        verbose_name="name",
                    ),
                ),
                (
                    "portal_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No portal role"),
                            ("sector_officer", "Sector officer"),
                            ("leadership", "Leadership"),
                            ("secretariat", "Secretariat"),
                            ("administrator", "Administrator"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="portal role",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Empty: Kuala Lumpur.",
                        max_length=64,
                        validators=[members.models.users.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="demo account")),
                (
                    "second_step_removed_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="second step removed by an administrator",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="joined"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="user_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Term",
            fields=[
                (
                    "code",
                    models.SlugField(max_length=40, primary_key=True, serialize=False, verbose_name="code"),
                ),
                (
                    "vocabulary",
                    models.CharField(
                        choices=[
                            ("expertise", "Domain of expertise"),
                            ("background", "Background"),
                            ("origin", "Origin"),
                        ],
                        max_length=20,
                        verbose_name="list",
                    ),
                ),
                ("name_en", models.CharField(max_length=100, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=100, verbose_name="name (Malay)")),
                (
                    "is_working_translation",
                    models.BooleanField(default=True, verbose_name="working translation"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "terms",
                "ordering": ["vocabulary", "position", "code"],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Member",
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
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="member",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sign-in",
                    ),
                ),
                (
                    "titles",
                    models.CharField(
                        blank=True,
                        help_text="In order, exactly as the person writes them.",
                        max_length=100,
                        verbose_name="titles",
                    ),
                ),
                ("full_name", models.CharField(max_length=200, verbose_name="full name")),
                (
                    "preferred_name",
                    models.CharField(blank=True, max_length=100, verbose_name="preferred name"),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("F", "Female"), ("M", "Male")],
                        max_length=1,
                        verbose_name="gender",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, null=True, verbose_name="e-mail address"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="position")),
                (
                    "background",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"vocabulary": "background"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.term",
                        verbose_name="background",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"vocabulary": "origin"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.term",
                        verbose_name="origin",
                    ),
                ),
                (
                    "expertise",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="expertise",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166-1 code of two letters.",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("JHR", "Johor"),
                            ("KDH", "Kedah"),
                            ("KTN", "Kelantan"),
                            ("MLK", "Melaka"),
                            ("NSN", "Negeri Sembilan"),
                            ("PHG", "Pahang"),
                            ("PNG", "Pulau Pinang"),
                            ("PRK", "Perak"),
                            ("PLS", "Perlis"),
                            ("SGR", "Selangor"),
                            ("TRG", "Terengganu"),
                            ("SBH", "Sabah"),
                            ("SWK", "Sarawak"),
                            ("KUL", "Kuala Lumpur"),
                            ("LBN", "Labuan"),
                            ("PJY", "Putrajaya"),
                        ],
                        max_length=3,
                        verbose_name="state",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        validators=[members.models.users.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("biography", models.TextField(blank=True, max_length=2000, verbose_name="short biography")),
                (
                    "photo",
                    models.ImageField(
                        blank=True,
                        upload_to="photos/",
                        validators=[
                            django.core.validators.FileExtensionValidator(["jpg", "jpeg", "png", "webp"])
                        ],
                        verbose_name="photo",
                    ),
                ),
                (
                    "listing_consent_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: name and organisation are not shown to visitors.",
                        null=True,
                        verbose_name="consents to public listing since",
                    ),
                ),
                (
                    "erased_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="erased on"),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="demo person")),
                ("sort_key", models.CharField(default="", editable=False, max_length=200)),
                ("name_key", models.CharField(default="", editable=False, max_length=200)),
                ("search_text", models.TextField(default="", editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "ordering": ["sort_key", "id"],
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="member_sort"),
                    models.Index(fields=["name_key"], name="member_name_key"),
                    django.contrib.postgres.indexes.GinIndex(fields=["expertise"], name="member_expertise"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="member_email_unique",
                        violation_error_message="Another member has this e-mail address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email__isnull", True), models.Q(("email", ""), _negated=True), _connector="OR"
                        ),
                        name="member_email_null_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("country", ""), ("country__regex", "^[A-Z]{2}$"), _connector="OR"
                        ),
                        name="member_country_iso",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="MemberEvent",
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
                        to="members.member",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="reference")),
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
                    "titles",
                    models.CharField(
                        blank=True,
                        help_text="In order, exactly as the person writes them.",
                        max_length=100,
                        verbose_name="titles",
                    ),
                ),
                ("full_name", models.CharField(max_length=200, verbose_name="full name")),
                (
                    "preferred_name",
                    models.CharField(blank=True, max_length=100, verbose_name="preferred name"),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("F", "Female"), ("M", "Male")],
                        max_length=1,
                        verbose_name="gender",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, null=True, verbose_name="e-mail address"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="position")),
                (
                    "background",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"vocabulary": "background"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.term",
                        verbose_name="background",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"vocabulary": "origin"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.term",
                        verbose_name="origin",
                    ),
                ),
                (
                    "expertise",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="expertise",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166-1 code of two letters.",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("JHR", "Johor"),
                            ("KDH", "Kedah"),
                            ("KTN", "Kelantan"),
                            ("MLK", "Melaka"),
                            ("NSN", "Negeri Sembilan"),
                            ("PHG", "Pahang"),
                            ("PNG", "Pulau Pinang"),
                            ("PRK", "Perak"),
                            ("PLS", "Perlis"),
                            ("SGR", "Selangor"),
                            ("TRG", "Terengganu"),
                            ("SBH", "Sabah"),
                            ("SWK", "Sarawak"),
                            ("KUL", "Kuala Lumpur"),
                            ("LBN", "Labuan"),
                            ("PJY", "Putrajaya"),
                        ],
                        max_length=3,
                        verbose_name="state",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        validators=[members.models.users.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        default="ms",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("biography", models.TextField(blank=True, max_length=2000, verbose_name="short biography")),
                (
                    "photo",
                    models.ImageField(
                        blank=True,
                        upload_to="photos/",
                        validators=[
                            django.core.validators.FileExtensionValidator(["jpg", "jpeg", "png", "webp"])
                        ],
                        verbose_name="photo",
                    ),
                ),
                (
                    "listing_consent_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: name and organisation are not shown to visitors.",
                        null=True,
                        verbose_name="consents to public listing since",
                    ),
                ),
                (
                    "erased_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="erased on"),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="demo person")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="member_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="TermEvent",
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
                        to="members.term",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "code",
                    models.SlugField(db_index=False, max_length=40, serialize=False, verbose_name="code"),
                ),
                (
                    "vocabulary",
                    models.CharField(
                        choices=[
                            ("expertise", "Domain of expertise"),
                            ("background", "Background"),
                            ("origin", "Origin"),
                        ],
                        max_length=20,
                        verbose_name="list",
                    ),
                ),
                ("name_en", models.CharField(max_length=100, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=100, verbose_name="name (Malay)")),
                (
                    "is_working_translation",
                    models.BooleanField(default=True, verbose_name="working translation"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="term_by_thing")],
            },
        ),
        naio_portal.schema.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_userevent" ("date_joined", "email", "id", "is_active", "is_demo", "is_superuser", "language", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal_role", "second_step_removed_at", "time_zone") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_superuser", NEW."language", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."portal_role", NEW."second_step_removed_at", NEW."time_zone"); RETURN NULL;',
                    hash="ba0326a982f7a5394987f54879165ce35a2e7fe1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ad80e",
                    table="members_user",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."portal_role" IS DISTINCT FROM (NEW."portal_role") OR OLD."second_step_removed_at" IS DISTINCT FROM (NEW."second_step_removed_at") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone"))',
                    func='INSERT INTO "members_userevent" ("date_joined", "email", "id", "is_active", "is_demo", "is_superuser", "language", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal_role", "second_step_removed_at", "time_zone") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_superuser", NEW."language", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."portal_role", NEW."second_step_removed_at", NEW."time_zone"); RETURN NULL;',
                    hash="86483ddc392e72acbfe3f49790eaf856e24541fb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d12e",
                    table="members_user",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_userevent" ("date_joined", "email", "id", "is_active", "is_demo", "is_superuser", "language", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal_role", "second_step_removed_at", "time_zone") VALUES (OLD."date_joined", OLD."email", OLD."id", OLD."is_active", OLD."is_demo", OLD."is_superuser", OLD."language", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."portal_role", OLD."second_step_removed_at", OLD."time_zone"); RETURN NULL;',
                    hash="ea4ac1edf15145f298c63ad3dc98fdf4e33ef4e3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d335d",
                    table="members_user",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_invitationevent" ("accepted_at", "bounced_at", "expires_at", "id", "invited_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "sent_at", "user_id") VALUES (NEW."accepted_at", NEW."bounced_at", NEW."expires_at", NEW."id", NEW."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reminded_at", NEW."sent_at", NEW."user_id"); RETURN NULL;',
                    hash="5c82b1962c5391d1d54e5acd4a5de4b42668c595",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_df347",
                    table="members_invitation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."bounced_at" IS DISTINCT FROM (NEW."bounced_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."reminded_at" IS DISTINCT FROM (NEW."reminded_at") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "members_invitationevent" ("accepted_at", "bounced_at", "expires_at", "id", "invited_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "sent_at", "user_id") VALUES (NEW."accepted_at", NEW."bounced_at", NEW."expires_at", NEW."id", NEW."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reminded_at", NEW."sent_at", NEW."user_id"); RETURN NULL;',
                    hash="640bb6fa204bdba0ebfa68836ca02e9bc8159589",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_34c15",
                    table="members_invitation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_invitationevent" ("accepted_at", "bounced_at", "expires_at", "id", "invited_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "sent_at", "user_id") VALUES (OLD."accepted_at", OLD."bounced_at", OLD."expires_at", OLD."id", OLD."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reminded_at", OLD."sent_at", OLD."user_id"); RETURN NULL;',
                    hash="ff09e63a4143a96a8fd60e5ec3a6e6c310502469",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1089f",
                    table="members_invitation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_termevent" ("code", "is_working_translation", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "vocabulary") VALUES (NEW."code", NEW."is_working_translation", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."code", NEW."position", NEW."vocabulary"); RETURN NULL;',
                    hash="8eb19a234a8a37e66e05d1346673ecdd813a56a3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d8e11",
                    table="members_term",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_termevent" ("code", "is_working_translation", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "vocabulary") VALUES (NEW."code", NEW."is_working_translation", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."code", NEW."position", NEW."vocabulary"); RETURN NULL;',
                    hash="8ac80f04cca08642ed8f4aa09916ef3242a05330",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9fb10",
                    table="members_term",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_termevent" ("code", "is_working_translation", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "vocabulary") VALUES (OLD."code", OLD."is_working_translation", OLD."name_en", OLD."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."code", OLD."position", OLD."vocabulary"); RETURN NULL;',
                    hash="529e3604b03472d1a54713797f3d10fc542b7b9b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8d118",
                    table="members_term",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_memberevent" ("background_id", "biography", "country", "created_at", "email", "erased_on", "expertise", "full_name", "gender", "id", "is_demo", "language", "listing_consent_on", "organisation", "origin_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "photo", "position", "preferred_name", "reference", "state", "time_zone", "titles", "updated_at", "user_id", "version") VALUES (NEW."background_id", NEW."biography", NEW."country", NEW."created_at", NEW."email", NEW."erased_on", NEW."expertise", NEW."full_name", NEW."gender", NEW."id", NEW."is_demo", NEW."language", NEW."listing_consent_on", NEW."organisation", NEW."origin_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."photo", NEW."position", NEW."preferred_name", NEW."reference", NEW."state", NEW."time_zone", NEW."titles", NEW."updated_at", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="7a494a8bcd43801717e20f04317c5712319aa6d6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2df50",
                    table="members_member",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."background_id" IS DISTINCT FROM (NEW."background_id") OR OLD."biography" IS DISTINCT FROM (NEW."biography") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."erased_on" IS DISTINCT FROM (NEW."erased_on") OR OLD."expertise" IS DISTINCT FROM (NEW."expertise") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."gender" IS DISTINCT FROM (NEW."gender") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."listing_consent_on" IS DISTINCT FROM (NEW."listing_consent_on") OR OLD."organisation" IS DISTINCT FROM (NEW."organisation") OR OLD."origin_id" IS DISTINCT FROM (NEW."origin_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."photo" IS DISTINCT FROM (NEW."photo") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."preferred_name" IS DISTINCT FROM (NEW."preferred_name") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone") OR OLD."titles" IS DISTINCT FROM (NEW."titles") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "members_memberevent" ("background_id", "biography", "country", "created_at", "email", "erased_on", "expertise", "full_name", "gender", "id", "is_demo", "language", "listing_consent_on", "organisation", "origin_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "photo", "position", "preferred_name", "reference", "state", "time_zone", "titles", "updated_at", "user_id", "version") VALUES (NEW."background_id", NEW."biography", NEW."country", NEW."created_at", NEW."email", NEW."erased_on", NEW."expertise", NEW."full_name", NEW."gender", NEW."id", NEW."is_demo", NEW."language", NEW."listing_consent_on", NEW."organisation", NEW."origin_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."photo", NEW."position", NEW."preferred_name", NEW."reference", NEW."state", NEW."time_zone", NEW."titles", NEW."updated_at", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="5cd5fc0aa1233dcbc465b332f0383debf30b09d1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b1bc1",
                    table="members_member",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_memberevent" ("background_id", "biography", "country", "created_at", "email", "erased_on", "expertise", "full_name", "gender", "id", "is_demo", "language", "listing_consent_on", "organisation", "origin_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "photo", "position", "preferred_name", "reference", "state", "time_zone", "titles", "updated_at", "user_id", "version") VALUES (OLD."background_id", OLD."biography", OLD."country", OLD."created_at", OLD."email", OLD."erased_on", OLD."expertise", OLD."full_name", OLD."gender", OLD."id", OLD."is_demo", OLD."language", OLD."listing_consent_on", OLD."organisation", OLD."origin_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."photo", OLD."position", OLD."preferred_name", OLD."reference", OLD."state", OLD."time_zone", OLD."titles", OLD."updated_at", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="77d2fe0d2086a51a820469bfc903dc6f69c4234a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_925fb",
                    table="members_member",
                    when="AFTER",
                ),
            ),
        ),
    ]
