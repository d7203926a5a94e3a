from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "naio_portal.notices"
    label = "notices"
