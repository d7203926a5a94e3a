"""The frame of every page: both themes, telephones, keyboard, without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import assert_accessible, assert_fits, focused, press_until
from tests.factories.members import UserFactory
from tests.markup import assert_valid_html

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/gallery/list/", "/gallery/list/?page=3&sort=-name", "/gallery/detail/"]
VISITORS = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/signup/",
    "/there-is-nothing-here/",
]


@pytest.mark.parametrize("path", PAGES)
def test_components_are_accessible_and_fit(browser_page, gallery, path):
    browser_page.goto(path)
    assert_accessible(browser_page)
    assert_fits(browser_page)
    assert_valid_html(browser_page.request.get(path).text())


def test_form_with_errors_is_accessible_and_names_each(browser_page, gallery, in_language):
    in_language("en")
    browser_page.goto("/gallery/detail/")
    browser_page.evaluate("document.querySelectorAll('form').forEach((form) => (form.noValidate = true))")
    browser_page.get_by_role("button", name="Simpan").click()

    summary = browser_page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    assert summary.get_by_role("link").count() == 6
    for link in summary.get_by_role("link").all():
        assert browser_page.locator(link.get_attribute("href")).count() == 1
    described = browser_page.get_by_label("Nama penuh").get_attribute("aria-describedby")
    for part in described.split():
        assert browser_page.locator(f"#{part}").count() == 1
    assert_accessible(browser_page)
    assert_fits(browser_page)


@pytest.mark.parametrize("path", VISITORS)
def test_pages_for_visitors_are_accessible_and_fit(browser_page, path):
    browser_page.goto(path)
    assert_accessible(browser_page)
    assert_fits(browser_page)


@pytest.mark.parametrize("role", [{}, {"secretariat": True}, {"administrator": True}])
def test_menus_of_the_signed_in_are_accessible(browser_page, sign_in, gallery, in_language, role):
    in_language("en")
    sign_in(UserFactory(**role))
    browser_page.goto("/gallery/list/")
    browser_page.get_by_role("button", name="Account").click()
    expect(browser_page.get_by_role("button", name="Sign out")).to_be_visible()
    assert_accessible(browser_page, within="header")


def test_menu_opens_on_a_telephone(browser_page, gallery, sign_in, in_language):
    in_language("en")
    sign_in(UserFactory(secretariat=True))
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.goto("/gallery/list/")
    expect(browser_page.get_by_role("button", name="Account")).to_be_hidden()

    browser_page.get_by_role("button", name="Menu").click()
    browser_page.locator("#places.show").wait_for()
    browser_page.get_by_role("button", name="Account").click()

    expect(browser_page.get_by_role("button", name="Sign out")).to_be_visible()
    browser_page.wait_for_timeout(400)
    assert_accessible(browser_page)
    assert browser_page.evaluate("document.documentElement.scrollWidth") == 360


def test_first_tab_skips_to_the_content(browser_page, gallery, in_language):
    in_language("en")
    browser_page.goto("/gallery/list/")
    browser_page.keyboard.press("Tab")
    assert focused(browser_page) == "Skip to the main content"
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "main"


def test_language_switch_stays_on_the_page_and_is_kept(browser_page, gallery, in_language, sign_in):
    user = UserFactory(language="ms")
    sign_in(user)
    browser_page.goto("/gallery/list/?page=2")
    assert browser_page.locator("html").get_attribute("lang") == "ms"

    browser_page.get_by_role("button", name="EN").click()

    assert browser_page.url.endswith("/gallery/list/?page=2")
    assert browser_page.locator("html").get_attribute("lang") == "en"
    user.refresh_from_db()
    assert user.language == "en"


def test_theme_switch_keeps_what_was_typed_and_is_kept(browser_page, gallery, in_language):
    in_language("en")
    browser_page.goto("/gallery/detail/")
    browser_page.get_by_label("Nama penuh").fill("Aminah")

    with browser_page.expect_response("**/theme/"):
        browser_page.get_by_role("button", name="Dark colours").click()

    expect(browser_page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(browser_page.get_by_label("Nama penuh")).to_have_value("Aminah")
    expect(browser_page.get_by_role("button", name="Light colours")).to_be_focused()
    assert 'data-bs-theme="dark"' in browser_page.request.get("/gallery/list/").text()


def test_frame_works_without_scripts(chromium, live_server, gallery, client):
    user = UserFactory(language="en", secretariat=True)
    client.force_login(user)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/gallery/list/")

    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.get_by_role("button", name="BM").click()
    expect(page.locator("html")).to_have_attribute("lang", "ms")
    context.close()


def test_no_icon_of_bootstrap_is_a_data_address(browser_page, gallery):
    """The content policy refuses them; browser_page fails on its complaints."""
    browser_page.goto("/gallery/detail/")
    browser_page.get_by_label("Dasar").check()
    browser_page.get_by_label("Malaysia", exact=True).check()
    used = browser_page.evaluate(
        """() => [...document.querySelectorAll("*")]
            .map((element) => getComputedStyle(element).backgroundImage)
            .filter((image) => image.includes("data:"))"""
    )
    assert used == []


def test_sort_and_pages_are_reached_by_keyboard(browser_page, gallery, in_language):
    in_language("en")
    browser_page.goto("/gallery/list/")
    press_until(browser_page, "Organisasi")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/gallery/list/?sort=org")
    assert browser_page.locator("th[aria-sort=ascending]").inner_text() == "Organisasi"
    press_until(browser_page, "Next page", most=80)
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/gallery/list/?sort=org&page=2")


def test_paper_is_light_in_the_dark_theme_too(browser_page, gallery):
    browser_page.goto("/gallery/detail/")
    browser_page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    heading = browser_page.locator("h1")
    expect(heading).to_have_css("color", "rgb(255, 255, 255)")

    browser_page.emulate_media(media="print")

    expect(heading).to_have_css("color", "rgb(24, 24, 27)")


def test_links_to_lists_are_not_printed(browser_page, gallery):
    browser_page.goto("/gallery/list/")
    link = browser_page.locator(".section-head a")
    expect(link).to_be_visible()

    browser_page.emulate_media(media="print")

    expect(link).to_be_hidden()
