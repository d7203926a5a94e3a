"""The page of an officer who has only an address: read the text, comment, or say that there is nothing to
say. A GET changes nothing."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deliverables.enums import REVIEW_LINK, RoundPhase, ScanState
from deliverables.forms import LinkCommentForm, add_errors
from deliverables.forms.reviews import present_language
from deliverables.models import Comment, Reviewer
from deliverables.services import add_comment_by_link, say_no_comments_by_link
from deliverables.services.review_links import reviewer_behind
from deliverables.texts import paragraphs_of
from deliverables.views.files import download
from naio_portal.errors import DomainError
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import find_link


def behind(token: str) -> tuple[ActionLink, Reviewer]:
    """Raises DomainError when the link opens nothing."""
    link = find_link(purpose=REVIEW_LINK, token=token)
    return link, reviewer_behind(link)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The round behind a link. A POST names its act: comment or none."""
    try:
        link, reviewer = behind(token)
    except DomainError as error:
        return render(request, "notices/link_ended.html", {"reason": str(error)}, status=410)
    version = reviewer.round.version
    paragraphs = paragraphs_of(version.text)
    act = request.POST.get("act", "")
    form = LinkCommentForm(
        request.POST if act == "comment" else None,
        paragraphs=len(paragraphs),
        initial={"paragraph": request.GET.get("paragraph", "")},
    )
    if request.method == "POST" and (act == "none" or form.is_valid()):
        try:
            done = perform(act, link, form)
        except ValidationError as error:
            add_errors(form, error)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(request.path)
        else:
            messages.success(request, done)
            return redirect(request.path)
    own = Comment.objects.filter(round=reviewer.round, parent__isnull=True, officer=reviewer.officer)
    context = {
        "reviewer": reviewer,
        "review_round": reviewer.round,
        "version": version,
        "deliverable": version.deliverable,
        "paragraphs": paragraphs,
        "own": own.prefetch_related("answers__author__member"),
        "link": link,
        "token": token,
        "form": form,
        "phase": reviewer.round.phase,
        "is_open": reviewer.round.phase == RoundPhase.OPEN,
    }
    return render(request, "deliverables/review_by_link.html", context, status=422 if form.errors else 200)


def perform(act: str, link: ActionLink, form: forms.Form) -> str:
    """Do it, and say so."""
    if act == "none":
        say_no_comments_by_link(link=link)
        return _("Thank you: it is kept that you have no comments.")
    made = add_comment_by_link(link=link, language=present_language(), **form.cleaned_data)
    return _("Comment %(number)d is kept.") % {"number": made.number}


@never_cache
@require_http_methods(["GET", "HEAD"])
def file_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The file of the version, once it was found clean."""
    try:
        _link, reviewer = behind(token)
    except DomainError as error:
        return render(request, "notices/link_ended.html", {"reason": str(error)}, status=410)
    version = reviewer.round.version
    if version.scan_state != ScanState.CLEAN:
        raise Http404
    return download(version.file, version.file_name)
