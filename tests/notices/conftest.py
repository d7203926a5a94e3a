"""A message kind of the tests' own: what it says is in its payload."""

import pytest

from naio_portal.notices.kinds import KINDS, message_kind
from naio_portal.notices.writing import write_mail


@pytest.fixture
def note_kind():
    """Kind `tests.note`: `payload={"note": n}` says so; `{"note": None}` is no longer true."""

    @message_kind("tests.note", title="Note")
    def note(payload, language, recipient):
        if payload.get("note") is None:
            return None
        return write_mail(
            subject=f"Read note {payload['note']}",
            ask=f"Please read note {payload['note']}.",
            link=f"/notes/{payload['note']}/",
            link_label="Read the note",
            lines=["It is short."],
            recipient=recipient,
            thread=f"note-{payload['note']}",
        )

    yield KINDS["tests.note"]
    del KINDS["tests.note"]
