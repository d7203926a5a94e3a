"""The tree of instruments with what feeds each part; the authorities. The secretariat keeps both."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from deliverables.forms import AuthorityForm, InstrumentForm
from deliverables.models import Authority, Instrument
from deliverables.selectors import instrument_tree
from deliverables.services import save_authority, save_instrument
from deliverables.views.plans import attempt
from deliverables.views.recommendation_forms import differences
from naio_portal.access import may, require
from naio_portal.errors import EditConflict
from naio_portal.public_cache import cached_for_visitors

MANAGE = "deliverables.manage_instruments"


@cached_for_visitors
def instrument_list(request: HttpRequest) -> HttpResponse:
    """The AI Action Plan, frameworks and models, and how many recommendations feed each part."""
    return render(
        request,
        "deliverables/instrument_list.html",
        {"tree": instrument_tree(request.user), "manages": may(request.user, MANAGE)},
    )


def instrument_create(request: HttpRequest) -> HttpResponse:
    """Add a part to the tree; `?parent=` is the slug it goes below."""
    require(request.user, MANAGE)
    above = Instrument.objects.filter(slug=request.GET.get("parent", "")[:60]).first()
    initial = {"parent": above.pk, "kind": above.kind} if above else None
    return instrument_form(request, None, InstrumentForm(request.POST or None, initial=initial))


def instrument_update(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a part of the tree."""
    require(request.user, MANAGE)
    instrument = get_object_or_404(Instrument, slug=slug)
    return instrument_form(request, instrument, InstrumentForm(request.POST or None, instance=instrument))


def instrument_form(
    request: HttpRequest, instrument: Instrument | None, form: InstrumentForm
) -> HttpResponse:
    conflicts = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = attempt(form, save_instrument, instrument=instrument, **form.arguments(), by=request.user)
        except EditConflict as error:
            conflicts = differences(form, InstrumentForm(instance=error.theirs), error.theirs)
        else:
            if saved:
                messages.success(request, _("The tree is saved."))
                return redirect("recommendations:instrument-list")
    return form_page(request, "deliverables/instrument_form.html", form, conflicts, instrument=instrument)


def authority_list(request: HttpRequest) -> HttpResponse:
    """Every authority with its contact."""
    require(request.user, MANAGE)
    rows = Authority.objects.select_related("contact")
    return render(request, "deliverables/authority_list.html", {"authorities": rows})


def authority_create(request: HttpRequest) -> HttpResponse:
    """Add an authority."""
    require(request.user, MANAGE)
    return authority_form(request, None, AuthorityForm(request.POST or None))


def authority_update(request: HttpRequest, slug: str) -> HttpResponse:
    """Change an authority, or who answers for it."""
    require(request.user, MANAGE)
    authority = get_object_or_404(Authority.objects.select_related("contact"), slug=slug)
    return authority_form(request, authority, AuthorityForm(request.POST or None, instance=authority))


def authority_form(request: HttpRequest, authority: Authority | None, form: AuthorityForm) -> HttpResponse:
    conflicts = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = attempt(form, save_authority, authority=authority, **form.arguments(), by=request.user)
        except EditConflict as error:
            conflicts = differences(form, AuthorityForm(instance=error.theirs), error.theirs)
        else:
            if saved:
                messages.success(request, _("The authority is saved."))
                return redirect("recommendations:authority-list")
    return form_page(request, "deliverables/authority_form.html", form, conflicts, authority=authority)


def form_page(request: HttpRequest, template: str, form, conflicts, **context) -> HttpResponse:
    """`conflicts`: None, or what differs from what somebody saved meanwhile."""
    status = 409 if conflicts is not None else 422 if form.errors else 200
    return render(request, template, {"form": form, "conflicts": conflicts, **context}, status=status)
