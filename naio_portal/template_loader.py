"""Templates whose constant parts are rendered once a language, when they are loaded.

A list of 50 rows says the same words, icons and addresses 50 times. Here `{% translate "Role" %}`,
`{% icon "pencil" %}`, `{% url "home:home" %}`, `{% static "…" %}` and `{% blocktranslate %}` without
variables become plain text of the compiled template, which is kept for each language: a third of the time
of a long list (docs/performance.md). What stays is looked up on shorter ways where it is what most of it
is: attributes of objects, text, addresses by one key.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import (
    FilterExpression,
    TextNode,
    TokenType,
    Variable,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import IfNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import cached
from django.template.loaders.base import Loader as BaseLoader
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode, LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from naio_portal.addresses import address_of
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
    """Replace constant nodes by their text, join neighbours, quicken the others, likewise below. Partials
    share the list."""
    folded: list[Node] = []
    for node in nodes:
        text = constant_text(node, context)
        if text is None:
            for inner in inner_lists(node):
                fold(inner, context)
            quicken(node)
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


# --- shorter ways ---------------------------------------------------------------------------------


class QuickVariable(Variable):
    """Attributes of what stands in the context; all else as Django looks it up."""

    __slots__ = ()

    def resolve(self, context: Context) -> Any:
        first, *others = self.lookups
        try:
            value = context[first]
            for name in others:
                if hasattr(type(value), "__getitem__") or callable(value):
                    return super().resolve(context)
                value = getattr(value, name)
        except (KeyError, AttributeError):
            return super().resolve(context)
        return super().resolve(context) if callable(value) else value


class QuickVariableNode(VariableNode):
    """Text and whole numbers need no look at zones and formats (numbers are written without separators)."""

    def render(self, context: Context) -> str:
        value = self.filter_expression.resolve(context)
        kind = type(value)
        if kind is SafeString:
            return value
        if kind is str:
            return escape(value) if context.autoescape else value
        return str(value) if kind is int else render_value_in_context(value, context)


class QuickURLNode(URLNode):
    """An address by one key."""

    def render(self, context: Context) -> str:
        if len(self.args) != 1 or self.kwargs or self.asvar:
            return super().render(context)
        address = address_of(self.view_name.resolve(context), self.args[0].resolve(context))
        return escape(address) if context.autoescape else address


QUICK = {VariableNode: QuickVariableNode, URLNode: QuickURLNode}


def quicken(node: Node) -> None:
    """The node and its variables take the shorter way."""
    node.__class__ = QUICK.get(type(node), type(node))
    for value in vars(node).values():
        quicken_variables(value)


def quicken_variables(value: Any) -> None:
    match value:
        case Variable():
            if type(value) is Variable and value.lookups is not None and not value.translate:
                value.__class__ = QuickVariable
        case FilterExpression():
            quicken_variables(value.var)
            quicken_variables([argument for _function, arguments in value.filters for argument in arguments])
        case TokenBase():  # a condition of `{% if %}`
            quicken_variables([value.value, value.first, value.second])
        case dict():
            quicken_variables(list(value.values()))
        case list() | tuple() if not isinstance(value, NodeList):
            for inner in value:
                quicken_variables(inner)
