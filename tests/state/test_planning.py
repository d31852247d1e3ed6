"""« Mon planning »: what each gesture shows, what it costs, and what hostile wishes change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from portail import clock, db
from portail.access import Actor
from portail.domain.presence import PresenceState
from portail.models import HouseholdChild, Reservation
from portail.services import passwords, sign_in
from portail.state.planning import PlanningState
from tests import factories
from tests.counting import statements
from tests.queries.test_planning import present
from tests.state.tab import Tab, events, serving, values

pytestmark = pytest.mark.asyncio

LOOKUP_OF_THE_PERSON = 1


@dataclass
class Family:
    """A family with presences in April 2023, and its cookie."""

    actor: Actor
    token: str
    child: int
    second: int
    accepted: int
    refused: int


def signed_in(actor: Actor) -> str:
    with db.system(write=True) as session:
        email = factories.give_password(session, actor)
    return sign_in.open_sign_in(email=email, password=factories.PASSWORD, address="").token


@pytest.fixture
def family(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Family]:
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    with db.system(write=True) as session:
        actor, (child, second) = factories.family(session, children=2)
        first, other = child.id or 0, second.id or 0
        accepted = present(session, actor, first, date(2023, 4, 26), PresenceState.ACCEPTED)
        refused = present(session, actor, other, date(2023, 4, 19), PresenceState.REFUSED)
        present(session, actor, first, date(2023, 5, 3), PresenceState.PENDING)
    yield Family(actor, signed_in(actor), first, other, accepted, refused)


def tab_of(server: Any, family: Family, month: str = "2023-04") -> Tab:
    return server.tab(family.token, path=f"/compte/planning?mois={month}")


def shown(state: PlanningState) -> dict[str, list[str]]:
    """Return the states of the blocks of each day that has some."""
    return {day.iso[5:]: [b.state for b in day.blocks] for day in state.month.days if day.blocks}


APRIL = {"04-19": ["refused"], "04-26": ["accepted"]}


async def test_the_page_opens_on_the_month_of_its_address(family: Family) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        state = await tab.state(PlanningState)
        assert state.month.title == "Avril 2023"
        assert shown(state) == APRIL
        assert len(state.children) == 2


async def test_without_a_month_in_the_address_it_opens_on_the_present_one(family: Family) -> None:
    async with serving() as server:
        for path in ("/compte/planning", "/compte/planning?mois=hier"):
            tab = server.tab(family.token, token=path, path=path)
            await tab.fire(PlanningState.load)
            state = await tab.state(PlanningState)
            assert state.month.key == clock.today().strftime("%Y-%m")
            assert state.reached == clock.today().isoformat()


async def test_opening_again_keeps_the_month_that_was_on_screen(family: Family) -> None:
    async with serving() as server:
        tab = server.tab(family.token, path="/compte/planning")
        await tab.fire(PlanningState.go, key="2023-05")
        await tab.fire(PlanningState.load)
        assert (await tab.state(PlanningState)).month.key == "2023-05"


async def test_a_month_change_costs_two_statements_and_sends_the_month_alone(
    family: Family,
) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        with statements() as sent:
            answer = await tab.fire(PlanningState.go, key="2023-05")
        assert len(sent) == LOOKUP_OF_THE_PERSON + 2
        (month,) = values(answer, "month")
        assert month.title == "Mai 2023"
        for var in ("children", "hidden", "details", "day", "refused", "other_accounts"):
            assert values(answer, var) == []


async def test_the_same_month_twice_is_sent_once(family: Family) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        answer = await tab.fire(PlanningState.reach, iso="2023-04-12")
        assert values(answer, "month") == []
        assert values(answer, "reached") == ["2023-04-12"]


async def test_page_down_keeps_the_day_and_gives_it_the_focus(family: Family) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        await tab.fire(PlanningState.turn, iso="2023-04-26", key="PageDown")
        state = await tab.state(PlanningState)
        assert state.month.key == "2023-05"
        assert state.reached == state.focus == "2023-05-26"


async def test_the_pointer_turns_the_page_without_taking_the_focus(family: Family) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.turn, iso="2023-04-26", key="PageDown")
        await tab.fire(PlanningState.go, key="2023-06")
        assert (await tab.state(PlanningState)).focus == ""


async def test_a_presence_opens_and_closes(family: Family) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        await tab.fire(PlanningState.select, presence_id=family.accepted)
        state = await tab.state(PlanningState)
        assert state.details.state_label == "Présence acceptée"
        assert state.details.iso == "2023-04-26"
        await tab.fire(PlanningState.close)
        assert (await tab.state(PlanningState)).details.id == 0


async def test_turning_the_page_closes_what_was_open(family: Family) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        await tab.fire(PlanningState.open, iso="2023-04-26")
        await tab.fire(PlanningState.go, key="2023-05")
        state = await tab.state(PlanningState)
        assert (state.details.id, state.day) == (0, "")


async def test_enter_on_a_day_opens_its_first_presence(family: Family) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        await tab.fire(PlanningState.open, iso="2023-04-19")
        state = await tab.state(PlanningState)
        assert (state.details.id, state.day) == (family.refused, "2023-04-19")
        await tab.fire(PlanningState.open, iso="2023-04-20")
        state = await tab.state(PlanningState)
        assert (state.details.id, state.day) == (0, "2023-04-20")


async def test_a_day_is_chosen_then_let_go(family: Family) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        await tab.fire(PlanningState.choose, iso="2023-04-26")
        assert (await tab.state(PlanningState)).day == "2023-04-26"
        await tab.fire(PlanningState.choose, iso="2023-04-26")
        assert (await tab.state(PlanningState)).day == ""


async def test_the_options_hide_and_show(family: Family) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        await tab.fire(PlanningState.show_refused, shown=False)
        assert shown(await tab.state(PlanningState)) == {"04-26": ["accepted"]}
        await tab.fire(PlanningState.show_child, child_id=family.child, shown=False)
        assert shown(await tab.state(PlanningState)) == {}
        await tab.fire(PlanningState.show_child, child_id=family.child, shown=True)
        await tab.fire(PlanningState.show_refused, shown=True)
        assert shown(await tab.state(PlanningState)) == APRIL


async def test_what_another_account_booked_can_be_hidden(family: Family) -> None:
    with db.system(write=True) as session:
        other, _ = factories.family(session)
        session.add(HouseholdChild(household_id=other.household_id or 0, child_id=family.child))
        present(session, other, family.child, date(2023, 4, 12), PresenceState.ACCEPTED)
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        assert shown(await tab.state(PlanningState)) == APRIL | {"04-12": ["other_account"]}
        await tab.fire(PlanningState.show_other_accounts, shown=False)
        assert shown(await tab.state(PlanningState)) == APRIL


async def test_another_familys_presence_opens_nothing(family: Family) -> None:
    with db.system(write=True) as session:
        other, (theirs,) = factories.family(session)
        foreign = present(session, other, theirs.id or 0, date(2023, 4, 12), PresenceState.PENDING)
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        await tab.fire(PlanningState.select, presence_id=family.accepted)
        await tab.fire(PlanningState.select, presence_id=foreign)
        assert (await tab.state(PlanningState)).details.id == 0


NO_DAY = [
    "",
    "2023-02-30",
    "9999-12-31",
    "2024-04-26",
    None,
    7,
    1.5,
    True,
    [],
    {"iso": 1},
    "x" * 9999,
]
NO_ID = [0, -1, 2**31, 10**40, "one", "", None, 1.5, True, [], {}]


@pytest.mark.parametrize(
    ("handler", "wishes"),
    [
        pytest.param(PlanningState.go, [{"key": wish} for wish in [*NO_DAY, "1999-12", "2101-01"]]),
        pytest.param(PlanningState.reach, [{"iso": wish} for wish in NO_DAY]),
        pytest.param(PlanningState.choose, [{"iso": wish} for wish in NO_DAY]),
        pytest.param(PlanningState.open, [{"iso": wish} for wish in NO_DAY]),
        pytest.param(
            PlanningState.turn,
            [{"iso": wish, "key": "PageDown"} for wish in NO_DAY if wish != "2024-04-26"]
            + [{"iso": "2023-04-26", "key": wish} for wish in ["Tab", "", None, 1, [], {}]]
            + [{"iso": "2000-01-01", "key": "PageUp"}, {"iso": "2100-12-31", "key": "PageDown"}],
        ),
        pytest.param(PlanningState.select, [{"presence_id": wish} for wish in NO_ID]),
        pytest.param(
            PlanningState.show_child, [{"child_id": wish, "shown": False} for wish in NO_ID]
        ),
    ],
    ids=lambda value: getattr(getattr(value, "fn", None), "__name__", ""),
)
async def test_hostile_wishes_change_nothing(
    family: Family, handler: Any, wishes: list[dict[str, Any]]
) -> None:
    async with serving() as server:
        tab = tab_of(server, family)
        await tab.fire(PlanningState.load)
        before = await _picture(tab)
        for wish in wishes:
            answer = await tab.fire(handler, **wish)
            assert events(answer) == [], wish
            assert await _picture(tab) == before, wish


async def _picture(tab: Tab) -> dict[str, Any]:
    state = await tab.state(PlanningState)
    return {name: getattr(state, name) for name in PlanningState.base_vars}


async def test_a_request_sent_a_moment_ago_is_confirmed_and_no_other_number(
    family: Family,
) -> None:
    with db.system(write=True) as session:
        ours = session.exec(select(Reservation)).first()
        assert ours is not None
        ours.submitted_at = clock.now()
        session.add(ours)
        theirs, (child,) = factories.family(session)
        present(session, theirs, child.id or 0, date(2023, 4, 26), PresenceState.PENDING)
        foreign = session.exec(
            select(Reservation).where(Reservation.household_id == theirs.household_id)
        ).one()
        foreign.submitted_at = clock.now()
        session.add(foreign)
        known, other = ours.number, foreign.number
    async with serving() as server:
        for asked, confirmed in (
            (str(known), f"{known:05}"),
            (str(other), ""),
            ("99999", ""),
            ("<b>1", ""),
            ("9" * 400, ""),
            ("²", ""),
        ):
            tab = server.tab(family.token, path=f"/compte/planning?demande={quote(asked)}")
            await tab.fire(PlanningState.load)
            assert (await tab.state(PlanningState)).just_sent == confirmed
