"""A client of its own making fires every event with everything: nothing breaks, nothing is kept.

The demo community is in the database, so that there is somebody else's data to reach for.
"""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel, col, select

from portail import db
from portail.demo.load import load_if_empty
from portail.demo.people import PASSWORD
from portail.models import Account, Child, Draft, DraftLine, Presence, SignIn, Throttle
from portail.services import passwords, sign_in
from tests.contract.test_access import handlers
from tests.state.tab import serving

pytestmark = pytest.mark.asyncio

OF_THE_VISITOR = (SignIn, Throttle)
"""Looking at a page renews one's own sign-in."""

OF_THE_WIZARD = (Draft, DraftLine)
"""One's own draft may be begun: it is a wish, and holds what the rules accept or nothing."""

HOSTILE: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    10**40,
    1.5,
    float("nan"),
    float("inf"),
    "",
    "1",
    "1; DROP TABLE presence",
    "<script>alert(1)</script>",
    "x" * 100_000,
    "2023-04-30",
    "2023-13-45",
    "0000-00",
    "９９",
    "\x00",
    "\ud800",
    [],
    [1] * 10_000,
    [None, {"a": 1}],
    {},
    {"usager": "1", "periode": "1", "type": "1"},
    {"usager": 10**30, "periode": None, "type": ["1"], "reason": "no_place"},
    {"reason": "other", "words": "x" * 10_000},
    {"__class__": "x", "constructor": {"prototype": 1}},
)


@pytest.fixture
def community(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[int]]]:
    """The demo, and ids that belong to somebody else."""
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    load_if_empty()
    with db.system() as session:
        strangers = select(Account.household_id).where(col(Account.email).like("%voisins%"))
        foreign = select(Presence.id).where(col(Presence.household_id).in_(strangers)).limit(2)
        children = select(Child.id).order_by(col(Child.id).desc()).limit(2)
        yield {"ids": [*session.exec(foreign).all(), *session.exec(children).all()]}


def _kept() -> dict[str, list[Any]]:
    """Return every row of every table that a hostile client must not change."""
    spared = (*OF_THE_VISITOR, *OF_THE_WIZARD)
    with db.engine().connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select())]
            for table in SQLModel.metadata.sorted_tables
            if table not in [model.__table__ for model in spared]
        }


def _ours() -> dict[str, list[str]]:
    """Return the portal's own events, each with the names of its arguments."""
    found = {
        name: [arg for arg in inspect.signature(one.handler.fn).parameters if arg != "self"]
        for name, one in sorted(handlers().items())
        if one.states[0].__module__.startswith("portail.")
    }
    assert len(found) > 50
    return found


@pytest.mark.parametrize("account", ["famille", "alsh", "regie", "anim", "creche"])
async def test_no_event_breaks_or_stores_what_it_must_not(
    account: str, community: dict[str, list[int]]
) -> None:
    before = _kept()
    opened = sign_in.open_sign_in(
        email=f"{account}@demo.example", password=PASSWORD, address="192.0.2.9"
    )
    foreign = [] if account == "alsh" else community["ids"]
    async with serving() as server:
        tab = server.tab(opened.token, path="/compte/planning?mois=2023-04")
        for name, wanted in _ours().items():
            for value in (*HOSTILE, *foreign) if wanted else (None,):
                await tab.fire(name, **dict.fromkeys(wanted, value))
    assert _kept() == before


async def test_arguments_that_are_missing_or_too_many_change_nothing(
    community: dict[str, list[int]],
) -> None:
    before = _kept()
    opened = sign_in.open_sign_in(
        email="famille@demo.example", password=PASSWORD, address="192.0.2.9"
    )
    async with serving() as server:
        tab = server.tab(opened.token)
        for name, wanted in _ours().items():
            await tab.fire(name)
            await tab.fire(name, **dict.fromkeys(wanted, 1), one_more=1)
        # Reflex answers a call that does not fit its handler with an error of its own.
        assert {type(error) for error in server.errors} <= {TypeError, ValueError}
        server.errors.clear()
    assert _kept() == before
