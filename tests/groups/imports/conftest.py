import json

import pytest

from groups.models import WorkingGroup
from naio_portal.home.seeds import facts


@pytest.fixture
def seven_groups(db) -> dict[str, WorkingGroup]:
    """The seven groups and the terms of the release, by code."""
    source = json.loads((facts.HERE / "facts.json").read_text())
    facts.seed_terms(source, [])
    facts.seed_groups(source, [])
    return {group.code: group for group in WorkingGroup.objects.all()}
