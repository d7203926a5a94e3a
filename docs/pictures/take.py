"""`make pictures`: screenshots for the docs, of the running demonstration (`make run`).

Reads PORT and VAR_DIR as `make run` does, signs in with the demo accounts, writes PNG files beside
this one: all of them, or those that are named (`python docs/pictures/take.py group board`).
"""

import io
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
BASE = f"http://localhost:{os.environ.get('PORT', '8000')}"
VAR_DIR = Path(os.environ.get("VAR_DIR", "var"))
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Picture:
    name: str
    path: str
    role: str = ""  # a role of demo-accounts.json; empty: a visitor
    width: int = 1280
    height: int = 860
    language: str = "en"
    theme: str = "light"
    opens: tuple[str, ...] = ()  # the links of these texts are followed first
    file: str = ""  # sent on the page, which takes rosters: the picture is of its rows


PICTURES = [
    Picture("front", "/"),
    Picture("front-phone-ms", "/", width=360, height=780, language="ms"),
    Picture("group", "/groups/ai-safety/", role="member"),
    Picture("roster", "/groups/ai-safety/roster/", role="secretariat"),
    Picture(
        "roster-phone-ms", "/groups/ai-safety/roster/", role="member", width=360, height=780, language="ms"
    ),
    Picture("home-member-phone", "/home/", role="member", width=360, height=780),
    Picture("home-chair-dark", "/home/", role="chair", theme="dark"),
    Picture("secretariat-ms", "/secretariat/", role="secretariat", language="ms"),
    Picture("board", "/deliverables/", role="leadership"),
    Picture("meetings", "/meetings/", role="member"),
    Picture(
        "roster-import",
        "/groups/imports/new/",
        role="secretariat",
        height=1100,
        file="tests/spreadsheets/files/roster-as-received.xlsx",
    ),
    Picture(
        "liaison-request",
        "/requests/?q=LR-2026-001",
        role="secretariat",
        height=1000,
        opens=("Register of AI incidents in clinics",),
    ),
    Picture("timeline", "/deliverables/timeline/", role="leadership", height=1420),
    Picture("recommendations", "/recommendations/", role="member"),
    Picture("instrument", "/recommendations/instruments/action-plan-1/", role="member"),
    Picture(
        "thread",
        "/recommendations/instruments/action-plan-1/",
        role="member",
        opens=("Test public-facing AI before it is used", "Thread"),
    ),
    Picture("flow", "/recommendations/flow/", role="leadership", height=1020),
    Picture("flow-dark-ms", "/recommendations/flow/", role="chair", height=1020, language="ms", theme="dark"),
    Picture("mail-to-come", "/secretariat/forecast/", role="secretariat"),
]


def sign_in(browser: Browser, picture: Picture, accounts: dict[str, dict]):
    """A page of a new context in the picture's size, language and theme, signed in as its role."""
    context = browser.new_context(viewport={"width": picture.width, "height": picture.height})
    context.add_cookies(
        [
            {"name": "django_language", "value": picture.language, "url": BASE},
            {"name": "theme", "value": picture.theme, "url": BASE},
        ]
    )
    page = context.new_page()
    if picture.role:
        account = accounts[picture.role]
        page.goto(f"{BASE}/accounts/login/")
        page.fill("input[name=login]", account["email"])
        page.fill("input[name=password]", account["password"])
        page.click("main button[type=submit]")
        page.wait_for_load_state()
    return page


def read_file(page: Page, file: str) -> None:
    """Send a roster, take the columns as guessed, and wait for its rows."""
    page.set_input_files("input[type=file]", HERE.parent.parent / file)
    page.click(".form-actions button[type=submit]")
    page.wait_for_url("**/columns/")
    page.click(".form-actions button[type=submit]")
    page.wait_for_selector(".outcomes")


def give_up(page: Page) -> None:
    """The demonstration is left as it was."""
    page.goto(f"{page.url}abandon/")
    page.click(".form-actions button[type=submit]")
    page.wait_for_load_state()


def keep(screenshot: bytes, name: str) -> None:
    """As a PNG of 256 colours: a page looks the same, at a third of the size."""
    small = Image.open(io.BytesIO(screenshot)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(HERE / f"{name}.png", optimize=True)


def main(*names: str) -> None:
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    accounts = {
        account["role"]: account for account in json.loads((VAR_DIR / "demo-accounts.json").read_text())
    }
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for picture in wanted:
            page = sign_in(browser, picture, accounts)
            answer = page.goto(f"{BASE}{picture.path}")
            if answer is None or not answer.ok:
                raise SystemExit(f"{picture.path}: {answer and answer.status}")
            for name in picture.opens:
                page.get_by_role("link", name=name).first.click()
                page.wait_for_load_state()
            if picture.file:
                read_file(page, picture.file)
            keep(page.screenshot(), picture.name)
            if picture.file:
                give_up(page)
            page.context.close()
            print(picture.name)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
