from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    label = "members"

    def ready(self) -> None:
        # How the history writes codes of terms and countries.
        from members import selectors  # noqa: F401, PLC0415
