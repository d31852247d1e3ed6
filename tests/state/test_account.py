"""« Mon compte »: what lies ahead for the family that is signed in, and for it alone."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from portail import clock, db
from portail.access import Actor
from portail.domain.presence import PresenceState
from portail.services import sign_in
from portail.state.account import AccountState
from tests import factories
from tests.counting import statements
from tests.queries.test_planning import present
from tests.state.tab import Tab, serving

pytestmark = pytest.mark.asyncio


def signed_in(session: Session, actor: Actor) -> str:
    email = factories.give_password(session, actor)
    session.commit()
    return sign_in.open_sign_in(email=email, password=factories.PASSWORD, address="").token


@pytest.fixture
def token(sqlite: Engine) -> str:
    """The cookie of a family whose first child has presences ahead, and one behind."""
    ahead = factories.next_wednesday()
    with db.system(write=True) as session:
        actor, (first, _second) = factories.family(session, children=2)
        child = first.id or 0
        past = clock.today() - timedelta(days=7)
        present(session, actor, child, past, PresenceState.ACCEPTED)
        present(session, actor, child, ahead, PresenceState.ACCEPTED)
        present(session, actor, child, ahead + timedelta(days=7), PresenceState.PENDING)
        present(session, actor, child, ahead + timedelta(days=14), PresenceState.REFUSED)
        return signed_in(session, actor)


async def opened(tab: Tab) -> AccountState:
    await tab.fire(AccountState.load)
    return await tab.state(AccountState)


async def test_each_child_has_a_card_with_what_lies_ahead(token: str) -> None:
    async with serving() as server:
        shown = await opened(server.tab(token, path="/compte"))
        first, second = shown.overview.children
        assert (first.ahead, first.waiting) == (
            "1 présence acceptée à venir",
            "1 en attente de traitement",
        )
        assert first.next_day.endswith("matin sans repas")
        assert (second.ahead, second.waiting, second.next_day) == (
            "Aucune présence acceptée à venir",
            "",
            "",
        )
        assert shown.overview.waiting == "1 en attente de traitement"


async def test_periods_that_are_over_are_left_out(token: str) -> None:
    now = clock.now()
    with db.system(write=True) as session:
        over, _, _ = factories.site(
            session, opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=2)
        )
        coming, _, _ = factories.site(
            session, opens_at=now + timedelta(days=2), closes_at=now + timedelta(days=9)
        )
    async with serving() as server:
        shown = await opened(server.tab(token, path="/compte"))
        names = [period.name for period in shown.periods]
        assert coming.name in names and over.name not in names


async def test_the_page_costs_the_same_whatever_the_number_of_children(token: str) -> None:
    with db.system(write=True) as session:
        large, _ = factories.family(session, children=6)
        other = signed_in(session, large)
    costs = []
    async with serving() as server:
        for cookie in (token, other):
            tab = server.tab(cookie, token=cookie, path="/compte")
            with statements() as sent:
                await tab.fire(AccountState.load)
            costs.append(len(sent))
    assert costs[1] <= costs[0]


async def test_a_stranger_reads_nothing(token: str) -> None:
    async with serving() as server:
        shown = await opened(server.tab("", path="/compte"))
        assert not shown.loaded and shown.overview.children == []
