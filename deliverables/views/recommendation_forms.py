"""Writing a recommendation: its text, where it feeds, what it rests on, on one page."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from deliverables.enums import RecommendationState
from deliverables.forms import (
    EvidenceFormSet,
    PlaceFormSet,
    RecommendationForm,
    evidence_of,
    places_of,
    tree_choices,
)
from deliverables.models import Deliverable, Instrument, Recommendation
from deliverables.selectors.letters import place_in_words
from deliverables.services import Evidence, Place, create_recommendation, update_recommendation
from deliverables.views.plans import attempt, shown
from deliverables.views.recommendations import recommendation_or_404
from groups.models import WorkingGroup
from naio_portal.access import may, require
from naio_portal.errors import EditConflict


def recommendation_start(request: HttpRequest) -> HttpResponse:
    """Choose the group of a new recommendation; straight on where there is one choice."""
    require(request.user, "deliverables.start_recommendation")
    groups = [
        group
        for group in WorkingGroup.objects.visible_to(request.user)
        if may(request.user, "deliverables.create_recommendation", group)
    ]
    if len(groups) == 1:
        return redirect("recommendations:recommendation-create", slug=groups[0].slug)
    return render(request, "deliverables/recommendation_start.html", {"groups": groups})


def recommendation_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a draft for a group."""
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    require(request.user, "deliverables.create_recommendation", group)
    forms = forms_of(request, group, Recommendation(group=group))
    form, places, evidence = forms
    if request.method == "POST" and are_valid(forms):
        made = attempt(
            form,
            create_recommendation,
            group=group,
            values=form.values(),
            places=places_of(places),
            evidence=evidence_of(evidence),
            contributors=form.cleaned_data["contributors"],
            by=request.user,
        )
        if made:
            messages.success(request, _("%(code)s is kept as a draft.") % {"code": made.code})
            return redirect(made)
    return page(request, forms, group=group)


def recommendation_update(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Change a draft; when somebody saved meanwhile, both texts are shown and nothing is lost."""
    recommendation = recommendation_or_404(request, reference)
    require(request.user, "deliverables.update_recommendation", recommendation)
    if recommendation.state != RecommendationState.DRAFT:
        messages.warning(request, _("Only a draft is edited. An adopted recommendation is returned first."))
        return redirect(recommendation)
    forms = forms_of(request, recommendation.group, recommendation)
    form, places, evidence = forms
    conflict = None
    if request.method == "POST" and are_valid(forms):
        try:
            saved = attempt(
                form,
                update_recommendation,
                recommendation=recommendation,
                version=form.cleaned_data["version"],
                values=form.values(),
                places=places_of(places),
                evidence=[*evidence_of(evidence), *out_of_sight(request, recommendation)],
                contributors=form.cleaned_data["contributors"],
                by=request.user,
            )
        except EditConflict as error:
            conflict = conflict_of(forms, error.theirs, evidence_in_sight(request, error.theirs))
        else:
            if saved:
                messages.success(request, _("%(code)s is saved.") % {"code": saved.code})
                return redirect(saved)
    return page(request, forms, group=recommendation.group, recommendation=recommendation, conflict=conflict)


def are_valid(forms) -> bool:
    """Whether all are; each says what is wrong with it, not only the first."""
    return False not in [form.is_valid() for form in forms]


def forms_of(request: HttpRequest, group: WorkingGroup, recommendation: Recommendation):
    """The form, the rows of places and the rows of evidence, bound on a POST."""
    data = request.POST if request.method == "POST" else None
    seen = Deliverable.objects.visible_to(request.user)
    places, rests_on, held = [], [], []
    if recommendation.pk:
        places = [
            {"instrument": row.instrument_id, "place": row.place}
            for row in recommendation.places.order_by("instrument__position", "pk")
        ]
        rows = recommendation.evidence.visible_to(request.user).select_related("deliverable_version")
        held = [row.deliverable_id for row in rows]
        rests_on = [
            {
                "deliverable": row.deliverable_id,
                "number": row.deliverable_version.number if row.deliverable_version else None,
                "note": row.note,
            }
            for row in rows.order_by("pk")
        ]
    choices = tree_choices(list(Instrument.objects.all()))
    deliverables = (
        seen.filter(Q(group=group) | Q(pk__in=held))
        .select_related("group")
        .defer("description", "acceptance_criteria")
        .order_by("group__code", "number")
    )
    return (
        RecommendationForm(data, instance=recommendation, group=group),
        PlaceFormSet(data, prefix="places", initial=places, form_kwargs={"choices": choices}),
        EvidenceFormSet(
            data,
            prefix="evidence",
            initial=rests_on,
            form_kwargs={
                "deliverables": deliverables,
                "choices": [("", "---------"), *((d.pk, f"{d.code} {d.title}") for d in deliverables)],
                "user": request.user,
            },
        ),
    )


def out_of_sight(request: HttpRequest, recommendation: Recommendation) -> list[Evidence]:
    """Evidence that this person may not see stays as it is."""
    seen = recommendation.evidence.visible_to(request.user).values("pk")
    return as_evidence(recommendation.evidence.exclude(pk__in=seen))


def evidence_in_sight(request: HttpRequest, recommendation: Recommendation) -> list[Evidence]:
    """The rest."""
    return as_evidence(recommendation.evidence.visible_to(request.user))


def as_evidence(rows) -> list[Evidence]:
    return [
        Evidence(row.deliverable, row.deliverable_version, row.note)
        for row in rows.select_related("deliverable__group", "deliverable_version")
    ]


def conflict_of(forms, theirs: Recommendation, seen: list[Evidence]) -> list[tuple[str, str, str]]:
    """(label, theirs, mine) of each field that differs from what is saved now, places, evidence and people
    among them. The form then carries on from their version, so that saving again is a decision.

    `seen`: of their evidence what the person may read.
    """
    form, places, evidence = forms
    differing = differences(form, RecommendationForm(instance=theirs, group=theirs.group), theirs)
    saved_places = [
        Place(row.instrument, row.place) for row in theirs.places.select_related("instrument").order_by("pk")
    ]
    saved_people = [row.member for row in theirs.contributors.select_related("member").order_by("pk")]
    for label, saved, mine, words in (
        (_("What it feeds"), saved_places, places_of(places), place_in_words),
        (_("What it rests on"), seen, evidence_of(evidence), evidence_in_words),
        (_("Contributors"), saved_people, list(form.cleaned_data["contributors"]), str),
    ):
        lines = [sorted(words(each) for each in those) for those in (saved, mine)]
        if lines[0] != lines[1]:
            differing.append((label, "\n".join(lines[0]), "\n".join(lines[1])))
    return differing


def evidence_in_words(row: Evidence) -> str:
    """`SAF-D03 Register, version 2: shows the need`."""
    version = _("version %(number)d") % {"number": row.version.number} if row.version else ""
    named = ", ".join(part for part in (str(row.deliverable), version) if part)
    return f"{named}: {row.note}" if row.note else named


def differences(form, current, theirs) -> list[tuple[str, str, str]]:
    """(label, theirs, mine) of each field of a form that differs from `current`, the same form of what is
    saved now; the form then carries on from the version of `theirs`."""
    differing = []
    for name in current.fields:
        if name in ("version", "contributors"):
            continue
        mine, saved = form[name].value(), current[name].value()
        if str(mine or "") != str(saved or ""):
            differing.append((str(form[name].label), shown(current, name, saved), shown(form, name, mine)))
    form.data = form.data.copy()
    form.data["version"] = theirs.version
    return differing


def page(request: HttpRequest, forms, *, group, recommendation=None, conflict=None) -> HttpResponse:
    form, places, evidence = forms
    has_errors = bool(form.errors or places.total_error_count() or evidence.total_error_count())
    return render(
        request,
        "deliverables/recommendation_form.html",
        {
            "form": form,
            "places": places,
            "evidence": evidence,
            "rows": [*places, *evidence],
            "group": group,
            "recommendation": recommendation,
            "conflict": conflict,
        },
        status=409 if conflict is not None else 422 if has_errors else 200,
    )
