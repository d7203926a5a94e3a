"""A kind that does not say all of it is refused when it is made, not when the first file comes."""

import pytest

from groups.imports.roster import RosterKind
from naio_portal.imports.asking import Asking
from naio_portal.imports.kinds import ImportKind
from naio_portal.imports.plans import Plan
from tests.imports.cases import CASES

METHODS = sorted(ImportKind.__abstractmethods__)


@pytest.mark.parametrize("name", METHODS)
def test_kind_without_a_method_is_refused(name):
    incomplete = type("Incomplete", (RosterKind,), {name: getattr(ImportKind, name)})

    with pytest.raises(TypeError, match=f"abstract method '?{name}'?"):
        incomplete()


def test_kind_without_a_fact_is_refused_and_the_fact_is_named():
    methods = {name: getattr(RosterKind, name) for name in METHODS}
    facts = {name: None for name in ImportKind.__annotations__ if name not in ("task", "texts")}
    incomplete = type("Incomplete", (ImportKind,), methods | facts)

    with pytest.raises(TypeError, match="Incomplete does not say: task, texts"):
        incomplete()


@pytest.mark.parametrize(
    ("base", "names"),
    [(Plan, {"is_new", "has_writes"}), (Asking, {"sentence_of", "choices_of"})],
    ids=["Plan", "Asking"],
)
def test_plan_and_questions_of_no_kind_are_refused(base, names):
    assert base.__abstractmethods__ == names
    with pytest.raises(TypeError, match="abstract"):
        base(2) if base is Plan else base()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind.route)
def test_rows_and_effects_of_a_kind_are_those_of_its_import(case):
    kind = case.kind

    assert kind.rows._meta.get_field("file_import").related_model is kind.model
    assert kind.effects._meta.get_field("file_import").related_model is kind.model
