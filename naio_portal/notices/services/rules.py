"""The reminder rules: the ones the portal begins with, and what the secretariat makes of them."""

import hashlib
import json
from itertools import count

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from naio_portal.access import require
from naio_portal.errors import EditConflict
from naio_portal.notices.enums import Audience
from naio_portal.notices.models import ReminderRule

# Days from the date; then a repeat from the last of them on.
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
    ("liaison-owner", "liaison_due", Audience.OWNER, [-30, -14, -7, -1, 0, 3, 7, 14, 21], 7,
     "Liaison request: who answers", "Permohonan libat urus: yang menjawab"),
    ("liaison-chair", "liaison_due", Audience.CHAIR, [7, 14, 21], 7,
     "Liaison request overdue: the chair, or the team's other officers",
     "Permohonan libat urus tertunggak: pengerusi, atau pegawai lain pasukan"),
    ("liaison-secretariat", "liaison_due", Audience.SECRETARIAT, [21], 7,
     "Liaison request overdue: the secretariat", "Permohonan libat urus tertunggak: urus setia"),
    ("review-reviewer", "review_due", Audience.OWNER, [-7, -3, -1, 0], None,
     "Review round: who has not answered", "Pusingan semakan: yang belum menjawab"),
    ("disposition-editor", "disposition_due", Audience.OWNER, [-7, 0, 7], 7,
     "Comments without a disposition: the editor", "Ulasan tanpa keputusan: penyunting"),
    ("disposition-chair", "disposition_due", Audience.CHAIR, [7, 14], 7,
     "Comments without a disposition: the chair", "Ulasan tanpa keputusan: pengerusi"),
    ("change-chair", "change_waiting", Audience.CHAIR, [3, 7], 7,
     "Change request: who decides", "Permohonan perubahan: yang memutuskan"),
    ("change-secretariat", "change_waiting", Audience.SECRETARIAT, [7], 7,
     "Change request not decided: the secretariat", "Permohonan perubahan belum diputuskan: urus setia"),
    ("plan-chair", "plan_waiting", Audience.CHAIR, [3, 7], 7,
     "Submitted work plan: who decides", "Rancangan kerja yang dikemukakan: yang memutuskan"),
    ("plan-secretariat", "plan_waiting", Audience.SECRETARIAT, [7], 7,
     "Submitted work plan not decided: the secretariat",
     "Rancangan kerja yang dikemukakan belum diputuskan: urus setia"),
    ("response-addressee", "response_due", Audience.OWNER, [-14, -3, 1, 14], 30,
     "Response to a recommendation: the addressee's contact",
     "Respons terhadap syor: orang hubungan pihak yang dialamatkan"),
    ("response-secretariat", "response_due", Audience.SECRETARIAT, [1, 14], 30,
     "Response to a recommendation overdue: the secretariat",
     "Respons terhadap syor tertunggak: urus setia"),
)  # fmt: skip


FIELDS = ("name_en", "name_ms", "audience", "stages", "repeat_every", "is_active")


@transaction.atomic
def create_rule(*, subject_kind: str, by, **fields) -> ReminderRule:
    """Add a rule; `fields`: those of FIELDS. Its code is made of its English name and never changes.

    Raises ValidationError by field.
    """
    require(by, "notices.change_rule")
    last = ReminderRule.objects.aggregate(last=Max("position"))["last"] or 0
    rule = ReminderRule(
        code=_free_code(fields.get("name_en", "")), subject_kind=subject_kind, position=last + 1, **fields
    )
    rule.full_clean()
    rule.save()
    return rule


@transaction.atomic
def change_rule(*, rule: ReminderRule, seen: str, by, **fields) -> ReminderRule:
    """Change a rule; `seen`: `fingerprint` of the rule as the person saw it. What it is about stays: its
    ledger speaks of those objects.

    A sweep never runs with half a change. Raises EditConflict when somebody saved in between,
    ValidationError by field.
    """
    require(by, "notices.change_rule", rule)
    locked = ReminderRule.objects.select_for_update().get(pk=rule.pk)
    if fingerprint(locked) != seen:
        raise EditConflict(_("Somebody else saved this rule in the meantime."), theirs=locked)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    return locked


def fingerprint(rule: ReminderRule) -> str:
    """A short name for what stands in a rule: another one means that somebody saved."""
    values = json.dumps([getattr(rule, name) for name in FIELDS])
    return hashlib.sha256(values.encode()).hexdigest()[:16]


def _free_code(name: str) -> str:
    base = slugify(name)[:50] or "rule"
    taken = set(ReminderRule.objects.filter(code__startswith=base).values_list("code", flat=True))
    numbers = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(code for code in numbers if code not in taken)


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
