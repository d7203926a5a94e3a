"""Who changed what: a group with its objectives and appointments; one appointment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from groups.models import Appointment, Objective, WorkingGroup
from groups.views.appointments import seen
from naio_portal.access import require
from naio_portal.history import Trail, history_page


def group_history(request: HttpRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    require(request.user, "groups.view_history", group)
    return history_page(
        request,
        trails=[group, Trail(Objective, group=group), Trail(Appointment, group=group)],
        heading=group.name,
        up=group.get_absolute_url(),
        up_text=group.name,
    )


def appointment_history(request: HttpRequest, reference) -> HttpResponse:
    appointment = seen(request, reference)
    return history_page(
        request,
        trails=[appointment],
        heading=f"{appointment.member} · {appointment.group.code}",
        up=reverse("groups:appointment-detail", args=[appointment.reference]),
        up_text=str(appointment.member),
    )
