import pytest
from django.conf import settings as django_settings


@pytest.fixture
def gallery(settings):
    """The portal's routes and pages that show every component (tests/browser/gallery.py)."""
    settings.ROOT_URLCONF = "tests.browser.gallery"
    engine = dict(django_settings.TEMPLATES[0])
    engine["DIRS"] = [*engine["DIRS"], django_settings.BASE_DIR / "tests" / "browser" / "templates"]
    settings.TEMPLATES = [engine]


@pytest.fixture
def in_language(browser_context, live_server):
    """Choose the language of the browser's pages: `in_language("en")`."""

    def in_language(language: str) -> None:
        browser_context.add_cookies(
            [{"name": django_settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
        )

    return in_language
