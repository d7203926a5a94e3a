"""The public front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from deliverables.enums import DeliverableState
from deliverables.models import Deliverable
from groups.models import Announcement, Call, WorkingGroup
from naio_portal.public_cache import cached_for_visitors


@cached_for_visitors
def front(request: HttpRequest) -> HttpResponse:
    """What the working groups are, what they published, what was announced."""
    published = (
        Deliverable.objects.visible_to(request.user)
        .filter(state=DeliverableState.PUBLISHED)
        .select_related("group")
        .order_by("-delivered_on", "-id")[:5]
    )
    return render(
        request,
        "home/front.html",
        {
            "groups": WorkingGroup.objects.visible_to(request.user),
            "announcements": Announcement.objects.visible_to(request.user)[:3],
            "call": Call.objects.visible_to(request.user).first(),
            "published": published,
        },
    )
