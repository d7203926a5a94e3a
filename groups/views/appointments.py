"""Pages of one appointment: appoint, look, confirm, revoke, change the role, end, correct, set precedence."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from groups import services
from groups.enums import Phase
from groups.forms.appointments import (
    NEW_PERSON,
    AppointForm,
    ChangeRoleForm,
    ConfirmForm,
    CorrectForm,
    EndForm,
    PrecedenceForm,
    RevokeForm,
)
from groups.forms.fields import show_refusal
from groups.models import Appointment, WorkingGroup
from groups.selectors import appointments_of
from naio_portal.access import require, visible_or_404
from naio_portal.dates import format_date
from naio_portal.errors import DomainError, NotAllowed


def appoint(request: HttpRequest) -> HttpResponse:
    """Appoint somebody known, or a new person, on one page. `?group=slug&member=reference` begins there."""
    require(request.user, "groups.appoint_member")
    if request.method != "POST":
        group = WorkingGroup.objects.filter(slug=request.GET.get("group", "")).first()
        start = {"group": group, "person": request.GET.get("member", ""), "q": request.GET.get("q", "")}
        return appoint_page(request, AppointForm(initial=start, viewer=request.user))
    if "search" in request.POST:
        return appoint_page(request, AppointForm(initial=request.POST.dict(), viewer=request.user))
    form = AppointForm(request.POST, viewer=request.user)
    if form.is_valid():
        try:
            appointment = appoint_from(form, request.user)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, said(appointment))
            return redirect("groups:group-roster", appointment.group.slug)
    return appoint_page(request, form)


def appoint_page(request: HttpRequest, form: AppointForm) -> HttpResponse:
    template = "groups/appointment_create.html"
    if request.htmx and "search" in request.POST:
        template += "#found"
    return render(request, template, {"form": form, "found": form.found(), "new_person": NEW_PERSON})


def appoint_from(form: AppointForm, by) -> Appointment:
    """What the valid form asks. Raises ValidationError."""
    if member := form.cleaned_data["person"]:
        return services.appoint_member(member=member, by=by, **form.terms())
    return services.appoint_new_member(person=form.new_person(), by=by, **form.terms())


def said(appointment: Appointment) -> str:
    """What was done, in one sentence."""
    facts = {
        "name": appointment.member,
        "role": appointment.get_role_display(),
        "group": appointment.group.code,
        "day": format_date(appointment.start_on),
    }
    match appointment.phase:
        case Phase.PROPOSED:
            return _("%(name)s is proposed: %(role)s of %(group)s from %(day)s.") % facts
        case Phase.FUTURE:
            return _("%(name)s is appointed: %(role)s of %(group)s, beginning on %(day)s.") % facts
    return _("%(name)s is appointed: %(role)s of %(group)s since %(day)s.") % facts


def seen(request: HttpRequest, reference) -> Appointment:
    """The appointment, for those who may read its record. Raises Http404, NotAllowed, SignInFirst."""
    rows = Appointment.objects.select_related("member", "group")
    appointment = visible_or_404(rows, request.user, reference=reference)
    require(request.user, "groups.view_record", appointment)
    return appointment


def detail(request: HttpRequest, reference) -> HttpResponse:
    """The record of an appointment, with what may be done to it."""
    appointment = seen(request, reference)
    return render(
        request,
        "groups/appointment_detail.html",
        {
            "appointment": appointment,
            "others": appointments_of(appointment.member, request.user).exclude(pk=appointment.pk),
            "acts": acts_on(appointment) if request.user.has_perm("groups.end_appointment") else [],
        },
    )


def acts_on(appointment: Appointment) -> list[tuple[str, str, str]]:
    """(URL name, what it is called, icon) of what the state and the dates let the secretariat do."""
    match appointment.phase:
        case Phase.PROPOSED:
            acts = ["confirm", "revoke"]
        case Phase.FUTURE:
            acts = ["precedence", "revoke", "correct"]
        case Phase.IN_FORCE:
            acts = ["change-role", "end", "precedence", "correct"]
        case Phase.ENDED:
            acts = ["correct"]
        case _:
            acts = []
    names = {
        "confirm": (_("Confirm"), "check-circle"),
        "revoke": (_("Revoke"), "x-circle"),
        "change-role": (_("Change the role"), "person-gear"),
        "end": (_("End the appointment"), "door-open"),
        "precedence": (_("Set the precedence"), "list-ol"),
        "correct": (_("Correct the record"), "pencil"),
    }
    return [(f"groups:appointment-{act}", *names[act]) for act in acts]


def confirm(request: HttpRequest, reference) -> HttpResponse:
    appointment = seen(request, reference)
    return act(
        request,
        appointment,
        "confirm",
        ConfirmForm(request.POST or None, initial={"instrument": appointment.instrument}),
        lambda data: services.confirm_appointment(appointment=appointment, by=request.user, **data),
    )


def revoke(request: HttpRequest, reference) -> HttpResponse:
    appointment = seen(request, reference)
    has_served = appointment.phase in (Phase.IN_FORCE, Phase.ENDED)
    return act(
        request,
        appointment,
        "revoke",
        RevokeForm(request.POST or None, has_served=has_served),
        lambda data: services.revoke_appointment(appointment=appointment, by=request.user, **data),
    )


def change_role(request: HttpRequest, reference) -> HttpResponse:
    appointment = seen(request, reference)
    return act(
        request,
        appointment,
        "change_role",
        ChangeRoleForm(request.POST or None, initial={"role": appointment.role}),
        lambda data: services.change_role(appointment=appointment, by=request.user, **data),
    )


def end(request: HttpRequest, reference) -> HttpResponse:
    appointment = seen(request, reference)
    return act(
        request,
        appointment,
        "end",
        EndForm(request.POST or None),
        lambda data: services.end_appointment(appointment=appointment, by=request.user, **data),
    )


def correct(request: HttpRequest, reference) -> HttpResponse:
    appointment = seen(request, reference)
    return act(
        request,
        appointment,
        "correct",
        CorrectForm(request.POST or None, initial=CorrectForm.values_of(appointment)),
        lambda data: services.correct_appointment(appointment=appointment, by=request.user, **data),
    )


def set_precedence(request: HttpRequest, reference) -> HttpResponse:
    appointment = seen(request, reference)
    return act(
        request,
        appointment,
        "precedence",
        PrecedenceForm(request.POST or None, initial={"precedence": appointment.precedence}),
        lambda data: services.set_precedence(appointment=appointment, by=request.user, **data),
    )


# Name of the act (also of its template's end) -> the rule that lets a person do it.
RULES = {
    "confirm": "groups.confirm_appointment",
    "revoke": "groups.revoke_appointment",
    "change_role": "groups.change_role",
    "end": "groups.end_appointment",
    "correct": "groups.correct_appointment",
    "precedence": "groups.set_precedence",
}


def act(
    request: HttpRequest,
    appointment: Appointment,
    name: str,
    form: forms.Form,
    service: Callable[[dict], Appointment],
) -> HttpResponse:
    """The page that says what the act will do; on POST the act, or the form with what stands in the way.

    `service`: does it with the form's data and returns the appointment that results.
    """
    require(request.user, RULES[name], appointment)
    if request.method == "POST" and form.is_valid():
        try:
            result = service(form.cleaned_data)
        except ValidationError as error:
            show_refusal(form, error)
        except NotAllowed:
            raise
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("groups:appointment-detail", result.reference)
    return render(
        request,
        f"groups/appointment_{name}.html",
        {"form": form, "appointment": appointment},
    )
