"""Shape of what people enter; the rules are the services'."""

from deliverables.forms.plans import (
    AchieveForm,
    DateChangeForm,
    DeliverableForm,
    MilestoneFormSet,
    OverrideForm,
    ProgressUpdateForm,
    ReasonForm,
    add_errors,
    groups_to_write_in,
    serving_members,
)
from deliverables.forms.versions import DraftForm, ReaderForm, VersionForm

__all__ = [
    "AchieveForm",
    "DateChangeForm",
    "DeliverableForm",
    "DraftForm",
    "MilestoneFormSet",
    "OverrideForm",
    "ProgressUpdateForm",
    "ReaderForm",
    "ReasonForm",
    "VersionForm",
    "add_errors",
    "groups_to_write_in",
    "serving_members",
]
