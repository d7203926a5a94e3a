"""Template tags that every page has (a builtin library)."""

from django import template

register = template.Library()
