"""Who changed what: a group with its objectives and appointments; one appointment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from groups.models import Appointment, Objective, WorkingGroup
from groups.views.appointments import seen
from naio_portal.access import require
from naio_portal.history import Trail, history_page


def group_history(request: HttpRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    require(request.user, "groups.view_history", group)
    return history_page(
        request,
        "groups/group_history.html",
        trails=[group, Trail(Objective, group=group), Trail(Appointment, group=group)],
        heading=group.name,
        group=group,
    )


def appointment_history(request: HttpRequest, reference) -> HttpResponse:
    appointment = seen(request, reference)
    return history_page(
        request,
        "groups/appointment_history.html",
        trails=[appointment],
        heading=appointment.member.formal_name,
        appointment=appointment,
    )
