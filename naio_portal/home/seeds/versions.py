"""Demonstration of versions: two texts of one deliverable, made through the services."""

from deliverables.models import Deliverable
from deliverables.services import draft_of, make_version, write_draft
from members.models import User

TITLE = "Evaluation protocol for public-facing AI"
FIRST = """# Purpose

This demonstration protocol says how a public service tests an AI system before people meet it.

# Tests

- Accuracy on cases drawn from Malaysian records
- Behaviour in Bahasa Melayu, English and mixed speech
- Refusal of harmful requests

# Reporting

Serious failures are reported to the agency within 72 hours.
"""
CHANGES = (
    ("within 72 hours", "within 48 hours, and to the register of incidents"),
    ("# Reporting", "Each test is repeated after every change of the model.\n\n# Reporting"),
)


def seed_versions(author: User) -> None:
    """The second version answers comments of two laboratories on the first."""
    deliverable = Deliverable.objects.get(title=TITLE)
    second = FIRST
    for old, new in CHANGES:
        second = second.replace(old, new)
    for text, note in ((FIRST, "First draft for the laboratories."), (second, "Answers two laboratories.")):
        draft = write_draft(
            deliverable=deliverable,
            text=text,
            language="en",
            version=draft_of(deliverable).version,
            by=author,
        )
        make_version(
            deliverable=deliverable, note=note, classification="open", draft_version=draft.version, by=author
        )
