"""What a row comes to that speaks of a milestone."""

from deliverables.imports.deliverables import Deliverables, ask_due
from deliverables.imports.differences import PLANNED, Differences, remark_state, tell
from deliverables.imports.owners import Owners
from deliverables.imports.places import Said
from deliverables.imports.plans import DELIVERABLE, MILESTONE
from deliverables.imports.together import Together
from deliverables.imports.world import KnownDeliverable, KnownMilestone, World
from groups.imports.comparing import loose, same_text
from naio_portal.imports.plans import Turn


class Milestones:
    def __init__(self, world: World, together: Together, deliverables: Deliverables, owners: Owners) -> None:
        self.world, self.together = world, together
        self.deliverables, self.owners = deliverables, owners
        self.compare = Differences(world)

    def plan(self, turn: Turn, said: Said) -> None:
        """A row of a milestone; the deliverable is made with it where no row of its own makes it."""
        if isinstance(said.known, KnownMilestone):
            self.change(turn, said, said.known)
            return
        parent = self.parent_of(turn, said)
        if not parent or not turn.is_ready:
            return
        if isinstance(parent, KnownDeliverable):
            same = self.world.milestones_by_title.get((parent.id, loose(said.milestone)), [])
            if len(same) > 1:
                turn.plan.refuse("several_milestones", text=said.milestone)
                return
            if same:
                self.change(turn, said, same[0])
                return
            if not parent.is_open:
                turn.plan.refuse("finished", state=parent.state, on=DELIVERABLE)
                return
            if parent.waits:
                turn.plan.refuse("plan_waits")
                return
        self.new(turn, said, parent.id if isinstance(parent, KnownDeliverable) else parent)

    def parent_of(self, turn: Turn, said: Said) -> KnownDeliverable | str | None:
        """The deliverable of a milestone: known, or the key of a new one."""
        known = said.known or self.world.by_code.get(said.code)
        if isinstance(known, KnownDeliverable):
            return known
        if not said.deliverable:
            turn.plan.refuse("no_deliverable")
        elif found := self.deliverables.of_title(turn, said):
            return found
        return self.deliverables.made_by(turn, said) if turn.is_ready else None

    def new(self, turn: Turn, said: Said, of: int | str) -> None:
        """`of`: id of the deliverable, or the key of a new one."""
        if self.together.repeats(turn, (MILESTONE, f"{of}:{loose(said.milestone)}")):
            return
        owner = self.owners.of_row(turn, said.group, 0)
        due = str(turn.row.value("due")) or ask_due(
            turn, MILESTONE, suggested=self.world.today.isoformat(), text=said.milestone
        )
        remark_state(turn, "proposed")
        if not turn.is_ready:
            return
        values = {"title": said.milestone, "owner_id": owner or None, "due_on": due}
        turn.plan.writes.append({"do": "create", "on": MILESTONE, "deliverable": of, "values": values})
        told = {"title": said.milestone, "due_on": due, "owner": self.world.name_of(owner)}
        tell(turn, MILESTONE, told)

    def change(self, turn: Turn, said: Said, known: KnownMilestone) -> None:
        """What the row says otherwise of a known one."""
        plan = turn.plan
        plan.known, plan.name = known.id, said.milestone or known.title
        if self.together.repeats(turn, (MILESTONE, known.id)):
            return
        deliverable = self.world.deliverables[known.deliverable]
        plan.language = deliverable.language
        if said.deliverable and not same_text(said.deliverable, deliverable.title):
            plan.remark("deliverable_words", text=deliverable.title)
        remark_state(turn, known.state)
        owner = self.owners.of_row(turn, said.group, known.owner or deliverable.owner)
        if owner == deliverable.owner and not known.owner:
            owner = 0  # no owner of its own: the deliverable's
        if not turn.is_ready:
            return
        old = {"title": known.title, "due_on": known.due.isoformat()}
        values = self.compare.texts(turn, MILESTONE, old, {"title": said.milestone})
        values |= self.compare.day_and_owner(turn, MILESTONE, known, owner)
        if values and not deliverable.is_open:
            plan.refuse("finished", state=deliverable.state, on=DELIVERABLE)
        elif values and not (known.is_proposed or known.is_approved):
            plan.refuse("finished", state=known.state, on=MILESTONE)
        elif values and deliverable.waits:
            plan.refuse("plan_waits")
        elif values.keys() & PLANNED[MILESTONE] and known.is_approved and not deliverable.is_running:
            plan.refuse("finished", state=deliverable.state, on=DELIVERABLE)
        else:
            self.compare.write(turn, MILESTONE, known, old, values)
