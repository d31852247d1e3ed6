"""Booking six Wednesdays without a pointer, and with the history of the browser."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[[str], Page]
WIZARD = "/compte/reservations/nouvelle"


def test_six_wednesdays_are_booked_by_keyboard_alone(visit: Visit) -> None:
    page = visit("famille")
    page.wait_for_url("**/compte**")
    page.goto(f"{WIZARD}/usager")
    _tick(page, "Enfant CCE")
    _tick(page, "Mercredis Avril Mai")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    _tab_to(page, page.get_by_role("gridcell", name=re.compile("^mercredi 26 avril")))
    _open(page)
    type_ = page.get_by_role("radio", name=re.compile("MERCREDI MATIN SANS REPAS"))
    for _ in range(6):
        if type_.evaluate("radio => radio === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    _validate(page, "1 date choisie")
    for count in range(2, 7):
        _back_to_the_grid(page)
        page.keyboard.press("ArrowDown")
        expect(page.locator("[role=gridcell]:focus")).to_contain_text("Ajouter")
        _open(page)
        _validate(page, f"{count} dates choisies")
    _tab_to(page, page.get_by_role("button", name="Suivant", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Récapitulatif de votre demande.")
    page.go_back()
    expect(page.get_by_role("grid")).to_be_visible()
    page.go_forward()
    page.reload()
    expect(page.get_by_text("MERCREDI MATIN SANS REPAS")).to_have_count(6)
    _tab_to(page, page.get_by_role("button", name="Valider"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/compte/planning?demande=*")
    expect(page.locator(":focus")).to_contain_text("est enregistrée")


def _tick(page: Page, words: str) -> None:
    """Choose among the radios of a step, and go on."""
    radio = page.get_by_role("radio", name=re.compile(words))
    _tab_to(page, page.get_by_role("radio").first)
    for _ in range(10):
        if radio.evaluate("radio => radio === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(radio).to_be_checked()
    here = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != here)


def _open(page: Page) -> None:
    """From a day of the grid to « Nouvelle présence »."""
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Ajouter", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Nouvelle présence")).to_be_visible()
    expect(page.locator("[type=radio]:focus")).to_have_count(1)


def _validate(page: Page, words: str) -> None:
    page.keyboard.press("Enter")
    expect(page.get_by_text(words, exact=True)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def _back_to_the_grid(page: Page) -> None:
    """On a phone the focus is in the list, where the thumb was: the grid stands before it."""
    for _ in range(20):
        if page.locator("[role=gridcell]:focus").count():
            return
        page.keyboard.press("Shift+Tab")


def _tab_to(page: Page, target) -> None:
    expect(target).to_be_visible()
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")
