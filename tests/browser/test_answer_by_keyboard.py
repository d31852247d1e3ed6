"""Signing in and answering the families without ever touching a pointer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.keys import tab_to

Visit = Callable[[str], Page]


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_an_agent_answers_by_keyboard_alone(visit: Visit, width: str) -> None:
    page = visit("")
    page.goto("/connexion/")
    page.wait_for_load_state("networkidle")
    tab_to(page, "Adresse e-mail")
    page.keyboard.type("alsh@demo.example")
    tab_to(page, "Mot de passe")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Demandes à traiter")
    first = page.get_by_role("button", name=re.compile("^Accepter la demande")).first
    number = re.sub(r"\D", "", first.get_attribute("aria-label") or "")
    _refuse_the_first_date_of(page, number)
    tab_to(page, f"Accepter la demande n° {number}", most=200)
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text(re.compile("présences? acceptées?"))
    tab_to(page, "Annuler", most=2)  # what was decided stands just before
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Accepter la demande n° {number}")).to_be_visible()


def _refuse_the_first_date_of(page: Page, number: str) -> None:
    tab_to(page, f"Sélectionner la demande n° {number}", most=200)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, "Refuser…", back=True, most=200)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to(page, "Aucune place disponible")
    page.keyboard.press("Space")
    tab_to(page, "Refuser 1 présence")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 présence refusée").first).to_be_visible()
