"""Who may do what with mail and reminders. Registered once; the permission table is held against these."""

import rules


@rules.predicate
def is_signed_in(user, thing=None) -> bool:
    return user.is_authenticated and user.is_active


rules.add_perm("notices.change_preferences", is_signed_in)
