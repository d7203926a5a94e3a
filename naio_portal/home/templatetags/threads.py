"""What a page of an earlier app shows of a later one, so that the thread can be walked from it."""

from django import template

from deliverables.models import Recommendation
from deliverables.selectors import recommendations_of_meeting
from meetings.models import Meeting

register = template.Library()


@register.simple_tag(takes_context=True)
def recommendations_of(context: dict, meeting: Meeting) -> list[Recommendation]:
    """What was consented to at a meeting, as far as the reader sees it. One query."""
    return recommendations_of_meeting(meeting, context["request"].user)
