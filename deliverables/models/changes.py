import datetime as dt
import uuid
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from deliverables.enums import ChangeState
from deliverables.models.deliverables import Deliverable
from deliverables.models.milestones import Milestone
from deliverables.querysets import ChangeRequestQuerySet
from deliverables.workflow import CHANGE
from groups.models import Objective
from naio_portal.audit import audited
from naio_portal.choices import display_of
from naio_portal.dates import format_short_date
from naio_portal.history import write_field_with

# What was approved, by kind of thing: these columns change by request alone. A value is kept as JSON: a
# day as ISO text, an objective as its number in the group.
PLANNED: dict[type[models.Model], tuple[str, ...]] = {
    Milestone: ("title", "due_on"),
    Deliverable: ("title", "acceptance_criteria", "objective", "due_on"),
    Objective: ("statement", "measure"),
}


@dataclass(frozen=True)
class ChangedField:
    """One line of a request: `old` and `new` in words."""

    name: str
    label: str | Promise
    old: str
    new: str

    @property
    def is_long(self) -> bool:
        """Of several lines or long ones: old and new stand under one another."""
        return "\n" in self.old + self.new or max(len(self.old), len(self.new)) > 60


@audited(along=("deliverable",))
class ChangeRequest(models.Model):
    """A request to change what a plan approved: reason, old and new; approved by another person than its
    author. It is about a milestone, a deliverable or an objective."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("groups.WorkingGroup", on_delete=models.PROTECT, related_name="+")
    # Of a milestone too: rights follow the deliverable.
    deliverable = models.ForeignKey(
        Deliverable, on_delete=models.CASCADE, null=True, blank=True, related_name="changes"
    )
    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="changes"
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, null=True, blank=True, related_name="changes"
    )
    old = models.JSONField(_("from"))
    new = models.JSONField(_("to"))
    reason = models.TextField(_("reason"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Set where the secretariat asked for somebody, who then does not approve it either.
    on_behalf_of = models.ForeignKey(
        "members.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField(_("asked"), auto_now_add=True)
    state = models.CharField(
        pgettext_lazy("workflow", "state"),
        max_length=10,
        choices=ChangeState.choices,
        default=ChangeState.PENDING,
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decision_note = models.TextField(_("note"), blank=True, default="")

    objects = ChangeRequestQuerySet.as_manager()
    get_state_display = display_of("state", ChangeState)

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        ordering = ["-requested_at", "-id"]
        triggers = [CHANGE.guard()]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=True, deliverable__isnull=False)
                | Q(objective__isnull=False, deliverable__isnull=True, milestone__isnull=True),
                name="change_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["milestone"], condition=Q(state="pending"), name="change_one_pending_milestone"
            ),
            models.UniqueConstraint(
                fields=["deliverable"],
                condition=Q(state="pending", milestone__isnull=True),
                name="change_one_pending_deliverable",
            ),
            models.UniqueConstraint(
                fields=["objective"], condition=Q(state="pending"), name="change_one_pending_objective"
            ),
            models.CheckConstraint(condition=~Q(new=F("old")), name="change_moves"),
            models.CheckConstraint(condition=~Q(reason=""), name="change_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="change_decided_pair",
            ),
            # Nobody approves their own request, not even an administrator.
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "declined"]) | ~Q(decided_by=F("requested_by")),
                name="change_other_person",
            ),
        ]
        indexes = [
            models.Index(fields=["requested_at"], condition=Q(state="pending"), name="change_pending"),
        ]

    def __str__(self) -> str:
        return ", ".join(f"{line.old} → {line.new}" for line in self.lines)

    def get_absolute_url(self) -> str:
        return reverse("deliverables:change-detail", args=[self.reference])

    @property
    def thing(self) -> Milestone | Deliverable | Objective:
        """What it is about: one there is, `change_about_one_thing` holds it."""
        return cast(
            "Milestone | Deliverable | Objective", self.milestone or self.deliverable or self.objective
        )

    @property
    def is_pending(self) -> bool:
        return self.state == ChangeState.PENDING

    @property
    def title(self) -> str:
        """How the thing is called now."""
        return self.objective.statement if self.objective else self.thing.title

    @property
    def language(self) -> str:
        """Of the title and of texts in the lines."""
        return (self.objective or self.deliverable).language

    @property
    def code(self) -> str:
        """`SAF-D03`, or the group's code for an objective. Needs the group loaded."""
        if self.deliverable is None:
            return self.group.code
        return f"{self.group.code}-D{self.deliverable.number:02d}"

    @property
    def page(self) -> str:
        """Where the thing is shown."""
        return self.thing.get_absolute_url() if self.deliverable else self.group.get_absolute_url()

    @property
    def lines(self) -> list[ChangedField]:
        """Old and new of each field, in words of the active language."""
        model = type(self.thing) if self.thing else Deliverable
        return [
            ChangedField(
                name,
                model._meta.get_field(name).verbose_name,
                in_words(name, self.old.get(name)),
                in_words(name, self.new[name]),
            )
            for name in PLANNED[model]
            if name in self.new
        ]

    @property
    def moves_due_date(self) -> bool:
        return "due_on" in self.new

    @property
    def new_due_on(self) -> dt.date | None:
        return dt.date.fromisoformat(self.new["due_on"]) if "due_on" in self.new else None


def in_words(name: str, value: object) -> str:
    """A kept value as people read it."""
    if value in (None, ""):
        return "–"
    if name == "due_on":
        return format_short_date(dt.date.fromisoformat(str(value)))
    if name == "objective":
        return gettext("Objective %(number)s") % {"number": value}
    return str(value)


def told(values: dict[str, object]) -> str:
    """What a history says of the kept values: each with the words for its field."""
    labels = {
        name: model._meta.get_field(name).verbose_name for model, names in PLANNED.items() for name in names
    }
    return "; ".join(
        f"{capfirst(str(labels[name]))}: {in_words(name, value)}" for name, value in values.items()
    )


for column in ("old", "new"):
    write_field_with("deliverables.ChangeRequest", column, told)
