"""Who serves and stands in no row of a roster; what a roster offers without asking."""

from django.db.models import BigIntegerField, Func, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Lower

from groups.models import Appointment, RosterImport
from naio_portal.imports.plans import LEAVE_OUT
from naio_portal.imports.storing import rows_of


class Elements(Func):
    """Each text of a JSON list, a row of its own."""

    function = "jsonb_array_elements_text"
    set_returning = True
    output_field = TextField()


def absent_from(roster_import: RosterImport) -> QuerySet[Appointment]:
    """Appointments in force today, in the groups that the file speaks of, that no row names.

    Named: by the row's plan, or by the address in any row, also one that is refused or undecided.
    """
    rows = rows_of(roster_import)
    known = rows.filter(plan__has_key="known_appointment").annotate(
        known=Cast(KT("plan__known_appointment"), BigIntegerField())
    )
    addresses = rows.annotate(address=Elements("values__values__addresses"))
    return (
        Appointment.objects.in_force()
        .filter(group__code__in=groups_named(roster_import))
        .exclude(pk__in=known.values("known"))
        .annotate(folded_address=Lower("member__email"))
        .exclude(folded_address__in=addresses.values("address"))
        .select_related("member", "group")
        .by_group_and_precedence()
    )


def groups_named(roster_import: RosterImport) -> set[str]:
    """Codes of the groups that rows name, or that a person said they mean."""
    texts = rows_of(roster_import).filter(values__values__has_key="group")
    codes = set(texts.values_list("values__values__group", flat=True).order_by().distinct())
    answered = {
        answer
        for key, answer in roster_import.answers.items()
        if key.startswith("group:") and answer != LEAVE_OUT
    }
    return (codes | answered) - {""}
