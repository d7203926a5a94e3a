"""Sets of personas that the rows of this app share."""

from naio_portal.access import CHAIRS, STAFF, WRITERS, Persona

P = Persona
# Outside all groups: they see what a visitor sees.
OUTSIDERS = frozenset({P.FORMER_MEMBER, P.SECTOR_OFFICER})
OTHERS = OUTSIDERS | {P.OTHER_CHAIR, P.OTHER_MEMBER}
RUN = CHAIRS | STAFF
DEFINE = RUN | {P.OWNER, P.OWN_RAPPORTEUR}
REPORT = WRITERS | STAFF
# Who reads a restricted deliverable besides the people it names.
TRUSTED = RUN | {P.OWNER}
