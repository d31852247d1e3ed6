"""`make screenshots`: the README's pictures, taken from the demo on the guide's own day."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench import server
from tests.browsers import FLAGS, chromium

IMAGES = Path(__file__).parents[1] / "docs" / "images"
CLOCK = {"PORTAIL_NOW": "2023-04-05T15:39"}
WIDE = {"width": 1280, "height": 860}
NARROW = {"width": 390, "height": 844}


def _open(browser: Browser, address: str, account: str = "", viewport: dict = WIDE) -> Page:
    context = browser.new_context(viewport=viewport, base_url=address, locale="fr-FR")
    page = context.new_page()
    if account:
        page.goto("/connexion/")
        page.get_by_label("Adresse e-mail").fill(f"{account}@demo.example")
        page.get_by_label("Mot de passe", exact=True).fill("Bienvenue-2026")
        page.get_by_role("button", name="Connexion").click()
        page.wait_for_load_state("networkidle")
    return page


def _take(page: Page, path: str, name: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"docs/images/{name}.png")


def main() -> None:
    """Take them all."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="portail-images-") as folder:
        server.prepare(Path(folder), **CLOCK)
        with server.running(Path(folder), **CLOCK) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
            _take(_open(browser, address), "/", "accueil")
            family = _open(browser, address, "famille")
            _take(family, "/compte/", "compte")
            _take(family, "/compte/planning/?mois=2023-04", "planning")
            phone = _open(browser, address, "famille", NARROW)
            _take(phone, "/compte/planning/?mois=2023-04", "planning-telephone")
            _take(_open(browser, address, "alsh"), "/service/demandes/", "demandes")
            browser.close()


if __name__ == "__main__":
    main()
