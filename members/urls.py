from django.urls import path

from members.views import addresses, invitations, people, profiles

app_name = "members"
urlpatterns = [
    path("members/", people.member_list, name="member-list"),
    path("members/new/", people.member_create, name="member-create"),
    path("members/me/", profiles.profile, name="profile"),
    path("members/me/settings/", profiles.settings_edit, name="settings"),
    path("members/address/<str:token>/", addresses.address_confirm, name="address-confirm"),
    path("members/<uuid:reference>/", people.member_detail, name="member-detail"),
    path("members/<uuid:reference>/edit/", people.member_edit, name="member-edit"),
    path("members/<uuid:reference>/photo/", profiles.photo, name="photo"),
    path("members/<uuid:reference>/photo/edit/", profiles.photo_edit, name="photo-edit"),
    path("members/<uuid:reference>/listing/", profiles.consent_edit, name="consent-edit"),
    path("members/<uuid:reference>/address/", addresses.address_edit, name="address-edit"),
    path("members/<uuid:reference>/history/", people.member_history, name="member-history"),
    path("secretariat/invitations/", invitations.invitation_list, name="invitation-list"),
    path("secretariat/invitations/send/", invitations.invitation_send, name="invitation-send"),
    path("invitation/<int:pk>/<str:token>/", invitations.invitation_accept, name="invitation-accept"),
]
