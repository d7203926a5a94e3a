"""This app's rows of the permission table (see `naio_portal.access`)."""

from naio_portal.access import INSIDERS, SIGNED_IN, STAFF, Action, P

# People without a part today see themselves and nobody else.
OUTSIDERS = frozenset({P.FORMER_MEMBER, P.SECTOR_OFFICER})

ACTIONS: list[Action] = [
    Action(
        "members.list_members",
        "Look people up",
        allowed=INSIDERS,
        routes=("members:member-list",),
    ),
    Action(
        "members.view_member",
        "See a member's page and photo, without contacts",
        allowed=INSIDERS,
        hidden=OUTSIDERS,
        routes=("members:member-detail", "members:photo"),
    ),
    Action(
        "members.view_contacts",
        "See a member's address and telephone",
        allowed=frozenset({P.OWNER, P.OWN_CHAIR, P.OWN_CO_CHAIR}) | STAFF,
        hidden=OUTSIDERS,
    ),
    Action(
        "members.view_history",
        "See who changed a member's profile",
        allowed=frozenset({P.OWNER, P.LEADERSHIP}) | STAFF,
        hidden=OUTSIDERS,
        routes=("members:member-history",),
    ),
    Action(
        "members.view_profile",
        "See one's own profile",
        allowed=SIGNED_IN,
        routes=("members:profile",),
    ),
    Action(
        "members.change_settings",
        "Choose one's own language and time zone",
        allowed=SIGNED_IN,
        routes=("members:settings",),
        writes=True,
    ),
    Action(
        "members.create_member",
        "Add a member",
        allowed=STAFF,
        routes=("members:member-create",),
        writes=True,
    ),
    Action(
        "members.change_member",
        "Change a member's profile",
        allowed=frozenset({P.OWNER}) | STAFF,
        hidden=OUTSIDERS,
        routes=("members:member-edit",),
        writes=True,
    ),
    Action(
        "members.change_photo",
        "Set or remove a member's photo",
        allowed=frozenset({P.OWNER}) | STAFF,
        hidden=OUTSIDERS,
        routes=("members:photo-edit",),
        writes=True,
    ),
    Action(
        "members.change_consent",
        "Give consent to public listing (the person only) or take it back",
        allowed=frozenset({P.OWNER}) | STAFF,
        hidden=OUTSIDERS,
        routes=("members:consent-edit",),
        writes=True,
    ),
    Action(
        "members.change_address",
        "Enter another address for a member, proven by mail",
        allowed=frozenset({P.OWNER}) | STAFF,
        hidden=OUTSIDERS,
        routes=("members:address-edit",),
        writes=True,
    ),
    Action(
        "members.invite_member",
        "Invite members to sign in and remind them",
        allowed=STAFF,
        routes=("members:invitation-list", "members:invitation-send"),
        writes=True,
    ),
    # In the administration, whose routes are closed to everybody else as a whole.
    Action(
        "members.manage_accounts",
        "Invite staff, give and take portal roles, close and reopen accounts",
        allowed=frozenset({P.ADMINISTRATOR}),
        writes=True,
    ),
]
# The link in the mail is the right: whoever reads that mailbox.
PUBLIC_ROUTES: tuple[str, ...] = ("members:invitation-accept", "members:address-confirm")
