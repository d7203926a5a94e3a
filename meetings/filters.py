"""The filters of the list of meetings, as they stand in the URL."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone

from groups.models import WorkingGroup
from meetings.enums import MeetingState
from meetings.querysets import MeetingQuerySet

ORDERS = {
    "starts": ("starts_at", "id"),
    "-starts": ("-starts_at", "-id"),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
}


@dataclass(frozen=True)
class MeetingFilters:
    """`tab`: upcoming or past. `group`: code. `state`: a MeetingState. `q`: words. `sort`: of ORDERS.
    What is no value of theirs counts as not given."""

    groups: list[WorkingGroup]
    tab: str = "upcoming"
    group: str = ""
    state: str = ""
    q: str = ""
    sort: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "MeetingFilters":
        groups = list(WorkingGroup.objects.all())
        tab = "past" if query.get("tab") == "past" else "upcoming"
        wanted = {
            "group": ({group.code for group in groups}, query.get("group", "")),
            "state": (set(MeetingState.values), query.get("state", "")),
            "sort": (set(ORDERS), query.get("sort", "")),
        }
        chosen = {name: value for name, (known, value) in wanted.items() if value in known}
        return cls(groups=groups, tab=tab, q=query.get("q", "").strip()[:200], **chosen)

    @property
    def default_sort(self) -> str:
        """The next meeting first; of the past, the latest."""
        return "-starts" if self.tab == "past" else "starts"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.group or self.state or self.q)

    def apply(self, meetings: MeetingQuerySet) -> MeetingQuerySet:
        """The meetings that these filters leave, in their order."""
        now = timezone.now()
        found = meetings.past(now) if self.tab == "past" else meetings.upcoming(now)
        if self.group:
            found = found.of_group(next(group for group in self.groups if group.code == self.group))
        if self.state:
            found = found.filter(state=self.state)
        return found.matching(self.q).order_by(*ORDERS[self.sort or self.default_sort])
