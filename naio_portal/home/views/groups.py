"""The groups: their list and the page of each. Visitors' pages come from the cache."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from groups.models import Objective, WorkingGroup
from groups.selectors import composition
from groups.serving import chaired_groups_of, is_insider, sees_everything
from naio_portal.access import may
from naio_portal.home.selectors import groups as selectors
from naio_portal.public_cache import cached_for_visitors


@cached_for_visitors
def group_list(request: HttpRequest) -> HttpResponse:
    """The seven groups at a glance."""
    return render(
        request,
        "home/group_list.html",
        {
            "rows": selectors.group_rows(request.user),
            "sees_inside": is_insider(request.user),
        },
    )


@cached_for_visitors
def group_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Charter, objectives, people, next meeting, deliverables and what changed lately."""
    user = request.user
    group = get_object_or_404(WorkingGroup.objects.visible_to(user), slug=slug)
    made_of = composition(group)
    roles = selectors.people_by_role(user, group, made_of.roles)
    return render(
        request,
        "home/group_detail.html",
        {
            "group": group,
            "sees_inside": is_insider(user),
            "objectives": Objective.objects.visible_to(user).filter(group=group),
            "composition": made_of,
            "roles": roles,
            "unnamed": sum(role.unnamed for role in roles),
            "meeting": selectors.next_meeting_of(user, group),
            "deliverables": selectors.deliverables_of(user, group),
            "health": selectors.health_from(user, group) if is_insider(user) else None,
            "news": selectors.lately(user, group),
            "may_appoint": may(user, "groups.appoint_member", group),
            "may_call_meeting": sees_everything(user) or group.pk in chaired_groups_of(user),
            "may_edit_charter": may(user, "groups.update_charter", group),
            "may_edit_objectives": may(user, "groups.update_objective", group),
        },
    )
