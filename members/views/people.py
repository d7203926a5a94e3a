"""Members: the list, a member's page, and the secretariat's and the person's edit of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.filters import MemberFilters
from members.forms.profiles import MemberForm, NewMemberForm, OwnProfileForm
from members.models import Member
from members.selectors import country_name, service_of, term_names, values_at
from members.services import create_member, update_member
from naio_portal.access import may, require, visible_or_404
from naio_portal.errors import EditConflict
from naio_portal.history import Trail, history_page
from naio_portal.pagination import paginate


def member_list(request: HttpRequest) -> HttpResponse:
    """People, by name, with what they serve in today. Contacts are not here."""
    require(request.user, "members.list_members")
    filters = MemberFilters(request.GET)
    rows = filters.applied_to(Member.objects.visible_to(request.user))
    page = paginate(request, rows.select_related("background", "origin").with_service_today())
    can_create = may(request.user, "members.create_member")
    context = {"page": page, "filters": filters, "can_create": can_create}
    return render(request, "members/member_list.html", context)


def member_detail(request: HttpRequest, reference) -> HttpResponse:
    """One member: service, expertise, biography; contacts for those who may have them."""
    rows = Member.objects.select_related("background", "origin", "user")
    member = visible_or_404(rows, request.user, reference=reference)
    return render(request, "members/member_detail.html", member_context(request, member))


def member_context(request: HttpRequest, member: Member) -> dict:
    """What the page of a member shows to this person; also used for one's own profile."""
    user = request.user
    return {
        "member": member,
        "service": service_of(member),
        "expertise": term_names(member.expertise),
        "country": country_name(member.country),
        "is_own": member.user_id == user.pk,
        "is_profile": False,
        "missing": [],
        "sees_contacts": may(user, "members.view_contacts", member),
        "can_edit": may(user, "members.change_member", member),
        "can_see_history": may(user, "members.view_history", member),
        "can_change_address": may(user, "members.change_address", member),
    }


def member_create(request: HttpRequest) -> HttpResponse:
    """Add a member by hand; rosters come by import."""
    require(request.user, "members.create_member")
    form = NewMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = create_member(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(name)s was added.") % {"name": member.formal_name})
            return redirect(member)
    return render(request, "members/member_create.html", {"form": form})


def member_edit(request: HttpRequest, reference) -> HttpResponse:
    """Change a profile. Two at once: what does not clash is joined, the rest is shown to the second."""
    member = visible_or_404(Member.objects, request.user, reference=reference)
    require(request.user, "members.change_member", member)
    form_class = MemberForm if may(request.user, "members.create_member") else OwnProfileForm
    form = form_class(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid() and save_profile(form, member, request.user):
        messages.success(request, _("The profile was saved."))
        return redirect("members:profile" if member.user_id == request.user.pk else member)
    return render(request, "members/member_edit.html", {"form": form, "member": member})


def save_profile(form: OwnProfileForm, member: Member, by) -> bool:
    """Whether it was saved; if not, the form says why."""
    try:
        update_member(member=member, by=by, version=form.seen_version, **form.values())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    except EditConflict as conflict:
        return join_edits(form, conflict.theirs, by)
    return True


def join_edits(form: OwnProfileForm, theirs: Member, by) -> bool:
    """Save only what this person changed, when the other changed other fields; else show both texts."""
    seen = values_at(theirs, form.seen_version, form.values()) or {}
    mine = {name: value for name, value in form.values().items() if plain(value) != seen.get(name, ...)}
    now = {name: plain(getattr(theirs, name)) for name in mine}
    clashing = [name for name in mine if now[name] != seen.get(name, ...) and now[name] != plain(mine[name])]
    if clashing:
        form.show_conflict(theirs, clashing)
        return False
    update_member(member=theirs, by=by, version=theirs.version, **mine)
    return True


def plain(value):
    """A value as an event keeps it: the key of a related row."""
    return getattr(value, "pk", value)


def member_history(request: HttpRequest, reference) -> HttpResponse:
    """Who changed this profile and this person's appointments."""
    member = visible_or_404(Member.objects, request.user, reference=reference)
    require(request.user, "members.view_history", member)
    appointments = Trail(Member.appointments.rel.related_model, member=member)
    return history_page(
        request,
        "members/member_history.html",
        trails=[member, appointments],
        heading=member.formal_name,
        member=member,
        is_own=member.user_id == request.user.pk,
    )
