"""One's own profile: what it shows, photo, consent, language and zone."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.forms.profiles import PhotoForm, SettingsForm
from members.models import Member
from members.services import remove_photo, set_language, set_listing_consent, set_photo, set_time_zone
from members.services.photos import MEDIA_TYPE
from members.views.people import member_context
from naio_portal.access import require, visible_or_404


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """One's own page: as others see it, with contacts, and the way to change each part."""
    rows = Member.objects.select_related("background", "origin", "user")
    member = rows.filter(user=request.user).first()
    if member is None:
        return render(request, "members/profile_staff.html")
    context = member_context(request, member)
    missing = [
        label
        for label, value in (
            (_("photo"), member.photo),
            (_("short biography"), member.biography),
            (_("domains of expertise"), member.expertise),
            (_("telephone"), member.phone),
            (_("time zone"), member.time_zone or member.country == "MY"),
        )
        if not value
    ]
    return render(request, "members/member_detail.html", {**context, "missing": missing, "is_profile": True})


@login_required
def settings_edit(request: HttpRequest) -> HttpResponse:
    """Language and time zone of one's pages and mail."""
    user = request.user
    require(user, "members.change_settings")
    initial = {"language": user.language, "time_zone": user.time_zone}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_language(user=user, language=form.cleaned_data["language"], by=user)
        set_time_zone(user=user, time_zone=form.cleaned_data["time_zone"], by=user)
        messages.success(request, _("Language and time zone were saved."))
        response = redirect("members:profile")
        # The switch in the frame keeps its choice in a cookie: the newer choice wins.
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    return render(request, "members/settings_edit.html", {"form": form})


def photo(request: HttpRequest, reference) -> HttpResponse:
    """The photo itself, drawn anew when it came in: to those who may see the member, kept an hour."""
    member = visible_or_404(Member.objects, request.user, reference=reference)
    if not member.photo:
        raise Http404
    try:
        file = member.photo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def photo_edit(request: HttpRequest, reference) -> HttpResponse:
    """Set or remove the photo."""
    member = visible_or_404(Member.objects, request.user, reference=reference)
    require(request.user, "members.change_photo", member)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and "remove" in request.POST:
        remove_photo(member=member, by=request.user)
        messages.success(request, _("The photo was removed."))
        return redirect(back_to(member, request))
    if request.method == "POST" and form.is_valid():
        try:
            set_photo(member=member, upload=form.cleaned_data["photo"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The photo was saved."))
            return redirect(back_to(member, request))
    return render(request, "members/photo_edit.html", {"form": form, "member": member})


@require_POST
def consent_edit(request: HttpRequest, reference) -> HttpResponse:
    """Agree to public listing, or no longer."""
    member = visible_or_404(Member.objects, request.user, reference=reference)
    consents = request.POST.get("consents") == "yes"
    set_listing_consent(member=member, consents=consents, by=request.user)
    messages.success(
        request,
        _("Visitors now see the name and organisation.")
        if consents
        else _("Visitors no longer see the name and organisation."),
    )
    return redirect(back_to(member, request))


def back_to(member: Member, request: HttpRequest):
    """One's own profile, or the member's page."""
    return "members:profile" if member.user_id == request.user.pk else member
