"""Which pages are measured, as whom. Addresses are found in the loaded data."""

from dataclasses import dataclass

from deliverables.models import Deliverable
from groups.models import WorkingGroup
from meetings.models import Meeting


@dataclass(frozen=True)
class Page:
    name: str
    url: str
    role: str  # visitor, or the local part of a bench sign-in


def pages() -> list[Page]:
    """The pages in the order of the table; the first is the floor."""
    group = WorkingGroup.objects.order_by("position").first()
    meeting = Meeting.objects.filter(groups=group).order_by("starts_at").last()
    deliverable = Deliverable.objects.filter(group=group, state="active").order_by("number").first()
    roster = f"/groups/{group.slug}/roster/"
    return [
        Page("floor", "/bench-floor/", "member"),
        Page("front (public)", "/", "visitor"),
        Page("groups (public)", "/groups/", "visitor"),
        Page("group (public)", f"/groups/{group.slug}/", "visitor"),
        Page("home of a member", "/home/", "member"),
        Page("home of a chair", "/home/", "chair"),
        Page("home of the secretariat", "/home/", "secretariat"),
        Page("secretariat", "/secretariat/", "secretariat"),
        Page("groups", "/groups/", "member"),
        Page("group", f"/groups/{group.slug}/", "member"),
        Page("roster", roster, "member"),
        Page("roster, filtered, as of a date", f"{roster}?role=member&as_of=2025-03-01", "secretariat"),
        Page("roster of all groups", "/groups/roster/", "secretariat"),
        Page("meetings", "/meetings/", "member"),
        Page("meeting", meeting.get_absolute_url(), "member"),
        Page("deliverables board", "/deliverables/", "member"),
        Page("deliverables board of a group", f"/deliverables/?group={group.code}", "secretariat"),
        Page("deliverable", deliverable.get_absolute_url(), "member"),
        Page("progress form", f"{deliverable.get_absolute_url()}update/", "chair"),
        Page("roster export CSV", f"{roster}export.csv", "secretariat"),
        Page("roster export XLSX", f"{roster}export.xlsx", "secretariat"),
    ]
