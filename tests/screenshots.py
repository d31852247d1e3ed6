"""`make screenshots`: the README's pictures, taken from the demo on the guide's own day."""

import re
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
    _shoot(page, name)


def _begin_booking(page: Page) -> None:
    """Go to step 3 with one Wednesday chosen."""
    page.goto("/compte/reservations/nouvelle/usager/")
    page.get_by_role("radio", name=re.compile("Enfant CCE")).check(force=True)
    page.get_by_role("button", name="Suivant", exact=True).click()
    page.get_by_role("radio", name=re.compile("Mercredis Avril Mai")).check(force=True)
    page.get_by_role("button", name="Suivant", exact=True).click()
    page.get_by_role("button", name="Mois suivant").click()
    panel = page.get_by_role("complementary", name="Jour choisi")
    for day in ("mercredi 10 mai 2023", "mercredi 17 mai 2023"):
        page.get_by_role("gridcell", name=re.compile(f"^{day}")).click()
        panel.get_by_role("button", name="Ajouter").click()
        panel.get_by_role("radio", name=re.compile("MATIN SANS REPAS")).check(force=True)
        panel.get_by_role("button", name="Valider").click()
        page.wait_for_timeout(500)
    page.get_by_role("gridcell", name=re.compile("^mercredi 24 mai 2023")).click()
    panel.get_by_role("button", name="Ajouter").click()


def _shoot(page: Page, name: str) -> None:
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
            _begin_booking(family)
            _shoot(family, "reservation")
            phone = _open(browser, address, "famille", NARROW)
            _take(phone, "/compte/planning/?mois=2023-04", "planning-telephone")
            _take(_open(browser, address, "alsh"), "/service/demandes/", "demandes")
            browser.close()


if __name__ == "__main__":
    main()
