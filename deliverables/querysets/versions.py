"""Which versions of a deliverable a person may read."""

import datetime as dt

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from deliverables.enums import Classification, DeliverableState, ScanState
from deliverables.querysets.deliverables import OfDeliverableQuerySet, seen_deliverables
from deliverables.querysets.keys import readable_versions
from groups.serving import chaired_groups_of, groups_of, is_insider, sees_everything

# Whose open versions members of other groups read.
HANDED_OVER_STATES = (DeliverableState.DELIVERED, DeliverableState.PUBLISHED)


def seen_versions(user, at: str = "", now: dt.datetime | None = None) -> Q:
    """A version is never seen without its deliverable. Visitors: the latest, when it is open and its
    file clean. Own group and leadership: open ones; members of other groups: open ones once the
    deliverable is delivered, and its reviewers from the opening of their round on. Restricted: its
    readers as long as they serve, chairs of the group, secretariat.

    `at`: the way from the rows that are filtered to their version, `"version__"`.
    """
    with_deliverable = seen_deliverables(user, f"{at}deliverable__")
    is_open = Q(**{f"{at}classification": Classification.OPEN})
    if not is_insider(user):
        later = apps.get_model("deliverables.Version").objects.filter(
            deliverable=OuterRef(f"{at}deliverable"), number__gt=OuterRef(f"{at}number")
        )
        is_clean = Q(**{f"{at}scan_state__in": ("", ScanState.CLEAN)})
        return with_deliverable & Q(~Exists(later)) & is_open & is_clean
    if sees_everything(user):
        return with_deliverable
    own, chaired = groups_of(user), chaired_groups_of(user)
    group_in = f"{at}deliverable__group__in"
    handed_over = Q(**{f"{at}deliverable__state__in": HANDED_OVER_STATES})
    shared = is_open if user.is_leadership else is_open & handed_over
    seen = shared | is_open & Q(**{group_in: own}) | Q(**{group_in: chaired})
    if own:
        seen |= ~is_open & Q(**{f"{at}pk__in": readable_versions(user)})
        reviewers = apps.get_model("deliverables.Reviewer").objects
        asked = reviewers.of_person(user).opened(now).filter(member__isnull=False)
        seen |= is_open & Q(**{f"{at}pk__in": asked.values("round__version")})
    return with_deliverable & seen


class VersionQuerySet(OfDeliverableQuerySet):
    def visible_to(self, user, now: dt.datetime | None = None) -> "VersionQuerySet":
        """Those of `seen_versions`."""
        return self.filter(seen_versions(user, now=now))

    def with_text(self) -> "VersionQuerySet":
        """Those written in the portal: they have paragraphs and can be compared."""
        return self.exclude(text="")

    def waiting(self) -> "VersionQuerySet":
        """Those whose file nobody has checked yet."""
        return self.filter(scan_state=ScanState.QUARANTINED)
