"""The register of recommendations, its export; one recommendation, and its history."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from deliverables.enums import Priority, RecommendationState
from deliverables.exports import FORMATS
from deliverables.forms import tree_choices
from deliverables.models import (
    Authority,
    ImplementationReport,
    Instrument,
    Letter,
    Recommendation,
    RecommendationContributor,
    RecommendationEvidence,
    RecommendationLink,
    RecommendationPlace,
    Response,
)
from deliverables.recommendation_exports import WIDTHS, register_headings, register_lines
from deliverables.recommendation_filters import OVERDUE, RegisterFilters
from deliverables.selectors import recommendation_detail_of, seen_recommendation
from deliverables.views.recommendation_acts import recommendation_acts
from groups.models import WorkingGroup
from groups.serving import is_insider
from members.models import Member
from naio_portal.access import may, one_or_404, require
from naio_portal.dates import kl_today
from naio_portal.history import Trail, history_page
from naio_portal.pagination import paginate
from naio_portal.public_cache import cached_for_visitors
from naio_portal.spreadsheets.writing import CSV_TYPE, XLSX_TYPE, stream_csv, write_xlsx

TEXTS = ("text_en", "text_ms", "rationale_en", "rationale_ms")
# What visitors may filter by: what was submitted, and what became of it.
PUBLIC_STATES = ("submitted", "responded", "implemented", "not_implemented", "withdrawn", "superseded")


def filtered(request: HttpRequest):
    """The filters of the request, the rows they leave, and what the bar offers."""
    groups = list(WorkingGroup.objects.visible_to(request.user))
    instruments = list(Instrument.objects.all())
    authorities = list(Authority.objects.all())
    filters = RegisterFilters.of(
        request.GET,
        groups=groups,
        instruments=instruments,
        authorities=authorities,
        person=person_asked_for(request),
    )
    rows = filters.apply(Recommendation.objects.visible_to(request.user), instruments)
    return filters, rows, {"groups": groups, "instruments": instruments, "authorities": authorities}


def person_asked_for(request: HttpRequest) -> Member | None:
    """Who `?person=` names by reference; None where the reader may not know that they contributed."""
    try:
        reference = UUID(request.GET.get("person", ""))
    except ValueError:
        return None
    people = Member.objects.filter(reference=reference).defer("biography", "search_text")
    if not is_insider(request.user):
        people = people.filter(listing_consent_on__isnull=False)
    return people.first()


@cached_for_visitors
def recommendation_list(request: HttpRequest) -> HttpResponse:
    """Every recommendation that this person may read; visitors: what was submitted."""
    filters, rows, choices = filtered(request)
    insider = is_insider(request.user)
    states = [
        (value, label) for value, label in RecommendationState.choices if insider or value in PUBLIC_STATES
    ]
    slugs = {instrument.pk: instrument.slug for instrument in choices["instruments"]}
    counts = rows.counts_by_state()
    return render(
        request,
        "deliverables/recommendation_list.html",
        {
            **choices,
            "tree": [(slugs[pk], label) for pk, label in tree_choices(choices["instruments"]) if pk],
            "filters": filters,
            "page": paginate(request, rows.select_related("group", "addressee").defer(*TEXTS)),
            "counts": [(value, label, counts[value]) for value, label in states if counts.get(value)],
            "states": states,
            "overdue": OVERDUE,
            "priorities": Priority.choices,
            "years": range(kl_today().year, 2024, -1),
            "is_insider": insider,
            "exports": may(request.user, "deliverables.export_recommendations"),
            "creates": may(request.user, "deliverables.start_recommendation"),
            "manages": may(request.user, "deliverables.manage_instruments"),
        },
    )


def recommendation_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The register as filtered, as CSV or XLSX: what this person may read."""
    if kind not in FORMATS:
        raise Http404
    require(request.user, "deliverables.export_recommendations")
    _filters, rows, _choices = filtered(request)
    name = f"recommendations-{kl_today():%Y%m%d}.{kind}"
    if kind == "csv":
        response = StreamingHttpResponse(
            stream_csv(register_headings(), register_lines(rows)), content_type=CSV_TYPE
        )
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    book = write_xlsx(register_headings(), register_lines(rows), title="Recommendations", widths=WIDTHS)
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX_TYPE)


def recommendation_or_404(request: HttpRequest, reference: UUID) -> Recommendation:
    return one_or_404(seen_recommendation(request.user, reference), request.user)


def recommendation_detail(request: HttpRequest, reference: UUID) -> HttpResponse:
    """What it says, where it feeds, what it rests on, who worked on it, what became of it."""
    recommendation = recommendation_or_404(request, reference)
    user = request.user
    return render(
        request,
        "deliverables/recommendation_detail.html",
        {
            "recommendation": recommendation,
            "detail": recommendation_detail_of(recommendation, user),
            "acts": recommendation_acts(user, recommendation),
            "is_insider": is_insider(user),
            "links": may(user, "deliverables.link_recommendation", recommendation),
            "edits": recommendation.state == RecommendationState.DRAFT
            and may(user, "deliverables.update_recommendation", recommendation),
        },
    )


def recommendation_history(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who changed what, from what to what: of the recommendation and all that belongs to it."""
    recommendation = recommendation_or_404(request, reference)
    require(request.user, "deliverables.view_recommendation_history", recommendation)
    of_it = {"recommendation_id": recommendation.pk}
    trails = [
        recommendation,
        Trail(RecommendationPlace, **of_it),
        Trail(RecommendationEvidence, **of_it),
        Trail(RecommendationContributor, **of_it),
        Trail(RecommendationLink, target_id=recommendation.pk),
        Trail(RecommendationLink, source_id=recommendation.pk),
        Trail(Letter, **of_it),
        Trail(Response, **of_it),
        Trail(ImplementationReport, **of_it),
    ]
    return history_page(
        request,
        "deliverables/recommendation_history.html",
        trails=trails,
        heading=str(recommendation),
        recommendation=recommendation,
    )
