"""The golden thread: a part of an instrument with what feeds it, one recommendation, the whole register."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from deliverables import selectors
from deliverables.models import Instrument, Recommendation
from deliverables.recommendation_filters import parts_of
from deliverables.recommendation_pictures import flow_picture, thread_picture
from deliverables.selectors.threads import OF_ADVICE
from deliverables.views.recommendations import recommendation_or_404
from groups.models import WorkingGroup
from groups.serving import is_insider
from naio_portal.access import may
from naio_portal.pagination import paginate
from naio_portal.public_cache import cached_for_visitors

# A thread is a card of five lists, not a line of a list.
THREADS_A_PAGE = 20


@cached_for_visitors
def instrument_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Every recommendation that feeds this part or one below it, each with what stands behind it."""
    instrument = get_object_or_404(Instrument.objects.select_related("parent"), slug=slug)
    tree = list(Instrument.objects.all())
    rows = Recommendation.objects.visible_to(request.user).feeding(parts_of(slug, tree))
    page = paginate(request, rows.select_related("group").only(*OF_ADVICE), per_page=THREADS_A_PAGE)
    threads = selectors.threads_of(page.object_list, request.user)
    selectors.add_rounds(threads, request.user)
    return render(
        request,
        "deliverables/instrument_detail.html",
        {
            "instrument": instrument,
            "parts": [part for part in tree if part.parent_id == instrument.pk],
            "page": page,
            "threads": threads,
            "manages": may(request.user, "deliverables.manage_instruments"),
        },
    )


def recommendation_thread(request: HttpRequest, reference: UUID) -> HttpResponse:
    """One recommendation from its group and what it rests on to what it feeds: a picture and a table."""
    recommendation = recommendation_or_404(request, reference)
    [thread] = selectors.threads_of([recommendation], request.user)
    selectors.add_rounds([thread], request.user)
    return render(
        request,
        "deliverables/recommendation_thread.html",
        {
            "recommendation": recommendation,
            "thread": thread,
            "picture": thread_picture(thread),
            "is_insider": is_insider(request.user),
        },
    )


@cached_for_visitors
def register_flow(request: HttpRequest) -> HttpResponse:
    """From the groups through the instruments to the states; `?instrument=` looks into one of them."""
    tree = list(Instrument.objects.all())
    slug = request.GET.get("instrument", "")
    within = next((instrument for instrument in tree if instrument.slug == slug), None)
    rows = Recommendation.objects.visible_to(request.user)
    groups = WorkingGroup.objects.visible_to(request.user)
    flow = selectors.register_flow(rows, groups, tree, within)
    return render(
        request,
        "deliverables/register_flow.html",
        {
            "flow": flow,
            "picture": flow_picture(flow),
            "instruments": [part for part in tree if part.parent_id is None],
            "manages": may(request.user, "deliverables.manage_instruments"),
        },
    )
