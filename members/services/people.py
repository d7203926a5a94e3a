"""Members: made and changed here, and nowhere else."""

from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Member, User
from members.names import name_key, search_text, sort_key
from naio_portal.access import require
from naio_portal.dates import kl_today
from naio_portal.errors import EditConflict, NotAllowed

# What a person may change of themselves. The full name stands in letters of appointment: the
# secretariat changes it. Address, photo and consent have services of their own.
OWN_FIELDS = (
    "titles",
    "preferred_name",
    "phone",
    "organisation",
    "position",
    "background",
    "origin",
    "country",
    "state",
    "time_zone",
    "language",
    "expertise",
    "biography",
)
SECRETARIAT_FIELDS = ("full_name", "gender", *OWN_FIELDS)


def derived_names(member: Member) -> Member:
    """Set the three texts that sort, match and search a person; the one place that does.

    Call it on each object before `bulk_create` or `bulk_update` (then save `DERIVED_FIELDS` too).
    No e-mail address or telephone goes in: a search would give them away.
    """
    member.sort_key = sort_key(member.full_name)
    member.name_key = name_key(member.full_name)
    member.search_text = search_text(
        member.full_name, member.preferred_name, member.titles, member.organisation, member.position
    )
    return member


DERIVED_FIELDS = ("sort_key", "name_key", "search_text")


@transaction.atomic
def create_member(*, by: User | None, email: str | None = None, **fields) -> Member:
    """A new member, with any of the model's fields.

    `by`: the secretary; None when the house itself acts (a seed or a command, named in the audit).
    Raises NotAllowed, ValidationError (also when the address belongs to another member).
    """
    require(by, "members.create_member")
    member = derived_names(Member(email=(email or "").strip().lower() or None, **fields))
    member.full_clean()
    member.save()
    return member


@transaction.atomic
def update_member(*, member: Member, by: User | None, version: int | None = None, **changes) -> Member:
    """Change a member's own facts: `SECRETARIAT_FIELDS` for the secretariat, `OWN_FIELDS` for the person.

    `version`: the version that the editor saw; None where no editor looked at it (an import, which
    compares by itself). The sign-in's language and zone follow. Returns the saved member, untouched
    and without a new version when nothing differs.
    Raises NotAllowed, ValidationError, EditConflict (`theirs`: the member as saved by the other).
    """
    member = Member.objects.select_for_update(of=("self",)).select_related("user").get(pk=member.pk)
    require(by, "members.change_member", member)
    is_own = by is not None and not by.is_secretariat and not by.is_administrator
    unknown = set(changes) - set(OWN_FIELDS if is_own else SECRETARIAT_FIELDS)
    if unknown:
        raise NotAllowed(_("You may not change: %(fields)s.") % {"fields": ", ".join(sorted(unknown))})
    if version is not None and version != member.version:
        raise EditConflict(_("Somebody else changed this profile in the meantime."), theirs=member)
    changed = [name for name, value in changes.items() if getattr(member, name) != value]
    if not changed:
        return member
    for name in changed:
        setattr(member, name, changes[name])
    derived_names(member)
    member.version += 1
    member.full_clean()
    member.save(update_fields=[*changed, *DERIVED_FIELDS, "version", "updated_at"])
    _tell_sign_in(member, changed)
    return member


def _tell_sign_in(member: Member, changed: list[str]) -> None:
    """Language and zone of the sign-in are those of the person."""
    shared = [name for name in ("language", "time_zone") if name in changed]
    if member.user and shared:
        for name in shared:
            setattr(member.user, name, getattr(member, name))
        member.user.save(update_fields=shared)


@transaction.atomic
def set_listing_consent(*, member: Member, consents: bool, by: User | None) -> Member:
    """Record that the person agrees, from today (Kuala Lumpur), that visitors see name and organisation, or
    that they no longer do. Only the person gives consent; the secretariat may also take it back for them.

    Raises NotAllowed.
    """
    require(by, "members.change_consent", member)
    member = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if by is not None and consents and by.pk != member.user_id:
        raise NotAllowed(_("Only the person can give this consent."))
    if consents != member.is_listed_publicly:
        member.listing_consent_on = kl_today() if consents else None
        member.version += 1
        member.save(update_fields=["listing_consent_on", "version", "updated_at"])
    return member
