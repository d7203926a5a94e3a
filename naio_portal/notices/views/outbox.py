"""The outbox: every mail of the portal, its text, what the mail server answered, and what to do about it."""

import base64
import hashlib
import re
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from naio_portal.access import require, visible_or_404
from naio_portal.errors import IllegalMove
from naio_portal.middleware import plain
from naio_portal.notices import exports
from naio_portal.notices.enums import OutboxState
from naio_portal.notices.filters import TROUBLED, OutboxFilters, groups
from naio_portal.notices.kinds import KINDS
from naio_portal.notices.models import OutboxMessage
from naio_portal.notices.selectors import outbox_counts, outbox_rows
from naio_portal.notices.services.handling import cancel_message, resend_message, resend_messages, send_now
from naio_portal.pagination import COUNT_LIMIT, paginate

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """All mail, newest first."""
    require(request.user, "notices.see_outbox")
    filters = OutboxFilters.of(request.GET)
    context = {
        "filters": filters,
        "page": paginate(request, outbox_rows(request.user, filters)),
        "counts": outbox_counts(request.user),
        "states": OutboxState.choices,
        "kinds": sorted(((kind.name, kind.title) for kind in KINDS.values()), key=lambda kind: str(kind[1])),
        "groups": groups(),
        "is_troubled": filters.state in TROUBLED,
    }
    return render(request, "notices/outbox.html", context)


@require_safe
def outbox_export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the filters show, as CSV or XLSX."""
    require(request.user, "notices.see_outbox")
    if kind not in exports.FORMATS:
        raise Http404
    lines = exports.outbox_lines(request.user, OutboxFilters.of(request.GET))
    headings, widths = exports.outbox_headings(), exports.OUTBOX_WIDTHS
    return exports.file_response(kind, name="outbox", headings=headings, lines=lines, widths=widths)


def message_or_404(request: HttpRequest, pk: UUID) -> OutboxMessage:
    rows = OutboxMessage.objects.select_related("member", "user", "contact", "handled_by", "resend_of")
    return visible_or_404(rows, request.user, pk=pk)


@never_cache
@require_safe
def message_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One mail: its full text, every attempt with the server's answer, what it reminded of."""
    message = message_or_404(request, pk)
    context = {
        "message": message,
        "attempts": message.attempts.all(),
        "burst": OutboxMessage.objects.filter(state=OutboxState.HELD, burst_key=message.burst_key).count()
        if message.state == OutboxState.HELD and message.burst_key
        else 0,
        "resends": message.resends.all(),
        "ledger": message.ledger.select_related("rule").order_by("anchor_on", "object_id"),
    }
    return render(request, "notices/message_detail.html", context)


@never_cache
@require_safe
@xframe_options_sameorigin
def message_html(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The HTML of a mail, shut in: no script, no form, no picture from elsewhere, no way out of its frame.

    Its own style is let in by its hash alone.
    """
    message = message_or_404(request, pk)
    if not message.html:
        raise Http404
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
        for style in STYLE.findall(message.html)
    )
    response = HttpResponse(message.html)
    allowed = hashes or "'none'"
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {allowed}; frame-ancestors 'self'; sandbox"
    )
    return response


@require_POST
def message_resend(request: HttpRequest, pk: UUID) -> HttpResponse:
    message = message_or_404(request, pk)
    require(request.user, "notices.send_message", message)
    try:
        going = resend_message(message=message, by=request.user)
    except IllegalMove as error:
        messages.error(request, str(error))
        return redirect(message)
    messages.success(request, _("It is queued and goes at once, written anew from what is true now."))
    return redirect(going)


@require_POST
def message_send_now(request: HttpRequest, pk: UUID) -> HttpResponse:
    message = message_or_404(request, pk)
    require(request.user, "notices.send_message", message)
    try:
        count = send_now(message=message, by=request.user)
    except IllegalMove as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            ngettext("%(count)d mail goes now.", "%(count)d mails go now.", count) % {"count": count},
        )
    return redirect(message)


@require_POST
def message_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    message = message_or_404(request, pk)
    require(request.user, "notices.cancel_message", message)
    try:
        cancel_message(message=message, by=request.user)
    except IllegalMove as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is cancelled. You can still send it from this page."))
    return redirect(message)


@require_POST
def outbox_resend(request: HttpRequest) -> HttpResponse:
    """Queue again the ticked messages, or all that the filters show: those refused or waiting."""
    require(request.user, "notices.send_messages")
    query = request.POST.get("query", "")[:500]
    if request.POST.get("all"):
        filters = OutboxFilters.of(plain(QueryDict(query)))
        rows = filters.apply(OutboxMessage.objects.visible_to(request.user)).filter(state__in=TROUBLED)
        ids = list(rows.values_list("pk", flat=True)[:COUNT_LIMIT])
    else:
        ids = [pk for text in request.POST.getlist("message") if (pk := _uuid(text))]
    count = resend_messages(ids=ids, by=request.user)
    if count:
        messages.success(
            request,
            ngettext("%(count)d mail is queued again.", "%(count)d mails are queued again.", count)
            % {"count": count},
        )
    else:
        messages.warning(request, _("Nothing was chosen that could be sent again. Tick some mails first."))
    return redirect(reverse("notices:outbox") + (f"?{query}" if query else ""))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
