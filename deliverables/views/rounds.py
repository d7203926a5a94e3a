"""Review rounds: called, read, moved, called off; who was asked; the table as a file; the history."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliverables.enums import RUNNING_STATES, RoundPhase, ScanState
from deliverables.forms import AskedForm, ReasonForm, RoundForm, TimesForm, add_errors
from deliverables.models import Comment, Reviewer, ReviewInvitation, ReviewRound
from deliverables.round_exports import WIDTHS, table_document, table_headings, table_lines
from deliverables.selectors import seen_round, text_of
from deliverables.services import call_round, cancel_round, invite_reviewers, reschedule_round
from deliverables.views.files import download
from deliverables.views.versions import version_or_404
from groups.serving import is_insider
from naio_portal.access import may, one_or_404, require
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, EditConflict, NotAllowed
from naio_portal.history import Trail, history_page
from naio_portal.spreadsheets.writing import XLSX_TYPE, write_xlsx
from naio_portal.typesetting import typeset

# Service's field -> form's field.
NAMES = {"opens_at": "opens_local", "closes_at": "closes_local"}
CHANGEABLE = (RoundPhase.SCHEDULED, RoundPhase.OPEN)


def round_or_404(request: HttpRequest, reference: UUID) -> ReviewRound:
    """The round with its version and counts, when the person sees it; else 404."""
    return one_or_404(seen_round(request.user, reference, timezone.now()), request.user)


def frame_of(request: HttpRequest, review_round: ReviewRound) -> dict:
    """What every page of a round shows: its facts, and what this person may do now."""
    user = request.user
    phase = review_round.phase
    reviewer = review_round.reviewers.of_person(user).first()
    changes = phase in CHANGEABLE and may(user, "deliverables.invite_reviewers", review_round)
    return {
        "review_round": review_round,
        "version": review_round.version,
        "deliverable": review_round.deliverable,
        "phase": phase,
        "reviewer": reviewer,
        "comments_now": reviewer is not None and phase == RoundPhase.OPEN,
        "disposes": phase == RoundPhase.CLOSED and may(user, "deliverables.dispose_comment", review_round),
        "changes": changes,
        "is_insider": is_insider(user),
    }


def round_detail(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The text of the version, with the number of comments beside each paragraph."""
    review_round = round_or_404(request, reference)
    passages, whole = text_of(review_round)
    context = frame_of(request, review_round) | {"passages": passages, "whole": whole}
    return render(request, "deliverables/round_detail.html", context)


def round_people(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who was asked, and who has answered."""
    review_round = round_or_404(request, reference)
    require(request.user, "deliverables.view_round_notes", review_round)
    rows = review_round.reviewers.with_person().select_related("group", "officer__team")
    reviewers = sorted(rows, key=lambda row: (row.answered_at is not None, row.name))
    invitations = review_round.invitations.select_related("group", "team")
    context = frame_of(request, review_round) | {"reviewers": reviewers, "invitations": invitations}
    return render(request, "deliverables/round_people.html", context)


def round_history(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Who changed what: of the round, who is asked in it, and its comments."""
    review_round = round_or_404(request, reference)
    require(request.user, "deliverables.view_round_notes", review_round)
    of_it = {"round_id": review_round.pk}
    trails = [
        review_round,
        Trail(ReviewInvitation, **of_it),
        Trail(Reviewer, **of_it),
        Trail(Comment, **of_it),
    ]
    return history_page(
        request,
        "deliverables/round_history.html",
        trails=trails,
        heading=_("History"),
        **frame_of(request, review_round),
    )


def round_export(request: HttpRequest, reference: UUID, kind: str) -> HttpResponse:
    """Every comment and what became of it, as XLSX or PDF."""
    review_round = round_or_404(request, reference)
    require(request.user, "deliverables.export_round", review_round)
    name = f"{review_round.deliverable.code}-v{review_round.version.number}-comments-{kl_today():%Y%m%d}"
    if kind == "pdf":
        pdf = typeset("deliverables/dispositions.typ", table_document(review_round))
        return FileResponse(
            BytesIO(pdf), as_attachment=True, filename=f"{name}.pdf", content_type="application/pdf"
        )
    if kind != "xlsx":
        raise Http404
    book = write_xlsx(table_headings(), table_lines(review_round), title=name, widths=WIDTHS)
    return FileResponse(book, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)


def round_file(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The file of the version under review: also for officers of sectoral teams, who read no other."""
    version = round_or_404(request, reference).version
    if version.scan_state != ScanState.CLEAN:
        raise Http404
    return download(version.file, version.file_name)


# --- writing ----------------------------------------------------------------------------------------


def round_create(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Call a round on a version."""
    version = version_or_404(request, reference)
    require(request.user, "deliverables.call_round", version)
    if version.deliverable.state not in RUNNING_STATES:
        messages.warning(request, _("A review round is for a deliverable that is active or in review."))
        return redirect(version)
    form = RoundForm(request.POST or None, version=version, today=kl_today())
    made = None
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, lambda: call_round(version=version, by=request.user, **form.terms()), names=NAMES
        )
    if made is not None:
        messages.success(request, _("The review round is called: those asked get a mail as it opens."))
        return redirect(made)
    context = {"form": form, "version": version, "deliverable": version.deliverable}
    return render(request, "deliverables/round_form.html", context, status=422 if form.errors else 200)


def round_invite(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask more people."""
    review_round = round_or_404(request, reference)
    require(request.user, "deliverables.invite_reviewers", review_round)
    form = AskedForm(request.POST or None, version=review_round.version)
    return change(
        request,
        review_round,
        form,
        lambda: invite_reviewers(review_round=review_round, asked=form.asked(), by=request.user),
        heading=_("Ask more people"),
        effect=_(
            "Each gets a mail as the round opens, at once when it is open. A body that was asked before"
            " stands for those who came to it since."
        ),
        submit=_("Ask them"),
        done=lambda added: (
            ngettext("%(count)d person is asked.", "%(count)d people are asked.", len(added))
            % {"count": len(added)}
        ),
    )


def round_reschedule(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Other times."""
    review_round = round_or_404(request, reference)
    require(request.user, "deliverables.reschedule_round", review_round)
    form = TimesForm(request.POST or None, review_round=review_round)
    return change(
        request,
        review_round,
        form,
        lambda: reschedule_round(review_round=review_round, by=request.user, **form.terms()),
        heading=_("Change the times"),
        effect=_("Everybody who is asked is told of the new times by mail."),
        submit=_("Change the times"),
        done=lambda _made: _("The times are changed."),
    )


def round_cancel(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Call it off, with a reason."""
    review_round = round_or_404(request, reference)
    require(request.user, "deliverables.cancel_round", review_round)
    form = ReasonForm(request.POST or None)
    return change(
        request,
        review_round,
        form,
        lambda: cancel_round(review_round=review_round, by=request.user, **form.cleaned_data),
        heading=_("Call the round off"),
        effect=_(
            "Nothing is asked any more. Comments stay to be read and get no disposition; the deliverable"
            " is active again. This cannot be undone."
        ),
        submit=_("Call it off"),
        done=lambda _made: _("The review round is called off."),
    )


def change(
    request: HttpRequest,
    review_round: ReviewRound,
    form: forms.Form,
    act: Callable,
    *,
    heading: str,
    effect: str,
    submit: str,
    done: Callable,
) -> HttpResponse:
    """Show what an act on a round does and ask for its terms; on POST do it and go back to the round."""
    if review_round.phase not in CHANGEABLE:
        messages.warning(request, _("The round is closed: this is not possible any more."))
        return redirect(review_round)
    made = None
    if request.method == "POST" and form.is_valid():
        made = attempt(form, act, names=NAMES)
    if made is not None:
        messages.success(request, done(made))
        return redirect(review_round)
    context = frame_of(request, review_round) | {
        "form": form,
        "heading": heading,
        "effect": effect,
        "submit": submit,
    }
    return render(request, "deliverables/round_act.html", context, status=422 if form.errors else 200)


def attempt(form: forms.Form, act: Callable, *, names: dict[str, str] | None = None):
    """What the service made; None when it refused and the form says why."""
    try:
        return act()
    except (NotAllowed, EditConflict):
        raise
    except ValidationError as error:
        add_errors(form, error, names=names)
    except DomainError as error:
        form.add_error(None, str(error))
    return None
