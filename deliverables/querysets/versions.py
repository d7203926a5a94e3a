"""Which versions of a deliverable a person may read."""

import datetime as dt

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from deliverables.enums import (
    Classification,
    DeliverableState,
    ScanState,
)
from deliverables.querysets.deliverables import OfDeliverableQuerySet
from deliverables.querysets.keys import readable_versions
from groups.serving import (
    chaired_groups_of,
    groups_of,
    is_insider,
    sees_everything,
)

# Whose open versions members of other groups read.
HANDED_OVER_STATES = (DeliverableState.DELIVERED, DeliverableState.PUBLISHED)


class VersionQuerySet(OfDeliverableQuerySet):
    def visible_to(self, user, now: dt.datetime | None = None) -> "VersionQuerySet":
        """A version is never seen without its deliverable. Visitors: the latest, when it is open and its
        file clean. Own group and leadership: open ones; members of other groups: open ones once the
        deliverable is delivered, and its reviewers from the opening of their round on. Restricted: its
        readers as long as they serve, chairs of the group, secretariat."""
        rows = super().visible_to(user)
        is_open = Q(classification=Classification.OPEN)
        if not is_insider(user):
            later = self.model._default_manager.filter(
                deliverable=OuterRef("deliverable"), number__gt=OuterRef("number")
            )
            return rows.filter(~Exists(later), is_open, scan_state__in=("", ScanState.CLEAN))
        if sees_everything(user):
            return rows
        own, chaired = groups_of(user), chaired_groups_of(user)
        shared = is_open if user.is_leadership else is_open & Q(deliverable__state__in=HANDED_OVER_STATES)
        seen = shared | is_open & Q(deliverable__group__in=own) | Q(deliverable__group__in=chaired)
        if own:
            seen |= ~is_open & Q(pk__in=readable_versions(user))
            reviewers = apps.get_model("deliverables.Reviewer").objects
            asked = reviewers.of_person(user).opened(now).filter(member__isnull=False)
            seen |= is_open & Q(pk__in=asked.values("round__version"))
        return rows.filter(seen)

    def with_text(self) -> "VersionQuerySet":
        """Those written in the portal: they have paragraphs and can be compared."""
        return self.exclude(text="")

    def waiting(self) -> "VersionQuerySet":
        """Those whose file nobody has checked yet."""
        return self.filter(scan_state=ScanState.QUARANTINED)
