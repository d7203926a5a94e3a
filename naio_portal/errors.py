"""What a service raises when a rule says no. Views turn each into one clear answer."""

from django.core.exceptions import PermissionDenied


class DomainError(Exception):
    """A rule of the domain refuses the act. `str(error)` is a sentence for the person, translated."""


class NotAllowed(DomainError, PermissionDenied):
    """The person may see the thing but not do this to it: 403."""


class IllegalMove(DomainError):
    """The state table has no such move."""


class EditConflict(DomainError):
    """Somebody else saved first; `theirs` is the object as it stands now in the database.

    `fields`: names of those that both changed, where the service joins the rest.
    """

    def __init__(self, message: str, *, theirs: object, fields: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.fields = fields
