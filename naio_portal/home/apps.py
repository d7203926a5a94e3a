from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "naio_portal.home"
    label = "home"
