"""Photos: what arrives is never kept as it came, but drawn anew, small and without what a camera tells."""

import io
import uuid
import warnings

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from members.models import Member, User
from naio_portal.access import require

MAX_BYTES = 5 * 1024 * 1024
# A picture of few bytes may unfold to gigabytes: refused by its stated size, before it is drawn.
MAX_PIXELS = 40_000_000
MAX_SIDE = 640
FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE = "image/jpeg"


@transaction.atomic
def set_photo(*, member: Member, upload: File, by: User | None) -> Member:
    """Keep the upload as the member's photo: upright, at most 640 pixels a side, JPEG, no metadata.

    Raises NotAllowed, ValidationError (field `photo`): too large, too
    many pixels, no picture, or the disk is full.
    """
    require(by, "members.change_photo", member)
    picture = redrawn(upload)
    member = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    old = member.photo.name
    try:
        member.photo.save(f"{uuid.uuid4().hex}.jpg", ContentFile(picture), save=False)
    except OSError as error:
        raise ValidationError({"photo": _("The photo could not be stored just now. Try later.")}) from error
    member.save(update_fields=["photo", "updated_at"])
    _delete_after_commit(member, old)
    return member


@transaction.atomic
def remove_photo(*, member: Member, by: User | None) -> Member:
    """Take the photo away, file and all. Raises NotAllowed."""
    require(by, "members.change_photo", member)
    member = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    old, member.photo = member.photo.name, ""
    member.save(update_fields=["photo", "updated_at"])
    _delete_after_commit(member, old)
    return member


def redrawn(upload: File) -> bytes:
    """A JPEG drawn anew from the upload. Raises ValidationError (field `photo`).

    The signature of the content counts, not the name of the file; only decoders of `FORMATS` are tried.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError({"photo": _("The file is larger than 5 MB.")})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                raise ValidationError({"photo": _("The picture has too many pixels: at most 40 million.")})
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
            return _as_jpeg(upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError({"photo": _("The picture has too many pixels: at most 40 million.")}) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError({"photo": _("This is no JPEG, PNG or WebP picture.")}) from error


def _as_jpeg(picture: Image.Image) -> bytes:
    """On white where it is transparent. Only the pixels are carried over."""
    shown = picture.convert("RGBA")
    paper = Image.new("RGB", shown.size, "white")
    paper.paste(shown, mask=shown.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _delete_after_commit(member: Member, name: str) -> None:
    """The old file goes once the new state stands; a roll-back keeps it."""
    if name:
        storage = member.photo.storage
        transaction.on_commit(lambda: storage.delete(name), robust=True)
