"""Versions of a deliverable that a person may read, and those that they are compared with."""

import datetime as dt
import uuid

from django.db.models import IntegerField, QuerySet, Value

from deliverables.models import Deliverable, Version
from groups.written_once import written_once


@written_once
def seen_deliverable(user, reference: uuid.UUID) -> QuerySet[Deliverable]:
    """The deliverable with its colour, group and owner, when this person sees it. One query."""
    rows = Deliverable.objects.visible_to(user).with_rag().select_related("group", "owner")
    return rows.filter(reference=reference)


@written_once
def seen_version(user, reference: uuid.UUID, now: dt.datetime) -> QuerySet[Version]:
    """The version with its deliverable and author, when this person may read it. One query."""
    rows = Version.objects.visible_to(user, now).filter(reference=reference)
    return rows.select_related("deliverable__group", "deliverable__owner", "author__member")


@written_once
def text_before(user, deliverable: int, number: int, now: dt.datetime) -> QuerySet[Version]:
    """The text version that came last before this number, of those that the person may read. One query."""
    rows = Version.objects.visible_to(user, now).with_text().filter(deliverable=deliverable)
    # As a value of its own: the stand-in that the text is written with is no number that a version can have.
    return rows.filter(number__lt=Value(number, IntegerField())).only("number").order_by("-number")[:1]


@written_once
def compared_texts(user, deliverable: int, numbers: frozenset[int], now: dt.datetime) -> QuerySet[Version]:
    """The text versions of these numbers that the person may read. One query."""
    rows = Version.objects.visible_to(user, now).with_text()
    return rows.filter(deliverable=deliverable, number__in=numbers)
