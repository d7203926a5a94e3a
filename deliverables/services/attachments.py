"""Versions that go with a liaison request: attached to its draft, and handed to the other side with it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from deliverables.enums import ScanState
from deliverables.models import RequestAttachment, Version
from groups.enums import LiaisonState
from groups.models import LiaisonRequest
from groups.services.requests import lock_request
from naio_portal.access import may, require
from naio_portal.errors import IllegalMove


@transaction.atomic
def attach_version(*, request: LiaisonRequest, version: Version, by) -> RequestAttachment:
    """Attach a version of the asking group's own work to a draft; again: nothing new.

    From the day it is sent the other side reads this version through the request, so who attaches a
    restricted one must have the right to grant it. Raises NotAllowed, IllegalMove once the request is sent,
    ValidationError for `version`: of another group, not to be read or not to be granted by `by`, its file not
    found clean.
    """
    request = lock_request(request.pk)
    require(by, "deliverables.attach_version", request)
    if request.state != LiaisonState.DRAFT:
        raise IllegalMove(_("Versions are attached to a draft: a request that is sent stays as it is."))
    _check(request, version, by)
    attachment, _is_new = RequestAttachment.objects.get_or_create(
        request=request, version=version, defaults={"attached_by": by}
    )
    return attachment


def _check(request: LiaisonRequest, version: Version, by) -> None:
    if by is not None and not Version.objects.visible_to(by).filter(pk=version.pk).exists():
        raise ValidationError({"version": _("There is no version of that number that you may read.")})
    if version.deliverable.group_id != request.from_group_id:
        raise ValidationError({"version": _("A group attaches versions of its own deliverables.")})
    if version.is_restricted and by is not None and not may(by, "deliverables.grant_version", version):
        raise ValidationError(
            {
                "version": _(
                    "This version is restricted, and the request would hand it on: a chair of the group or"
                    " the secretariat attaches it."
                )
            }
        )
    if version.scan_state not in ("", ScanState.CLEAN):
        raise ValidationError({"version": _("The file of this version has not been found clean.")})


@transaction.atomic
def detach_version(*, attachment: RequestAttachment, by) -> None:
    """Take it from the request: nobody reads the version through it any more. Raises NotAllowed, IllegalMove
    once the request is closed."""
    request = lock_request(attachment.request_id)
    require(by, "deliverables.detach_version", request)
    if request.state == LiaisonState.CLOSED:
        raise IllegalMove(_("A request that is closed stays as it is."))
    RequestAttachment.objects.filter(pk=attachment.pk).delete()
