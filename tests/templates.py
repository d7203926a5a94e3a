"""A variable that a template of ours does not have fails the test that renders it."""

import sys
from pathlib import Path

from django.template.base import Node

ROOT = Path(__file__).resolve().parent.parent


class UndefinedVariable(Exception):
    """A template names a variable or attribute that does not exist."""


class Undefined(str):
    """Django's `string_if_invalid`. Django asks for its truth: in templates of ours it raises, in those of
    other packages it is the empty string that they expect."""

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        variable = frame.f_locals.get("self")
        while frame is not None:
            node = frame.f_locals.get("self")
            if isinstance(node, Node) and getattr(node, "origin", None) is not None:
                path = Path(str(node.origin.name))
                if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
                    line = node.token.lineno if node.token else "?"
                    raise UndefinedVariable(f"{path.relative_to(ROOT)}:{line}: {variable}")
                return False
            frame = frame.f_back
        return False
