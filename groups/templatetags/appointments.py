"""Tags about appointments: `{% load appointments %}`."""

from django import template

from groups.enums import Phase
from groups.selectors import appointments_of
from members.models import Member

register = template.Library()

TONES = {
    Phase.PROPOSED: "warning",
    Phase.FUTURE: "primary",
    Phase.IN_FORCE: "success",
    Phase.ENDED: "",
    Phase.REVOKED: "danger",
}


@register.filter
def phase_tone(phase: Phase) -> str:
    """The tone of a phase's tag: `{% tag phase|phase_tone phase.label %}`."""
    return TONES[phase]


@register.inclusion_tag("groups/_appointment_timeline.html", takes_context=True)
def appointment_timeline(context: dict, member: Member) -> dict:
    """A person's appointments that the reader may see, latest first."""
    user = context["request"].user
    return {
        "appointments": appointments_of(member, user),
        "may_change": user.has_perm("groups.end_appointment"),
    }
