"""One browser in the hands of one person after another, each in their own language."""

import re
from collections.abc import Callable

from django.conf import settings as django_settings
from django.utils import translation
from playwright.sync_api import BrowserContext, Locator, Page, expect

from members.models import User


class Persons:
    """Who sits at the browser, and what they do there.

    Texts of the portal are named in English, as in its templates, and looked for in the person's language.
    `page`: of a context whose pages are relative to `address`; `sign_in`: the fixture of that name.
    """

    def __init__(self, page: Page, address: str, sign_in: Callable[[User], None]) -> None:
        self.page, self.address, self.sign_in = page, address, sign_in
        self.language = "en"

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def become(self, user: User | None, path: str, *, language: str) -> None:
        """That person, nobody signed in when None, opens the page of this path."""
        self.language = language
        # A page that is left while its sheets are coming would ask for pictures that the policy refuses.
        self.page.wait_for_load_state()
        self.context.clear_cookies()
        if user:
            self.sign_in(user)
        chosen = {"name": django_settings.LANGUAGE_COOKIE_NAME, "value": language, "url": self.address}
        self.context.add_cookies([chosen])
        self.open(path)

    def open(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    def words(self, text: str) -> str:
        """The text in the person's language."""
        with translation.override(self.language):
            return translation.gettext(text)

    def begins(self, text: str) -> re.Pattern:
        return re.compile(rf"^\s*{re.escape(self.words(text))}", re.IGNORECASE)

    def named(self, role: str, text: str, *, within: str = "main") -> Locator:
        """What has this role and a name that begins so."""
        return self.page.locator(within).get_by_role(role, name=self.begins(text))

    def follow(self, text: str, *, within: str = "main") -> None:
        """One click on the first link of this name: its page is there."""
        link = self.named("link", text, within=within).first
        before = self.page.url
        link.click()
        self.page.wait_for_url(lambda url: url != before)

    def press(self, text: str, *, within: str = "main") -> None:
        """A button: what it sends is answered."""
        with self.page.expect_navigation():
            self.named("button", text, within=within).first.click()

    def field(self, label: str, *, within: str = "main") -> Locator:
        asked = self.page.locator("input, textarea, select")
        return self.page.locator(within).get_by_label(self.begins(label)).and_(asked).first

    def fill(self, label: str, text: str, *, within: str = "main") -> None:
        self.field(label, within=within).fill(text)

    def choose(self, label: str, option: str, *, within: str = "main") -> None:
        """The option of a list that holds this text."""
        chosen = self.field(label, within=within)
        found = chosen.locator("option").filter(has_text=self.words(option)).first
        chosen.select_option(value=found.get_attribute("value"))

    def tick(self, text: str, *, within: str = "main") -> None:
        """A box or one of several choices."""
        self.field(text, within=within).check()

    def reads(self, text: str, *, within: str = "main") -> None:
        """The page says so."""
        expect(self.page.locator(within)).to_contain_text(self.words(text), timeout=30_000)
