"""Applications in the real world: entered by officers of the team with a sign-in, or by the secretariat."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from deliverables.enums import TRIED_STATES
from deliverables.models import ApplicationFigure, Deliverable, SectorApplication
from groups.models import SectoralTeam
from naio_portal.access import require
from naio_portal.dates import kl_today
from naio_portal.errors import EditConflict

APPLICATION_FIELDS = (
    "deliverable",
    "title",
    "tried",
    "place",
    "started_on",
    "ended_on",
    "outcome",
    "result",
    "lessons",
    "language",
)


@dataclass(frozen=True)
class Figure:
    """`value` counts `name` in `unit`; `source` says where it is from."""

    name: str
    value: Decimal
    unit: str
    source: str


@transaction.atomic
def create_application(
    *, team: SectoralTeam, values: Mapping[str, object], figures: Iterable[Figure], by
) -> SectorApplication:
    """Keep what the team tried. `values`: of APPLICATION_FIELDS; `figures` in the order to be shown.

    Raises NotAllowed, ValidationError by field: a deliverable that `by` may not see or that is only
    proposed, days to come, what is over without a result.
    """
    require(by, "deliverables.create_application", team)
    application = SectorApplication(team=team, created_by=by)
    _set(application, values, by)
    application.save()
    _set_figures(application, figures)
    return application


@transaction.atomic
def update_application(
    *,
    application: SectorApplication,
    version: int,
    values: Mapping[str, object],
    figures: Iterable[Figure],
    by,
) -> SectorApplication:
    """Change it, with all its figures. `version`: the one the person began from.

    Raises NotAllowed, EditConflict when somebody saved since, ValidationError by field.
    """
    application = _lock(application)
    require(by, "deliverables.update_application", application)
    if application.version != version:
        raise EditConflict(_("Somebody else saved this in the meantime."), theirs=application)
    _set(application, values, by)
    application.version += 1
    application.save()
    _set_figures(application, figures)
    return application


@transaction.atomic
def remove_application(*, application: SectorApplication, by) -> None:
    """Take one that was entered by mistake off the list; the audit keeps it. Raises NotAllowed."""
    application = _lock(application)
    require(by, "deliverables.remove_application", application)
    application.delete()


def _lock(application: SectorApplication) -> SectorApplication:
    rows = SectorApplication.objects.select_for_update(of=("self",)).select_related("team", "deliverable")
    return rows.get(pk=application.pk)


def _set(application: SectorApplication, values: Mapping[str, object], by) -> None:
    if unknown := set(values) - set(APPLICATION_FIELDS):
        raise ValueError(f"Not part of an application: {', '.join(sorted(unknown))}")
    before = application.deliverable_id
    for name, value in values.items():
        setattr(application, name, value.strip() if isinstance(value, str) else value)
    application.full_clean()
    if application.deliverable_id != before:
        _check_deliverable(application.deliverable, by)
    for name in ("started_on", "ended_on"):
        day = getattr(application, name)
        if day is not None and day > kl_today():
            raise ValidationError({name: _("This day is still to come.")})


def _check_deliverable(deliverable: Deliverable, by) -> None:
    """One that is seen by who writes, and has begun."""
    if by is not None and not Deliverable.objects.visible_to(by).filter(pk=deliverable.pk).exists():
        raise ValidationError({"deliverable": _("There is no deliverable of that code that you may read.")})
    if deliverable.state not in TRIED_STATES:
        raise ValidationError(
            {"deliverable": _("Its state is “%(state)s”.") % {"state": deliverable.get_state_display()}}
        )


def _set_figures(application: SectorApplication, figures: Iterable[Figure]) -> None:
    """Exactly these, in this order: a row that stays as it is leaves no event."""
    present = {row.position: row for row in application.figures.all()}
    last = 0
    for last, figure in enumerate(figures, start=1):
        row = present.get(last) or ApplicationFigure(application=application, position=last)
        told = (figure.name.strip(), figure.value, figure.unit.strip(), figure.source.strip())
        if row.pk and (row.name, row.value, row.unit, row.source) == told:
            continue
        row.name, row.value, row.unit, row.source = told
        row.full_clean()
        row.save()
    application.figures.filter(position__gt=last).delete()
