from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    name = "naio_portal.notices"
    label = "notices"

    def ready(self) -> None:
        # Each app registers its message kinds in `mail.py`, its dates to remind of in `reminders.py`.
        autodiscover_modules("mail", "reminders")
