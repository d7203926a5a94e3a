"""What the rows say of people, merged field by field: two rows about one person may complete each other,
and are asked about where they disagree."""

from collections.abc import Mapping, Sequence

from groups.imports.comparing import same_name, same_value
from groups.imports.fields import MEMBER_FIELDS
from groups.imports.plans import RosterPlan
from groups.imports.world import KnownMember, World
from members.names import name_key
from naio_portal.imports.plans import Change, PlanRow, Question, Turn


class Claims:
    """What the rows say of each person, field by field: the first row that says it, and who disagrees."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.said: dict[str, dict[str, tuple[object, int]]] = {}
        self.created: set[str] = set()

    def settle(self, turns: Sequence[Turn], said: Mapping[int, Mapping[str, object]]) -> None:
        """Add each row's changes of its person to its plan. `said`: row -> field -> code asked for."""
        for turn in turns:
            if turn.is_ready:
                self.claim(turn, said[turn.row.number])

    def claim(self, turn: Turn, said: Mapping[str, object]) -> None:
        plan = turn.plan
        known = self.world.members[int(plan.person[1:])] if plan.person.startswith("m") else None
        claims = self.said.setdefault(plan.person, {})
        differing: dict[str, tuple[object, object]] = {}
        agreed: dict[str, object] = {}
        for name, value in self.values_of(turn, said, known).items():
            stored = known.values[name] if known else ""
            old, number = claims.get(name, (stored, 0))
            if not number and not (known and same_value(name, old, value)):
                differing[name] = (old, value)
            elif not number:
                agreed[name] = old
            elif not same_value(name, old, value) and self.prefers_this(turn, name, value):
                differing[name] = (old, value)
        if not turn.is_ready:
            return
        for name, old in agreed.items():
            claims[name] = (old, turn.row.number)
        for name, (old, value) in differing.items():
            claims[name] = (value, turn.row.number)
            plan.changes.append(Change("member", name, old, value))
            plan.member_writes[MEMBER_FIELDS[name]] = value
        if known is None and plan.person not in self.created:
            self.created.add(plan.person)
            plan.is_new_person = True

    def prefers_this(self, turn: Turn, name: str, value: object) -> bool:
        """Two rows disagree about one person: which is right?"""
        first, number = self.said[turn.plan.person][name]
        names = {"field": name, "row": number, "first": first, "this": value}
        question = Question(key=f"conflict:{name}", kind="conflict", text=turn.plan.name, names=names)
        return turn.ask_code(question, ("first", "this")) == "this"

    def values_of(
        self, turn: Turn, said: Mapping[str, object], known: KnownMember | None
    ) -> dict[str, object]:
        """Field -> value that the row gives; an empty cell gives nothing and clears nothing."""
        values: dict[str, object] = {}
        for name in MEMBER_FIELDS:
            if name == "email":
                value: object = self.address_of(turn, known)
            elif name == "full_name":
                value = self.name_for(turn, known)
            else:
                value = said.get(name, turn.row.value(name))
            if value not in ("", None, []):
                values[name] = value
        return values

    def name_for(self, turn: Turn, known: KnownMember | None) -> str:
        """The name to write: in capitals it may be offered otherwise; another name at a known address is
        asked, since two people may share a mailbox."""
        row = turn.row
        name = str(row.value("full_name"))
        if offered := row.value("offered_name"):
            stored = str(known.values["full_name"]) if known else ""
            if not known or not same_name(stored, name):
                answer = turn.answer_to("capitals")
                is_taken = answer == "offered"
                turn.plan.remark("capitals_taken" if is_taken else "capitals", offered=offered)
                name = str(offered) if is_taken else name
        by_reference = row.value("member_reference") and known
        if known is None or by_reference or name_key(name) == known.name_key:
            return name
        question = Question(
            key="name",
            kind="name",
            text=name,
            names={"stored": known.values["full_name"], "address": known.values["email"]},
        )
        return name if turn.ask_code(question, ("take", "keep")) == "take" else ""

    def address_of(self, turn: Turn, known: KnownMember | None) -> str:
        """The address to write. That of somebody who signs in is changed on their own page only, where
        it is verified."""
        plan = turn.plan
        address = self.addresses_said(plan, turn.row)
        if not address or known is None or same_value("email", address, known.values["email"]):
            return address
        owner = self.world.by_address.get(address)
        if owner and owner != known.id:
            plan.refuse("address_taken", name=self.world.members[owner].name, address=address)
            return ""
        if known.has_sign_in:
            plan.remark("address_of_sign_in", address=address)
            return ""
        return address

    def addresses_said(self, plan: RosterPlan, row: PlanRow) -> str:
        """The address that the row came to stand for: its own or, where asked, the one chosen."""
        sure = [str(address) for address in row.value("addresses") or []]
        known = [address for address in sure if address in self.world.by_address]
        if known or len(sure) == 1:
            return (known or sure)[0]
        for question in plan.questions:
            if question.kind.startswith("address_") and question.answer.isdecimal():
                return question.choices[int(question.answer)][1]
        return ""
