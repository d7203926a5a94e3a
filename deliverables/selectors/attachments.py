"""The versions that go with a liaison request, as one reader sees them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from deliverables.models import RequestAttachment, Version
from deliverables.rules import is_handed_to_officer
from groups.models import LiaisonRequest, SectorOfficer

# How many versions a form offers, the latest of the group.
OFFERED = 100


@dataclass(frozen=True)
class Attachments:
    """`hidden`: how many there are besides, of which the reader learns no more."""

    shown: list[RequestAttachment]
    hidden: int


def _rows(request: LiaisonRequest) -> QuerySet[RequestAttachment]:
    return request.attachments.select_related("version__deliverable__group").defer("version__text")


def attachments_of(request: LiaisonRequest, user) -> Attachments:
    """For somebody signed in. Two queries."""
    rows = list(_rows(request))
    seen = set(request.attachments.visible_to(user).values_list("pk", flat=True)) if rows else set()
    shown = [row for row in rows if row.pk in seen]
    return Attachments(shown, len(rows) - len(shown))


def attachments_by_link(request: LiaisonRequest, officer: SectorOfficer) -> Attachments:
    """For an officer in force who holds a link to the request. One query."""
    rows = list(_rows(request))
    for row in rows:
        row.request = request
    shown = [row for row in rows if is_handed_to_officer(officer, row)]
    return Attachments(shown, len(rows) - len(shown))


def versions_to_attach(request: LiaisonRequest, user) -> QuerySet[Version]:
    """The latest versions of the asking group that this person reads and that are not attached yet."""
    return (
        Version.objects.visible_to(user)
        .filter(deliverable__group=request.from_group_id)
        .exclude(pk__in=request.attachments.values("version"))
        .select_related("deliverable__group")
        .defer("text", "deliverable__description", "deliverable__acceptance_criteria")
        .order_by("-created_at", "-id")
    )
