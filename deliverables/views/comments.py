"""Comments of a review round: the list, one thread, a new one, a correction, its disposition."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from deliverables.enums import CommentKind, Disposition, RoundPhase
from deliverables.forms import (
    CommentEditForm,
    CommentForm,
    DispositionForm,
    SeveralForm,
    ThreadForm,
    add_errors,
)
from deliverables.forms.reviews import present_language
from deliverables.models import Comment, ReviewRound
from deliverables.review_filters import NONE, CommentFilters
from deliverables.selectors import comments_of, full_comment, next_undisposed, round_of_comment
from deliverables.services import (
    add_answer,
    add_comment,
    dispose_comment,
    dispose_comments,
    say_no_comments,
    update_comment,
    withdraw_comment,
)
from deliverables.texts import Paragraph, paragraphs_of
from deliverables.views.rounds import attempt, frame_of, round_or_404
from naio_portal.access import may, one_or_404, require
from naio_portal.errors import DomainError, EditConflict, NotAllowed
from naio_portal.numbers import MOST_SMALL, number_of
from naio_portal.pagination import paginate
from naio_portal.refusals import telling_refusals


def comment_or_404(request: HttpRequest, reference: UUID) -> Comment:
    """The comment with its round, when the person sees it; else 404."""
    review_round = one_or_404(round_of_comment(request.user, reference, timezone.now()), request.user)
    [comment] = full_comment(reference)
    comment.round = review_round
    return comment


def paragraph_of(review_round: ReviewRound, number: int | None) -> Paragraph | None:
    """The paragraph of that number; None for the whole, and for a number that there is not."""
    return next((p for p in paragraphs_of(review_round.version.text) if p.number == number), None)


def comment_list(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Every comment in the order of the text, 50 a page; threads are one click away. Who disposes of those
    without a disposition ticks several and says it once."""
    return list_page(request, round_or_404(request, reference))


def list_page(
    request: HttpRequest, review_round: ReviewRound, form: SeveralForm | None = None
) -> HttpResponse:
    filters = CommentFilters.of(request.GET)
    frame = frame_of(request, review_round)
    if form is None and frame["disposes"] and filters.disposition == NONE:
        form = SeveralForm(review_round=review_round)
    context = frame | {
        "form": form,
        "filters": filters,
        "page": paginate(request, filters.apply(comments_of(review_round), request.user)),
        "kinds": CommentKind.choices,
        "dispositions": Disposition.choices,
        "none": NONE,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "deliverables/comment_list.html", context, status=status)


@require_POST
def comments_dispose(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The same disposition for every comment that is ticked; the last one ends the round. The query is that
    of the list, to which it goes back."""
    review_round = round_or_404(request, reference)
    require(request.user, "deliverables.dispose_comment", review_round)
    if review_round.phase != RoundPhase.CLOSED:
        messages.warning(request, _("A comment gets its disposition after the round is closed."))
        return redirect(review_round)
    form = SeveralForm(request.POST, review_round=review_round)
    made = None
    if form.is_valid():
        made = attempt(
            form, lambda: dispose_comments(review_round=review_round, by=request.user, **form.cleaned_data)
        )
    if made is None:
        return list_page(request, review_round, form)
    chosen = len(form.cleaned_data["comments"])
    if made:
        messages.success(
            request,
            ngettext("%(count)d disposition is kept.", "%(count)d dispositions are kept.", made)
            % {"count": made},
        )
    if left := chosen - made:
        messages.warning(
            request,
            ngettext(
                "%(count)d comment had a disposition by then: it is left as it is.",
                "%(count)d comments had a disposition by then: they are left as they are.",
                left,
            )
            % {"count": left},
        )
    if not review_round.comments.undisposed().exists():
        return redirect(review_round)
    query = request.GET.copy()
    query.pop("page", None)
    query["disposition"] = NONE
    return redirect(f"{reverse('reviews:comment-list', args=[reference])}?{query.urlencode()}")


def comment_create(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Comment on the paragraph that `?paragraph=` names, or on the whole; those that others wrote on it
    stand below."""
    review_round = round_or_404(request, reference)
    require(request.user, "deliverables.comment_round", review_round)
    if review_round.phase != RoundPhase.OPEN:
        messages.warning(request, _("The round takes no comments now."))
        return redirect(review_round)
    paragraph = None
    if asked := request.GET.get("paragraph", ""):
        paragraph = paragraph_of(review_round, number_of(asked, MOST_SMALL) or 0)
        if paragraph is None:
            raise Http404
    number = paragraph.number if paragraph else None
    form = CommentForm(request.POST or None)
    form.fields["text"].widget.attrs["lang"] = present_language()
    made = None
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: add_comment(
                review_round=review_round,
                paragraph=number,
                language=present_language(),
                by=request.user,
                **form.cleaned_data,
            ),
        )
    if made is not None:
        messages.success(request, _("Comment %(number)d is kept.") % {"number": made.number})
        return redirect(f"{review_round.get_absolute_url()}#{f'p{number}' if number else 'whole'}")
    same_place = {"paragraph": number} if number else {"paragraph__isnull": True}
    others = comments_of(review_round).filter(**same_place)
    context = frame_of(request, review_round) | {
        "form": form,
        "paragraph": paragraph,
        "others": others.order_by("-number")[:20],
    }
    return render(request, "deliverables/comment_form.html", context, status=422 if form.errors else 200)


@require_POST
def round_no_comments(request: HttpRequest, reference: UUID) -> HttpResponse:
    """“I have no comments”: an answer like another."""
    review_round = round_or_404(request, reference)
    with telling_refusals(request):
        say_no_comments(review_round=review_round, by=request.user)
        messages.success(request, _("Thank you: it is kept that you have no comments."))
    return redirect(review_round)


def comment_detail(request: HttpRequest, reference: UUID) -> HttpResponse:
    """One comment, its thread, and what became of it."""
    return thread_page(request, comment_or_404(request, reference), ThreadForm())


def thread_page(request: HttpRequest, comment: Comment, form: ThreadForm) -> HttpResponse:
    if comment.parent_id:
        return redirect(Comment.objects.get(pk=comment.parent_id))
    review_round = comment.round
    frame = frame_of(request, review_round)
    is_running = frame["phase"] in (RoundPhase.OPEN, RoundPhase.CLOSED)
    answers = is_running and may(request.user, "deliverables.answer_comment", review_round)
    context = frame | {
        "comment": comment,
        "paragraph": paragraph_of(review_round, comment.paragraph),
        "thread": comment.answers.with_writer(),
        "form": form if answers else None,
        "edits": frame["comments_now"] and comment.author_id == request.user.pk and not comment.withdrawn_at,
    }
    return render(request, "deliverables/comment_detail.html", context, status=422 if form.errors else 200)


@require_POST
def answer_create(request: HttpRequest, reference: UUID) -> HttpResponse:
    """A line in the thread."""
    comment = comment_or_404(request, reference)
    require(request.user, "deliverables.answer_comment", comment.round)
    form = ThreadForm(request.POST)
    if form.is_valid():
        try:
            add_answer(comment=comment, language=present_language(), by=request.user, **form.cleaned_data)
        except NotAllowed:
            raise
        except ValidationError as error:
            add_errors(form, error)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(comment)
        else:
            messages.success(request, _("Your answer is kept."))
            return redirect(comment)
    return thread_page(request, comment, form)


def comment_update(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Correct one's own comment while the round is open; two windows do not overwrite one another."""
    comment = comment_or_404(request, reference)
    require(request.user, "deliverables.update_comment", comment)
    if comment.withdrawn_at or comment.round.phase != RoundPhase.OPEN:
        messages.warning(request, _("This comment cannot be edited any more."))
        return redirect(comment)
    form = CommentEditForm(request.POST or None, comment=comment)
    form.fields["text"].widget.attrs["lang"] = comment.language
    return edit_page(
        request,
        comment,
        form,
        lambda: update_comment(comment=comment, by=request.user, **form.cleaned_data),
        columns={"kind": "kind", "text": "text"},
        heading=_("Edit the comment"),
        submit=_("Save"),
        done=_("The comment is saved."),
        onward=Comment.get_absolute_url,
    )


@require_POST
def comment_withdraw(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take one's own comment back while the round is open."""
    comment = comment_or_404(request, reference)
    require(request.user, "deliverables.withdraw_comment", comment)
    with telling_refusals(request):
        withdraw_comment(comment=comment, by=request.user)
        messages.success(request, _("The comment is withdrawn."))
    return redirect(comment)


def comment_dispose(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Say what becomes of a comment, then go on to the next; the last one ends the round."""
    comment = comment_or_404(request, reference)
    require(request.user, "deliverables.dispose_comment", comment.round)
    if comment.parent_id or comment.withdrawn_at or comment.round.phase != RoundPhase.CLOSED:
        messages.warning(request, _("A comment gets its disposition after the round is closed."))
        return redirect(comment)
    form = DispositionForm(request.POST or None, comment=comment)
    is_last = comment.disposition == "" and comment.round.open_comments == 1
    return edit_page(
        request,
        comment,
        form,
        lambda: dispose_comment(comment=comment, by=request.user, **form.cleaned_data),
        columns={"disposition": "disposition", "reason": "disposition_reason"},
        heading=_("Disposition of comment %(number)d") % {"number": comment.number},
        submit=_("Save, and end the round") if is_last else _("Save, and to the next"),
        done=_("The disposition is kept."),
        onward=after_disposition,
        is_last=is_last,
    )


def after_disposition(made: Comment) -> str:
    """The next comment without a disposition; the page of the round when it was the last."""
    following = next_undisposed(made.round, made)
    if following is None:
        return made.round.get_absolute_url()
    return reverse("reviews:comment-dispose", args=[following.reference])


def edit_page(
    request: HttpRequest,
    comment: Comment,
    form: forms.Form,
    act: Callable[[], Comment],
    *,
    columns: dict[str, str],
    heading: str,
    submit: str,
    done: str,
    onward: Callable[[Comment], str],
    is_last: bool = False,
) -> HttpResponse:
    """A form on a comment. `columns`: form's field -> column. When somebody saved meanwhile both are shown,
    and saving again puts one's own in place of theirs."""
    conflicts = []
    if request.method == "POST" and form.is_valid():
        try:
            made = attempt(form, act)
        except EditConflict as conflict:
            made, conflicts = None, differences(form, conflict.theirs, columns)
            form.data = form.data.copy()
            form.data["version"] = conflict.theirs.version
        if made is not None:
            messages.success(request, done)
            return redirect(onward(made))
    context = frame_of(request, comment.round) | {
        "comment": comment,
        "paragraph": paragraph_of(comment.round, comment.paragraph),
        "thread": comment.answers.with_writer(),
        "form": form,
        "conflicts": conflicts,
        "heading": heading,
        "submit": submit,
        "is_last": is_last,
    }
    return render(
        request,
        "deliverables/comment_edit.html",
        context,
        status=409 if conflicts else 422 if form.errors else 200,
    )


def differences(form: forms.Form, theirs: Comment, columns: dict[str, str]) -> list[tuple[str, str, str]]:
    """(label, what was saved meanwhile, what stands in the form) of each field that differs."""
    found = []
    for name, column in columns.items():
        words = dict(getattr(form.fields[name], "choices", ()))
        saved, mine = getattr(theirs, column), form.cleaned_data[name]
        if saved != mine:
            found.append((form.fields[name].label, words.get(saved, saved), words.get(mine, mine)))
    return found
