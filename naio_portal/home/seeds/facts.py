"""The facts of the release of 28 February 2025, as rows. Running it again changes nothing.

The source gives English only: Malay names are working translations and marked so; where the office has
since edited a row, its text is left alone.
"""

import datetime as dt
import json
from pathlib import Path

from django.db import models, transaction

from deliverables.enums import InstrumentKind
from deliverables.models import Instrument
from groups.models import Announcement, Call, WorkingGroup
from meetings.enums import MeetingState
from meetings.models import Meeting, MeetingGroup
from members.enums import Vocabulary
from members.models import Term
from naio_portal.audit import acting
from naio_portal.dates import KUALA_LUMPUR
from naio_portal.notices.services.rules import ensure_default_rules
from naio_portal.workflow import insert_in_any_state

HERE = Path(__file__).parent

TERMS_MS = {
    "technology": "teknologi",
    "policy": "dasar",
    "ethics": "etika",
    "security": "sekuriti",
    "talent development": "pembangunan bakat",
    "societal impact": "impak kepada masyarakat",
    "industry veteran": "tokoh industri",
    "consultant": "perunding",
    "researcher": "penyelidik",
    "AI advocate": "penggiat AI",
    "Malaysian": "Warganegara Malaysia",
    "Malaysian diaspora": "Diaspora Malaysia",
    "international": "Antarabangsa",
}
INSTRUMENTS = {
    "AI Action Plan": ("ai-action-plan", InstrumentKind.ACTION_PLAN, "Pelan Tindakan AI"),
    "regulatory framework": (
        "regulatory-frameworks",
        InstrumentKind.REGULATORY_FRAMEWORK,
        "Rangka kerja kawal selia",
    ),
    "governance model": ("governance-models", InstrumentKind.GOVERNANCE_MODEL, "Model tadbir urus"),
}
INSTRUMENT_NAMES_EN = {
    "regulatory framework": "Regulatory frameworks",
    "governance model": "Governance models",
}


def ensure(model: type[models.Model], key: dict, values: dict, done: list[str]) -> models.Model:
    """The row with that key, made with `values` when it is missing; says so in `done`."""
    row, is_new = model.objects.get_or_create(**key, defaults=values)
    if is_new:
        done.append(f"{model._meta.verbose_name}: {row}")
    return row


def seed_terms(facts: dict, done: list[str]) -> None:
    lists = {
        Vocabulary.EXPERTISE: facts["expertise_domains"],
        Vocabulary.BACKGROUND: facts["backgrounds"],
        Vocabulary.ORIGIN: facts["origins"],
    }
    for vocabulary, names in lists.items():
        for position, name in enumerate(names):
            ensure(
                Term,
                {"code": name.lower().replace(" ", "-")},
                {
                    "vocabulary": vocabulary,
                    "name_en": name[0].upper() + name[1:],
                    "name_ms": TERMS_MS[name][0].upper() + TERMS_MS[name][1:],
                    "position": position,
                },
                done,
            )


def seed_groups(facts: dict, done: list[str]) -> None:
    convened_on = dt.date.fromisoformat(facts["inaugural_meeting"]["date"])
    for position, group in enumerate(facts["working_groups"], start=1):
        ensure(
            WorkingGroup,
            {"code": group["code"]},
            {
                "slug": group["slug"],
                "name_en": group["name_en"],
                "name_ms": group["name_ms"],
                "is_working_translation": group["name_ms_status"] == "working translation",
                "convened_on": convened_on,
                "position": position,
            },
            done,
        )


def seed_instruments(facts: dict, done: list[str]) -> None:
    for position, name in enumerate(facts["instruments"]):
        slug, kind, name_ms = INSTRUMENTS[name]
        ensure(
            Instrument,
            {"slug": slug},
            {
                "kind": kind,
                "name_en": INSTRUMENT_NAMES_EN.get(name, name),
                "name_ms": name_ms,
                "position": position,
            },
            done,
        )


def seed_call(facts: dict, done: list[str]) -> None:
    ensure(
        Call,
        {"slug": "2025-02"},
        {
            "title_en": "Call for participation in the AI working groups",
            "title_ms": "Panggilan penyertaan kumpulan kerja AI",
            "when_en": "Mid-February 2025",
            "when_ms": "Pertengahan Februari 2025",
            "summary_en": "An overwhelming response brought together Malaysians, the Malaysian diaspora "
            "and international experts.",
            "summary_ms": "Sambutan yang amat menggalakkan menghimpunkan rakyat Malaysia, diaspora "
            "Malaysia dan pakar antarabangsa.",
            "published_on": dt.date(2025, 2, 15),
        },
        done,
    )


def seed_plenary(facts: dict, done: list[str]) -> None:
    plenary = facts["inaugural_meeting"]
    day = dt.date.fromisoformat(plenary["date"])
    if Meeting.objects.filter(is_plenary=True, starts_at__date=day).exists():
        return
    # The source gives the day only: the whole of an office day stands for it.
    starts_at = dt.datetime.combine(day, dt.time(9), KUALA_LUMPUR)
    with insert_in_any_state("seed_facts"):
        meeting = Meeting.objects.create(
            title=f"Inaugural plenary: {plenary['theme']}",
            language="en",
            is_plenary=True,
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=8),
            place=plenary["place"],
            description=f"Over {plenary['experts_over']} experts. Each group set its strategic direction: "
            "objectives, deliverables and milestones.",
            state=MeetingState.CLOSED,
            notified_at=starts_at,
        )
    MeetingGroup.objects.bulk_create(
        MeetingGroup(meeting=meeting, group=group) for group in WorkingGroup.objects.all()
    )
    done.append(f"{Meeting._meta.verbose_name}: {meeting}")


def seed_release(facts: dict, done: list[str]) -> None:
    source = facts["source"]
    text = (HERE / "release-2025-02-28.txt").read_text(encoding="utf-8").strip()
    ensure(
        Announcement,
        {"slug": "inaugural-working-group-meeting"},
        {
            "title_en": source["title"],
            "body_en": text,
            "place": source["place"],
            "issued_by_en": source["issued_by"],
            "issued_by_ms": "Unit Komunikasi Korporat, Kementerian Digital",
            "published_on": dt.date.fromisoformat(source["date"]),
        },
        done,
    )


@transaction.atomic
def seed_facts() -> list[str]:
    """Make what is missing of the source's facts; the answer says what was made."""
    facts = json.loads((HERE / "facts.json").read_text(encoding="utf-8"))
    done: list[str] = []
    with acting(task="seed_facts"):
        seed_terms(facts, done)
        seed_groups(facts, done)
        seed_instruments(facts, done)
        seed_call(facts, done)
        seed_plenary(facts, done)
        seed_release(facts, done)
        done += [f"Reminder rule {rule.code}" for rule in ensure_default_rules()]
    return done
