"""Templates whose constant parts are rendered once a language, when they are loaded.

A list of 50 rows says the same words, icons and addresses 50 times. Here `{% translate "Role" %}`,
`{% icon "pencil" %}`, `{% url "home:home" %}`, `{% static "…" %}` and `{% blocktranslate %}` without
variables become plain text of the compiled template, which is kept for each language: a tenth of the time
of a long list (docs/adr/0010-constant-parts-of-templates.md).
"""

from collections.abc import Iterator
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import (
    FilterExpression,
    TextNode,
    TokenType,
    Variable,
)
from django.template.defaulttags import IfNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import cached
from django.template.loaders.base import Loader as BaseLoader
from django.templatetags.i18n import BlockTranslateNode, LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch
from django.utils.translation import get_language

from naio_portal.home.templatetags.portal import icon


class FoldingLoader(BaseLoader):
    """Folds a template before anybody sees it."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        context = Context()
        with context.bind_template(template):
            fold(template.nodelist, context)
        return template


class Loader(cached.Loader, FoldingLoader):
    """Django's cached loader: one compiled template a name and language."""

    def cache_key(self, template_name: str, skip: Any = None) -> str:
        return f"{get_language()} {super().cache_key(template_name, skip)}"


def fold(nodes: NodeList, context: Context) -> None:
    """Replace constant nodes by their text, join neighbours, likewise below. Partials share the list."""
    folded: list[Node] = []
    for node in nodes:
        text = constant_text(node, context)
        if text is None:
            for inner in inner_lists(node):
                fold(inner, context)
            folded.append(node)
        elif folded and type(folded[-1]) is TextNode:
            folded[-1] = text_node(folded[-1].s + text, like=folded[-1])
        else:
            folded.append(text_node(text, like=node))
    nodes[:] = folded


def text_node(text: str, *, like: Node) -> TextNode:
    node = TextNode(text)
    node.token, node.origin = like.token, like.origin
    return node


def inner_lists(node: Node) -> Iterator[NodeList]:
    """The lists inside a node, but not of one that switches the language."""
    if isinstance(node, LanguageNode):
        return
    if isinstance(node, IfNode):  # its `nodelist` is a copy
        yield from (inner for _condition, inner in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        inner = getattr(node, name, None)
        if isinstance(inner, NodeList):
            yield inner


def constant_text(node: Node, context: Context) -> str | None:
    """What the node always gives in the active language; None when that depends on anything else."""
    if type(node) is TextNode:
        return node.s
    if not is_constant(node):
        return None
    try:
        return node.render(context)
    except (NoReverseMatch, ValueError):  # it fails when, and only when, it is rendered
        return None


def is_constant(node: Node) -> bool:
    match node:
        case TranslateNode():
            return not (node.asvar or node.noop or node.message_context) and is_fixed(node.filter_expression)
        case BlockTranslateNode():
            texts = all(token.token_type == TokenType.TEXT for token in node.singular)
            return texts and not (node.plural or node.asvar or node.extra_context or node.message_context)
        case URLNode():
            return not (node.args or node.kwargs or node.asvar) and is_fixed(node.view_name)
        case StaticNode():
            return not node.varname and is_fixed(node.path)
        case SimpleNode():
            return (
                node.func is icon
                and node.target_var is None
                and all(map(is_fixed, [*node.args, *node.kwargs.values()]))
            )
    return False


def is_fixed(expression: FilterExpression | Variable) -> bool:
    """A literal without filters, also `_("…")`."""
    if isinstance(expression, FilterExpression):
        if expression.filters:
            return False
        expression = expression.var
    return not isinstance(expression, Variable) or expression.lookups is None
