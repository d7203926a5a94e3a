"""The letter of a recommendation, given out as it was kept."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from deliverables.enums import RESPONSE_LINK
from deliverables.services.response_links import recommendation_behind
from deliverables.views.files import download
from deliverables.views.recommendations import recommendation_or_404
from naio_portal.access import require
from naio_portal.errors import DomainError
from naio_portal.notices.services import find_link


@require_safe
def letter(request: HttpRequest, reference: UUID, language: str, form: str) -> FileResponse:
    """In that language, as PDF or DOCX."""
    recommendation = recommendation_or_404(request, reference)
    require(request.user, "deliverables.read_letter", recommendation)
    found = get_object_or_404(recommendation.letters, language=language, form=form)
    found.recommendation = recommendation
    return download(found.file, found.file_name)


@never_cache
@require_safe
def letter_by_link(request: HttpRequest, token: str, language: str, form: str) -> HttpResponse | FileResponse:
    """The same for the addressee's contact, as long as the link opens the recommendation."""
    try:
        link = find_link(purpose=RESPONSE_LINK, token=token, also_used=True)
        recommendation = recommendation_behind(link)
    except DomainError as error:
        return render(request, "notices/link_ended.html", {"reason": str(error)}, status=410)
    found = get_object_or_404(recommendation.letters, language=language, form=form)
    found.recommendation = recommendation
    return download(found.file, found.file_name)
