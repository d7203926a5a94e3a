"""Puts a mutant into this process, for a forked child that tests it and ends."""

import ast
import functools
import sys
from types import CodeType, FunctionType, ModuleType
from typing import Any

import rules

from tests.mutation.mutants import Mutant


def apply(module: ModuleType, mutant: Mutant) -> None:
    """Change the module in place, so that whoever has already imported from it has the mutant. What the
    module's functions kept of earlier answers is forgotten."""
    for thing in vars(module).values():
        if hasattr(thing, "cache_clear"):
            thing.cache_clear()
    if mutant.place:
        code = compile(mutant.tree, module.__file__, "exec")
        function = function_at(module, mutant.place)
        function.__code__ = code_of(code, function.__qualname__)
    else:
        run_again(module, mutant.tree.body[mutant.at :])


def function_at(module: ModuleType, place: tuple[str, ...]) -> FunctionType:
    """The function under the wrappers: predicate, property, cache, class method, context manager."""
    found: Any = functools.reduce(lambda thing, name: vars(thing)[name], place, module)
    while not isinstance(found, FunctionType) or hasattr(found, "__wrapped__"):
        inner = ("__wrapped__", "fn", "fget", "__func__")
        found = next(getattr(found, name) for name in inner if hasattr(found, name))
    return found


def code_of(code: CodeType, qualname: str) -> CodeType:
    """The code of the function of that name in the compiled module."""
    todo = [code]
    while todo:
        code = todo.pop()
        if code.co_qualname == qualname:
            return code
        todo += [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    raise LookupError(qualname)


def run_again(module: ModuleType, statements: list[ast.stmt]) -> None:
    """Run the module's own statements from the changed one on; its functions and classes stay."""
    rules.add_perm = rules.set_perm
    kept = dict(vars(module))
    simple = [s for s in statements if not isinstance(s, ast.FunctionDef | ast.ClassDef | ast.ImportFrom)]
    exec(compile(ast.Module(simple, []), module.__file__, "exec"), vars(module))
    for name, old in kept.items():
        new = vars(module)[name]
        if new is old:
            continue
        if isinstance(old, rules.predicates.Predicate) or type(old).__name__ == "Workflow":
            vars(old).update(vars(new))
            setattr(module, name, old)
        else:
            rebind(name, old, new)


def rebind(name: str, old: Any, new: Any) -> None:
    """Whoever imported the old value by that name gets the new one."""
    for other in list(sys.modules.values()):
        if vars(other).get(name) is old if hasattr(other, "__dict__") else False:
            setattr(other, name, new)
