"""What every page must pass in the browser."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = {
    "light": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # The same page in other colours: what depends on them.
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


def assert_accessible(page: Page, *, within: str = "html") -> None:
    """axe finds nothing on the page as it stands, in the light theme and in the dark one.

    `within`: a selector, where an open menu lies over the rest.
    """
    # A colour on its way to another would be measured in between.
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(f"{AXE};0")
    root = "document.documentElement.dataset.bsTheme"
    chosen = page.evaluate(root)
    found = []
    for theme, rules in RULES.items():
        page.evaluate(f"{root} = '{theme}'")
        result = page.evaluate(
            "([within, options]) => axe.run(within, options)",
            [within, {"runOnly": rules, "resultTypes": ["violations"], "preload": False}],
        )
        found += [
            (theme, violation["id"], node["html"][:200], node["failureSummary"])
            for violation in result["violations"]
            for node in violation["nodes"]
        ]
    page.evaluate(f"{root} = '{chosen}'")
    assert found == [], found


def assert_fits(page: Page, width: int = 360) -> None:
    """Nothing is wider than a telephone: no scrolling sideways at `width` pixels."""
    size = page.viewport_size or {"width": 1280, "height": 800}
    page.set_viewport_size({"width": width, "height": 740})
    scroll_width = page.evaluate("document.documentElement.scrollWidth")
    wide = page.evaluate(
        """width => [...document.querySelectorAll("body *")]
            .filter((element) => element.getBoundingClientRect().right > width + 1)
            .slice(0, 5).map((element) => element.outerHTML.slice(0, 120))""",
        width,
    )
    page.set_viewport_size(size)
    assert scroll_width <= width, wide


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
