"""The reminder rules: the ones the portal begins with, and what the secretariat makes of them."""

from django.db import transaction

from naio_portal.notices.enums import Audience
from naio_portal.notices.models import ReminderRule

# Days from the date; then a repeat from the last of them on. Milestones, then deliverables nobody reports on.
DEFAULTS = (
    ("milestone-owner", "milestone_due", Audience.OWNER, [-30, -14, -7, -1, 0, 3, 7, 14, 21], 7,
     "Milestone: its owner", "Batu loncatan: pemiliknya"),
    ("milestone-contributors", "milestone_due", Audience.CONTRIBUTORS, [-7, 3], None,
     "Milestone: contributors", "Batu loncatan: penyumbang"),
    ("milestone-chair", "milestone_due", Audience.CHAIR, [7, 14, 21], 7,
     "Milestone overdue: the chair", "Batu loncatan lewat: pengerusi"),
    ("milestone-secretariat", "milestone_due", Audience.SECRETARIAT, [21], 7,
     "Milestone overdue: the secretariat", "Batu loncatan lewat: urus setia"),
    ("deliverable-silent", "deliverable_stale", Audience.OWNER, [30], None,
     "Deliverable without an update: its owner", "Hasil serahan tanpa kemas kini: pemiliknya"),
)  # fmt: skip


@transaction.atomic
def ensure_default_rules() -> list[ReminderRule]:
    """Make those of the first rules that are missing; what the secretariat edited stays. Returns the new."""
    made = []
    for position, (code, subject, audience, stages, repeat, name_en, name_ms) in enumerate(DEFAULTS, start=1):
        rule, is_new = ReminderRule.objects.get_or_create(
            code=code,
            defaults={
                "subject_kind": subject,
                "audience": audience,
                "stages": stages,
                "repeat_every": repeat,
                "name_en": name_en,
                "name_ms": name_ms,
                "position": position,
            },
        )
        if is_new:
            made.append(rule)
    return made
