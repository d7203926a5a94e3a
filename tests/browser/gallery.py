"""The portal's URLs and two pages that show every component, for the tests of the frame."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import include, path

from naio_portal.dates import KUALA_LUMPUR
from naio_portal.pagination import paginate


class DraftForm(forms.Form):
    note = forms.CharField(label="Note", required=False)
    is_done = forms.BooleanField(label="Done", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)


class GalleryForm(forms.Form):
    name = forms.CharField(label="Nama penuh", help_text="Seperti dalam MyKad atau pasport.")
    email = forms.EmailField(label="E-mel")
    group = forms.ChoiceField(label="Kumpulan", choices=[("", "—"), ("a", "Tadbir Urus AI")])
    ways = forms.MultipleChoiceField(
        label="Kepakaran", choices=[("a", "Dasar"), ("b", "Etika")], widget=forms.CheckboxSelectMultiple
    )
    origin = forms.ChoiceField(
        label="Asal", choices=[("m", "Malaysia"), ("d", "Diaspora")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Nota", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="Bukti", required=False)
    agree = forms.BooleanField(label="Saya bersetuju")


def gallery_list(request):
    messages.success(request, "Perubahan disimpan.")
    messages.error(request, "Sesuatu tidak kena.")
    return render(
        request,
        "gallery/list.html",
        {"page": paginate(request, [f"Dr. Aminah {n}" for n in range(480)], per_page=6)},
    )


def gallery_detail(request):
    start = dt.datetime(2025, 2, 28, 9, 0, tzinfo=KUALA_LUMPUR)
    form = GalleryForm(request.POST if request.method == "POST" else None)
    return render(
        request, "gallery/detail.html", {"start": start, "end": start + dt.timedelta(hours=3), "form": form}
    )


@login_required
def gallery_draft(request):
    """Says "Saved." and comes back empty, as a form that adds something does."""
    if request.method == "POST":
        messages.success(request, "Saved.")
        return redirect("gallery-draft")
    return render(request, "gallery/draft.html", {"form": DraftForm()})


urlpatterns = [
    path("gallery/draft/", gallery_draft, name="gallery-draft"),
    path("gallery/list/", gallery_list),
    path("gallery/detail/", gallery_detail),
    path("", include("naio_portal.urls")),
]
