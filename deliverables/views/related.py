"""What a deliverable or a recommendation has to do with others: the links, and what may overlap with it,
with a button to link and one to ask that group. The same list stands beside the form while one writes."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from deliverables import services
from deliverables.codes import deliverable_code, recommendation_code
from deliverables.models import Deliverable, Recommendation
from deliverables.selectors.overlaps import Overlap, similar_deliverables, similar_recommendations
from deliverables.selectors.recommendations import related_deliverables, related_recommendations
from deliverables.views.recommendations import recommendation_or_404
from deliverables.views.versions import deliverable_or_404
from groups.models import WorkingGroup
from naio_portal.access import may, require
from naio_portal.errors import DomainError, NotAllowed


@dataclass(frozen=True)
class Line:
    """An overlap on the page. `ask`: where a request to its group begins, empty where the person drafts
    none; `can_link`: of the same kind, so that a link can be made."""

    overlap: Overlap
    ask: str
    can_link: bool


def lines_of(
    request: HttpRequest, group: WorkingGroup, texts: list[str], *, kind: type, own: str = ""
) -> list[Line]:
    """What may overlap with texts of this group, of the same `kind` (a model) first. `own`: how the thing
    is named to other groups; empty while it is not written yet, or where it is restricted."""
    asks = may(request.user, "groups.draft_request", group)
    found = {
        Deliverable: similar_deliverables(texts, request.user, apart_from=group),
        Recommendation: similar_recommendations(texts, request.user, apart_from=group),
    }
    return [
        Line(overlap, ask_url(group, overlap, own) if asks else "", model is kind)
        for model in sorted(found, key=lambda model: model is not kind)
        for overlap in found[model]
    ]


def ask_url(group: WorkingGroup, overlap: Overlap, own: str) -> str:
    """A draft of a liaison request to the other group. What is restricted is named by its code alone."""
    thing = overlap.thing
    theirs = thing.code if thing.is_restricted else str(thing)
    values = {"theirs": theirs, "own": own}
    if own:
        text = _("Our %(own)s may overlap with your %(theirs)s. Could we compare the two?") % values
    else:
        text = _("What we are writing may overlap with your %(theirs)s. Could we compare the two?") % values
    query = {
        "to": f"group-{thing.group_id}",
        "subject": _("Possible overlap: %(theirs)s") % values,
        "text": text,
    }
    return f"{reverse('requests:request-create', args=[group.slug])}?{urlencode(query)}"


# --- deliverables ---------------------------------------------------------------------------------------


def deliverable_related(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Its links, and what may overlap; a POST links it with the one of that `code`."""
    deliverable = deliverable_or_404(request, reference)
    require(request.user, "deliverables.link_deliverable", deliverable)
    code, error = request.POST.get("code", "").strip(), ""
    if request.method == "POST":
        other = deliverable_of(code, request.user)
        error = attempt_link(services.link_deliverables, other, by=request.user, deliverable=deliverable)
        if not error:
            messages.success(request, _("%(code)s is linked.") % {"code": other.code})
            return redirect("deliverables:related", deliverable.reference)
    texts = [deliverable.title, deliverable.description]
    context = {
        "related": related_deliverables(deliverable, request.user),
        "lines": lines_of(request, deliverable.group, texts, kind=Deliverable, own=own_name(deliverable)),
        "deliverable": deliverable,
        "thing": deliverable,
        "example": "SAF-D03",
        "code": code,
        "error": error,
    }
    return render(request, "deliverables/deliverable_related.html", context, status=422 if error else 200)


@require_POST
def deliverable_related_remove(request: HttpRequest, reference: UUID, other: UUID) -> HttpResponse:
    """Take one link away."""
    deliverable = deliverable_or_404(request, reference)
    require(request.user, "deliverables.link_deliverable", deliverable)
    found = get_object_or_404(Deliverable.objects.visible_to(request.user), reference=other)
    services.unlink_deliverables(deliverable=deliverable, other=found, by=request.user)
    messages.success(request, _("The link is taken away."))
    return redirect("deliverables:related", deliverable.reference)


@require_POST
def deliverable_overlaps(request: HttpRequest, slug: str) -> HttpResponse:
    """The list beside the form of a deliverable, for what stands in it now."""
    texts = [request.POST.get(name, "") for name in ("title", "description")]
    return overlaps(request, slug, texts, kind=Deliverable)


def deliverable_of(code: str, user) -> Deliverable | None:
    """The one of that code that this person sees."""
    found = deliverable_code(code)
    rows = Deliverable.objects.visible_to(user).select_related("group")
    return rows.filter(**found).first() if found else None


# --- recommendations ------------------------------------------------------------------------------------


def recommendation_related(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Its links, and what may overlap; a POST links it with the one of that `code`."""
    recommendation = recommendation_or_404(request, reference)
    require(request.user, "deliverables.link_recommendation", recommendation)
    code, error = request.POST.get("code", "").strip(), ""
    if request.method == "POST":
        other = recommendation_of(code, request.user)
        error = attempt_link(
            services.link_recommendations, other, by=request.user, recommendation=recommendation
        )
        if not error:
            messages.success(request, _("%(code)s is linked.") % {"code": other.code})
            return redirect("recommendations:related", recommendation.reference)
    texts = [getattr(recommendation, name) for name in TEXTS]
    context = {
        "related": related_recommendations(recommendation, request.user),
        "lines": lines_of(
            request, recommendation.group, texts, kind=Recommendation, own=own_name(recommendation)
        ),
        "recommendation": recommendation,
        "thing": recommendation,
        "example": "SAF-2025-03",
        "code": code,
        "error": error,
    }
    return render(request, "deliverables/recommendation_related.html", context, status=422 if error else 200)


@require_POST
def recommendation_related_remove(request: HttpRequest, reference: UUID, other: UUID) -> HttpResponse:
    """Take one link away."""
    recommendation = recommendation_or_404(request, reference)
    require(request.user, "deliverables.link_recommendation", recommendation)
    found = get_object_or_404(Recommendation.objects.visible_to(request.user), reference=other)
    services.unlink_recommendations(recommendation=recommendation, other=found, by=request.user)
    messages.success(request, _("The link is taken away."))
    return redirect("recommendations:related", recommendation.reference)


@require_POST
def recommendation_overlaps(request: HttpRequest, slug: str) -> HttpResponse:
    """The list beside the form of a recommendation, for what stands in it now."""
    return overlaps(request, slug, [request.POST.get(name, "") for name in TEXTS], kind=Recommendation)


TEXTS = ("title_en", "title_ms", "text_en", "text_ms", "rationale_en", "rationale_ms")


def recommendation_of(code: str, user) -> Recommendation | None:
    """The one of that code that this person sees."""
    found = recommendation_code(code)
    rows = Recommendation.objects.visible_to(user).select_related("group")
    return rows.filter(**found).first() if found else None


# --- both -----------------------------------------------------------------------------------------------


def own_name(thing: Deliverable | Recommendation) -> str:
    """How it is named to another group: not at all where it is restricted."""
    return "" if thing.is_restricted else str(thing)


def attempt_link(service, other, **arguments) -> str:
    """Nothing, or what to say where there is no such thing or the service refused."""
    if other is None:
        return _("There is nothing of that code.")
    try:
        service(other=other, **arguments)
    except NotAllowed:
        raise
    except DomainError as error:
        return str(error)
    return ""


def overlaps(request: HttpRequest, slug: str, texts: list[str], *, kind: type) -> HttpResponse:
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    require(request.user, "deliverables.look_for_overlaps")
    lines = lines_of(request, group, texts, kind=kind)
    return render(request, "deliverables/_overlaps.html", {"lines": lines, "links": False})
