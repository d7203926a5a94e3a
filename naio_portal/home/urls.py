from django.urls import path

from naio_portal.home.views import front, homes, preferences

app_name = "home"
urlpatterns = [
    path("", front.front, name="front"),
    path("language/", preferences.set_language, name="language"),
    path("theme/", preferences.set_theme, name="theme"),
    path("home/", homes.home, name="home"),
    path("secretariat/", homes.secretariat, name="secretariat"),
]
