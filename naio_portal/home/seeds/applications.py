"""Demonstration of applications in the real world: what sectoral teams tried with deliverables."""

import datetime as dt
from decimal import Decimal

from deliverables.enums import ApplicationOutcome as O
from deliverables.models import Deliverable
from deliverables.services import Figure, create_application
from groups.models import SectoralTeam
from members.models import User
from naio_portal.dates import kl_today

# Team, deliverable, title, where, from and until in days ago, outcome, tried, result, lessons, figures.
ROWS = [
    ("HLT", "Register of AI incidents", "Incident register in two clinics",
     "Two demonstration clinics, Kedah", 75, 20, O.WORKED_IN_PART,
     "Doctors entered each incident of a triage tool on the day it happened.",
     "Half of the incidents were entered within a day; the others were found in the weekly review.",
     "Ask for four fields first and for the rest later. Nurses enter more than doctors.",
     [("Incidents entered", "34", "incidents", "Demonstration register, 8 weeks"),
      ("Entered within a day", "51.5", "%", "Demonstration register, 8 weeks")]),
    ("HLT", "Evaluation protocol for public-facing AI", "Protocol on an appointment chatbot",
     "Demonstration hospital, Kuala Lumpur", 30, None, O.UNDER_WAY,
     "The protocol's tests in Bahasa Melayu and mixed speech are run before each release.", "", "",
     [("Tests run", "120", "tests", "Demonstration log of the hospital")]),
    ("FIN", "Guide to regulatory sandboxes", "Two lenders apply by the guide",
     "Demonstration lenders, Labuan", 110, 60, O.WORKED,
     "Two lenders prepared an application with the guide alone.",
     "Both were complete at the first attempt.",
     "A worked example helped more than the checklist.",
     [("Days until complete", "9", "working days", "Demonstration file of the regulator"),
      ("The year before, without the guide", "31", "working days", "Demonstration annual report")]),
    ("AGE", "National AI skills map", "Skills map in two schools", "Two demonstration schools, Perak",
     90, 45, O.DID_NOT_WORK,
     "Teachers placed a course on the map.",
     "Nobody found the level that fits a first course.",
     "Begin the map one level lower, and say it in the words of teachers.",
     [("Teachers who took part", "11", "people", "Demonstration list of the schools")]),
]  # fmt: skip


def seed_applications(author: User) -> int:
    """Runs inside the seed's transaction; how many."""
    today = kl_today()
    for row in ROWS:
        code, titled, title, place, began, ended, outcome, tried, result, lessons, figures = row
        application = create_application(
            team=SectoralTeam.objects.get(code=code),
            values={
                "deliverable": Deliverable.objects.get(title=titled),
                "title": title,
                "tried": tried,
                "place": place,
                "started_on": today - dt.timedelta(days=began),
                "ended_on": None if ended is None else today - dt.timedelta(days=ended),
                "outcome": outcome,
                "result": result,
                "lessons": lessons,
                "language": "en",
            },
            figures=[Figure(name, Decimal(value), unit, source) for name, value, unit, source in figures],
            by=author,
        )
        type(application).objects.filter(pk=application.pk).update(is_demo=True)
    return len(ROWS)
