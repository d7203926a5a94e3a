"""A list of people as text for the To field of a mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from groups.models import Appointment

# Characters that end a name in a To field unless it stands in quotes (RFC 5322, 3.2.3).
SPECIAL = frozenset('()<>[]:;@\\,."')
SEPARATORS = {"comma": ", ", "semicolon": "; "}


@dataclass(frozen=True)
class AddressList:
    """`text`: each address once, as written to people. `missing`: those who have none."""

    text: str
    count: int
    missing: list[Appointment]


def address_list(
    appointments: Iterable[Appointment], *, separator: str = "comma", with_names: bool = True
) -> AddressList:
    """`"Prof. Dr. Aminah" <aminah@example.org>, …` in the given order; a person in two groups once.

    `separator`: comma, or semicolon for programs that want one. `with_names`: else bare addresses.
    """
    written: dict[str, str] = {}
    missing: dict[int, Appointment] = {}
    for appointment in appointments:
        member = appointment.member
        if not member.email:
            missing.setdefault(member.pk, appointment)
        else:
            name = f"{quoted(member.formal_name)} " if with_names else ""
            written.setdefault(
                member.email.lower(), f"{name}<{member.email}>" if with_names else member.email
            )
    return AddressList(SEPARATORS[separator].join(written.values()), len(written), list(missing.values()))


def quoted(name: str) -> str:
    """The name, in quotes where it holds a character that means something to mail programs."""
    if not SPECIAL.intersection(name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
