"""What every page must pass in the browser."""

from pathlib import Path

from playwright.sync_api import Page

# In each page from its beginning: the fixture browser_context.
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
ASK_AXE = (Path(__file__).parent / "ask_axe.js").read_text()


def assert_accessible(page: Page, *, within: str = "html") -> None:
    """axe finds nothing on the page as it stands, in the light theme and in the dark one.

    The dark page is the same page in other colours: only what depends on them is asked again.
    `within`: a selector, where an open menu lies over the rest.
    """
    # A colour on its way to another would be measured in between.
    page.emulate_media(reduced_motion="reduce")
    found = page.evaluate(ASK_AXE, {"within": within, "tags": TAGS, "colours": COLOURS})
    assert found == [], found


def assert_fits(page: Page, width: int = 360) -> None:
    """Nothing is wider than a telephone: no scrolling sideways at `width` pixels."""
    size = page.viewport_size or {"width": 1280, "height": 800}
    page.set_viewport_size({"width": width, "height": 740})
    wide = page.evaluate(
        """width => document.documentElement.scrollWidth > width && [...document.querySelectorAll("body *")]
            .filter((element) => element.getBoundingClientRect().right > width + 1)
            .slice(0, 5).map((element) => element.outerHTML.slice(0, 120))""",
        width,
    )
    page.set_viewport_size(size)
    assert wide is False, wide


def focused(page: Page) -> str:
    """What has the focus, as a person would name it: its text, label or name."""
    return page.evaluate(
        """() => {
            const element = document.activeElement;
            const label =
                element.labels?.[0]?.innerText ?? element.getAttribute("aria-label") ?? element.innerText;
            return (label || element.name || element.tagName).replace(/\\s+/g, " ").trim();
        }"""
    )


def press_until(page: Page, name: str, *, most: int = 40) -> None:
    """Tab on until `name` has the focus. Fails when it cannot be reached."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"“{name}” is not reached by Tab: {passed}")
