"""Versions of a deliverable: the list, one text, two compared, the file, a new one, its readers."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from deliverables.enums import ScanState
from deliverables.forms import ReaderForm, VersionForm, add_errors
from deliverables.models import Deliverable, Version
from deliverables.selectors import (
    compared_texts,
    rounds_of,
    rounds_of_version,
    seen_deliverable,
    seen_version,
    text_before,
)
from deliverables.services import draft_of, grant_version, make_version, revoke_version
from deliverables.tasks import ask_for_check
from deliverables.texts import compare, paragraphs_of
from deliverables.views.files import download
from groups.serving import is_insider
from members.models import Member
from naio_portal.access import may, one_or_404, require
from naio_portal.errors import DomainError, NotAllowed
from naio_portal.numbers import MOST_SMALL, number_of
from naio_portal.pagination import paginate


def deliverable_or_404(request: HttpRequest, reference: UUID) -> Deliverable:
    return one_or_404(seen_deliverable(request.user, reference), request.user)


def version_or_404(request: HttpRequest, reference: UUID) -> Version:
    return one_or_404(seen_version(request.user, reference, timezone.now()), request.user)


def version_list(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Every version that this person may read, the latest first."""
    deliverable = deliverable_or_404(request, reference)
    rows = (
        Version.objects.visible_to(request.user)
        .filter(deliverable=deliverable)
        .annotate(has_text=ExpressionWrapper(~Q(text=""), output_field=BooleanField()))
        .select_related("author__member")
        .defer("text")
        .order_by("-number")
    )
    page = paginate(request, rows)
    texts = [version for version in page if version.has_text]
    context = {
        "deliverable": deliverable,
        "page": page,
        "compared": (texts[1].number, texts[0].number) if len(texts) > 1 else None,
        "texts": texts,
        "rounds": rounds_of(deliverable, request.user),
        "writes": deliverable.is_editable and may(request.user, "deliverables.write_version", deliverable),
        "is_insider": is_insider(request.user),
    }
    return render(request, "deliverables/version_list.html", context)


def version_detail(request: HttpRequest, reference: UUID) -> HttpResponse:
    """One version: its text in numbered paragraphs, its facts, its file."""
    version = version_or_404(request, reference)
    before = text_before(request.user, version.deliverable_id, version.number, timezone.now())
    context = {
        "version": version,
        "deliverable": version.deliverable,
        "paragraphs": paragraphs_of(version.text),
        "before": before[0].number if version.text and before else None,
        "is_insider": is_insider(request.user),
        "rounds": rounds_of_version(version, request.user),
        "calls": version.deliverable.is_running and may(request.user, "deliverables.call_round", version),
        "grants": version.is_restricted and may(request.user, "deliverables.grant_version", version),
    }
    return render(request, "deliverables/version_detail.html", context)


def version_compare(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Two text versions, `?old=1&new=2`, paragraph by paragraph."""
    deliverable = deliverable_or_404(request, reference)
    old, new = (number_of(request.GET.get(name, ""), MOST_SMALL) for name in ("old", "new"))
    if old is None or new is None:
        return redirect("deliverables:version-list", deliverable.reference)
    found = compared_texts(request.user, deliverable.pk, frozenset({old, new}), timezone.now())
    texts = {version.number: version for version in found}
    if old not in texts or new not in texts:
        raise Http404
    old, new = texts[old], texts[new]
    context = {
        "deliverable": deliverable,
        "old": old,
        "new": new,
        "changes": compare(old.text, new.text),
    }
    return render(request, "deliverables/version_compare.html", context)


def version_file(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The file of a version, once it was found clean."""
    version = version_or_404(request, reference)
    if version.scan_state != ScanState.CLEAN:
        raise Http404
    return download(version.file, version.file_name)


def version_create(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Make the next version from the draft, from a file, or from both."""
    deliverable = deliverable_or_404(request, reference)
    require(request.user, "deliverables.write_version", deliverable)
    if not deliverable.is_editable:
        messages.warning(request, _("What is finished gets no more versions."))
        return redirect("deliverables:version-list", deliverable.reference)
    draft = draft_of(deliverable)
    form = VersionForm(
        request.POST or None,
        request.FILES or None,
        draft=draft,
        initial={"classification": deliverable.classification},
    )
    if request.method == "POST" and form.is_valid():
        version = attempt_version(request, form, deliverable)
        if version is not None:
            messages.success(request, _("Version %(number)d is made.") % {"number": version.number})
            return redirect(version)
    context = {
        "form": form,
        "deliverable": deliverable,
        "draft": draft,
        "paragraphs": paragraphs_of(draft.text),
    }
    return render(request, "deliverables/version_form.html", context, status=422 if form.errors else 200)


def attempt_version(request: HttpRequest, form: VersionForm, deliverable: Deliverable) -> Version | None:
    """The version; None when the service refused and the form says why."""
    try:
        version = make_version(deliverable=deliverable, by=request.user, **form.values())
    except NotAllowed:
        raise
    except ValidationError as error:
        add_errors(form, error, names={"draft_version": "takes_text"})
        form.data = form.data.copy()
        form.data["draft_version"] = draft_of(deliverable).version
        return None
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    if version.scan_state == ScanState.QUARANTINED:
        ask_for_check()
    return version


def version_readers(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who reads a restricted version besides chairs and secretariat; grant it to one more person."""
    version = version_or_404(request, reference)
    require(request.user, "deliverables.grant_version", version)
    form = ReaderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reader = grant_version(version=version, member=form.cleaned_data["member"], by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request, _("%(name)s may read this version.") % {"name": reader.member.formal_name}
            )
            return redirect("deliverables:version-readers", version.reference)
    readers = version.readers.select_related("member", "granted_by__member").order_by("member__sort_key")
    context = {"version": version, "deliverable": version.deliverable, "form": form, "readers": readers}
    return render(request, "deliverables/version_readers.html", context, status=422 if form.errors else 200)


@require_POST
def version_reader_revoke(request: HttpRequest, reference: UUID, member: UUID) -> HttpResponse:
    """Take a restricted version from a reader."""
    version = version_or_404(request, reference)
    require(request.user, "deliverables.grant_version", version)
    person = get_object_or_404(
        Member.objects.filter(pk__in=version.readers.values("member")), reference=member
    )
    revoke_version(version=version, member=person, by=request.user)
    messages.success(request, _("%(name)s no longer reads this version.") % {"name": person.formal_name})
    return redirect("deliverables:version-readers", version.reference)
