"""A portal that is built and served, and browsers of two widths."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench import server
from tests.browsers import FLAGS, chromium

PASSWORD = "Bienvenue-2026"
GUIDE_CLOCK = "2023-04-05T15:39"
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not chromium():
        pytest.skip("browser: install Chromium, or set PORTAIL_TEST_CHROMIUM to its path")
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def built() -> None:
    """The front end, built from these sources."""
    command = [sys.executable, "-m", "portail", "build"]
    subprocess.run(command, check=True, env=server.plain_environment())


@pytest.fixture
def portal(browser: Browser, built: None, tmp_path: Path) -> Iterator[str]:
    """The demo community on 5 April 2023 at 15:39, served; its address."""
    environment = {"PORTAIL_NOW": GUIDE_CLOCK, "PORTAIL_DECISION_GRACE_SECONDS": "5"}
    server.prepare(tmp_path, **environment)
    with server.running(tmp_path, **environment) as address:
        yield address


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> str:
    """Phone, then desktop."""
    return request.param


@pytest.fixture
def visit(browser: Browser, portal: str, width: str) -> Iterator[Callable[[str], Page]]:
    """Open a browser of this width, signed in with this account (or nobody), on its first page."""
    contexts = []

    def open_as(account: str) -> Page:
        wide, high = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": wide, "height": high}, base_url=portal, locale="fr-FR"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if account:
            page.goto("/connexion/")
            page.get_by_label("Adresse e-mail").fill(f"{account}@demo.example")
            page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Connexion").click()
        return page

    yield open_as
    for context in contexts:
        context.close()
