"""The guide's own story, on 5 April 2023: a family asks, the service answers, the family reads."""

import re
import time
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import problems

Visit = Callable[[str], Page]
DAYS = (
    "mercredi 26 avril 2023",
    "mercredi 3 mai 2023",
    "mercredi 10 mai 2023",
    "mercredi 17 mai 2023",
    "mercredi 24 mai 2023",
    "mercredi 31 mai 2023",
)
TYPE = "MERCREDI MATIN SANS REPAS"
TABLE = [
    "mer 26/04/2023 | MERCREDI MATIN SANS REPAS | Acceptée",
    "mer 03/05/2023 | MERCREDI MATIN SANS REPAS | Refusée — Motif : Aucune place disponible",
    "mer 10/05/2023 | MERCREDI MATIN SANS REPAS | Acceptée",
    "mer 17/05/2023 | MERCREDI MATIN SANS REPAS | Acceptée",
    "mer 24/05/2023 | MERCREDI MATIN SANS REPAS | Acceptée",
    "mer 31/05/2023 | MERCREDI MATIN SANS REPAS | Acceptée",
]


def test_a_family_books_six_wednesdays_and_the_service_answers(
    visit: Visit, width: str, tmp_path: Path
) -> None:
    parent = visit("famille")
    number = _book(parent)
    _silent(parent)
    agent = visit("alsh")
    _answer(agent, number)
    parent.goto("/compte/planning/?mois=2023-05")
    refused = parent.get_by_role("button", name=re.compile("Enfant CCE.*refusée", re.I))
    if width == "phone":
        refused = parent.get_by_role("button", name=re.compile("Matin sans repas.*Enfant.*Refusée"))
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text("Aucune place disponible")
    assert _decision(tmp_path / "mails") == TABLE


def _book(page: Page) -> str:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
    _silent(page)
    page.get_by_role("link", name="Réserver").first.click()
    page.get_by_role("radio", name=re.compile("Enfant CCE")).check(force=True)
    _silent(page)
    page.get_by_role("button", name="Suivant", exact=True).click()
    page.get_by_role("radio", name=re.compile("Mercredis Avril Mai")).check(force=True)
    _silent(page)
    page.get_by_role("button", name="Suivant", exact=True).click()
    for number, day in enumerate(DAYS, 1):
        cell = page.get_by_role("gridcell", name=re.compile(f"^{day}"))
        if number == 2:
            page.get_by_role("button", name="Mois suivant").click()
        cell.click()
        panel = page.get_by_role("complementary", name="Jour choisi")
        panel.get_by_role("button", name="Ajouter").click()
        panel.get_by_role("radio", name=re.compile(TYPE)).check(force=True)
        panel.get_by_role("button", name="Valider").click()
        words = "1 date choisie" if number == 1 else f"{number} dates choisies"
        expect(page.get_by_text(words, exact=True).first).to_be_visible()
    _silent(page)
    page.get_by_role("button", name="Suivant", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Récapitulatif de votre demande.")
    for day in DAYS:
        expect(page.get_by_role("heading", name=re.compile(day, re.I))).to_be_visible()
    expect(page.get_by_text(TYPE)).to_have_count(6)
    _silent(page)
    page.get_by_role("button", name="Valider").click()
    page.wait_for_url(re.compile("/compte/planning"))
    said = page.get_by_text(re.compile(r"demande n°\s*\d{5}"))
    expect(said.first).to_be_visible()
    found = re.search(r"n°\s*(\d{5})", said.first.inner_text())
    assert found
    return found.group(1)


def _answer(page: Page, number: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Demandes à traiter")
    group = page.get_by_label("Groupe")
    label = group.locator("option", has_text="Mercredis Avril Mai · P’TITS LOUPS").inner_text()
    group.select_option(label=label)
    row = page.get_by_role("row").filter(has_text=number)
    row.get_by_role("button", name=re.compile("mercredi 3 mai")).click()
    page.get_by_role("button", name="Refuser…").click()
    window = page.get_by_role("dialog")
    window.get_by_role("radio", name="Aucune place disponible").check()
    _silent(page)
    window.get_by_role("button", name=re.compile("^Refuser")).click()
    expect(page.get_by_text("1 présence refusée").first).to_be_visible()
    page.get_by_role("button", name=f"Accepter la demande n° {number}").click()
    expect(page.get_by_text("5 présences acceptées").first).to_be_visible()
    _silent(page)


def _decision(folder: Path) -> list[str]:
    """Return the table of the mail that tells what became of every line, once it has left."""
    for _ in range(150):
        for written in sorted(folder.glob("*-reservation_decided.eml")):
            mail = message_from_bytes(written.read_bytes(), policy=default)
            body = mail.get_body(("plain",))
            assert body is not None
            text = re.sub(r"[\u202f\u00a0]", " ", body.get_content())
            if "En attente" not in text:
                return [line for line in text.splitlines() if line.startswith("mer ")]
        time.sleep(0.1)
    raise AssertionError(f"no decision mail under {folder}")


def _silent(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert problems(page) == []
