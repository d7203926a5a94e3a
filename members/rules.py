"""Who may do what to people. Registered once; the permission table is held against these."""

import rules

from members.models import Member, User
from naio_portal.history import guard_fields


@rules.predicate
def is_secretary(user) -> bool:
    """Secretariat or administrator: runs rosters and profiles."""
    return user.is_authenticated and (user.is_secretariat or user.is_administrator)


@rules.predicate
def is_self(user, member: Member | None) -> bool:
    return (
        member is not None
        and user.is_authenticated
        and user.is_active
        and member.user_id is not None
        and member.user_id == user.pk
    )


@rules.predicate
def chairs_a_group_of(user, member: Member | None) -> bool:
    """Chairs or co-chairs today a group in which the member serves today."""
    if member is None or not user.is_authenticated or not user.is_active:
        return False
    in_force = Member.appointments.rel.related_model.objects.in_force()
    chaired = in_force.chairs().filter(member__user=user)
    return in_force.filter(member=member, group__in=chaired.values("group")).exists()


@rules.predicate
def sees_member(user, member: Member | None) -> bool:
    """As `Member.objects.visible_to`, said once more for one row: a test holds them together."""
    if member is None or not user.is_authenticated or not user.is_active:
        return False
    in_force = Member.appointments.rel.related_model.objects.in_force()
    return (
        user.has_staff_role or member.user_id == user.pk or in_force.filter(member__user_id=user.pk).exists()
    )


def may_change_address(by: User, user: User | None, member: Member | None) -> bool:
    """The person; an administrator; the secretariat, except for accounts with a staff role: whoever
    sets a sign-in's address can take the account over."""
    if not by.is_active:
        return False
    if user is not None and by.pk == user.pk:
        return True
    if user is not None and user.has_staff_role:
        return by.is_administrator
    return by.is_administrator or (by.is_secretariat and (member is not None or user is None))


@rules.predicate
def may_change_address_of(user, member: Member | None) -> bool:
    return user.is_authenticated and member is not None and may_change_address(user, member.user, member)


@rules.predicate
def is_signed_in(user) -> bool:
    return user.is_authenticated and user.is_active


@rules.predicate
def works_here(user) -> bool:
    """Serves in some group today or has a staff role: may look people up."""
    if not user.is_authenticated or not user.is_active:
        return False
    in_force = Member.appointments.rel.related_model.objects.in_force()
    return user.has_staff_role or in_force.filter(member__user_id=user.pk).exists()


@rules.predicate
def is_leadership(user) -> bool:
    return user.is_authenticated and user.is_leadership


@rules.predicate
def is_administrator(user) -> bool:
    return user.is_authenticated and user.is_administrator


rules.add_perm("members.view_member", sees_member)
rules.add_perm("members.list_members", works_here)
rules.add_perm("members.view_contacts", is_secretary | is_self | chairs_a_group_of)
rules.add_perm("members.view_history", is_secretary | is_self | is_leadership)
rules.add_perm("members.create_member", is_secretary)
rules.add_perm("members.change_member", is_self | is_secretary)
rules.add_perm("members.change_photo", is_self | is_secretary)
rules.add_perm("members.change_consent", is_self | is_secretary)
rules.add_perm("members.change_address", may_change_address_of)
rules.add_perm("members.change_settings", is_signed_in)
rules.add_perm("members.invite_member", is_secretary)
rules.add_perm("members.manage_accounts", is_administrator)

guard_fields("members.Member", ("email", "phone", "gender"), "members.view_contacts")
