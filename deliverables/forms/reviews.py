"""A review round, its comments and their dispositions."""

import datetime as dt
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from deliverables.enums import CommentKind, Disposition
from deliverables.forms.plans import people_called, serving_members
from deliverables.models import Comment, ReviewRound, Version
from deliverables.services import Asked
from groups.models import SectoralTeam, WorkingGroup
from meetings.forms import WallTimeField
from members.enums import Language
from members.models import Member
from naio_portal.dates import KUALA_LUMPUR

# How long a round runs unless somebody says otherwise, and the hour at which it closes.
DAYS = 14
HOUR = dt.time(18)


def in_kuala_lumpur(wall: dt.datetime | None) -> dt.datetime | None:
    """The instant at which Kuala Lumpur's clocks show this."""
    return wall.replace(tzinfo=KUALA_LUMPUR) if wall else None


def wall_of(instant: dt.datetime) -> dt.datetime:
    return instant.astimezone(KUALA_LUMPUR).replace(tzinfo=None)


def present_language() -> str:
    return "en" if (get_language() or "").startswith("en") else "ms"


class MemberField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Member) -> str:
        return obj.formal_name


class AskedForm(forms.Form):
    """Who is asked: bodies as a whole, people by name."""

    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Groups"),
        queryset=WorkingGroup.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=gettext_lazy("Chair, co-chair, rapporteur and members who serve today."),
    )
    teams = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Sectoral teams"),
        queryset=SectoralTeam.objects.filter(is_active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=gettext_lazy("Each officer of a team; who has no sign-in comments by a link in the mail."),
    )
    people = forms.CharField(
        label=gettext_lazy("People by name"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One full name or e-mail address a line."),
    )

    def __init__(self, *args, version: Version, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if version.is_restricted or version.deliverable.is_restricted:
            del self.fields["teams"]

    def clean_people(self) -> list[Member]:
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["people"].splitlines())):
            called = people_called(line)
            if len(called) != 1:
                raise ValidationError(
                    _("“%(name)s”: nobody, or more than one person, is called so. Give the e-mail address.")
                    % {"name": line}
                )
            found += called
        return found

    def asked(self) -> Asked:
        data = self.cleaned_data
        return Asked(groups=data["groups"], teams=data.get("teams", ()), people=data["people"])


class RoundForm(AskedForm):
    """The terms of a round; times are those of Kuala Lumpur."""

    purpose = forms.CharField(
        label=gettext_lazy("What is asked"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What reviewers should look at first; it stands in their mail."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the text"), choices=Language.choices, initial=present_language
    )
    opens_local = WallTimeField(
        label=gettext_lazy("Opens"), required=False, help_text=gettext_lazy("Empty: at once.")
    )
    closes_local = WallTimeField(
        label=gettext_lazy("Closes"), help_text=gettext_lazy("Times of Kuala Lumpur.")
    )
    editor = MemberField(
        label=gettext_lazy("Editor"),
        queryset=Member.objects.none(),
        help_text=gettext_lazy("Says of each comment what becomes of it, once the round is closed."),
    )
    field_order = (
        "purpose", "language", "groups", "teams", "people", "opens_local", "closes_local", "editor",
    )  # fmt: skip

    def __init__(self, *args, version: Version, today: dt.date, **kwargs) -> None:
        super().__init__(*args, version=version, **kwargs)
        deliverable = version.deliverable
        self.fields["groups"].initial = [deliverable.group_id]
        self.fields["editor"].queryset = serving_members(deliverable.group).filter(user__is_active=True)
        self.fields["editor"].initial = deliverable.owner_id
        self.fields["closes_local"].initial = dt.datetime.combine(today + dt.timedelta(days=DAYS), HOUR)

    def terms(self) -> dict:
        """As `call_round` takes them."""
        data = self.cleaned_data
        return {
            "purpose": data["purpose"],
            "language": data["language"],
            "opens_at": in_kuala_lumpur(data["opens_local"]),
            "closes_at": in_kuala_lumpur(data["closes_local"]),
            "editor": data["editor"],
            "asked": self.asked(),
        }


class TimesForm(forms.Form):
    """Other times of a round, of Kuala Lumpur."""

    opens_local = WallTimeField(label=gettext_lazy("Opens"))
    closes_local = WallTimeField(
        label=gettext_lazy("Closes"), help_text=gettext_lazy("Times of Kuala Lumpur.")
    )

    def __init__(self, *args, review_round: ReviewRound, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens_local"].initial = wall_of(review_round.opens_at)
        self.fields["closes_local"].initial = wall_of(review_round.closes_at)
        self.opens_at = review_round.opens_at
        if review_round.phase == "open":
            del self.fields["opens_local"]

    def terms(self) -> dict:
        """As `reschedule_round` takes them."""
        data = self.cleaned_data
        return {
            "opens_at": in_kuala_lumpur(data.get("opens_local")) or self.opens_at,
            "closes_at": in_kuala_lumpur(data["closes_local"]),
        }


class CommentForm(forms.Form):
    """Two inputs: what it is, and what is said."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=CommentKind.choices,
        initial=CommentKind.SUGGESTION,
        widget=forms.RadioSelect(),
    )
    text = forms.CharField(
        label=gettext_lazy("Your comment"), max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )


class CommentEditForm(CommentForm):
    """One's own comment, and the number of what one started from. An answer has no kind."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput())

    def __init__(self, *args, comment: Comment, **kwargs) -> None:
        initial = {"kind": comment.kind, "text": comment.text, "version": comment.version}
        super().__init__(*args, initial=initial, **kwargs)
        if comment.parent_id:
            self.fields["kind"].required = False
            self.fields["kind"].widget = forms.HiddenInput()


class ThreadForm(forms.Form):
    """A line in the thread of a comment."""

    text = forms.CharField(
        label=gettext_lazy("Answer"), max_length=8000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OutcomeForm(forms.Form):
    """What becomes of comments, and why."""

    disposition = forms.ChoiceField(
        label=gettext_lazy("Disposition"), choices=Disposition.choices, widget=forms.RadioSelect()
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, or what was changed"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when it is accepted in part or rejected. Its author reads it."),
    )


class SeveralForm(OutcomeForm):
    """One disposition for all comments that are ticked in a list of the round."""

    comments = forms.ModelMultipleChoiceField(
        queryset=Comment.objects.none(),
        to_field_name="reference",
        widget=forms.MultipleHiddenInput(),
        error_messages={"required": gettext_lazy("Tick at least one comment.")},
    )

    def __init__(self, *args, review_round: ReviewRound, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comments"].queryset = review_round.comments.filter(parent__isnull=True)

    @cached_property
    def ticked(self) -> set[UUID]:
        """References of the comments that were ticked when the form was sent."""
        chosen = self.cleaned_data.get("comments", ()) if self.is_bound else ()
        return {comment.reference for comment in chosen}


class DispositionForm(OutcomeForm):
    """What becomes of a comment, why, and the number of the comment as the editor saw it."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput())

    def __init__(self, *args, comment: Comment, **kwargs) -> None:
        initial = {
            "disposition": comment.disposition,
            "reason": comment.disposition_reason,
            "version": comment.version,
        }
        super().__init__(*args, initial=initial, **kwargs)


class LinkThreadForm(ThreadForm):
    """An answer by a link in a mail: in the thread of a comment of one's own."""

    comment = forms.ModelChoiceField(
        label=gettext_lazy("To"), queryset=Comment.objects.none(), to_field_name="number", empty_label=None
    )
    field_order = ("comment", "text")

    def __init__(self, *args, own: QuerySet[Comment], **kwargs) -> None:
        super().__init__(*args, auto_id="id_answer_%s", **kwargs)
        self.fields["comment"].queryset = own
        self.fields["comment"].label_from_instance = lambda made: (
            _("Comment %(number)d") % {"number": made.number}
        )


class LinkCommentForm(CommentForm):
    """A comment by a link in a mail: the page holds the whole text, so the place is asked too."""

    paragraph = forms.TypedChoiceField(
        label=gettext_lazy("Comment on"), required=False, coerce=int, empty_value=None, choices=()
    )
    field_order = ("paragraph", "kind", "text")

    def __init__(self, *args, paragraphs: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paragraph"].choices = [
            ("", _("the whole")),
            *(
                (number, _("paragraph %(number)d") % {"number": number})
                for number in range(1, paragraphs + 1)
            ),
        ]
