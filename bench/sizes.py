"""How much of everything a data set holds."""

from dataclasses import dataclass

# Rows of one INSERT.
BATCH = 2_000


@dataclass(frozen=True)
class Size:
    members: int
    in_force: int
    deliverables: int
    running: int  # active deliverables of each group
    meetings: int
    events: int
    requests: int  # liaison requests, half of them to sectoral teams; as many applications
    busiest: int  # of the events, those of one deliverable; it has a hundredth of that in updates
    recommendations: int


SIZES = {
    "S": Size(
        members=170,
        in_force=170,
        deliverables=42,
        running=5,
        meetings=84,
        events=5_000,
        requests=60,
        busiest=100,
        recommendations=1_000,
    ),
    "L": Size(
        members=5_000,
        in_force=1_400,
        deliverables=5_000,
        running=60,
        meetings=2_000,
        events=1_000_000,
        requests=5_000,
        busiest=20_000,
        recommendations=1_000,
    ),
}
