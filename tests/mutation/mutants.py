"""The mutants of a module: each is one small change of its syntax tree, or of the SQL it writes."""

import ast
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
REACHED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitOr: ast.BitAnd,
           ast.BitAnd: ast.BitOr}  # fmt: skip
IS_SQL = re.compile(r"\b(SELECT|WHERE|JOIN|CASE|IF|AND|WITH)\b")
IN_SQL = [
    (r"<=", "<"), (r">=", ">"), (r"<>", "="), (r" < ", " <= "), (r" > ", " >= "), (r" = ", " <> "),
    (r"\bAND\b", "OR"), (r"\bOR\b", "AND"), (r"\bmax\(", "min("), (r"\bmin\(", "max("),
    (r"\bgreatest\(", "least("), (r"\bNOT EXISTS\b", "EXISTS"), (r"\bIS NOT NULL\b", "IS NULL"),
    (r"\bIS NULL\b", "IS NOT NULL"), (r"\bLEFT JOIN\b", "JOIN"), (r"(?<!NOT )\bIN \(", "NOT IN ("),
    (r"\bNOT IN \(", "IN ("), (r"\bIS DISTINCT FROM\b", "="), (r" \+ ", " - "), (r" - ", " + "),
    (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"\bNOT (?=\w+\.|\()", ""),
]  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """`line`, `change`: for people. `place`: names down to the function changed, empty for a statement of
    the module itself. `tree`: the whole module with the change. `at`: index of the module's statement."""

    line: int
    change: str
    place: tuple[str, ...]
    tree: ast.Module
    at: int


# One change: what it is, and how to make it on a copy of the node.
Change = tuple[str, Callable[[ast.AST], ast.AST]]


def with_field(**fields) -> Callable[[ast.AST], ast.AST]:
    def change(node: ast.AST) -> ast.AST:
        for name, value in fields.items():
            setattr(node, name, value)
        return node

    return change


def without(node: ast.AST, field: str, place: int) -> Callable[[ast.AST], ast.AST]:
    left = [value for number, value in enumerate(getattr(node, field)) if number != place]
    return lambda copied: (
        left[0] if isinstance(node, ast.BoolOp) and len(left) == 1 else with_field(**{field: left})(copied)
    )


def changes(node: ast.AST) -> Iterator[Change]:
    """Every change of that node alone."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARED:
            other = COMPARED[type(op)]
            yield f"{type(op).__name__} → {other.__name__}", with_field(ops=[other()])
        case ast.BoolOp(op=op, values=values):
            other = ast.Or if isinstance(op, ast.And) else ast.And
            yield f"{type(op).__name__} → {other.__name__}", with_field(op=other())
            for place, value in enumerate(values):
                yield f"without `{ast.unparse(value)}`", without(node, "values", place)
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            yield "without not", lambda copied: copied.operand
        case ast.UnaryOp(op=ast.USub()):
            yield "without minus", lambda copied: copied.operand
        case ast.BinOp(op=op) if type(op) in REACHED:
            other = REACHED[type(op)]
            yield f"{type(op).__name__} → {other.__name__}", with_field(op=other())
            if isinstance(op, ast.BitOr | ast.BitAnd):
                yield f"without `{ast.unparse(node.right)}`", lambda copied: copied.left
                yield f"without `{ast.unparse(node.left)}`", lambda copied: copied.right
        case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(test, ast.Compare | ast.UnaryOp):
            yield "condition reversed", with_field(test=ast.UnaryOp(ast.Not(), test))
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "returns nothing", with_field(value=ast.Constant(None))
        case ast.Constant(value=bool(value)):
            yield f"{value} → {not value}", with_field(value=not value)
        case ast.Constant(value=int(value)):
            yield f"{value} → {value + 1}", with_field(value=value + 1)
        case ast.Constant(value=str(text)) if IS_SQL.search(text):
            for old, new in IN_SQL:
                for found in re.finditer(old, text):
                    line = text[: found.start()].count("\n")
                    changed = text[: found.start()] + new + text[found.end() :]
                    shown = text.splitlines()[line].strip()
                    yield f"SQL {found[0].strip()} → {new.strip()} in `{shown}`", with_field(value=changed)
        case ast.Call(func=ast.Name(id="Workflow"), keywords=[initial, moves]):
            yield from moved(initial, moves)


def moved(initial: ast.keyword, moves: ast.keyword) -> Iterator[Change]:
    """A table of moves with one legal move less or one illegal move more."""
    states = {ast.unparse(state): state for state in moves.value.keys}
    rows = [
        ("new row", initial.value.elts),
        *zip(states, (row.elts for row in moves.value.values), strict=True),
    ]

    def table(place: int, elements: list) -> Callable[[ast.AST], ast.AST]:
        def change(call: ast.AST) -> ast.AST:
            tuples = [call.keywords[0].value, *call.keywords[1].value.values]
            tuples[place].elts = elements
            return call

        return change

    for place, (old, elements) in enumerate(rows):
        has = {ast.unparse(state): state for state in elements}
        for new, state in states.items():
            if new in has:
                left = [other for name, other in has.items() if name != new]
                yield f"without {old} → {new}", table(place, left)
            elif new != old:
                yield f"with {old} → {new}", table(place, [*elements, state])


def nodes(node: ast.AST, place: tuple[str, ...] = ()) -> Iterator[tuple[ast.AST, tuple[str, ...]]]:
    """Nodes that may change, and the function each is in. Left out: docstrings, signatures,
    annotations, class bodies (what is made once for a class does not change in a process that has it)."""
    if isinstance(node, ast.FunctionDef):
        inside = [statement for statement in node.body if not is_text(statement)]
        for statement in inside:
            yield from nodes(statement, place or (node.name,))
    elif isinstance(node, ast.ClassDef):
        for method in node.body:
            if isinstance(method, ast.FunctionDef):
                yield from nodes(method, (*place, node.name, method.name))
    elif not isinstance(node, ast.Import | ast.ImportFrom) and not is_text(node):
        yield node, place
        for child in ast.iter_child_nodes(node):
            if child is not getattr(node, "annotation", None):
                yield from nodes(child, place)


def is_text(statement: ast.AST) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def mutants(path: Path) -> list[Mutant]:
    """All mutants of a module, in order of lines."""
    tree = ast.parse(path.read_text())
    made = []
    for at, statement in enumerate(tree.body):
        for node, place in nodes(statement):
            for change, make in changes(node):
                memo: dict[int, ast.AST] = {}
                copied = copy.deepcopy(statement, memo)
                target = memo[id(node)]
                body = [*tree.body]
                body[at] = replaced(copied, target, make(target))
                mutated = ast.fix_missing_locations(ast.Module(body, tree.type_ignores))
                made.append(Mutant(node.lineno, change, place, mutated, at))
    return sorted(made, key=lambda mutant: mutant.line)


def replaced(root: ast.AST, old: ast.AST, new: ast.AST) -> ast.AST:
    """The tree with one node exchanged."""

    class Exchange(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return new if node is old else self.generic_visit(node)

    return root if new is old else Exchange().visit(root)
