"""What waits for a chair or the secretariat."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from deliverables.selectors import approvals_for
from naio_portal.access import require


def approvals(request: HttpRequest) -> HttpResponse:
    """Everything this person may decide now, one click each."""
    require(request.user, "deliverables.view_approvals")
    return render(request, "deliverables/approvals.html", {"approvals": approvals_for(request.user)})


def back_to(request: HttpRequest, thing) -> str:
    """The page of this site that the form names in `next`, else the thing's own."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return thing.get_absolute_url()
