"""Applications in the real world and attachments of liaison requests."""

from deliverables.permissions.personas import DEFINE, OTHERS, OUTSIDERS, RUN, TRUSTED, P
from naio_portal.access import INSIDERS, OWN_GROUP, STAFF, Action

OFFICER = frozenset({P.SECTOR_OFFICER})
APPLICATION = ("sectors:application-detail", "sectors:application-history")
# Of the officer's own team, with a deliverable of the group.
APPLICATION_ACTIONS: list[Action] = [
    Action(
        "deliverables.list_applications",
        "See the applications in the real world (an officer: those of their team)",
        INSIDERS | OFFICER,
        ("sectors:application-list",),
    ),
    Action(
        "deliverables.read_application",
        "Read an application with an active deliverable, and its history",
        INSIDERS | OFFICER,
        APPLICATION,
        ("active",),
        hidden=frozenset({P.FORMER_MEMBER}),
    ),
    Action(
        "deliverables.read_restricted_application",
        "Read an application with a restricted deliverable, and its history",
        TRUSTED | OFFICER,
        APPLICATION,
        ("restricted",),
        hidden=INSIDERS - TRUSTED | {P.FORMER_MEMBER},
    ),
    Action(
        "deliverables.export_applications",
        "Export applications (chairs: those with deliverables of their group)",
        RUN | {P.OTHER_CHAIR},
        ("sectors:application-export",),
    ),
    Action(
        "deliverables.start_application",
        "Choose the team of a new application",
        STAFF | OFFICER,
        ("sectors:application-start",),
    ),
    Action(
        "deliverables.create_application",
        "Report what a team tried (an officer: their own)",
        STAFF | OFFICER,
        ("sectors:application-create",),
        hidden=frozenset({P.FORMER_MEMBER}),
        writes=True,
    ),
    Action(
        "deliverables.update_application",
        "Change what a team tried (an officer: their own)",
        STAFF | OFFICER,
        ("sectors:application-update",),
        hidden=frozenset({P.FORMER_MEMBER}),
        writes=True,
    ),
    Action(
        "deliverables.remove_application",
        "Remove an application that was entered by mistake",
        STAFF,
        ("sectors:application-remove",),
        hidden=frozenset({P.FORMER_MEMBER}),
        writes=True,
    ),
]
ATTACHMENT = ("requests:attachment-detail", "requests:attachment-file")
# Of a request of the group, with a version of its own deliverable.
ATTACHMENT_ACTIONS: list[Action] = [
    Action(
        "deliverables.read_attachment",
        "Read an open version that goes with a request to a sectoral team",
        OWN_GROUP | STAFF | OFFICER | {P.LEADERSHIP},
        ATTACHMENT,
        ("open",),
        hidden=frozenset({P.OTHER_CHAIR, P.OTHER_MEMBER, P.FORMER_MEMBER}),
    ),
    Action(
        "deliverables.read_restricted_attachment",
        "Read a restricted version that goes with a request to another group (besides who answers, and its"
        " readers)",
        RUN | {P.OTHER_CHAIR},
        ATTACHMENT,
        ("restricted",),
        hidden=INSIDERS - RUN - {P.OTHER_CHAIR} | OUTSIDERS,
    ),
    Action(
        "deliverables.attach_version",
        "Attach a version to the draft of a request (a restricted one: chairs and secretariat)",
        DEFINE,
        ("requests:attachment-create",),
        hidden=OTHERS,
        writes=True,
    ),
    Action(
        "deliverables.detach_version",
        "Take a version from a request",
        DEFINE,
        ("requests:attachment-remove",),
        hidden=OUTSIDERS,
        writes=True,
        methods=("POST",),
    ),
]
