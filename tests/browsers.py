"""Where the system's Chromium is, and how it is started."""

import os
import shutil

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


def chromium() -> str:
    """Return the path of Chromium, or nothing where there is none."""
    named = os.environ.get("PORTAIL_TEST_CHROMIUM", "")
    return named or shutil.which("chromium") or shutil.which("google-chrome") or ""
