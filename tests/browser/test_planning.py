"""« Mon compte » and « Mon planning » as a parent meets them: keys, fingers, narrow screens."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import Session

from portail import db, migrations
from portail.domain.presence import PresenceState
from portail.domain.reasons import Reason
from tests import factories
from tests.bench import server
from tests.browser.axe import problems
from tests.browser.conftest import GUIDE_CLOCK
from tests.queries.test_planning import present

Visit = Callable[[str], Page]


def _fill(folder: Path) -> None:
    engine = db.make_engine(f"sqlite:///{folder / 'portail.sqlite3'}")
    migrations.upgrade(engine)
    with Session(engine.execution_options(writes=True)) as session:
        actor, (child, second) = factories.family(session, children=2)
        factories.give_password(session, actor, email="famille@demo.example")
        first, other = child.id or 0, second.id or 0
        present(session, actor, first, date(2023, 4, 26), PresenceState.PENDING)
        present(session, actor, other, date(2023, 4, 26), PresenceState.ACCEPTED)
        refused = {"reason": Reason.NO_PLACE}
        present(session, actor, first, date(2023, 4, 19), PresenceState.REFUSED, **refused)
        session.commit()
    engine.dispose()


@pytest.fixture
def portal(browser: Browser, built: None, tmp_path: Path) -> Iterator[str]:
    """One family with three presences, on 5 April 2023."""
    _fill(tmp_path)
    with server.running(tmp_path, PORTAIL_NOW=GUIDE_CLOCK) as address:
        yield address


def planning(visit: Visit) -> Page:
    page = visit("famille")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
    page.goto("/compte/planning/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Avril 2023")
    return page


def focused(page: Page, element_id: str) -> None:
    expect(page.locator(f"[id='{element_id}']")).to_be_focused()


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_the_month_is_walked_with_the_keyboard_alone(visit: Visit, width: str) -> None:
    page = planning(visit)
    expect(page.locator("[role=gridcell][tabindex='0']")).to_have_count(1)
    page.get_by_role("link", name="Ajouter").focus()
    page.keyboard.press("Tab")
    for key, reached in (
        ("", "day-2023-04-05"),
        ("ArrowRight", "day-2023-04-06"),
        ("ArrowDown", "day-2023-04-13"),
        ("Home", "day-2023-04-10"),
        ("End", "day-2023-04-16"),
        ("PageDown", "day-2023-05-16"),
        ("PageUp", "day-2023-04-16"),
        ("ArrowDown", "day-2023-04-23"),
        ("ArrowDown", "day-2023-04-30"),
        ("ArrowRight", "day-2023-05-01"),
        ("ArrowLeft", "day-2023-04-30"),
        ("ArrowUp", "day-2023-04-23"),
    ):
        if key:
            page.keyboard.press(key)
        focused(page, reached)


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_details_open_and_give_the_focus_back(visit: Visit, width: str) -> None:
    page = planning(visit)
    page.locator("#day-2023-04-26").focus()
    page.keyboard.press("Enter")
    focused(page, "presence-details")
    details = page.get_by_role("dialog")
    expect(details).to_contain_text("Présence en attente de traitement")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Fermer les détails")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(details).to_contain_text("Présence acceptée")
    page.keyboard.press("Escape")
    focused(page, "day-2023-04-26")
    expect(details).to_have_count(0)


@pytest.mark.parametrize("width", ["phone"], indirect=True)
def test_on_a_phone_a_day_narrows_the_list_and_a_line_opens_a_sheet(
    visit: Visit, width: str
) -> None:
    page = planning(visit)
    lines = page.locator("main li button")
    expect(lines).to_have_count(3)
    page.locator("#day-2023-04-19").click()
    expect(lines).to_have_count(1)
    lines.first.click()
    focused(page, "presence-details")
    expect(page.get_by_role("dialog")).to_contain_text("Aucune place disponible")
    for _ in range(3):  # the focus stays in what covers the page
        page.keyboard.press("Tab")
    expect(page.locator("#presence-details:focus-within, #presence-details:focus")).to_have_count(1)
    page.get_by_role("button", name="Fermer les détails").click()
    expect(lines.first).to_be_focused()
    page.get_by_role("button", name="Voir tout le mois").click()
    expect(lines).to_have_count(3)


def test_nothing_is_wider_than_the_screen_and_axe_is_silent(visit: Visit, width: str) -> None:
    page = planning(visit)
    assert problems(page) == []
    page.get_by_role("button", name="Options d’affichage").click()
    page.get_by_text("Légende").click()
    expect(page.get_by_label("Afficher les annulations et refus")).to_be_checked()
    if width == "desktop":
        page.get_by_role("button", name="Vue liste").click()
    page.locator("main li button").first.click()
    focused(page, "presence-details")
    assert problems(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    for address, title in (("/compte/planning/", "Avril 2023"), ("/compte/", "Bonjour")):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert problems(page) == []
