"""The plan of a row of a work plan: which thing it speaks of, what is written, what is asked for."""

from dataclasses import dataclass, field

from naio_portal.imports.plans import Plan

OBJECTIVE, DELIVERABLE, MILESTONE = "objective", "deliverable", "milestone"


@dataclass
class WorkPlanPlan(Plan):
    """`thing`: what the row speaks of; `known`: its id, 0 while it is new. `group`: its code.
    `of`: of a milestone, its deliverable as the file names it.

    `writes`, in JSON, in their order; `on`: which kind of thing, `key`: by which later rows name a new one:

    - `create`: key, `values` (columns), and `group` (objective, deliverable), `objective` (deliverable) or
      `deliverable` (milestone): the id of a known one, or the key of a new one
    - `change`: id, `values`; `objective` of a deliverable
    - `request`: id of what was approved, `old` and `new` values (`objective`: as above), `reason`: another
      person approves it
    """

    thing: str = ""
    known: int = 0
    group: str = ""
    of: str = ""
    writes: list[dict] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return any(write["do"] == "create" and write["on"] == self.thing for write in self.writes)

    @property
    def has_writes(self) -> bool:
        return bool(self.writes)
