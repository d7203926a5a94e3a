"""This app's rows of the permission table (see `naio_portal.access`)."""

from django.utils.translation import gettext_lazy as _

from naio_portal.access import EVERYONE, SIGNED_IN, STAFF, Action, P

# Mail holds addresses and texts to named people: for anybody else a message is not there.
OTHERS = EVERYONE - STAFF - {P.VISITOR}

ACTIONS: list[Action] = [
    Action(
        name="notices.change_preferences",
        title=_("Choose how to get mail"),
        allowed=SIGNED_IN,
        routes=("notices:preferences",),
        writes=True,
    ),
    Action(
        name="notices.see_outbox",
        title=_("See the outbox and export it"),
        allowed=STAFF,
        routes=("notices:outbox", "notices:outbox-export"),
    ),
    Action(
        name="notices.view_outboxmessage",
        title=_("Read a mail as it went, and what the mail server answered"),
        allowed=STAFF,
        hidden=OTHERS,
        routes=("notices:message-detail", "notices:message-html"),
    ),
    Action(
        name="notices.send_message",
        title=_("Send a mail again or at once"),
        allowed=STAFF,
        hidden=OTHERS,
        routes=("notices:message-resend", "notices:message-send-now"),
        writes=True,
        methods=("POST",),
    ),
    Action(
        name="notices.send_messages",
        title=_("Send many refused mails again"),
        allowed=STAFF,
        routes=("notices:outbox-resend",),
        writes=True,
        methods=("POST",),
    ),
    Action(
        name="notices.cancel_message",
        title=_("Cancel a mail that has not gone"),
        allowed=STAFF,
        hidden=OTHERS,
        routes=("notices:message-cancel",),
        writes=True,
        methods=("POST",),
    ),
    Action(
        name="notices.see_forecast",
        title=_("See and export what will be mailed, to whom and why"),
        allowed=STAFF,
        routes=("notices:forecast", "notices:forecast-export"),
    ),
    Action(
        name="notices.see_rules",
        title=_("See the reminder rules and days off, and their history"),
        allowed=STAFF,
        routes=(
            "notices:rule-list",
            "notices:rule-history",
            "notices:day-list",
            "notices:day-history",
        ),
    ),
    Action(
        name="notices.change_rule",
        title=_("Add or change a reminder rule"),
        allowed=STAFF,
        routes=("notices:rule-create", "notices:rule-edit"),
        writes=True,
    ),
    Action(
        name="notices.change_days",
        title=_("Add or remove a day off"),
        allowed=STAFF,
        routes=("notices:day-create", "notices:day-remove"),
        writes=True,
    ),
]
# The signed link in a mail is its own authority.
PUBLIC_ROUTES: tuple[str, ...] = ("notices:preferences-by-link",)
