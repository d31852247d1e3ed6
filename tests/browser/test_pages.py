"""Every page that is not part of the story: axe silent, nothing wider than the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import problems

Visit = Callable[[str], Page]
NARROWEST = {"width": 320, "height": 700}
PUBLIC = (
    ("/", "Bienvenue sur votre portail familles"),
    ("/connexion/", "Connexion"),
    ("/mentions-legales/", "Mentions légales"),
    ("/donnees-personnelles/", "Données personnelles"),
    ("/accessibilite/", "Accessibilité"),
    ("/nulle-part/", "Page introuvable"),
)


def _sound(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert problems(page) == []
    page.set_viewport_size(NARROWEST)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]


def test_public_pages(visit: Visit) -> None:
    page = visit("")
    width = page.viewport_size
    assert width
    for path, title in PUBLIC:
        page.set_viewport_size(width)
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        _sound(page)


@pytest.mark.parametrize("account", ["famille", "regie", "anim"])
@pytest.mark.parametrize("width", ["phone"], indirect=True)
def test_who_has_no_right_to_a_page_finds_nothing_there(
    visit: Visit, account: str, width: str
) -> None:
    page = visit(account)
    page.wait_for_url(lambda url: "connexion" not in url)
    page.goto("/service/demandes/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page introuvable")
    _sound(page)


@pytest.mark.parametrize("width", ["phone"], indirect=True)
def test_an_empty_file_and_an_idle_service_say_what_to_do(visit: Visit, width: str) -> None:
    newcomer = visit("neuf")
    expect(newcomer.get_by_role("heading", level=1)).to_contain_text("Bonjour")
    _sound(newcomer)
    for path in ("/compte/planning/", "/compte/reservations/nouvelle/usager/"):
        newcomer.goto(path)
        expect(newcomer.get_by_role("heading", level=1)).to_be_visible()
        _sound(newcomer)
    idle = visit("creche")
    expect(idle.get_by_text("Aucune demande en attente")).to_be_visible()
    _sound(idle)


@pytest.mark.parametrize("width", ["phone"], indirect=True)
def test_a_wrong_password_keeps_the_address_and_says_what_to_do(visit: Visit, width: str) -> None:
    page = visit("")
    page.goto("/connexion/")
    page.get_by_label("Adresse e-mail").fill("famille@demo.example")
    page.get_by_label("Mot de passe", exact=True).fill("pas-le-bon")
    page.get_by_role("button", name="Connexion").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Adresse e-mail")).to_have_value("famille@demo.example")
    _sound(page)
