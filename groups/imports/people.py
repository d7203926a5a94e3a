"""Whom a row means: by the reference of our export, then by address, then a person decides on a name.

Same address (folded) is the same person. The same name alone never merges two people: it is asked, and
only where the row has no address that is known. Source: domain, "Matching of people".
"""

from collections import defaultdict
from collections.abc import Iterable

from groups.imports.plans import RosterPlan
from groups.imports.world import World
from members.names import name_key
from naio_portal.imports.plans import PlanRow, Question, Turn
from naio_portal.numbers import number_of

MAX_CANDIDATES = 8


class People:
    """Finds the person of each row of one file; asks where a person must decide.

    `turns`: of the rows that are neither refused nor left out, in their order.
    """

    def __init__(self, world: World, turns: Iterable[Turn]) -> None:
        self.world = world
        self.turns = {turn.row.number: turn for turn in turns}
        self.addresses: dict[int, str] = {}
        self.first_with_address: dict[str, int] = {}
        self.rows_of_name: dict[str, list[int]] = defaultdict(list)

    def find_all(self) -> None:
        """Set `person` of every plan: `m<id>`, `n<row>`, or "" while somebody must decide.

        Rows with an address first: a row without one may mean one of them, or an earlier one like it.
        """
        settled = []
        for number, turn in self.turns.items():
            address = self.address_of(turn)
            if address:
                self.addresses[number] = address
            if turn.plan.is_live and not self.is_asked_address(turn):
                self.rows_of_name[name_key(str(turn.row.value("full_name")))].append(number)
                settled.append(turn)
        for turn in sorted(
            settled, key=lambda turn: (turn.row.number not in self.addresses, turn.row.number)
        ):
            turn.plan.person = self.person_of(turn)

    def is_asked_address(self, turn: Turn) -> bool:
        """Whether the address is still a question: without it nobody can be found."""
        return any(q.is_open and q.kind.startswith("address_") for q in turn.plan.questions)

    def address_of(self, turn: Turn) -> str:
        """The address the row stands for, asking where its cell leaves that open."""
        row = turn.row
        sure = [str(address) for address in row.value("addresses") or []]
        known = [address for address in sure if address in self.world.by_address]
        if len({self.world.by_address[address] for address in known}) > 1:
            turn.plan.refuse("two_people", text=" / ".join(known))
            return ""
        if known or len(sure) == 1:
            return (known or sure)[0]
        if sure:
            return self.ask_address(turn, "several", sure)
        if suggested := [str(address) for address in row.value("suggested") or []]:
            return self.ask_address(turn, "spelled", suggested)
        if rejected := [str(text) for text in row.value("rejected") or []]:
            return self.ask_address(turn, "rejected", [], text=" / ".join(rejected))
        return ""

    def ask_address(self, turn: Turn, why: str, offered: list[str], text: str = "") -> str:
        """Ask which of the offered addresses is meant. Answers: its place in the list, or `none`."""
        question = Question(
            key=f"address:{why}",
            kind=f"address_{why}",
            text=text or " / ".join(offered),
            choices=[[str(place), address] for place, address in enumerate(offered)],
        )
        answer = turn.ask(question)
        place = number_of(answer, len(offered) - 1)
        if place is not None:
            return offered[place]
        if answer not in ("", "none"):
            turn.reject(question.key, "no_such_choice")
        return ""

    def person_of(self, turn: Turn) -> str:
        row, plan = turn.row, turn.plan
        reference = str(row.value("member_reference"))
        if reference in self.world.by_reference:
            return f"m{self.world.by_reference[reference]}"
        if reference:
            plan.remark("reference_unknown")
        address = self.addresses.get(row.number, "")
        if address in self.world.by_address:
            return f"m{self.world.by_address[address]}"
        if first := self.first_with_address.get(address):
            person = self.turns[first].plan.person
            plan.waits_for = 0 if person else first
            return person
        person = self.by_name(turn, address)
        if address and plan.is_live:
            self.first_with_address[address] = row.number
        return person

    def by_name(self, turn: Turn, address: str) -> str:
        """Someone of the same name in the portal, or, for a row without an address, in the file: asked."""
        row, plan = turn.row, turn.plan
        key = name_key(str(row.value("full_name")))
        known = self.world.by_name.get(key, [])
        namesakes = [number for number in self.rows_of_name[key] if number != row.number]
        others = [] if address else [number for number in namesakes if self.comes_first(number, row)]
        if not known and not others:
            if namesakes:
                plan.remark("namesakes", rows=namesakes[:MAX_CANDIDATES])
            return f"n{row.number}"
        choices = [[f"m{pk}", self.label_of_member(pk)] for pk in known[:MAX_CANDIDATES]]
        choices += [[f"r{number}", self.label_of_row(number)] for number in others[:MAX_CANDIDATES]]
        question = Question(
            key="person", kind="person", text=str(row.value("full_name")), choices=[*choices, ["new", ""]]
        )
        answer = turn.ask(question)
        if answer == "only" and len(choices) == 1:
            answer = choices[0][0]
        if answer == "new":
            return f"n{row.number}"
        if answer in {token for token, _label in choices}:
            return answer if answer.startswith("m") else self.of_other_row(int(answer[1:]), plan)
        if answer:
            turn.reject(question.key, "no_such_choice")
        return ""

    def comes_first(self, number: int, row: PlanRow) -> bool:
        """Whether row `number` is settled before this one, which has no address: two rows never wait
        for each other."""
        return number in self.addresses or number < row.number

    def of_other_row(self, number: int, plan: RosterPlan) -> str:
        """The person of the row that was chosen, if that is settled."""
        person = self.turns[number].plan.person if self.turns[number].plan.is_live else ""
        if not person:
            plan.waits_for = number
        return person

    def label_of_member(self, pk: int) -> str:
        member = self.world.members[pk]
        facts = (member.values["email"], member.values["organisation"])
        return " · ".join([member.name, *(str(fact) for fact in facts if fact)])

    def label_of_row(self, number: int) -> str:
        row = self.turns[number].row
        facts = (self.addresses.get(number, ""), row.value("organisation"))
        return " · ".join([str(row.value("full_name")), *(str(fact) for fact in facts if fact)])
