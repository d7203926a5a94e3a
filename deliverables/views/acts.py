"""What a person can do to a deliverable or a milestone, as buttons and pages: one table each.

The services decide; this says in which state an act is offered, by which rule, and in which words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deliverables import services
from deliverables.enums import RUNNING_STATES, Classification
from deliverables.enums import DeliverableState as D
from deliverables.enums import MilestoneState as M
from deliverables.forms import AcceptForm, AchieveForm, ChecklistForm, ReasonForm
from deliverables.models import Deliverable, Milestone
from naio_portal.access import may


@dataclass(frozen=True)
class Act:
    """`permission`: name of the rule. `states`: where it is offered. `label`: the button. `effect`: what
    it does, shown before it is done. `done`: the message after. `form`: None where nothing is asked.
    `is_grave`: shown in red."""

    permission: str
    service: Callable
    states: tuple[str, ...]
    label: str | Promise
    effect: str | Promise
    done: str | Promise
    icon: str
    form: type[forms.Form] | None = None
    is_grave: bool = False
    # Whether the form is made of the thing.
    is_form_of_thing: bool = False

    def make_form(self, data, thing) -> forms.Form | None:
        """The form, bound on a POST; None where nothing is asked."""
        if self.form is None:
            return None
        return self.form(data, thing=thing) if self.is_form_of_thing else self.form(data)


DELIVERABLE_ACTS: Mapping[str, Act] = {
    "activate": Act(
        "deliverables.activate_deliverable",
        services.activate_deliverable,
        (D.PROPOSED,),
        _("Approve the plan"),
        _(
            "The deliverable and its proposed milestones become active. The dates they have now are kept as "
            "the baseline; reminders begin."
        ),
        _("The plan is approved."),
        "check-lg",
    ),
    "submit": Act(
        "deliverables.submit_deliverable",
        services.submit_deliverable,
        (D.ACTIVE,),
        _("Send to review"),
        _("The chair, or a co-chair, is asked by mail to accept it. Updates go on until then."),
        _("The deliverable is in review."),
        "send",
    ),
    "return": Act(
        "deliverables.return_deliverable",
        services.return_deliverable,
        (D.IN_REVIEW,),
        _("Return to work"),
        _("The deliverable is active again, and its owner gets your reason by mail."),
        _("The deliverable is active again."),
        "arrow-counterclockwise",
        ReasonForm,
    ),
    "accept": Act(
        "deliverables.accept_deliverable",
        services.accept_deliverable,
        (D.IN_REVIEW,),
        _("Accept as delivered"),
        _("The deliverable meets its acceptance criteria. It cannot be edited afterwards."),
        _("The deliverable is accepted."),
        "check-lg",
        AcceptForm,
        is_form_of_thing=True,
    ),
    "check": Act(
        "deliverables.accept_deliverable",
        services.check_criteria,
        (D.IN_REVIEW,),
        _("Tick the checklist"),
        _("Your ticks are kept; it stays in review until every line is ticked and it is accepted."),
        _("The checklist is saved."),
        "card-checklist",
        ChecklistForm,
        is_form_of_thing=True,
    ),
    "publish": Act(
        "deliverables.publish_deliverable",
        services.publish_deliverable,
        (D.DELIVERED,),
        _("Publish"),
        _("Everybody can read its title, description and milestones, without signing in."),
        _("The deliverable is published."),
        "megaphone",
    ),
    "suspend": Act(
        "deliverables.suspend_deliverable",
        services.suspend_deliverable,
        (D.ACTIVE,),
        _("Suspend"),
        _("Work rests: no colour, no reminders, no updates, until it is taken up again."),
        _("The deliverable is suspended."),
        "pause-circle",
        ReasonForm,
    ),
    "resume": Act(
        "deliverables.resume_deliverable",
        services.resume_deliverable,
        (D.SUSPENDED,),
        _("Take up again"),
        _("The deliverable is active again, with the due dates it had; reminders go on."),
        _("The deliverable is active again."),
        "play-circle",
    ),
    "withdraw": Act(
        "deliverables.withdraw_deliverable",
        services.withdraw_deliverable,
        (D.PROPOSED, D.ACTIVE, D.SUSPENDED),
        _("Withdraw"),
        _(
            "The group gives the deliverable up for good: its open milestones are cancelled, requests that "
            "wait are withdrawn. It stays listed with your reason. This cannot be undone."
        ),
        _("The deliverable is withdrawn."),
        "x-circle",
        ReasonForm,
        is_grave=True,
    ),
}

MILESTONE_ACTS: Mapping[str, Act] = {
    "activate": Act(
        "deliverables.activate_milestone",
        services.activate_milestone,
        (M.PROPOSED,),
        _("Approve"),
        _("The milestone becomes active; its date is kept as the baseline."),
        _("The milestone is active."),
        "check-lg",
    ),
    "achieve": Act(
        "deliverables.achieve_milestone",
        services.achieve_milestone,
        (M.ACTIVE, M.MISSED),
        _("Achieved"),
        _("It is done: no more reminders go out for it."),
        _("The milestone is achieved."),
        "check-circle",
        AchieveForm,
    ),
    "miss": Act(
        "deliverables.miss_milestone",
        services.miss_milestone,
        (M.ACTIVE,),
        _("Declare missed"),
        _("It will not be met: no more reminders go out for it. It can be reopened with a reason."),
        _("The milestone is declared missed."),
        "slash-circle",
        ReasonForm,
        is_grave=True,
    ),
    "cancel": Act(
        "deliverables.cancel_milestone",
        services.cancel_milestone,
        (M.PROPOSED, M.ACTIVE),
        _("Cancel the milestone"),
        _("It is no longer needed: no more reminders go out for it. It can be reopened with a reason."),
        _("The milestone is cancelled."),
        "x-circle",
        ReasonForm,
        is_grave=True,
    ),
    "reopen": Act(
        "deliverables.reopen_milestone",
        services.reopen_milestone,
        (M.ACHIEVED, M.MISSED, M.CANCELLED),
        _("Reopen"),
        _("It is active again, with its due date and its first baseline; reminders begin again."),
        _("The milestone is active again."),
        "arrow-counterclockwise",
        ReasonForm,
    ),
}


def deliverable_acts(user, deliverable: Deliverable) -> dict[str, Act]:
    """What this person can do to it now. During a review round (`with_review`) it is neither accepted nor
    returned."""
    offered = {
        name: act
        for name, act in DELIVERABLE_ACTS.items()
        if deliverable.state in act.states
        and not (deliverable.is_reviewed and D.IN_REVIEW in act.states)
        and not (name == "publish" and deliverable.classification != Classification.OPEN)
    }
    permissions = {act.permission for act in offered.values()}
    allowed = {name for name in permissions if may(user, name, deliverable)}
    return {name: act for name, act in offered.items() if act.permission in allowed}


def milestone_acts(user, milestone: Milestone) -> dict[str, Act]:
    """What this person can do to it now; only `cancel` while its deliverable does not run."""
    if milestone.deliverable.state not in RUNNING_STATES:
        return {}
    return {
        name: act
        for name, act in MILESTONE_ACTS.items()
        if milestone.state in act.states
        and may(user, act.permission, milestone)
        and (milestone.state != M.MISSED or may(user, "deliverables.reopen_milestone", milestone))
    }
