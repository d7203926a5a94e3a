"""Writing an agenda: items, their order, who presents them, who may read the restricted ones."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from meetings.enums import ItemKind, Visibility
from meetings.merging import changed_fields, clashes, merged_order, snapshot
from meetings.models import AgendaItem, AgendaItemGrant, Meeting, Presenter
from members.models import Member
from naio_portal.access import require
from naio_portal.errors import DomainError, EditConflict

ITEM_FIELDS = ("title", "kind", "minutes", "visibility", "note")
# More is no agenda: the page and its times stay readable.
MOST_ITEMS = 200


def snapshot_of(item: AgendaItem) -> dict[str, Any]:
    """What an editor sees of the item now: given back as `base` when saving."""
    return snapshot({field: getattr(item, field) for field in ITEM_FIELDS})


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    title: str,
    kind: str = ItemKind.DISCUSSION,
    minutes: int = 10,
    visibility: str = Visibility.COMMON,
    note: str = "",
    by,
) -> AgendaItem:
    """A new last item. Raises DomainError once the meeting is held, NotAllowed, ValidationError by field."""
    locked = _open_agenda(meeting, by)
    if visibility == Visibility.RESTRICTED:
        require(by, "meetings.restrict_agenda_item", locked)
    last = locked.items.aggregate(last=Max("position"))["last"] or 0
    if locked.items.count() >= MOST_ITEMS:
        raise DomainError(_("An agenda has at most %(most)d items.") % {"most": MOST_ITEMS})
    item = AgendaItem(
        meeting=locked,
        position=last + 1,
        title=title,
        kind=kind,
        minutes=minutes,
        visibility=visibility,
        note=note,
        updated_by=by,
    )
    item.full_clean()
    item.save(force_insert=True)
    return item


@transaction.atomic
def edit_item(*, item: AgendaItem, values: Mapping[str, Any], base: Mapping[str, Any], by) -> AgendaItem:
    """Change some of ITEM_FIELDS. `base`: `snapshot_of(item)` as the editor saw it: fields that only one
    of two editors changed are joined.

    Raises EditConflict with the fields that both changed, DomainError, NotAllowed, ValidationError.
    """
    locked = _open_item(item, by)
    theirs = {field: getattr(locked, field) for field in values}
    clashing = clashes(base=base, mine=values, theirs=theirs)
    if clashing:
        raise EditConflict(
            _("Somebody else changed this item while you were writing."), theirs=locked, fields=clashing
        )
    changed = [
        field for field in changed_fields(base=base, mine=values) if values[field] != getattr(locked, field)
    ]
    if not changed:
        return locked
    if "visibility" in changed and Visibility.RESTRICTED in (values["visibility"], locked.visibility):
        require(by, "meetings.restrict_agenda_item", locked.meeting)
    for field in changed:
        setattr(locked, field, values[field])
    locked.version += 1
    locked.updated_by = by
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def remove_item(*, item: AgendaItem, version: int, by) -> None:
    """Take an item off the agenda; those below move up. `version`: of the item that the person saw.

    Raises EditConflict where somebody changed it since, DomainError, NotAllowed.
    """
    locked = _open_item(item, by)
    if locked.version != version:
        raise EditConflict(
            _("Somebody else changed this item: look again before removing it."), theirs=locked
        )
    position = locked.position
    locked.delete()
    AgendaItem.objects.filter(meeting=locked.meeting_id, position__gt=position).update(
        position=F("position") - 1
    )


@transaction.atomic
def reorder_items(*, meeting: Meeting, seen: list[str], wanted: list[str], by) -> list[str]:
    """Put the items in the order `wanted`; both lists are references, `seen` the order before the move.

    Items that others added or removed meanwhile stay so. Returns the order as written. Raises
    EditConflict (its `theirs`: the order that stands) where others moved items too, DomainError,
    NotAllowed, ValidationError where the two lists do not name the same items.
    """
    locked = _open_agenda(meeting, by)
    if sorted(seen) != sorted(wanted) or len(set(seen)) != len(seen):
        raise ValidationError(_("The order does not name each item once."))
    items = {str(item.reference): item for item in locked.items.order_by("position")}
    current = list(items)
    merged = merged_order(seen=seen, wanted=wanted, current=current)
    if merged is None:
        raise EditConflict(_("Somebody else moved items while you were moving them."), theirs=current)
    moved = []
    for position, reference in enumerate(merged, start=1):
        if items[reference].position != position:
            items[reference].position = position
            moved.append(items[reference])
    AgendaItem.objects.bulk_update(moved, ["position"])
    return merged


@transaction.atomic
def add_presenter(*, item: AgendaItem, member: Member | None = None, name: str = "", by) -> Presenter:
    """A member of the groups that meet, or the name of somebody from outside. Twice is once.

    Raises ValidationError, DomainError, NotAllowed.
    """
    locked = _open_item(item, by)
    name = " ".join(name.split())
    if member is None and not name:
        raise ValidationError({"name": _("Choose a member or write a name.")})
    known = {"member": member} if member else {"member": None, "name": name}
    found = locked.presenters.filter(**known).first()
    if found:
        return found
    last = locked.presenters.aggregate(last=Max("position"))["last"] or 0
    presenter = Presenter(item=locked, position=last + 1, **known)
    presenter.full_clean()
    presenter.save(force_insert=True)
    return presenter


@transaction.atomic
def remove_presenter(*, presenter: Presenter, by) -> None:
    """This person no longer presents the item. Raises DomainError, NotAllowed."""
    _open_item(presenter.item, by)
    presenter.delete()


@transaction.atomic
def grant_item(*, item: AgendaItem, member: Member, by) -> AgendaItemGrant:
    """This person may read the restricted item; the audit says who allowed it. Twice is once.

    Raises DomainError where the item is not restricted, NotAllowed.
    """
    locked = _open_item(item, by)
    require(by, "meetings.restrict_agenda_item", locked.meeting)
    if locked.visibility != Visibility.RESTRICTED:
        raise DomainError(_("Only a restricted item is opened to people by name."))
    return AgendaItemGrant.objects.get_or_create(item=locked, member=member)[0]


@transaction.atomic
def revoke_grant(*, grant: AgendaItemGrant, by) -> None:
    """This person may no longer read the restricted item. Raises DomainError, NotAllowed."""
    item = _open_item(grant.item, by)
    require(by, "meetings.restrict_agenda_item", item.meeting)
    grant.delete()


def _open_agenda(meeting: Meeting, by) -> Meeting:
    """The meeting, locked: one at a time adds, removes and moves."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require(by, "meetings.edit_agenda", locked)
    if not locked.is_agenda_open:
        raise DomainError(_("This meeting is over or cancelled: its agenda no longer changes."))
    return locked


def _open_item(item: AgendaItem, by) -> AgendaItem:
    """The item, locked after its meeting (always in that order). Raises DomainError where it is gone."""
    meeting = _open_agenda(item.meeting, by)
    locked = AgendaItem.objects.select_for_update().filter(pk=item.pk, meeting=meeting).first()
    if locked is None:
        raise DomainError(_("Somebody else removed this item."))
    locked.meeting = meeting
    require(by, "meetings.edit_agenda_item", locked)
    return locked
