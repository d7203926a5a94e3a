"""Mails about plans, changes and recommendations: built from ids when they are sent, dropped when no longer
true."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deliverables.enums import REPORT_LINK, RESPONSE_LINK, ChangeState, WorkPlanState
from deliverables.enums import RecommendationState as S
from deliverables.models import ChangeRequest, Recommendation, WorkPlan
from naio_portal.dates import format_date
from naio_portal.notices.kinds import MailParts, message_kind
from naio_portal.notices.recipients import Recipient
from naio_portal.notices.services import open_link_for, token_of
from naio_portal.notices.writing import write_mail

# State -> what happened; %(reason)s stands where a reason was given.
HAPPENED = {
    S.DRAFT: gettext_lazy("%(code)s is a draft again: its text has to change."),
    S.ADOPTED: gettext_lazy("%(code)s is adopted by the group."),
    S.SUBMITTED: gettext_lazy("%(code)s is submitted to %(addressee)s."),
    S.RESPONDED: gettext_lazy("%(addressee)s has answered %(code)s: %(outcome)s."),
    S.IMPLEMENTED: gettext_lazy("%(code)s is implemented."),
    S.NOT_IMPLEMENTED: gettext_lazy("%(code)s will not be implemented."),
    S.WITHDRAWN: gettext_lazy("%(code)s is withdrawn."),
    S.SUPERSEDED: gettext_lazy("%(code)s is superseded by %(successor)s."),
}
NEXT = {
    S.DRAFT: gettext_lazy("Next: the group changes the text and consents again."),
    S.ADOPTED: gettext_lazy("Next: the secretariat submits it to %(addressee)s."),
    S.SUBMITTED: gettext_lazy("Next: an answer is due by %(due)s."),
    S.RESPONDED: gettext_lazy("Next: how far it is carried out is reported until it is done or given up."),
    S.IMPLEMENTED: gettext_lazy("Nothing more follows. Thank you for your part in it."),
    S.NOT_IMPLEMENTED: gettext_lazy("Nothing more follows, unless the group makes a new recommendation."),
    S.WITHDRAWN: gettext_lazy("Nothing more follows; it stays in the register."),
    S.SUPERSEDED: gettext_lazy("Next: follow the one that took its place."),
}


@message_kind("deliverables.recommendation_moved", title=gettext_lazy("Recommendation moved on"))
def recommendation_moved(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """What happened, why, what next. Dropped once it has moved on again: the later mail says so."""
    found = _recommendation(payload, state=payload["state"])
    if found is None or not found.contributors.filter(member=recipient.member_id).exists():
        return None
    names = {
        "code": found.code,
        "addressee": found.addressee.name,
        "outcome": found.get_outcome_display(),
        "due": format_date(found.response_due_on) if found.response_due_on else "",
        "successor": _successor(found),
    }
    why = _why(found)
    return write_mail(
        subject=_("%(state)s: %(code)s") % {"state": found.get_state_display(), "code": found.code},
        ask=HAPPENED[S(found.state)] % names,
        recipient=recipient,
        link=found.get_absolute_url(),
        link_label=_("Open the recommendation"),
        lines=[
            *([] if found.is_restricted else [found.title]),
            *([_("Why: %(reason)s") % {"reason": why}] if why else []),
            NEXT[S(found.state)] % names,
        ],
        why=_("You get this mail because you contributed to recommendation %(code)s.") % {"code": found.code},
        thread=f"recommendation-{found.reference}",
        group_code=found.group.code,
    )


@message_kind("deliverables.recommendation_sent", title=gettext_lazy("Recommendation sent to its addressee"))
def recommendation_sent(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """To the addressee: please answer, by when. Dropped without a good link, or once it is answered."""
    found = _recommendation(payload, state=S.SUBMITTED)
    if found is None or found.addressee.contact_id != recipient.contact_id:
        return None
    link, secret = response_link_for(found.pk, recipient)
    if not link:
        return None
    names = {
        "code": found.code,
        "group": found.group.name,
        "addressee": found.addressee.name,
        "day": format_date(found.response_due_on),
    }
    mail = write_mail(
        subject=_("Please answer by %(day)s: recommendation %(code)s") % names,
        ask=_("%(group)s has made a recommendation to %(addressee)s: please answer it by %(day)s.") % names,
        recipient=recipient,
        link=link,
        link_label=_("Read and answer"),
        lines=[
            *([] if found.is_restricted else [found.title]),
            _("The link is for you alone and needs no sign-in: do not pass it on."),
        ],
        why=_("You get this mail because you answer for %(addressee)s.") % names,
        thread=f"recommendation-{found.reference}",
        group_code=found.group.code,
    )
    return replace(mail, secret=secret)


@message_kind("deliverables.report_asked", title=gettext_lazy("Addressee asked how far it is"))
def report_asked(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """To the addressee: how far is it? Dropped without a good link, or once nothing is to be reported."""
    found = _recommendation(payload, state=S.RESPONDED)
    if found is None or found.addressee.contact_id != recipient.contact_id:
        return None
    link, secret = _link_for(REPORT_LINK, "recommendations:report-by-link", found.pk, recipient)
    if not link:
        return None
    names = {"code": found.code, "addressee": found.addressee.name, "percent": found.percent}
    mail = write_mail(
        subject=_("How far is it? Recommendation %(code)s") % names,
        ask=_(
            "%(addressee)s has answered recommendation %(code)s: please report how far it is carried out."
            " The last report says %(percent)d%%."
        )
        % names,
        recipient=recipient,
        link=link,
        link_label=_("Report on the implementation"),
        lines=[
            *([] if found.is_restricted else [found.title]),
            _("The link is for you alone and needs no sign-in: do not pass it on."),
        ],
        why=_("You get this mail because you answer for %(addressee)s.") % names,
        thread=f"recommendation-{found.reference}",
        group_code=found.group.code,
    )
    return replace(mail, secret=secret)


def response_link_for(recommendation_id: int, recipient: Recipient) -> tuple[str, str]:
    """Path of the addressee's own link to answer by, and its secret; both empty when none is good."""
    return _link_for(RESPONSE_LINK, "recommendations:response-by-link", recommendation_id, recipient)


def _link_for(purpose: str, route: str, recommendation_id: int, recipient: Recipient) -> tuple[str, str]:
    held = open_link_for(purpose=purpose, object_id=recommendation_id, recipient=recipient)
    if held is None:
        return "", ""
    secret = token_of(held)
    return reverse(route, args=[secret]), secret


def _recommendation(payload: dict, *, state: str) -> Recommendation | None:
    return (
        Recommendation.objects.filter(pk=payload["recommendation"], state=state)
        .select_related("group", "addressee")
        .first()
    )


def _why(found: Recommendation) -> str:
    """The reason of the state, or of the answer; nothing of a restricted one."""
    if found.is_restricted:
        return ""
    if found.state == S.RESPONDED:
        answer = found.responses.first()
        return answer.reason if answer else ""
    if found.state == S.ADOPTED:
        return _("the group consented on %(day)s (%(method)s).") % {
            "day": format_date(found.consent_on),
            "method": found.get_consent_method_display(),
        }
    return found.state_reason


def _successor(found: Recommendation) -> str:
    """Code of what took its place."""
    link = found.links_in.exclude(kind="related").select_related("source__group").order_by("-pk").first()
    return link.source.code if link else ""


# --- plans and changes ---------------------------------------------------------------------------------


@message_kind("deliverables.change_asked", title=gettext_lazy("Change asked for"))
def change_asked(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """Please decide: old, new and why; the link opens a page with one button. Dropped once it is decided."""
    change = _change(payload, ChangeState.PENDING)
    if change is None:
        return None
    person = change.on_behalf_of.formal_name if change.on_behalf_of else change.requested_by.display_name
    return write_mail(
        subject=_("Please decide: change of %(code)s") % {"code": change.code},
        ask=_("%(person)s asks for a change of what was approved: please approve or decline it.")
        % {"person": person},
        recipient=recipient,
        link=change.get_absolute_url(),
        link_label=_("Look and decide"),
        lines=_change_lines(change),
        why=_("You get this mail because you decide about the work plan of %(group)s.")
        % {"group": change.group.name},
        thread=f"change-{change.reference}",
        group_code=change.group.code,
    )


@message_kind("deliverables.change_decided", title=gettext_lazy("Change decided"))
def change_decided(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """Approved, or declined and why."""
    change = _change(payload, ChangeState.APPROVED, ChangeState.DECLINED)
    if change is None:
        return None
    is_approved = change.state == ChangeState.APPROVED
    return write_mail(
        subject=_("%(state)s: change of %(code)s")
        % {"state": change.get_state_display(), "code": change.code},
        ask=_("The change that you asked for is approved and counts now.")
        if is_approved
        else _("The change that you asked for is declined: it stays as it is."),
        recipient=recipient,
        link=change.get_absolute_url(),
        link_label=_("Open the request"),
        lines=[
            *_change_lines(change),
            *([_("Why: %(reason)s") % {"reason": change.decision_note}] if change.decision_note else []),
        ],
        why=_("You get this mail because you asked for it, or it was asked for you."),
        thread=f"change-{change.reference}",
        group_code=change.group.code,
    )


@message_kind("deliverables.plan_submitted", title=gettext_lazy("Work plan submitted"))
def plan_submitted(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """Please approve the plan. Dropped once it is approved or returned, or submitted anew."""
    plan = _plan(payload, state=WorkPlanState.SUBMITTED, version=payload["version"])
    if plan is None:
        return None
    return write_mail(
        subject=_("Please approve: %(plan)s") % {"plan": plan},
        ask=_("%(person)s has submitted the work plan of %(group)s: please approve or return it.")
        % {"person": plan.submitted_by.display_name, "group": plan.group.name},
        recipient=recipient,
        link=plan.get_absolute_url(),
        link_label=_("Read the plan and decide"),
        why=_("You get this mail because you decide about the work plan of %(group)s.")
        % {"group": plan.group.name},
        thread=f"plan-{plan.reference}",
        group_code=plan.group.code,
    )


@message_kind("deliverables.plan_decided", title=gettext_lazy("Work plan decided"))
def plan_decided(payload: dict, language: str, recipient: Recipient) -> MailParts | None:
    """Approved, or returned and why. Dropped once it has moved on again."""
    plan = _plan(payload, state=payload["state"])
    if plan is None:
        return None
    is_approved = plan.state == WorkPlanState.APPROVED
    reason = plan.state_reason
    return write_mail(
        subject=(_("Approved: %(plan)s") if is_approved else _("Returned: %(plan)s")) % {"plan": plan},
        ask=_("The work plan that you submitted is approved: work begins, and its dates are the baseline.")
        if is_approved
        else _("The work plan that you submitted is a draft again: please change it and submit it anew."),
        recipient=recipient,
        link=plan.get_absolute_url(),
        link_label=_("Open the work plan"),
        lines=[_("Why: %(reason)s") % {"reason": reason}] if reason else [],
        why=_("You get this mail because you submitted the work plan."),
        thread=f"plan-{plan.reference}",
        group_code=plan.group.code,
    )


def _change(payload: dict, *states: str) -> ChangeRequest | None:
    return (
        ChangeRequest.objects.filter(pk=payload["change"], state__in=states)
        .select_related(
            "group", "objective", "deliverable", "milestone", "requested_by__member", "on_behalf_of"
        )
        .first()
    )


def _change_lines(change: ChangeRequest) -> list[str]:
    """What it is about, old and new, why; nothing of a restricted deliverable."""
    if change.deliverable is not None and change.deliverable.is_restricted:
        return []
    return [
        change.title,
        *(f"{line.label}: {line.old} → {line.new}" for line in change.lines),
        _("Reason: %(reason)s") % {"reason": change.reason},
    ]


def _plan(payload: dict, **where) -> WorkPlan | None:
    found = WorkPlan.objects.filter(pk=payload["plan"], **where)
    return found.select_related("group", "submitted_by__member").first()
