"""The page of an officer who has only an address: read the text, comment, answer in the thread of a comment
of their own, withdraw one, or say that there is nothing to say. A GET changes nothing."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deliverables.enums import REVIEW_LINK, RoundPhase, ScanState
from deliverables.forms import LinkCommentForm, LinkThreadForm, add_errors
from deliverables.forms.reviews import present_language
from deliverables.models import Comment, Reviewer
from deliverables.services import (
    add_answer_by_link,
    add_comment_by_link,
    say_no_comments_by_link,
    withdraw_comment_by_link,
)
from deliverables.services.review_links import reviewer_behind
from deliverables.texts import paragraphs_of
from deliverables.views.files import download
from naio_portal.errors import DomainError
from naio_portal.notices.models import ActionLink
from naio_portal.notices.services import find_link
from naio_portal.numbers import MOST_SMALL, number_of


def behind(token: str) -> tuple[ActionLink, Reviewer]:
    """Raises DomainError when the link opens nothing."""
    link = find_link(purpose=REVIEW_LINK, token=token)
    return link, reviewer_behind(link)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The round behind a link. A POST names its act: comment, answer, withdraw or none."""
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
    own = Comment.objects.filter(round=reviewer.round, parent__isnull=True, officer=reviewer.officer)
    own = own.order_by("number")
    answer = LinkThreadForm(request.POST if act == "answer" else None, own=own)
    sent = answer if act == "answer" else form
    if request.method == "POST" and (act in ("none", "withdraw") or sent.is_valid()):
        try:
            if act == "withdraw":
                done = withdraw(link, own, request.POST.get("comment", ""))
            else:
                done = perform(act, link, sent)
        except ValidationError as error:
            add_errors(sent, error)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(request.path)
        else:
            messages.success(request, done)
            return redirect(request.path)
    phase = reviewer.round.phase
    context = {
        "reviewer": reviewer,
        "review_round": reviewer.round,
        "version": version,
        "deliverable": version.deliverable,
        "paragraphs": paragraphs,
        "own": own.with_writer().prefetch_related("answers__author__member", "answers__officer__contact"),
        "link": link,
        "token": token,
        "form": form,
        "sent": sent,
        "answer": answer if phase in (RoundPhase.OPEN, RoundPhase.CLOSED) else None,
        "phase": phase,
        "is_open": phase == RoundPhase.OPEN,
    }
    return render(request, "deliverables/review_by_link.html", context, status=422 if sent.errors else 200)


def withdraw(link: ActionLink, own: QuerySet[Comment], number: str) -> str:
    """Withdraw the comment of that number, and say so. Raises DomainError where there is none."""
    comment = own.filter(number=number_of(number, MOST_SMALL)).first()
    if comment is None:
        raise DomainError(_("You did not write this comment."))
    withdraw_comment_by_link(link=link, comment=comment)
    return _("The comment is withdrawn.")


def perform(act: str, link: ActionLink, form: forms.Form) -> str:
    """Do it, and say so."""
    if act == "none":
        say_no_comments_by_link(link=link)
        return _("Thank you: it is kept that you have no comments.")
    if act == "answer":
        add_answer_by_link(link=link, language=present_language(), **form.cleaned_data)
        return _("Your answer is kept.")
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
