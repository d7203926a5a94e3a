"""Objects behind the routes of members (see `tests/security/cases.py`)."""

from hypothesis import strategies as st

from tests.factories.members import MemberFactory
from tests.security.cases import rows


@rows("members.Member")
def members(world, draw):
    if draw(st.booleans()):
        return world.owner
    return MemberFactory(listing_consent_on=draw(st.sampled_from([None, "2025-02-28"])))
