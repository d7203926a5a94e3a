"""Who may do what with mail and reminders. Registered once; the permission table is held against these."""

import rules


@rules.predicate
def is_signed_in(user, thing=None) -> bool:
    """A visitor is not active."""
    return user.is_active


@rules.predicate
def is_secretary(user, thing=None) -> bool:
    """Secretariat and administrators; a visitor is not active."""
    return user.is_active and (user.is_secretariat or user.is_administrator)


rules.add_perm("notices.change_preferences", is_signed_in)
for action in (
    "see_outbox",
    "view_outboxmessage",
    "send_message",
    "send_messages",
    "cancel_message",
    "see_forecast",
    "see_rules",
    "change_rule",
    "change_days",
):
    rules.add_perm(f"notices.{action}", is_secretary)
