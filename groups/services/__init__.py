"""Every write in groups. Names follow `verb_noun`; each takes `by`, the person who acts."""

from groups.services.appointments import (
    appoint_member,
    appoint_new_member,
    change_role,
    confirm_appointment,
    correct_appointment,
    end_appointment,
    revoke_appointment,
    set_precedence,
)
from groups.services.charters import (
    add_objective,
    remove_objective,
    update_charter,
    update_objective,
)

__all__ = [
    "add_objective",
    "appoint_member",
    "appoint_new_member",
    "change_role",
    "confirm_appointment",
    "correct_appointment",
    "end_appointment",
    "remove_objective",
    "revoke_appointment",
    "set_precedence",
    "update_charter",
    "update_objective",
]
