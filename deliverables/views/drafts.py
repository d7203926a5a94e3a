"""The text editor: saved as one writes, seen beside it as it will read."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from deliverables.forms import DraftForm, add_errors
from deliverables.models import Deliverable
from deliverables.services import draft_of, write_draft
from deliverables.texts import paragraphs_of
from deliverables.views.versions import deliverable_or_404
from naio_portal.access import require
from naio_portal.errors import DomainError, EditConflict, NotAllowed


def draft_update(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The text of the next version; when somebody saved meanwhile, both texts are shown."""
    deliverable = deliverable_or_404(request, reference)
    require(request.user, "deliverables.write_version", deliverable)
    if request.method == "POST":
        return save(request, deliverable)
    if not deliverable.is_editable:
        messages.warning(request, _("What is finished gets no more versions."))
        return redirect("deliverables:version-list", deliverable.reference)
    draft = draft_of(deliverable)
    return page(request, deliverable, DraftForm.of(draft), draft=draft)


def page(
    request: HttpRequest, deliverable: Deliverable, form: DraftForm, *, status: int = 200, **context: object
) -> HttpResponse:
    """The whole page, or for htmx the editor alone (it then replaces the one that is there)."""
    context |= {
        "deliverable": deliverable,
        "form": form,
        "paragraphs": paragraphs_of(form["text"].value() or ""),
        "language": form["language"].value(),
    }
    template = "deliverables/draft_form.html#editor" if request.htmx else "deliverables/draft_form.html"
    response = render(request, template, context, status=status)
    if request.htmx and request.method == "POST":
        response["HX-Retarget"] = "#editor"
        response["HX-Reswap"] = "innerHTML"
    return response


def save(request: HttpRequest, deliverable: Deliverable) -> HttpResponse:
    """Write the text; answer with a state in words and the text as it will read, or with both texts."""
    form = DraftForm(request.POST)
    if form.is_valid():
        try:
            draft = write_draft(deliverable=deliverable, by=request.user, **form.cleaned_data)
        except NotAllowed:
            raise
        except EditConflict as conflict:
            theirs = conflict.theirs
            again = DraftForm.of(
                theirs, text=form.cleaned_data["text"], language=form.cleaned_data["language"]
            )
            return page(
                request, deliverable, again, status=409, conflict=str(conflict), theirs=theirs, draft=theirs
            )
        except ValidationError as error:
            add_errors(form, error)
        except DomainError as error:
            form.add_error(None, str(error))
    if form.errors:
        if request.htmx:
            return render(request, "deliverables/draft_saved.html", {"form": form}, status=422)
        return page(request, deliverable, form, status=422, draft=draft_of(deliverable))
    if not request.htmx:
        messages.success(request, _("The text is saved."))
        return redirect("deliverables:draft-update", deliverable.reference)
    context = {
        "form": form,
        "draft": draft,
        "saved_at": timezone.now(),
        "paragraphs": paragraphs_of(draft.text),
        "language": draft.language,
    }
    return render(request, "deliverables/draft_saved.html", context)
