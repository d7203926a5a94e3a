"""What waits for what: finish to start, without a loop; a dependency moves nothing by itself."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from deliverables.enums import OPEN_STATES
from deliverables.models import Deliverable, Dependency
from deliverables.services.locking import check_state, lock_deliverable
from naio_portal.access import may, require


def add_dependency(*, successor: Deliverable, predecessor: Deliverable, note: str = "", by) -> Dependency:
    """Say that `successor` waits until `predecessor`, of any group, is delivered.

    Raises NotAllowed, IllegalMove when the successor is finished, ValidationError for the field
    `predecessor`: when it says so already, or when it would wait for itself, naming the loop.
    """
    with transaction.atomic():
        successor = lock_deliverable(successor.pk)
        require(by, "deliverables.update_dependencies", successor)
        require(by, "deliverables.view_deliverable", predecessor)
        check_state(successor, *OPEN_STATES)
        lock_dependencies()
        if loop := loop_closed_by(predecessor, successor):
            raise ValidationError(
                {
                    "predecessor": _("It would wait for itself: %(loop)s.")
                    % {"loop": " → ".join(named(step, by) for step in loop)}
                }
            )
        if Dependency.objects.filter(predecessor=predecessor, successor=successor).exists():
            raise ValidationError({"predecessor": _("It waits for this one already.")})
        dependency = Dependency(
            predecessor=predecessor, successor=successor, note=note.strip(), created_by=by
        )
        dependency.full_clean()
        dependency.save()
        return dependency


def remove_dependency(*, dependency: Dependency, by) -> None:
    """It does not wait for it any more. Raises NotAllowed."""
    with transaction.atomic():
        require(by, "deliverables.update_dependencies", dependency.successor)
        Dependency.objects.filter(pk=dependency.pk).delete()


def lock_dependencies() -> None:
    """Of two that come at once the second sees the first; as the trigger locks (triggers.NO_LOOP)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('deliverables_dependency', 0))")


def loop_closed_by(predecessor: Deliverable, successor: Deliverable) -> list[Deliverable]:
    """The shortest way from `successor` on to `predecessor`, and back to `successor`: the loop that the new
    dependency would close; empty when it would close none. One query a step of the way."""
    if predecessor.pk == successor.pk:
        return [successor, successor]
    came_from: dict[int, int] = {successor.pk: 0}
    edge = [successor.pk]
    while edge and predecessor.pk not in came_from:
        pairs = Dependency.objects.filter(predecessor__in=edge).order_by("pk")
        edge = []
        for before, after in pairs.values_list("predecessor", "successor"):
            if after not in came_from:
                came_from[after] = before
                edge.append(after)
    if predecessor.pk not in came_from:
        return []
    way = [predecessor.pk]
    while came_from[way[-1]]:
        way.append(came_from[way[-1]])
    found = Deliverable.objects.select_related("group", "owner").in_bulk(way)
    return [found[pk] for pk in [*reversed(way), successor.pk]]


def named(deliverable: Deliverable, user) -> str:
    """Code and title; the code alone of one that this person does not see."""
    seen = user is None or may(user, "deliverables.view_deliverable", deliverable)
    return str(deliverable) if seen else deliverable.code
