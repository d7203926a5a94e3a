from django.urls import path

from naio_portal.home.views import front

app_name = "home"
urlpatterns = [
    path("", front.front, name="front"),
    path("home/", front.home, name="home"),
]
