"""Versions that go with a liaison request: attached to the draft, read through the request, taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from deliverables.forms import AttachmentForm
from deliverables.models import RequestAttachment
from deliverables.services import attach_version, detach_version
from deliverables.texts import paragraphs_of
from deliverables.views.files import download
from deliverables.views.plans import attempt
from groups.enums import LiaisonState
from groups.views.request_moves import seen
from naio_portal.access import may, require, visible_or_404
from naio_portal.refusals import telling_refusals


def attachment_or_404(request: HttpRequest, reference: UUID, version: UUID) -> RequestAttachment:
    """The attachment of a request that this person sees, where the request hands it to them."""
    found = seen(request, reference)
    rows = RequestAttachment.objects.select_related("version__deliverable__group")
    attachment = visible_or_404(rows, request.user, request=found, version__reference=version)
    attachment.request = found
    return attachment


def attachment_create(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Choose a version for a draft."""
    found = seen(request, reference)
    require(request.user, "deliverables.attach_version", found)
    if found.state != LiaisonState.DRAFT:
        messages.warning(
            request, _("Versions are attached to a draft: a request that is sent stays as it is.")
        )
        return redirect(found)
    form = AttachmentForm(
        request.POST if request.method == "POST" else None, request=found, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, attach_version, request=found, by=request.user, **form.cleaned_data)
        if made:
            messages.success(request, _("The version is attached."))
            return redirect(found)
    context = {"form": form, "found": found}
    return render(request, "deliverables/attachment_form.html", context, status=422 if form.errors else 200)


def attachment_detail(request: HttpRequest, reference: UUID, version: UUID) -> HttpResponse:
    """The version as it was attached: its text in numbered paragraphs, its file."""
    attachment = attachment_or_404(request, reference, version)
    found = attachment.request
    return render(
        request,
        "deliverables/attachment_detail.html",
        {
            "found": found,
            "version": attachment.version,
            "paragraphs": paragraphs_of(attachment.version.text),
            "opens_version": may(request.user, "deliverables.view_version", attachment.version),
            "detaches": found.state != LiaisonState.CLOSED
            and may(request.user, "deliverables.detach_version", found),
        },
    )


def attachment_file(request: HttpRequest, reference: UUID, version: UUID) -> HttpResponse:
    """The file of the version, once it was found clean."""
    kept = attachment_or_404(request, reference, version).version
    if not kept.has_clean_file:
        raise Http404
    return download(kept.file, kept.file_name)


@require_POST
def attachment_remove(request: HttpRequest, reference: UUID, version: UUID) -> HttpResponse:
    """Take the version from the request."""
    attachment = attachment_or_404(request, reference, version)
    require(request.user, "deliverables.detach_version", attachment.request)
    with telling_refusals(request):
        detach_version(attachment=attachment, by=request.user)
        messages.success(request, _("The version no longer goes with the request."))
    return redirect(attachment.request)
