from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    label = "members"

    def ready(self) -> None:
        # How the history writes codes of terms and countries; what allauth tells by signal.
        from members import receivers, selectors  # noqa: F401, PLC0415
