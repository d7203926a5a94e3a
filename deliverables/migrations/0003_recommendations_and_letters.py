import deliverables.models.letters
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
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
    replaces = [("deliverables", "0003_recommendations"), ("deliverables", "0004_letters")]

    dependencies = [
        ("deliverables", "0002_versions_and_rounds"),
        ("groups", "0001_groups_rosters_imports"),
        ("meetings", "0001_meetings_agendas_records"),
        ("members", "0001_people"),
        ("notices", "0001_outbox_ledger_links"),
    ]

    operations = [
        naio_portal.schema.CreateModel(
            name="Instrument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="deliverables.instrument",
                        verbose_name="part of",
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("action_plan", "AI Action Plan"),
                            ("regulatory_framework", "Regulatory framework"),
                            ("governance_model", "Governance model"),
                            ("guideline", "Guideline"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                (
                    "label",
                    models.CharField(blank=True, default="", max_length=20, verbose_name="chapter or clause"),
                ),
                ("name_en", models.CharField(max_length=200, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=200, verbose_name="name (Malay)")),
                (
                    "is_working_translation",
                    models.BooleanField(default=True, verbose_name="working translation"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "instrument",
                "verbose_name_plural": "instruments",
                "ordering": ["position", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="instrument_not_its_own_part",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("label", ""), _negated=True),
                        fields=("parent", "label"),
                        name="instrument_label_once",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="InstrumentEvent",
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
                        to="deliverables.instrument",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.instrument",
                        verbose_name="part of",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, verbose_name="slug")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("action_plan", "AI Action Plan"),
                            ("regulatory_framework", "Regulatory framework"),
                            ("governance_model", "Governance model"),
                            ("guideline", "Guideline"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                (
                    "label",
                    models.CharField(blank=True, default="", max_length=20, verbose_name="chapter or clause"),
                ),
                ("name_en", models.CharField(max_length=200, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=200, verbose_name="name (Malay)")),
                (
                    "is_working_translation",
                    models.BooleanField(default=True, verbose_name="working translation"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="instrument_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Authority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("name_en", models.CharField(max_length=200, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=200, verbose_name="name (Malay)")),
                ("address", models.TextField(blank=True, default="", verbose_name="postal address")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorities",
                        to="notices.contact",
                        verbose_name="contact",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "authority",
                "verbose_name_plural": "authorities",
                "ordering": ["name_en"],
            },
        ),
        naio_portal.schema.CreateModel(
            name="AuthorityEvent",
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
                        to="deliverables.authority",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, verbose_name="slug")),
                ("name_en", models.CharField(max_length=200, verbose_name="name (English)")),
                ("name_ms", models.CharField(max_length=200, verbose_name="name (Malay)")),
                ("address", models.TextField(blank=True, default="", verbose_name="postal address")),
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
                        verbose_name="contact",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="authority_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Recommendation",
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
                        related_name="recommendations",
                        to="groups.workinggroup",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        help_text="Within the group and year.", verbose_name="number"
                    ),
                ),
                ("title_en", models.CharField(max_length=200, verbose_name="title (English)")),
                (
                    "title_ms",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="title (Malay)"),
                ),
                ("text_en", models.TextField(blank=True, default="", verbose_name="text (English)")),
                ("text_ms", models.TextField(blank=True, default="", verbose_name="text (Malay)")),
                (
                    "rationale_en",
                    models.TextField(blank=True, default="", verbose_name="rationale (English)"),
                ),
                ("rationale_ms", models.TextField(blank=True, default="", verbose_name="rationale (Malay)")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="deliverables.authority",
                        verbose_name="addressee",
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        default="medium",
                        max_length=6,
                        verbose_name="priority",
                    ),
                ),
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
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("adopted_by_group", "Adopted by the group"),
                            ("submitted", "Submitted"),
                            ("responded", "Responded"),
                            ("implemented", "Implemented"),
                            ("not_implemented", "Not implemented"),
                            ("withdrawn", "Withdrawn"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the state"),
                ),
                (
                    "consent_method",
                    models.CharField(
                        blank=True,
                        choices=[("consensus", "Consensus"), ("vote", "Vote")],
                        default="",
                        max_length=9,
                        verbose_name="consent",
                    ),
                ),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="consent given on")),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="votes for"),
                ),
                (
                    "votes_against",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="votes against"),
                ),
                (
                    "votes_abstaining",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="abstentions"),
                ),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="adopted on")),
                (
                    "adopted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="meetings.meeting",
                    ),
                ),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="submitted on")),
                (
                    "letter_number",
                    models.CharField(blank=True, default="", max_length=60, verbose_name="letter"),
                ),
                ("response_due_on", models.DateField(blank=True, null=True, verbose_name="response due")),
                (
                    "outcome",
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
                        verbose_name="response",
                    ),
                ),
                ("responded_on", models.DateField(blank=True, null=True, verbose_name="responded on")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="implemented, percent",
                    ),
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
                "verbose_name": "recommendation",
                "verbose_name_plural": "recommendations",
                "ordering": ["-year", "group", "-number"],
                "indexes": [
                    models.Index(fields=["group", "state"], name="recommendation_of_group"),
                    models.Index(
                        condition=models.Q(("state", "submitted")),
                        fields=["response_due_on"],
                        name="recommendation_waiting",
                    ),
                    models.Index(fields=["addressee", "state"], name="recommendation_addressee"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                "title_en", "text_en", "rationale_en", config="english"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "title_ms", "text_ms", "rationale_ms", config="simple"
                            ),
                            django.contrib.postgres.search.SearchConfig("english"),
                        ),
                        name="recommendation_search",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "year", "number"), name="recommendation_number"),
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="recommendation_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "withdrawn"]),
                            models.Q(
                                ("adopted_on__isnull", False),
                                ("consent_on__isnull", False),
                                models.Q(("consent_method", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="recommendation_adopted_with_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consent_method", "vote"), _negated=True),
                            models.Q(
                                ("votes_abstaining__isnull", False),
                                ("votes_against__isnull", False),
                                ("votes_for__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="recommendation_vote_has_figures",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["submitted", "responded", "implemented", "not_implemented"]),
                                _negated=True,
                            ),
                            models.Q(("response_due_on__isnull", False), ("submitted_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="recommendation_submitted_has_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["responded", "implemented", "not_implemented"]), _negated=True
                            ),
                            models.Q(
                                ("responded_on__isnull", False), models.Q(("outcome", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="recommendation_responded_has_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["withdrawn", "not_implemented"]), _negated=True),
                            models.Q(("state_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="recommendation_stop_has_reason",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RecommendationEvent",
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
                        to="deliverables.recommendation",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        help_text="Within the group and year.", verbose_name="number"
                    ),
                ),
                ("title_en", models.CharField(max_length=200, verbose_name="title (English)")),
                (
                    "title_ms",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="title (Malay)"),
                ),
                ("text_en", models.TextField(blank=True, default="", verbose_name="text (English)")),
                ("text_ms", models.TextField(blank=True, default="", verbose_name="text (Malay)")),
                (
                    "rationale_en",
                    models.TextField(blank=True, default="", verbose_name="rationale (English)"),
                ),
                ("rationale_ms", models.TextField(blank=True, default="", verbose_name="rationale (Malay)")),
                (
                    "addressee",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.authority",
                        verbose_name="addressee",
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        default="medium",
                        max_length=6,
                        verbose_name="priority",
                    ),
                ),
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
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("adopted_by_group", "Adopted by the group"),
                            ("submitted", "Submitted"),
                            ("responded", "Responded"),
                            ("implemented", "Implemented"),
                            ("not_implemented", "Not implemented"),
                            ("withdrawn", "Withdrawn"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, default="", verbose_name="reason of the state"),
                ),
                (
                    "consent_method",
                    models.CharField(
                        blank=True,
                        choices=[("consensus", "Consensus"), ("vote", "Vote")],
                        default="",
                        max_length=9,
                        verbose_name="consent",
                    ),
                ),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="consent given on")),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="votes for"),
                ),
                (
                    "votes_against",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="votes against"),
                ),
                (
                    "votes_abstaining",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="abstentions"),
                ),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="adopted on")),
                (
                    "adopted_by",
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                    ),
                ),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="submitted on")),
                (
                    "letter_number",
                    models.CharField(blank=True, default="", max_length=60, verbose_name="letter"),
                ),
                ("response_due_on", models.DateField(blank=True, null=True, verbose_name="response due")),
                (
                    "outcome",
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
                        verbose_name="response",
                    ),
                ),
                ("responded_on", models.DateField(blank=True, null=True, verbose_name="responded on")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="implemented, percent",
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
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="recommendation_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RecommendationPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="deliverables.recommendation",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="deliverables.instrument",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="place in it"),
                ),
            ],
            options={
                "verbose_name": "place in an instrument",
                "verbose_name_plural": "places in instruments",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "instrument"), name="recommendation_instrument_once"
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RecommendationPlaceEvent",
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
                        to="deliverables.recommendationplace",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.recommendation",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.instrument",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="place in it"),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="recommendationplace_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RecommendationEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="deliverables.recommendation",
                    ),
                ),
                (
                    "deliverable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="deliverables.deliverable",
                    ),
                ),
                (
                    "deliverable_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="deliverables.version",
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="what it shows"),
                ),
            ],
            options={
                "verbose_name": "evidence of a recommendation",
                "verbose_name_plural": "evidence of recommendations",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "deliverable", "deliverable_version"),
                        name="recommendation_evidence_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RecommendationEvidenceEvent",
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
                        to="deliverables.recommendationevidence",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.recommendation",
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
                    "deliverable_version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.version",
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="what it shows"),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="recommendationevidenc_by_thing")
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RecommendationContributor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributors",
                        to="deliverables.recommendation",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="members.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "contributor to a recommendation",
                "verbose_name_plural": "contributors to recommendations",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "member"), name="recommendation_contributor_once"
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RecommendationContributorEvent",
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
                        to="deliverables.recommendationcontributor",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.recommendation",
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
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="recommendationcontrib_by_thing")
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RecommendationLink",
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
                        to="deliverables.recommendation",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_in",
                        to="deliverables.recommendation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supersedes", "Supersedes"),
                            ("merges", "Merges"),
                            ("related", "Related to"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "link of recommendations",
                "verbose_name_plural": "links of recommendations",
                "constraints": [
                    models.UniqueConstraint(fields=("source", "target"), name="recommendation_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="recommendation_link_other",
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="RecommendationLinkEvent",
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
                        to="deliverables.recommendationlink",
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
                        to="deliverables.recommendation",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.recommendation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supersedes", "Supersedes"),
                            ("merges", "Merges"),
                            ("related", "Related to"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="recommendationlink_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="deliverables.recommendation",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("accepted_in_part", "Accepted in part"),
                            ("noted", "Noted"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=16,
                        verbose_name="response",
                    ),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="reason")),
                (
                    "language",
                    models.CharField(default="ms", max_length=2, verbose_name="language of the texts"),
                ),
                ("responded_on", models.DateField(verbose_name="responded on")),
                (
                    "signed_by",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="signed by"),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "response",
                "verbose_name_plural": "responses",
                "ordering": ["-responded_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="response_has_reason"
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ResponseEvent",
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
                        to="deliverables.response",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.recommendation",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("accepted_in_part", "Accepted in part"),
                            ("noted", "Noted"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=16,
                        verbose_name="response",
                    ),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="reason")),
                (
                    "language",
                    models.CharField(default="ms", max_length=2, verbose_name="language of the texts"),
                ),
                ("responded_on", models.DateField(verbose_name="responded on")),
                (
                    "signed_by",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="signed by"),
                ),
                (
                    "entered_by",
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
                ("entered_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="response_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ImplementationReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="deliverables.recommendation",
                    ),
                ),
                ("reported_on", models.DateField(verbose_name="reported on")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="percent"
                    ),
                ),
                ("note", models.TextField(max_length=4000, verbose_name="note")),
                (
                    "language",
                    models.CharField(default="ms", max_length=2, verbose_name="language of the texts"),
                ),
                (
                    "evidence_url",
                    models.URLField(blank=True, default="", max_length=500, verbose_name="evidence (link)"),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "report on an implementation",
                "verbose_name_plural": "reports on implementations",
                "ordering": ["-reported_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="implementation_percent"
                    )
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="ImplementationReportEvent",
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
                        to="deliverables.implementationreport",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.recommendation",
                    ),
                ),
                ("reported_on", models.DateField(verbose_name="reported on")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="percent"
                    ),
                ),
                ("note", models.TextField(max_length=4000, verbose_name="note")),
                (
                    "language",
                    models.CharField(default="ms", max_length=2, verbose_name="language of the texts"),
                ),
                (
                    "evidence_url",
                    models.URLField(blank=True, default="", max_length=500, verbose_name="evidence (link)"),
                ),
                (
                    "entered_by",
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
                ("entered_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="implementationreport_by_thing")],
            },
        ),
        naio_portal.schema.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="deliverables.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("docx", "DOCX")], max_length=4, verbose_name="kind of file"
                    ),
                ),
                (
                    "file",
                    models.FileField(upload_to=deliverables.models.letters.random_name, verbose_name="file"),
                ),
                ("file_size", models.PositiveIntegerField(verbose_name="size of the file in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
            ],
            options={
                "verbose_name": "letter of a recommendation",
                "verbose_name_plural": "letters of recommendations",
                "ordering": ["recommendation", "-language", "-form"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "language", "form"), name="letter_once_in_each_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="letter_sha256"
                    ),
                ],
            },
        ),
        naio_portal.schema.CreateModel(
            name="LetterEvent",
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
                        to="deliverables.letter",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="deliverables.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ms", "Bahasa Melayu"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("docx", "DOCX")], max_length=4, verbose_name="kind of file"
                    ),
                ),
                ("file_size", models.PositiveIntegerField(verbose_name="size of the file in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="letter_by_thing")],
            },
        ),
        migrations.AddField(
            model_name="recommendation",
            name="instruments",
            field=models.ManyToManyField(
                related_name="recommendations",
                through="deliverables.RecommendationPlace",
                to="deliverables.instrument",
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_instrumentevent" ("id", "is_working_translation", "kind", "label", "name_en", "name_ms", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (NEW."id", NEW."is_working_translation", NEW."kind", NEW."label", NEW."name_en", NEW."name_ms", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."slug"); RETURN NULL;',
                    hash="9da8dab321f7d603829b328380954068f18b6fb0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_58cf5",
                    table="deliverables_instrument",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_working_translation" IS DISTINCT FROM (NEW."is_working_translation") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_ms" IS DISTINCT FROM (NEW."name_ms") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                    func='INSERT INTO "deliverables_instrumentevent" ("id", "is_working_translation", "kind", "label", "name_en", "name_ms", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (NEW."id", NEW."is_working_translation", NEW."kind", NEW."label", NEW."name_en", NEW."name_ms", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."slug"); RETURN NULL;',
                    hash="5fedff0247d9b2c02f1741f43798eb7ea45cda2b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_08cfd",
                    table="deliverables_instrument",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_instrumentevent" ("id", "is_working_translation", "kind", "label", "name_en", "name_ms", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (OLD."id", OLD."is_working_translation", OLD."kind", OLD."label", OLD."name_en", OLD."name_ms", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."slug"); RETURN NULL;',
                    hash="187b31974e48851f77bd0611ed1d8be2d0fd318f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_46cd3",
                    table="deliverables_instrument",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="authority",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_authorityevent" ("address", "contact_id", "id", "is_active", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."address", NEW."contact_id", NEW."id", NEW."is_active", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;',
                    hash="61414f7796bde2c0c911bf2d2dc027c1f50bea79",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da20d",
                    table="deliverables_authority",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="authority",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_ms" IS DISTINCT FROM (NEW."name_ms") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                    func='INSERT INTO "deliverables_authorityevent" ("address", "contact_id", "id", "is_active", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."address", NEW."contact_id", NEW."id", NEW."is_active", NEW."name_en", NEW."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;',
                    hash="0f67f747c6a7992de960e79df731d0dee19af6c6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8b3f9",
                    table="deliverables_authority",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="authority",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_authorityevent" ("address", "contact_id", "id", "is_active", "name_en", "name_ms", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."address", OLD."contact_id", OLD."id", OLD."is_active", OLD."name_en", OLD."name_ms", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;',
                    hash="78d8aeaa2c28dfd3d0d837cef833fb76d6b6204c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bd913",
                    table="deliverables_authority",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="state_guard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.state NOT IN ('draft')\n                   AND COALESCE(current_setting('naio.insert_in_any_state', true), '') = '' THEN\n                    RAISE EXCEPTION 'deliverables_recommendation: a new row cannot be in state %', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NEW.state IS DISTINCT FROM OLD.state\n                  AND (OLD.state || '>' || NEW.state) NOT IN ('draft>adopted_by_group', 'draft>withdrawn', 'adopted_by_group>draft', 'adopted_by_group>submitted', 'adopted_by_group>withdrawn', 'adopted_by_group>superseded', 'submitted>responded', 'submitted>withdrawn', 'submitted>superseded', 'responded>implemented', 'responded>not_implemented', 'responded>superseded', 'implemented>superseded', 'not_implemented>superseded') THEN\n                RAISE EXCEPTION 'deliverables_recommendation: no move from % to %', OLD.state, NEW.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="8f2907c2ca7dffbaf5196a076e97aa30e1bc35b9",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_state_guard_a2400",
                    table="deliverables_recommendation",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_recommendationevent" ("addressee_id", "adopted_by_id", "adopted_on", "classification", "consent_method", "consent_on", "created_at", "created_by_id", "group_id", "id", "letter_number", "meeting_id", "number", "outcome", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "rationale_en", "rationale_ms", "reference", "responded_on", "response_due_on", "state", "state_reason", "submitted_on", "text_en", "text_ms", "title_en", "title_ms", "votes_abstaining", "votes_against", "votes_for", "year") VALUES (NEW."addressee_id", NEW."adopted_by_id", NEW."adopted_on", NEW."classification", NEW."consent_method", NEW."consent_on", NEW."created_at", NEW."created_by_id", NEW."group_id", NEW."id", NEW."letter_number", NEW."meeting_id", NEW."number", NEW."outcome", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."priority", NEW."rationale_en", NEW."rationale_ms", NEW."reference", NEW."responded_on", NEW."response_due_on", NEW."state", NEW."state_reason", NEW."submitted_on", NEW."text_en", NEW."text_ms", NEW."title_en", NEW."title_ms", NEW."votes_abstaining", NEW."votes_against", NEW."votes_for", NEW."year"); RETURN NULL;',
                    hash="b6dddb9734813f51bfdc552f38151c6287f0ac17",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b79fe",
                    table="deliverables_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."addressee_id" IS DISTINCT FROM (NEW."addressee_id") OR OLD."adopted_by_id" IS DISTINCT FROM (NEW."adopted_by_id") OR OLD."adopted_on" IS DISTINCT FROM (NEW."adopted_on") OR OLD."classification" IS DISTINCT FROM (NEW."classification") OR OLD."consent_method" IS DISTINCT FROM (NEW."consent_method") OR OLD."consent_on" IS DISTINCT FROM (NEW."consent_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."letter_number" IS DISTINCT FROM (NEW."letter_number") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."percent" IS DISTINCT FROM (NEW."percent") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."rationale_en" IS DISTINCT FROM (NEW."rationale_en") OR OLD."rationale_ms" IS DISTINCT FROM (NEW."rationale_ms") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."responded_on" IS DISTINCT FROM (NEW."responded_on") OR OLD."response_due_on" IS DISTINCT FROM (NEW."response_due_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."submitted_on" IS DISTINCT FROM (NEW."submitted_on") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_ms" IS DISTINCT FROM (NEW."text_ms") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_ms" IS DISTINCT FROM (NEW."title_ms") OR OLD."votes_abstaining" IS DISTINCT FROM (NEW."votes_abstaining") OR OLD."votes_against" IS DISTINCT FROM (NEW."votes_against") OR OLD."votes_for" IS DISTINCT FROM (NEW."votes_for") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "deliverables_recommendationevent" ("addressee_id", "adopted_by_id", "adopted_on", "classification", "consent_method", "consent_on", "created_at", "created_by_id", "group_id", "id", "letter_number", "meeting_id", "number", "outcome", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "rationale_en", "rationale_ms", "reference", "responded_on", "response_due_on", "state", "state_reason", "submitted_on", "text_en", "text_ms", "title_en", "title_ms", "votes_abstaining", "votes_against", "votes_for", "year") VALUES (NEW."addressee_id", NEW."adopted_by_id", NEW."adopted_on", NEW."classification", NEW."consent_method", NEW."consent_on", NEW."created_at", NEW."created_by_id", NEW."group_id", NEW."id", NEW."letter_number", NEW."meeting_id", NEW."number", NEW."outcome", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."priority", NEW."rationale_en", NEW."rationale_ms", NEW."reference", NEW."responded_on", NEW."response_due_on", NEW."state", NEW."state_reason", NEW."submitted_on", NEW."text_en", NEW."text_ms", NEW."title_en", NEW."title_ms", NEW."votes_abstaining", NEW."votes_against", NEW."votes_for", NEW."year"); RETURN NULL;',
                    hash="1dd193eaeed031d017a64125fc965cc1f5b6fc0a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_80826",
                    table="deliverables_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_recommendationevent" ("addressee_id", "adopted_by_id", "adopted_on", "classification", "consent_method", "consent_on", "created_at", "created_by_id", "group_id", "id", "letter_number", "meeting_id", "number", "outcome", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "rationale_en", "rationale_ms", "reference", "responded_on", "response_due_on", "state", "state_reason", "submitted_on", "text_en", "text_ms", "title_en", "title_ms", "votes_abstaining", "votes_against", "votes_for", "year") VALUES (OLD."addressee_id", OLD."adopted_by_id", OLD."adopted_on", OLD."classification", OLD."consent_method", OLD."consent_on", OLD."created_at", OLD."created_by_id", OLD."group_id", OLD."id", OLD."letter_number", OLD."meeting_id", OLD."number", OLD."outcome", OLD."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."priority", OLD."rationale_en", OLD."rationale_ms", OLD."reference", OLD."responded_on", OLD."response_due_on", OLD."state", OLD."state_reason", OLD."submitted_on", OLD."text_en", OLD."text_ms", OLD."title_en", OLD."title_ms", OLD."votes_abstaining", OLD."votes_against", OLD."votes_for", OLD."year"); RETURN NULL;',
                    hash="a0ddca0c58aeb52cda51327ccf5b3c5e511aee3d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_52609",
                    table="deliverables_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationplace",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_recommendationplaceevent" ("id", "instrument_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recommendation_id") VALUES (NEW."id", NEW."instrument_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."recommendation_id"); RETURN NULL;',
                    hash="65eeafa7c3295b3d7e1a3a91fc2a6322b2d40102",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_80957",
                    table="deliverables_recommendationplace",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationplace",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_recommendationplaceevent" ("id", "instrument_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recommendation_id") VALUES (NEW."id", NEW."instrument_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."recommendation_id"); RETURN NULL;',
                    hash="5ff3b8b9b9cb085f324532931bf09d979b5f2d56",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ae64",
                    table="deliverables_recommendationplace",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationplace",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_recommendationplaceevent" ("id", "instrument_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recommendation_id") VALUES (OLD."id", OLD."instrument_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."recommendation_id"); RETURN NULL;',
                    hash="af230d8a42fd82923afe4090f85296497f9def77",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_15251",
                    table="deliverables_recommendationplace",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_recommendationevidenceevent" ("deliverable_id", "deliverable_version_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."deliverable_id", NEW."deliverable_version_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recommendation_id"); RETURN NULL;',
                    hash="9edcb9a2a8d93ead9ebe26568f8478b008585d55",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f8743",
                    table="deliverables_recommendationevidence",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_recommendationevidenceevent" ("deliverable_id", "deliverable_version_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."deliverable_id", NEW."deliverable_version_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recommendation_id"); RETURN NULL;',
                    hash="7b7fa2665971abec56c43c67754d4ade8cea6e1e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_de8b0",
                    table="deliverables_recommendationevidence",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_recommendationevidenceevent" ("deliverable_id", "deliverable_version_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (OLD."deliverable_id", OLD."deliverable_version_id", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recommendation_id"); RETURN NULL;',
                    hash="189b4e13fa333f77b5be1d48bd0d3307aae554f4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_36c7d",
                    table="deliverables_recommendationevidence",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationcontributor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_recommendationcontributorevent" ("id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recommendation_id"); RETURN NULL;',
                    hash="2bf755b090d41ae1aefc99ff9316b382570f062b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a1409",
                    table="deliverables_recommendationcontributor",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationcontributor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_recommendationcontributorevent" ("id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recommendation_id"); RETURN NULL;',
                    hash="9fa94c119891020fb081a537cbf28f2b40dfd078",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_79053",
                    table="deliverables_recommendationcontributor",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationcontributor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_recommendationcontributorevent" ("id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (OLD."id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recommendation_id"); RETURN NULL;',
                    hash="01a6bc3d2f34d5fb2aa24dce9f053b9272375282",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f74df",
                    table="deliverables_recommendationcontributor",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationlink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_recommendationlinkevent" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source_id", NEW."target_id"); RETURN NULL;',
                    hash="c7134758f6761d02d2d5b8efbe9e425e6306d4ff",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bd744",
                    table="deliverables_recommendationlink",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationlink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_recommendationlinkevent" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source_id", NEW."target_id"); RETURN NULL;',
                    hash="45d59d4b75d3fdf76adc0b24316bb2e801131f55",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0a74c",
                    table="deliverables_recommendationlink",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="recommendationlink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_recommendationlinkevent" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source_id", OLD."target_id"); RETURN NULL;',
                    hash="44636340680d4f70f1db268f7438e54867ba0b43",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ed549",
                    table="deliverables_recommendationlink",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="response",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_responseevent" ("entered_at", "entered_by_id", "id", "language", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recommendation_id", "responded_on", "signed_by") VALUES (NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."language", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."recommendation_id", NEW."responded_on", NEW."signed_by"); RETURN NULL;',
                    hash="c7a1c22e6789522b3e51e79773a677b8a0596b50",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_73fd7",
                    table="deliverables_response",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="response",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_responseevent" ("entered_at", "entered_by_id", "id", "language", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recommendation_id", "responded_on", "signed_by") VALUES (NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."language", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."recommendation_id", NEW."responded_on", NEW."signed_by"); RETURN NULL;',
                    hash="8127f7cd1bd6be918aa7c56259dec30e147a800d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1d40d",
                    table="deliverables_response",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="response",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_responseevent" ("entered_at", "entered_by_id", "id", "language", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recommendation_id", "responded_on", "signed_by") VALUES (OLD."entered_at", OLD."entered_by_id", OLD."id", OLD."language", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."recommendation_id", OLD."responded_on", OLD."signed_by"); RETURN NULL;',
                    hash="48e5fa101c80786a11b2079817fc4bc3bf398d0e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a281",
                    table="deliverables_response",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="implementationreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_implementationreportevent" ("entered_at", "entered_by_id", "evidence_url", "id", "language", "note", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "reported_on") VALUES (NEW."entered_at", NEW."entered_by_id", NEW."evidence_url", NEW."id", NEW."language", NEW."note", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recommendation_id", NEW."reported_on"); RETURN NULL;',
                    hash="c335771c5af15d34ff314b752bdda8e5499b2599",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b6d73",
                    table="deliverables_implementationreport",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="implementationreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "deliverables_implementationreportevent" ("entered_at", "entered_by_id", "evidence_url", "id", "language", "note", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "reported_on") VALUES (NEW."entered_at", NEW."entered_by_id", NEW."evidence_url", NEW."id", NEW."language", NEW."note", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recommendation_id", NEW."reported_on"); RETURN NULL;',
                    hash="e8bb4919a8bdfdd0cb241e5dfabf1038ee78e400",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d4224",
                    table="deliverables_implementationreport",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="implementationreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_implementationreportevent" ("entered_at", "entered_by_id", "evidence_url", "id", "language", "note", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "reported_on") VALUES (OLD."entered_at", OLD."entered_by_id", OLD."evidence_url", OLD."id", OLD."language", OLD."note", OLD."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recommendation_id", OLD."reported_on"); RETURN NULL;',
                    hash="0c91476cb8cadcf2c0ec0487e849e1547101b3c1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d6987",
                    table="deliverables_implementationreport",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="content_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.recommendation_id IS DISTINCT FROM NEW.recommendation_id OR OLD.language IS DISTINCT FROM NEW.language OR OLD.form IS DISTINCT FROM NEW.form OR OLD.file IS DISTINCT FROM NEW.file OR OLD.sha256 IS DISTINCT FROM NEW.sha256)",
                    func="\n            RAISE EXCEPTION 'deliverables_letter: a letter stays as it was sent'\n                USING ERRCODE = 'check_violation';\n        ",
                    hash="5c9a86787260ba322764e91b8150edc29b2822f6",
                    operation="UPDATE",
                    pgid="pgtrigger_content_kept_66321",
                    table="deliverables_letter",
                    when="BEFORE",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_letterevent" ("created_at", "file_size", "form", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "sha256") VALUES (NEW."created_at", NEW."file_size", NEW."form", NEW."id", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recommendation_id", NEW."sha256"); RETURN NULL;',
                    hash="d3a7ce8f49a4052f00fd27e3c3eca0ea82e598b5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ab199",
                    table="deliverables_letter",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."file_size" IS DISTINCT FROM (NEW."file_size") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."recommendation_id" IS DISTINCT FROM (NEW."recommendation_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))',
                    func='INSERT INTO "deliverables_letterevent" ("created_at", "file_size", "form", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "sha256") VALUES (NEW."created_at", NEW."file_size", NEW."form", NEW."id", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recommendation_id", NEW."sha256"); RETURN NULL;',
                    hash="2582a8b2a75f21cb833c36a27d200e9108de550d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a5e57",
                    table="deliverables_letter",
                    when="AFTER",
                ),
            ),
        ),
        naio_portal.schema.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "deliverables_letterevent" ("created_at", "file_size", "form", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "sha256") VALUES (OLD."created_at", OLD."file_size", OLD."form", OLD."id", OLD."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recommendation_id", OLD."sha256"); RETURN NULL;',
                    hash="a652ef96fdac86c95d4bc29c425a48b45cb7eb78",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_36e53",
                    table="deliverables_letter",
                    when="AFTER",
                ),
            ),
        ),
    ]
