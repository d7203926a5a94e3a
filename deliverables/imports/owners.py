"""Whom a row names as the owner: found among those who serve in the group, or asked."""

from collections.abc import Sequence

from deliverables.imports.world import KnownPerson, World
from groups.imports.words import word_key
from members.names import name_key
from naio_portal.imports.plans import Question, Turn

NONE = "none"


class Owners:
    def __init__(self, world: World) -> None:
        self.world = world

    def of_row(self, turn: Turn, group: str, present: int) -> int:
        """Id of the owner that the row names, the present one where it names none or the same; 0: none."""
        text = str(turn.row.value("owner_text"))
        addresses = turn.row.value("owner_addresses") or []
        if not text:
            return present
        if present and self.world.people[present].is_named(text, addresses):
            return present
        serving = self.world.serving.get(group, [])
        if found := [person for person in serving if person.address in addresses]:
            return found[0].id
        key = name_key(text)
        alike = [] if addresses else [person for person in serving if person.is_like(key)]
        question = self.question(group, text, alike, serving)
        answer = turn.ask(question)
        tokens = [token for token, _label in question.choices]
        if answer == "only" and len(alike) == 1:
            return alike[0].id
        if answer in tokens:
            return int(answer[1:])
        if answer and answer != NONE:
            turn.reject(question.key, "no_such_choice")
        return present

    def question(
        self, group: str, text: str, alike: Sequence[KnownPerson], serving: Sequence[KnownPerson]
    ) -> Question:
        """One person of that name serves: is it they? Else: who of those who serve?"""
        choices = [[f"m{person.id}", person.name] for person in alike or serving]
        if len(alike) == 1:
            return Question(key="owner_name", kind="owner_name", text=text, choices=choices)
        key = f"owner:{group}:{name_key(text) or word_key(text)}"
        return Question(key=key, kind="owner", text=text, names={"group": group}, choices=choices)
