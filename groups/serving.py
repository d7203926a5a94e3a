"""Who serves where today: what every right in a group derives from."""

from django.apps import apps

from groups.enums import CHAIR_ROLES, Role


def roles_of(user) -> dict[int, str]:
    """Group id -> role of this person's appointments in force today. One query a request.

    An appointment that ended yesterday opens nothing today: nothing of this is kept beyond `user`,
    which lives as long as the request.
    """
    if not user.is_authenticated or not user.is_active:
        return {}
    if not hasattr(user, "_roles_in_force"):
        user._roles_in_force = dict(
            apps.get_model("groups.Appointment")
            .objects.in_force()
            .filter(member__user=user)
            .values_list("group_id", "role")
        )
    return user._roles_in_force


def keep_rights(user, roles: dict[int, str], teams: set[int]) -> None:
    """Roles and teams of this person as known, so that nothing is looked up."""
    user._roles_in_force, user._teams_in_force = roles, teams


def appointed_groups_of(user) -> list:
    """The groups this person serves in today, in their order: with `roles_of`, which asks no more, one
    query."""
    in_force = apps.get_model("groups.Appointment").objects.in_force().filter(member__user=user)
    own = list(in_force.select_related("group").order_by("group__position", "group__code"))
    user._roles_in_force = {appointment.group_id: appointment.role for appointment in own}
    return list({appointment.group_id: appointment.group for appointment in own}.values())


def groups_of(user) -> set[int]:
    """Ids of the groups this person serves in today."""
    return set(roles_of(user))


def chaired_groups_of(user) -> set[int]:
    """Ids of the groups this person chairs or co-chairs today."""
    return {group for group, role in roles_of(user).items() if role in CHAIR_ROLES}


def run_groups_of(user) -> set[int]:
    """Ids of the groups whose work this person runs today: chair, co-chair, rapporteur."""
    return {group for group, role in roles_of(user).items() if role in (*CHAIR_ROLES, Role.RAPPORTEUR)}


def has_role(user, group_id: int, roles: tuple[Role, ...]) -> bool:
    """Whether the person serves in that group today in one of those roles."""
    return roles_of(user).get(group_id) in roles


def is_insider(user) -> bool:
    """Serves in some group today, or has a staff role: sees what is not public. A former member and a
    sector officer see what a visitor sees."""
    return user.is_authenticated and (user.has_staff_role or bool(roles_of(user)))


def sees_everything(user) -> bool:
    """Secretariat and administrators."""
    return user.is_authenticated and (user.is_secretariat or user.is_administrator)


def teams_of(user) -> set[int]:
    """Ids of the sectoral teams whose officer this person is today. One query a request, none for people
    whose portal role is another."""
    if not user.is_authenticated or not user.is_sector_officer:
        return set()
    if not hasattr(user, "_teams_in_force"):
        officers = apps.get_model("groups.SectorOfficer").objects.in_force()
        user._teams_in_force = set(officers.filter(user=user).values_list("team_id", flat=True))
    return user._teams_in_force
