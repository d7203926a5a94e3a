"""The tree of instruments and the authorities, kept by the secretariat."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from deliverables.models import Authority, Instrument, Recommendation
from deliverables.services.response_links import end_links
from members.models import User
from naio_portal.access import require
from naio_portal.errors import EditConflict
from naio_portal.notices.models import Contact

INSTRUMENT_FIELDS = (
    "parent",
    "slug",
    "kind",
    "label",
    "name_en",
    "name_ms",
    "is_working_translation",
    "position",
)
AUTHORITY_FIELDS = ("slug", "name_en", "name_ms", "address", "is_active")


@transaction.atomic
def save_instrument(
    *, instrument: Instrument | None, values: Mapping[str, object], version: int | None = None, by
) -> Instrument:
    """Add a part to the tree (None), or change one. `values`: of INSTRUMENT_FIELDS. `version`: the one that
    the person began from, where there is one.

    Raises NotAllowed, EditConflict when somebody saved meanwhile, ValidationError by field: a part of
    itself, however far below.
    """
    require(by, "deliverables.manage_instruments")
    # One writer at a time: two moves at once could close a loop that neither sees.
    list(Instrument.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    instrument = Instrument() if instrument is None else Instrument.objects.get(pk=instrument.pk)
    check_version(instrument, version)
    for name, value in values.items():
        if name not in INSTRUMENT_FIELDS:
            raise ValueError(f"Not part of an instrument: {name}")
        setattr(instrument, name, value)
    above = instrument.parent
    while above is not None:
        if above.pk == instrument.pk:
            raise ValidationError({"parent": _("An instrument cannot be a part of itself.")})
        above = above.parent
    if instrument.parent is not None:
        instrument.kind = instrument.parent.kind
    instrument.full_clean()
    instrument.version += 1
    instrument.save()
    return instrument


def check_version(thing: Instrument | Authority, version: int | None) -> None:
    """Raise EditConflict unless the locked thing still is the one that the person began from."""
    if version is not None and thing.pk is not None and thing.version != version:
        raise EditConflict(_("Somebody else saved this while you were writing."), theirs=thing)


@transaction.atomic
def save_authority(
    *,
    authority: Authority | None,
    values: Mapping[str, object],
    contact_name: str = "",
    contact_email: str = "",
    contact_language: str = "ms",
    version: int | None = None,
    by,
) -> Authority:
    """Add an authority (None), or change one. `values`: of AUTHORITY_FIELDS. `contact_*`: who answers for
    it by a link; another one than before ends the links that are out. `version`: the one that the person
    began from, where there is one.

    Raises NotAllowed, EditConflict when somebody saved meanwhile, ValidationError by field: an address that
    a sign-in has, an address without a name.
    """
    require(by, "deliverables.manage_instruments")
    authority = (
        Authority() if authority is None else Authority.objects.select_for_update().get(pk=authority.pk)
    )
    check_version(authority, version)
    for name, value in values.items():
        if name not in AUTHORITY_FIELDS:
            raise ValueError(f"Not part of an authority: {name}")
        setattr(authority, name, value)
    before = authority.contact_id
    authority.contact = _contact(contact_name.strip(), contact_email.strip().lower(), contact_language)
    authority.full_clean()
    authority.version += 1
    authority.save()
    if before is not None and authority.contact_id != before:
        for recommendation in Recommendation.objects.filter(addressee=authority, state="submitted"):
            end_links(recommendation)
    return authority


def _contact(name: str, email: str, language: str) -> Contact | None:
    """The contact of that address, made where there is none; None without an address."""
    if not email:
        return None
    if not name:
        raise ValidationError({"contact_name": _("Give the name that stands in a letter.")})
    if User.objects.filter(email=email).exists():
        raise ValidationError({"contact_email": _("This address has a sign-in: name another one.")})
    contact = Contact.objects.select_for_update().filter(email__iexact=email).first() or Contact(email=email)
    contact.name, contact.language = name, language
    contact.full_clean()
    contact.save()
    return contact
