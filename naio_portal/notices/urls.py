from django.urls import path

from naio_portal.notices.views import preferences

app_name = "notices"
urlpatterns = [
    path("preferences/", preferences.preferences, name="preferences"),
    path("preferences/<str:token>/", preferences.preferences_by_link, name="preferences-by-link"),
]
