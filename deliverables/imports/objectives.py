"""What a row comes to that speaks of an objective, and which objective a deliverable serves."""

from deliverables.imports.differences import Differences, tell
from deliverables.imports.places import Said
from deliverables.imports.plans import OBJECTIVE
from deliverables.imports.together import Together, new_key
from deliverables.imports.world import KnownObjective, World
from groups.imports.comparing import loose, same_text
from naio_portal.imports.plans import Turn


class Objectives:
    def __init__(self, world: World, together: Together) -> None:
        self.world, self.together = world, together
        self.compare = Differences(world)

    def plan(self, turn: Turn, said: Said) -> None:
        """A row of an objective: its statement and how it is measured."""
        known = self.known(said)
        measure = str(turn.row.value("measure"))
        key = known.id if known else new_key(OBJECTIVE, said.group, said.objective)
        if self.together.repeats(turn, (OBJECTIVE, key)):
            return
        if known is None:
            self.create(turn, said, measure)
            return
        turn.plan.known, turn.plan.language = known.id, known.language
        new = {"statement": said.objective, "measure": measure}
        old = {"statement": known.statement, "measure": known.measure}
        values = self.compare.texts(turn, OBJECTIVE, old, new)
        if values and not known.is_approved and said.group not in self.world.chaired:
            turn.plan.refuse("objective_rights")
            return
        self.compare.write(turn, OBJECTIVE, known, old, values)

    def known(self, said: Said) -> KnownObjective | None:
        if said.objective_number:
            return self.world.by_number.get((said.group, said.objective_number))
        return self.world.by_statement.get((said.group, loose(said.objective)))

    def create(self, turn: Turn, said: Said, measure: str) -> None:
        if said.group not in self.world.chaired:
            turn.plan.refuse("objective_rights")
            return
        key = new_key(OBJECTIVE, said.group, said.objective)
        values = {"statement": said.objective, "measure": measure, "language": self.world.language}
        turn.plan.writes.append(
            {"do": "create", "on": OBJECTIVE, "key": key, "group": said.group, "values": values}
        )
        tell(turn, OBJECTIVE, {"statement": said.objective, "measure": measure})

    def served_by(self, turn: Turn, said: Said) -> int | str:
        """Id or key of the objective that a deliverable serves; 0 when the row names none. One that is not
        known yet is made with the row."""
        if not (said.objective or said.objective_number):
            return 0
        if known := self.known(said):
            if said.objective and not same_text(said.objective, known.statement):
                turn.plan.remark("objective_words", number=known.number)
            return known.id
        if not said.objective:
            turn.plan.refuse("objective_unknown", number=said.objective_number)
            return 0
        key = new_key(OBJECTIVE, said.group, said.objective)
        if self.together.is_first(turn, (OBJECTIVE, key)):
            self.create(turn, said, "")
        else:
            self.together.wait_for(turn, (OBJECTIVE, key))
        return key

    def text_of(self, objective: int | str, said: Said) -> str:
        """As changes name it: a known one with its number, a new one as the row words it."""
        known = self.world.objectives.get(objective) if isinstance(objective, int) else None
        return known.text if known else said.objective
