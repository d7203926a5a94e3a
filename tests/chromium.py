"""The Chromium of this machine, for tests and for the pictures of the docs."""

import os
import shutil

# The first that is there. With Debian's without a window the tests take a quarter less processor time.
# tests/install_chromium.sh looks for the same.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    """That which CHROMIUM names, else the first of NAMES that is there; None without any."""
    wanted = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [wanted] if wanted else NAMES)), None)
