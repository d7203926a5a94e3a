"""Who reads and writes in review rounds; the object is a ReviewRound, where nothing else is said."""

import rules

from deliverables.models import Comment
from deliverables.rules.plans import is_person, is_rapporteur, owns, runs_plan, sees_version
from groups.serving import is_insider, roles_of


@rules.predicate
def is_reviewer(user, review_round) -> bool:
    """Asked to comment in it."""
    return review_round.reviewers.of_person(user).exists()


@rules.predicate
def sees_round(user, review_round) -> bool:
    """The same as `ReviewRoundQuerySet.visible_to`, for one row."""
    if is_insider(user) and sees_version(user, review_round.version):
        return True
    if review_round.is_restricted:
        return False
    asked = review_round.reviewers.of_person(user).opened().filter(officer__isnull=False)
    return asked.exists()


@rules.predicate
def sees_comment(user, comment) -> bool:
    return sees_round(user, comment.round)


@rules.predicate
def edits_round(user, review_round) -> bool:
    """Its editor, serving in the group today."""
    serves = review_round.deliverable.group_id in roles_of(user)
    return serves and is_person(user, review_round.editor)


@rules.predicate
def wrote_comment(user, comment: Comment) -> bool:
    """Wrote it, and is asked in its round still."""
    return comment.author_id == user.pk and is_reviewer(user, comment.round)


@rules.predicate
def reads_round_notes(user, review_round) -> bool:
    """Who was asked, the table and the history: who sees it, but not the sectoral teams."""
    return is_insider(user) and sees_round(user, review_round)


# Who may ask for comments on a version, and change the terms of that.
calls_round = owns | is_rapporteur | runs_plan

rules.add_perm("deliverables.view_reviewround", sees_round)
rules.add_perm("deliverables.view_comment", sees_comment)
rules.add_perm("deliverables.view_round_notes", reads_round_notes)
rules.add_perm("deliverables.export_round", reads_round_notes)
# `thing`: a Version.
rules.add_perm("deliverables.call_round", calls_round & sees_version)
rules.add_perm("deliverables.invite_reviewers", calls_round & sees_round)
rules.add_perm("deliverables.reschedule_round", calls_round & sees_round)
rules.add_perm("deliverables.cancel_round", calls_round & sees_round)
rules.add_perm("deliverables.comment_round", is_reviewer & sees_round)
rules.add_perm("deliverables.answer_comment", (is_reviewer | edits_round | calls_round) & sees_round)
# `thing`: a Comment.
rules.add_perm("deliverables.update_comment", wrote_comment & sees_comment)
rules.add_perm("deliverables.withdraw_comment", wrote_comment & sees_comment)
rules.add_perm("deliverables.dispose_comment", (edits_round | runs_plan) & sees_round)
