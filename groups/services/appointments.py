"""Who serves where, from when to when: dated facts that are never overwritten.

Each service locks the group's row first, then the appointment's: of two people who appoint at once the
second waits, then sees what the first did and gets a sentence that names it. The exclusion constraints
of the database stand behind that for every other way in. Days are Kuala Lumpur's, both ends included.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groups.enums import AppointmentState, EndReason, Role
from groups.models import Appointment, WorkingGroup
from groups.workflow import APPOINTMENT
from members.services import create_member
from naio_portal.access import require
from naio_portal.dates import format_date, kl_today
from naio_portal.errors import DomainError, IllegalMove

# Reasons that tell nothing without a note.
REASONS_WITH_NOTE = (EndReason.OTHER, EndReason.REMOVED)
CORRECTABLE = ("role", "start_on", "end_on", "instrument", "precedence")


def appoint_member(
    *,
    member,
    group: WorkingGroup,
    role: str,
    start_on: dt.date,
    end_on: dt.date | None = None,
    instrument: str = "",
    precedence: int | None = None,
    is_proposal: bool = False,
    by,
) -> Appointment:
    """Appoint a member to a group, or propose it (`is_proposal`): a proposal opens nothing.

    Raises NotAllowed; ValidationError by field when the dates are in the wrong order, the person already
    serves in the group on some of these days, or the group has another chair on some of them.
    """
    require(by, "groups.appoint_member", group)
    with transaction.atomic():
        lock_group(group.pk)
        appointment = Appointment(
            member=member,
            group=group,
            role=role,
            start_on=start_on,
            end_on=end_on,
            instrument=instrument,
            precedence=precedence,
            state=AppointmentState.PROPOSED if is_proposal else AppointmentState.CONFIRMED,
        )
        return save_checked(appointment)


def appoint_new_member(*, person: dict, by, **terms) -> Appointment:
    """Make a member and appoint them, both or neither. `person`: facts for `members.services.create_member`;
    `terms`: as `appoint_member`. Raises NotAllowed, ValidationError by field."""
    require(by, "groups.appoint_member", terms["group"])
    with transaction.atomic():
        return appoint_member(member=create_member(by=by, **person), by=by, **terms)


def confirm_appointment(*, appointment: Appointment, instrument: str = "", by) -> Appointment:
    """A proposed appointment takes effect on its days. `instrument`: the letter, when it has come.

    Raises NotAllowed, IllegalMove unless proposed, ValidationError as `appoint_member`.
    """
    require(by, "groups.confirm_appointment", appointment)
    with transaction.atomic():
        appointment = locked(appointment)
        APPOINTMENT.check(appointment.state, AppointmentState.CONFIRMED)
        appointment.state = AppointmentState.CONFIRMED
        appointment.instrument = instrument or appointment.instrument
        return save_checked(appointment)


def revoke_appointment(*, appointment: Appointment, reason: str, note: str = "", by) -> Appointment:
    """Take back an appointment that never took effect; one that did, only as a correction of the record.

    `reason`: an EndReason. Raises NotAllowed, IllegalMove when revoked already, DomainError when the
    person has served: that one is ended, not revoked.
    """
    require(by, "groups.revoke_appointment", appointment)
    with transaction.atomic():
        appointment = locked(appointment)
        APPOINTMENT.check(appointment.state, AppointmentState.REVOKED)
        has_served = appointment.state == AppointmentState.CONFIRMED and appointment.start_on <= kl_today()
        if has_served and reason != EndReason.CORRECTION:
            raise DomainError(
                _("%(name)s has served since %(day)s: end the appointment, or revoke it as a correction.")
                % {"name": appointment.member, "day": format_date(appointment.start_on)}
            )
        check_reason(reason, note)
        appointment.state = AppointmentState.REVOKED
        appointment.end_reason, appointment.end_note = reason, note
        return save_checked(appointment)


def end_appointment(
    *, appointment: Appointment, end_on: dt.date, reason: str, note: str = "", by
) -> Appointment:
    """Set the last day served (that day included): today, later, or a past day that was not recorded.

    Never later than the last day already set (who serves longer is appointed anew) and never moves the
    end of what has ended (that is a correction). Raises NotAllowed, IllegalMove unless confirmed,
    ValidationError by field.
    """
    require(by, "groups.end_appointment", appointment)
    with transaction.atomic():
        appointment = locked(appointment)
        if appointment.state != AppointmentState.CONFIRMED:
            raise IllegalMove(_("Only a confirmed appointment can be ended."))
        if appointment.end_on and appointment.end_on < kl_today():
            raise DomainError(
                _("This appointment ended on %(day)s. To change that, correct the record.")
                % {"day": format_date(appointment.end_on)}
            )
        check_reason(reason, note)
        if appointment.end_on and end_on > appointment.end_on:
            raise ValidationError(
                {
                    "end_on": _(
                        "It ends on %(day)s already. To serve longer, the person is appointed anew "
                        "from the day after."
                    )
                    % {"day": format_date(appointment.end_on)}
                }
            )
        appointment.end_on, appointment.end_reason, appointment.end_note = end_on, reason, note
        return save_checked(appointment)


def change_role(
    *,
    appointment: Appointment,
    role: str,
    from_on: dt.date,
    instrument: str = "",
    precedence: int | None = None,
    note: str = "",
    by,
) -> Appointment:
    """From `from_on` the person serves in another role, up to the same last day: the appointment ends the
    day before, another begins. Both or neither.

    Returns the new appointment. Raises NotAllowed, IllegalMove unless confirmed, ValidationError by field:
    the same role, or a day outside the appointment (on its first day it is a correction).
    """
    require(by, "groups.change_role", appointment)
    with transaction.atomic():
        old = locked(appointment)
        if old.state != AppointmentState.CONFIRMED:
            raise IllegalMove(_("Only a confirmed appointment can change its role."))
        check_change(old, role, from_on)
        last_day, reason, end_note = old.end_on, old.end_reason, old.end_note
        old.end_on = from_on - dt.timedelta(days=1)
        old.end_reason, old.end_note = EndReason.ROLE_CHANGE, note
        save_checked(old)
        return save_checked(
            Appointment(
                member=old.member,
                group=old.group,
                role=role,
                start_on=from_on,
                end_on=last_day,
                end_reason=reason,
                end_note=end_note,
                instrument=instrument,
                precedence=precedence,
                state=AppointmentState.CONFIRMED,
            )
        )


def correct_appointment(*, appointment: Appointment, note: str = "", by, **right) -> Appointment:
    """The record was wrong from the start: it is revoked as a correction and recorded again as `right`.

    `right`: any of role, start_on, end_on, instrument, precedence; what is left out stays as it was. The
    wrong record and its reason stay readable. Returns the right appointment. Raises NotAllowed,
    IllegalMove when revoked, ValidationError as `appoint_member` or when nothing differs.
    """
    require(by, "groups.correct_appointment", appointment)
    if unknown := set(right) - set(CORRECTABLE):
        raise TypeError(f"cannot correct {', '.join(sorted(unknown))}")
    with transaction.atomic():
        wrong = locked(appointment)
        APPOINTMENT.check(wrong.state, AppointmentState.REVOKED)
        if all(getattr(wrong, name) == value for name, value in right.items()):
            raise ValidationError(_("Nothing differs from the record."))
        corrected = Appointment(
            member=wrong.member,
            group=wrong.group,
            state=wrong.state,
            end_reason=wrong.end_reason,
            end_note=wrong.end_note,
            **({name: getattr(wrong, name) for name in CORRECTABLE} | right),
        )
        if corrected.end_on is None:
            corrected.end_reason = corrected.end_note = ""
        wrong.state = AppointmentState.REVOKED
        wrong.end_reason, wrong.end_note = EndReason.CORRECTION, note
        save_checked(wrong)
        return save_checked(corrected)


def set_precedence(*, appointment: Appointment, precedence: int | None, by) -> Appointment:
    """Set the place among people of the same role: smaller comes first, None after all numbers.

    Raises NotAllowed, ValidationError.
    """
    require(by, "groups.set_precedence", appointment)
    with transaction.atomic():
        appointment = locked(appointment)
        appointment.precedence = precedence
        return save_checked(appointment)


def lock_group(group_id: int) -> WorkingGroup:
    """The group's row, locked until the transaction ends; rows that only refer to it are not held up."""
    return WorkingGroup.objects.select_for_update(no_key=True).get(pk=group_id)


def locked(appointment: Appointment) -> Appointment:
    """The appointment as it stands now, locked after its group."""
    lock_group(appointment.group_id)
    return (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("member", "group")
        .get(pk=appointment.pk)
    )


def save_checked(appointment: Appointment) -> Appointment:
    """Write it when its dates, its person's other appointments and the chair allow it.

    Raises ValidationError by field; also when another way in than these services was quicker.
    """
    appointment.clean_fields()
    appointment.clean()
    if appointment.state == AppointmentState.CONFIRMED:
        check_clashes(appointment)
    try:
        with transaction.atomic():
            appointment.save()
    except IntegrityError as error:
        check_clashes(appointment)
        raise ValidationError(_("Somebody else changed this roster just now. Look again.")) from error
    return appointment


def check_clashes(appointment: Appointment) -> None:
    """Raise ValidationError naming the appointment that stands in the way: of the same person in the
    group, or of another chair, on any of the same days."""
    same_days = (
        Appointment.objects.overlapping(appointment.start_on, appointment.end_on)
        .filter(group=appointment.group_id)
        .exclude(pk=appointment.pk)
        .select_related("member")
        .order_by("start_on")
    )
    if other := same_days.filter(member=appointment.member_id).first():
        raise ValidationError(
            {
                "start_on": _("%(name)s serves in this group already: %(role)s, %(days)s.")
                % {"name": other.member, "role": other.get_role_display(), "days": days_text(other)}
            }
        )
    if appointment.role == Role.CHAIR and (other := same_days.filter(role=Role.CHAIR).first()):
        raise ValidationError(
            {
                "role": _("The group has a chair on some of these days: %(name)s, %(days)s.")
                % {"name": other.member, "days": days_text(other)}
            }
        )


def check_change(old: Appointment, role: str, from_on: dt.date) -> None:
    """Raise ValidationError by field unless `role` can begin on `from_on` in place of `old`."""
    if role == old.role:
        raise ValidationError({"role": _("This is the role already.")})
    if from_on <= old.start_on:
        raise ValidationError(
            {
                "from_on": _(
                    "The appointment begins on %(day)s: a change comes after that day. If the role was "
                    "wrong from the start, correct the record."
                )
                % {"day": format_date(old.start_on)}
            }
        )
    if old.end_on and from_on > old.end_on:
        raise ValidationError(
            {
                "from_on": _("The appointment ends on %(day)s: appoint the person anew from then on.")
                % {"day": format_date(old.end_on)}
            }
        )


def check_reason(reason: str, note: str) -> None:
    """Raise ValidationError by field: a reason is needed, and a note where the reason tells nothing."""
    if reason not in EndReason.values:
        raise ValidationError({"reason": _("Say why.")})
    if reason in REASONS_WITH_NOTE and not note.strip():
        raise ValidationError({"note": _("Say in a few words why.")})


def days_text(appointment: Appointment) -> str:
    """`28 February 2025 to 27 February 2027`, or `from 28 February 2025`."""
    start = format_date(appointment.start_on)
    if appointment.end_on is None:
        return _("from %(start)s") % {"start": start}
    return _("%(start)s to %(end)s") % {"start": start, "end": format_date(appointment.end_on)}
