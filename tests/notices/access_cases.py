"""Objects behind the routes of mail and reminders (see `tests/security/cases.py`)."""

from naio_portal.notices.links import preferences_link
from naio_portal.notices.recipients import recipient_of
from tests.security.cases import Visit, case


@case("notices:preferences-by-link")
def link_of_a_mail(world, state):
    return Visit(token=preferences_link(recipient_of(member=world.owner)).rstrip("/").rpartition("/")[2])
