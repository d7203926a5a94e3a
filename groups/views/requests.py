"""Liaison requests: the list, one request with its talk, and what each side does with it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from groups import services
from groups.enums import LiaisonPurpose, LiaisonState
from groups.exports import CSV_TYPE, XLSX_TYPE, request_headings, request_lines
from groups.filters import ALL, RequestFilter
from groups.forms.fields import show_refusal
from groups.forms.liaison import RequestForm, present_language
from groups.models import LiaisonRequest, Sector, SectoralTeam, WorkingGroup
from groups.selectors import chooses_from, requests_for
from groups.serving import is_insider
from groups.views.request_moves import seen
from naio_portal.access import may, require
from naio_portal.dates import kl_today
from naio_portal.errors import DomainError, EditConflict, NotAllowed
from naio_portal.pagination import paginate
from naio_portal.spreadsheets.writing import stream_csv, write_xlsx

FORMATS = ("csv", "xlsx")
# Of a text that a link from another page begins.
PREFILLED = 2_000


def request_list(request: HttpRequest) -> HttpResponse:
    """Requests that this person sees: from, to, state, purpose, overdue, mine."""
    require(request.user, "groups.list_requests")
    filters = RequestFilter.from_query(request.GET)
    insider = is_insider(request.user)
    return render(
        request,
        "groups/request_list.html",
        {
            "filters": filters,
            "page": paginate(request, requests_for(request.user, filters)),
            "groups": WorkingGroup.objects.visible_to(request.user),
            "teams": SectoralTeam.objects.visible_to(request.user),
            "sectors": Sector.objects.all() if insider else [],
            "states": LiaisonState.choices,
            "purposes": LiaisonPurpose.choices,
            "all": ALL,
            "is_insider": insider,
            "may_draft": may(request.user, "groups.draft_request"),
            "may_export": may(request.user, "groups.export_requests"),
        },
    )


def request_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The list as filtered, as CSV or XLSX; chairs get the requests of the groups they chair."""
    if file_format not in FORMATS:
        raise Http404
    require(request.user, "groups.export_requests")
    lines = request_lines(request.user, RequestFilter.from_query(request.GET))
    name = f"liaison-requests-{kl_today():%Y%m%d}.{file_format}"
    if file_format == "csv":
        response = StreamingHttpResponse(stream_csv(request_headings(), lines), content_type=CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    book = write_xlsx(request_headings(), lines, title=name.rsplit(".", 1)[0])
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX_TYPE)


def request_start(request: HttpRequest) -> HttpResponse:
    """Which group asks; whoever drafts for one group only goes on at once."""
    require(request.user, "groups.draft_request")
    groups = chooses_from(request.user)
    query = request.GET.urlencode()
    if len(groups) == 1:
        return redirect(
            reverse("requests:request-create", args=[groups[0].slug]) + (f"?{query}" if query else "")
        )
    return render(request, "groups/request_start.html", {"groups": groups})


def request_create(request: HttpRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    require(request.user, "groups.draft_request", group)
    member = getattr(request.user, "member", None)
    initial = {
        "addressee": request.GET.get("to", ""),
        "subject": request.GET.get("subject", "")[:200],
        "text": request.GET.get("text", "")[:PREFILLED],
        "language": present_language(),
        "owner_from": member and member.pk,
    }
    form = RequestForm(
        request.POST if request.method == "POST" else None, group=group, viewer=request.user, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_request(from_group=group, by=request.user, **form.terms())
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(
                request, _("The draft is saved. Nobody outside the group sees it until it is sent.")
            )
            return redirect(made)
    return form_page(request, form, group)


def request_update(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Change a draft; a save in the meantime is shown, not overwritten."""
    found = seen(request, reference)
    require(request.user, "groups.edit_request", found)
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        group=found.from_group,
        viewer=request.user,
        initial=RequestForm.values_of(found),
    )
    conflict = []
    if request.method == "POST" and form.is_valid():
        try:
            services.update_request(
                request=found,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                **form.terms(),
            )
        except ValidationError as error:
            show_refusal(form, error)
        except EditConflict as error:
            conflict = differences(form, error.theirs)
            form.data = form.data.copy()
            form.data["version"] = error.theirs.version
        except NotAllowed:
            raise
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(found)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(found)
    return form_page(request, form, found.from_group, found, conflict)


def differences(form: RequestForm, theirs: LiaisonRequest) -> list[tuple[str, str]]:
    """(label, what the other person saved) of each field that differs from what stands in the form."""
    saved = RequestForm.values_of(theirs)
    mine = form.cleaned_data
    return [
        (str(field.label), shown(form, field.name, saved[field.name]))
        for field in form.visible_fields()
        if saved[field.name] != mine.get(field.name)
    ]


def shown(form: RequestForm, name: str, value: object) -> str:
    """A field's value in words."""
    if name == "addressee" and value in form.addressees:
        return form.addressees[value].name
    choices = dict(getattr(form.fields[name], "choices", ())) if name != "owner_from" else {}
    return str(choices.get(value, value))


def form_page(request, form, group, found=None, conflict=()) -> HttpResponse:
    return render(
        request,
        "groups/request_form.html",
        {"form": form, "group": group, "found": found, "conflict": conflict},
        status=409 if conflict else 422 if form.errors else 200,
    )
