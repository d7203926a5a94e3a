"""Review rounds: called on one version, sent to those who are asked, moved, called off, ended."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliverables.enums import (
    RUNNING_STATES,
    DeliverableState,
    Disposition,
    RoundPhase,
    RoundState,
    ScanState,
)
from deliverables.models import Comment, Deliverable, Reviewer, ReviewInvitation, ReviewRound, Version
from deliverables.services.locking import check_state, lock_deliverable, reason_of
from deliverables.services.moves import move_deliverable, unfinished_rounds
from deliverables.services.review_links import end_links, give_links
from deliverables.services.round_mails import (
    tell_authors,
    tell_called_off,
    tell_editor,
    tell_moved,
    tell_reviewers,
)
from deliverables.workflow import ROUND
from groups.enums import WRITING_ROLES
from groups.models import Appointment, SectoralTeam, SectorOfficer, WorkingGroup
from members.models import Member
from naio_portal.access import may, require
from naio_portal.errors import DomainError, IllegalMove

WORKED_IN = (Disposition.ACCEPTED, Disposition.ACCEPTED_IN_PART)


@dataclass(frozen=True)
class Asked:
    """Who is asked for comments: bodies as a whole, and people by name."""

    groups: Iterable[WorkingGroup] = field(default_factory=tuple)
    teams: Iterable[SectoralTeam] = field(default_factory=tuple)
    people: Iterable[Member] = field(default_factory=tuple)


def lock_round(review_round: ReviewRound) -> ReviewRound:
    """The round as it stands now, below its locked deliverable. Call inside a transaction."""
    version = Version.objects.get(pk=review_round.version_id)
    version.deliverable = lock_deliverable(version.deliverable_id)
    locked = (
        ReviewRound.objects.select_for_update(of=("self",)).select_related("editor").get(pk=review_round.pk)
    )
    locked.version = version
    return locked


def check_phase(review_round: ReviewRound, *phases: RoundPhase) -> None:
    """Raise IllegalMove, with the phase in the person's language, unless the round is in one of these."""
    if review_round.phase not in phases:
        raise IllegalMove(
            _("This cannot be done while the round is “%(phase)s”.") % {"phase": review_round.phase.label}
        )


def call_round(
    *,
    version: Version,
    purpose: str,
    language: str,
    opens_at: dt.datetime | None,
    closes_at: dt.datetime,
    editor: Member,
    asked: Asked,
    by,
) -> ReviewRound:
    """Ask for comments on a version from one instant to another; the deliverable goes to review.

    `opens_at`: None, or an instant that is past: at once. Groups are asked as the people who write in them
    today, without the editor and the author of the version; a restricted version is sent to nobody who may
    not read it already. Raises NotAllowed, IllegalMove unless the deliverable is active or in review,
    DomainError while another round runs, ValidationError by field.
    """
    with transaction.atomic():
        deliverable = lock_deliverable(version.deliverable_id)
        version.deliverable = deliverable
        require(by, "deliverables.call_round", version)
        check_state(deliverable, *RUNNING_STATES)
        if version.scan_state not in ("", ScanState.CLEAN):
            raise DomainError(_("The file of this version is not checked yet, or was refused."))
        _end_what_is_over(deliverable)
        if unfinished_rounds(deliverable).exists():
            raise DomainError(_("Another review round of this deliverable is not over yet."))
        now = timezone.now()
        review_round = ReviewRound(
            version=version,
            purpose=purpose.strip(),
            language=language,
            opens_at=max(opens_at or now, now),
            closes_at=closes_at,
            editor=editor,
            created_by=by,
        )
        _check_times(review_round, now)
        _check_editor(review_round)
        review_round.full_clean()
        review_round.save()
        added = _ask(review_round, asked)
        if not added:
            raise ValidationError(_("Nobody would be asked: choose a group, a team or people."))
        if deliverable.state == DeliverableState.ACTIVE:
            move_deliverable(deliverable, DeliverableState.IN_REVIEW)
        give_links(review_round, added, by=by)
        tell_reviewers(review_round, added)
        tell_editor(review_round)
    return review_round


def invite_reviewers(*, review_round: ReviewRound, asked: Asked, by) -> list[Reviewer]:
    """Ask more people; a body that was asked before: those who came to it since. Answers who is new.

    Raises NotAllowed, IllegalMove once it is closed, ValidationError by field, and when nobody is new.
    """
    with transaction.atomic():
        review_round = lock_round(review_round)
        require(by, "deliverables.invite_reviewers", review_round)
        check_phase(review_round, RoundPhase.SCHEDULED, RoundPhase.OPEN)
        added = _ask(review_round, asked)
        if not added:
            raise ValidationError(_("All of them are asked already, or nobody is chosen."))
        give_links(review_round, added, by=by)
        tell_reviewers(review_round, added)
    return added


def reschedule_round(
    *, review_round: ReviewRound, opens_at: dt.datetime, closes_at: dt.datetime, by
) -> ReviewRound:
    """Other times; everybody asked is told of them. What has opened stays open: its beginning is kept.

    Raises NotAllowed, IllegalMove once it is closed, ValidationError by field.
    """
    with transaction.atomic():
        review_round = lock_round(review_round)
        require(by, "deliverables.reschedule_round", review_round)
        check_phase(review_round, RoundPhase.SCHEDULED, RoundPhase.OPEN)
        now = timezone.now()
        was_open = review_round.phase == RoundPhase.OPEN
        if not was_open:
            review_round.opens_at = max(opens_at, now)
        review_round.closes_at = closes_at
        _check_times(review_round, now)
        review_round.full_clean()
        review_round.save()
        reviewers = list(review_round.reviewers.with_person())
        give_links(review_round, reviewers, by=by)
        if was_open:
            tell_moved(review_round, reviewers)
        else:
            tell_reviewers(review_round, reviewers)
        tell_editor(review_round)
    return review_round


def cancel_round(*, review_round: ReviewRound, reason: str, by) -> ReviewRound:
    """Call it off before it closes: comments stay to be read, and get no disposition; the deliverable is
    active again.

    Raises NotAllowed, IllegalMove once it is closed, ValidationError without a reason.
    """
    with transaction.atomic():
        review_round = lock_round(review_round)
        require(by, "deliverables.cancel_round", review_round)
        check_phase(review_round, RoundPhase.SCHEDULED, RoundPhase.OPEN)
        reason = reason_of(reason)
        was_open = review_round.phase == RoundPhase.OPEN
        _move(review_round, RoundState.CANCELLED, reason=reason)
        end_links(review_round)
        if review_round.deliverable.state == DeliverableState.IN_REVIEW:
            move_deliverable(review_round.deliverable, DeliverableState.ACTIVE, reason=reason)
        if was_open:
            tell_called_off(review_round)
    return review_round


def complete_round(review_round: ReviewRound) -> None:
    """End a locked round whose comments are all disposed of: each author is told of theirs, in one mail.

    Where something is to be worked in, the deliverable goes back to work; else it stays in review and waits
    for acceptance.
    """
    _move(review_round, RoundState.COMPLETED)
    tell_authors(review_round)
    deliverable = review_round.deliverable
    count = review_round.comments.filter(disposition__in=WORKED_IN).count()
    if count and deliverable.state == DeliverableState.IN_REVIEW:
        with translation.override(deliverable.language):
            reason = ngettext(
                "Reviewed: %(count)d comment on version %(number)d is to be worked in.",
                "Reviewed: %(count)d comments on version %(number)d are to be worked in.",
                count,
            ) % {"count": count, "number": review_round.version.number}
        move_deliverable(deliverable, DeliverableState.ACTIVE, reason=reason)


def _move(review_round: ReviewRound, state: RoundState, *, reason: str = "") -> None:
    ROUND.check(review_round.state, state)
    review_round.state, review_round.state_reason = state, reason
    review_round.completed_at = timezone.now() if state == RoundState.COMPLETED else None
    review_round.save()


def _end_what_is_over(deliverable: Deliverable) -> None:
    """Rounds that closed without a comment are over by the clock; their state follows here."""
    called = ReviewRound.objects.filter(version__deliverable=deliverable, state=RoundState.CALLED)
    for review_round in called.exclude(pk__in=unfinished_rounds(deliverable).values("pk")):
        _move(review_round, RoundState.COMPLETED)


def _check_times(review_round: ReviewRound, now: dt.datetime) -> None:
    if review_round.closes_at <= max(now, review_round.opens_at):
        raise ValidationError({"closes_at": _("A round closes after it opens, and not in the past.")})


def _check_editor(review_round: ReviewRound) -> None:
    """Serves in the group, signs in, and reads the version: raises ValidationError otherwise."""
    editor, deliverable = review_round.editor, review_round.deliverable
    serves = Appointment.objects.in_force().filter(member=editor, group=deliverable.group_id).exists()
    user = editor.user
    if not serves or user is None or not may(user, "deliverables.view_version", review_round.version):
        raise ValidationError(
            {"editor": _("The editor serves in the group, has a sign-in, and may read the version.")}
        )


# --- who is asked ----------------------------------------------------------------------------------


def _ask(review_round: ReviewRound, asked: Asked) -> list[Reviewer]:
    """Keep who is asked, each person once; those who are new, with their person loaded."""
    found: dict[tuple[str, int], Reviewer] = {}
    for group in asked.groups:
        ReviewInvitation.objects.get_or_create(round=review_round, group=group)
        for member in _writers_of(review_round, group):
            found.setdefault(("member", member.pk), Reviewer(member=member, group=group))
    for team in asked.teams:
        ReviewInvitation.objects.get_or_create(round=review_round, team=team)
        for officer in _officers_of(review_round, team):
            found.setdefault(("officer", officer.pk), Reviewer(officer=officer))
    people = list(asked.people)
    _check_people(review_round, people)
    for member in people:
        found.setdefault(("member", member.pk), Reviewer(member=member))
    present = {
        key
        for member, officer in review_round.reviewers.values_list("member_id", "officer_id")
        for key in (("member", member), ("officer", officer))
    }
    new = [reviewer for key, reviewer in found.items() if key not in present]
    for reviewer in new:
        reviewer.round = review_round
    return Reviewer.objects.bulk_create(new)


def _writers_of(review_round: ReviewRound, group: WorkingGroup) -> list[Member]:
    """Chair, co-chair, rapporteur and members of the group today who may read the version, without its
    author and the editor."""
    serving = group.appointments.in_force().filter(role__in=WRITING_ROLES)
    members = (
        Member.objects.filter(pk__in=serving.values("member"))
        .exclude(pk=review_round.editor_id)
        .exclude(user=review_round.version.author_id, user__isnull=False)
        .select_related("user")
    )
    if not review_round.is_restricted:
        return list(members)
    return [member for member in members if _reads(member, review_round.version)]


def _reads(member: Member, version: Version) -> bool:
    return member.user is not None and may(member.user, "deliverables.view_version", version)


def _officers_of(review_round: ReviewRound, team: SectoralTeam) -> list[SectorOfficer]:
    if review_round.is_restricted:
        raise ValidationError({"teams": _("A restricted version is not sent to sectoral teams.")})
    officers = SectorOfficer.objects.in_force().filter(team=team)
    found = list(officers.select_related("user__member", "contact"))
    if not found:
        raise ValidationError(
            {"teams": _("%(team)s has no officer in force: the secretariat adds one.") % {"team": team.name}}
        )
    return found


def _check_people(review_round: ReviewRound, people: list[Member]) -> None:
    """Named people serve in some group today, and may read the version where it is restricted."""
    serving = set(
        Appointment.objects.in_force().filter(member__in=people).values_list("member_id", flat=True)
    )
    for member in people:
        if member.pk not in serving:
            raise ValidationError(
                {"people": _("%(name)s serves in no group today.") % {"name": member.formal_name}}
            )
        if review_round.is_restricted and not _reads(member, review_round.version):
            raise ValidationError(
                {
                    "people": _("%(name)s may not read this restricted version: grant it first.")
                    % {"name": member.formal_name}
                }
            )


def comments_left(review_round: ReviewRound) -> int:
    """How many comments wait for their disposition; asked anew."""
    return Comment.objects.undisposed().filter(round=review_round).count()
