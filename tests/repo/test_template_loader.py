"""Templates when they are loaded: constant parts are rendered once. Addresses by one key."""

import uuid

import pytest
from django.template import Context, engines
from django.template.base import TextNode
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from naio_portal.addresses import address_of
from naio_portal.template_loader import fold


def compiled(source: str):
    """The Django template of a source, with its constant parts folded in the active language."""
    template = engines["django"].engine.from_string("{% load i18n static %}" + source)
    context = Context()
    with context.bind_template(template):
        fold(template.nodelist, context)
    return template


@pytest.mark.parametrize(
    "source",
    [
        '<b>{% translate "Role" %}</b>',
        "{% blocktranslate trimmed %}No end set{% endblocktranslate %}",
        '{% icon "pencil" %}{% icon "lock" _("Closed item") %}',
        '<a href="{% url "home:home" %}">',
        '<link href="{% static "css/base.css" %}">',
    ],
)
@pytest.mark.parametrize("language", ["ms", "en"])
def test_fold_constant_part_is_text(source, language):
    with translation.override(language):
        expected = engines["django"].from_string("{% load i18n static %}" + source).render()
        template = compiled(source)
        assert [type(node) for node in template.nodelist[1:]] == [TextNode]
        assert template.render(Context()) == expected


def test_fold_inside_blocks_keeps_what_depends():
    source = (
        "{% for name in names %}{% if name %}"
        '<td data-label="{% translate "Role" %}">{{ name }} {% icon shape %}'
        '{% translate "Role" as role %}{{ role|upper }}'
        "{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}"
        "</td>{% else %}{% translate name %}{% endif %}{% endfor %}"
    )
    context = {"names": ["<A>", "", "B"], "shape": "lock"}
    with translation.override("ms"):
        expected = engines["django"].from_string("{% load i18n static %}" + source).render(context)
        assert compiled(source).render(Context(context)) == expected
        assert "Peranan" in expected


@pytest.mark.parametrize("key", ["ai-safety", "ai-law", uuid.UUID(int=7), uuid.UUID(int=8), "a b"])
def test_address_of_is_what_reverse_gives(key):
    name = "members:member-detail" if isinstance(key, uuid.UUID) else "groups:group-detail"
    try:
        expected = reverse(name, args=[key])
    except NoReverseMatch:
        with pytest.raises(NoReverseMatch):
            address_of(name, key)
    else:
        assert (address_of(name, key), address_of(name, key)) == (expected, expected)


def test_fold_language_block_is_left_to_itself():
    with translation.override("en"):
        text = compiled('{% language "ms" %}{% translate "Role" %}{% endlanguage %}').render(Context())
    assert text == "Peranan"


def test_fold_wrong_address_fails_when_rendered_only():
    with translation.override("en"):
        template = compiled('{% if wanted %}{% url "no:such-page" %}{% endif %}')
        assert template.render(Context({"wanted": False})) == ""


def test_loader_keeps_one_template_for_each_language():
    with translation.override("ms"):
        malay = get_template("groups/roster_list.html").template
    with translation.override("en"):
        english = get_template("groups/roster_list.html").template
        assert get_template("groups/roster_list.html").template is english
    assert malay is not english
