"""Following links from page to page, one of each shape: for tests of every page there is."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.urls import resolve

from deliverables.models import ApplicationFigure, Deliverable, Milestone, SectorApplication, Version
from groups.models import Objective, WorkingGroup
from meetings.models import AgendaItem, Meeting
from members.models import Member
from naio_portal.notices.models import ReminderRule
from tests.markup import is_english, read_texts

# Not pages: files, the Django admin (in English, tests/browser/test_admin.py), what ends the session.
NOT_FOLLOWED = re.compile(
    r"^/(admin|static|media)/|/logout/|/3rdparty/|\.(csv|xlsx|ics|txt)$|/export/|/letter/|/file/"
)
REFERENCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=/)\d+(?=/)")
GROUP = re.compile(r"/(ai-[a-z-]+)(?=/)")

# What a page of the secretariat links to, at the least.
SECRETARIAT = {
    "home:front", "home:home", "home:secretariat",
    "groups:group-list", "groups:group-detail", "groups:group-roster", "groups:roster-addresses",
    "groups:appointment-create", "groups:appointment-detail", "groups:appointment-end",
    "groups:charter-update", "groups:objective-update", "groups:roster-import-list",
    "meetings:meeting-list", "meetings:meeting-detail", "meetings:meeting-create",
    "meetings:meeting-update", "meetings:meeting-agenda", "meetings:meeting-cancel",
    "meetings:agenda-print", "meetings:agenda-item-update",
    "deliverables:board", "deliverables:timeline", "deliverables:approvals",
    "deliverables:deliverable-detail", "deliverables:deliverable-create",
    "deliverables:progress-update-create", "deliverables:deliverable-history",
    "deliverables:version-list",
    "sectors:application-list", "sectors:application-detail", "sectors:application-update",
    "members:member-list", "members:member-detail", "members:member-edit", "members:invitation-list",
    "notices:preferences", "notices:outbox", "mfa_index", "account_change_password",
}  # fmt: skip
VISITORS = {
    "home:front", "groups:group-list", "groups:group-detail", "deliverables:board",
    "deliverables:deliverable-detail", "account_login", "account_request_login_code",
}  # fmt: skip


def shape(address: str) -> str:
    """The address without what names one object: pages of the same shape come from the same view."""
    return GROUP.sub("/group", REFERENCE.sub("one", urlsplit(address).path))


def follow(
    starts: list[str], visit: Callable[[str], tuple[Iterable[str], list[str]]]
) -> tuple[set[str], list[str]]:
    """Names of the routes behind all pages reached from `starts`, one of each shape, and all problems.

    `visit(address)` answers the addresses that the page leads to and what is wrong with it.
    """
    waiting, seen, routes, problems = list(starts), {shape(start) for start in starts}, set(), []
    while waiting:
        address = waiting.pop(0)
        links, found = visit(address)
        routes.add(resolve(urlsplit(address).path).view_name)
        problems += found
        for link in links:
            if not NOT_FOLLOWED.search(urlsplit(link).path) and shape(link) not in seen:
                seen.add(shape(link))
                waiting.append(link)
    return routes, problems


def texts_of_people() -> set[str]:
    """What people wrote and are called: in one language, wherever a page shows it."""
    fields = {
        Meeting: ("title",),
        AgendaItem: ("title",),
        Deliverable: ("title", "description", "acceptance_criteria"),
        Milestone: ("title",),
        Version: ("note",),
        SectorApplication: ("title", "tried", "place", "result", "lessons"),
        ApplicationFigure: ("name", "unit", "source"),
        Objective: ("statement",),
        WorkingGroup: ("mandate_en", "scope_en", "decision_rule_en", "reporting_line_en"),
        Member: ("full_name", "organisation", "position"),
        ReminderRule: ("name_en",),
    }
    rows = (row for model, names in fields.items() for row in model.objects.values_list(*names))
    return {text for row in rows for text in row if text}


def english_left(html: str, written: set[str]) -> list[str]:
    """Texts of ours that are still in English; what people wrote (`texts_of_people`) is theirs."""
    texts = [text for text in read_texts(html) if is_english(text)]
    return [text for text in texts if not any(part in text for part in written)]
