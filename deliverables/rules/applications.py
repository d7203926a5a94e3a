"""Who reads and reports applications in the real world; the object is a SectorApplication."""

import rules

from deliverables.rules.plans import chairs_any, insider, is_secretariat, sees_deliverable
from groups.serving import is_insider, sees_everything, teams_of


@rules.predicate
def is_officer_of(user, team) -> bool:
    """Officer today of that SectoralTeam; of any team when none is given."""
    teams = teams_of(user)
    return bool(teams) if team is None else team.pk in teams


@rules.predicate
def is_team_officer(user, application) -> bool:
    """Officer today of the team that reported the application."""
    return application.team_id in teams_of(user)


@rules.predicate
def sees_application(user, application) -> bool:
    """The same as `SectorApplicationQuerySet.visible_to`, for one row."""
    if sees_everything(user) or application.team_id in teams_of(user):
        return True
    return is_insider(user) and sees_deliverable(user, application.deliverable)


rules.add_perm("deliverables.view_sectorapplication", sees_application)
rules.add_perm("deliverables.list_applications", insider | is_officer_of)
rules.add_perm("deliverables.export_applications", chairs_any | is_secretariat)
# `thing`: a SectoralTeam, or None for whatever teams the person may report for.
rules.add_perm("deliverables.create_application", is_officer_of | is_secretariat)
rules.add_perm("deliverables.update_application", is_team_officer | is_secretariat)
rules.add_perm("deliverables.remove_application", is_secretariat)
