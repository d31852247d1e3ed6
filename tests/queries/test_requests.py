"""« Demandes à traiter »: what an agent sees, of whom, and at what cost."""

import pytest
from sqlalchemy import Engine

from portail import db
from portail.access import ANONYMOUS, Actor, Role
from portail.domain.reasons import Reason
from portail.queries.requests import PAGE, requests
from portail.services.decisions import accept, refuse
from tests import factories
from tests.counting import statements
from tests.desk import Desk


@pytest.fixture
def desk(database: Engine) -> Desk:
    return Desk(places=2)


def test_requests_come_in_order_of_arrival_with_their_rank(desk: Desk) -> None:
    late = desk.ask(0, minutes=30)
    early = desk.ask(0, 1, minutes=-30)
    shown = requests(desk.agent)
    assert [row.pending_ids for row in shown.rows] == [early, late]
    assert [row.rank for row in shown.rows] == [1, 2]
    assert shown.waiting == 3
    assert shown.title.endswith("FILOUS FUTÉS (3-11 ans)")


def test_a_chip_says_whether_a_place_remains_at_its_rank(desk: Desk) -> None:
    desk.day_places(1, 0)
    for minutes in range(3):
        desk.ask(0, 1, minutes=minutes)
    rows = requests(desk.agent).rows
    assert [[line.fits for line in row.lines] for row in rows] == [
        [True, False],
        [True, False],
        [False, False],
    ]
    assert "Matin sans repas, complet à ce rang" in rows[2].lines[0].label
    assert rows[0].kind == "Matin sans repas"


def test_a_day_says_its_places_and_who_waits(desk: Desk) -> None:
    accept(desk.agent, presence_ids=desk.ask(0) + desk.ask(0))
    desk.ask(0, 1)
    full, free = requests(desk.agent).days
    assert (full.accepted, full.places, full.percent, full.full) == (2, 2, 100, True)
    assert full.waiting == "1 en attente"
    assert (free.accepted, free.places, free.percent, free.full) == (0, 2, 0, False)


def test_a_day_without_any_place_is_full(desk: Desk) -> None:
    desk.day_places(0, 0)
    desk.ask(0)
    (day,) = requests(desk.agent).days
    assert (day.percent, day.full) == (100, True)


def test_decided_requests_come_when_they_are_asked_for_with_who_decided(desk: Desk) -> None:
    decided, waiting = desk.ask(0, 1), desk.ask(1)
    refuse(desk.agent, presence_ids=decided, reason=Reason.OTHER, reason_text="Le car est plein")
    assert [row.pending_ids for row in requests(desk.agent).rows] == [waiting]
    row, _ = requests(desk.agent, all_states=True).rows
    assert (row.rank, row.pending_ids) == (0, [])
    assert row.lines[0].label.endswith(
        f"refusée par {desk.agent.first_name} Service, Le car est plein"
    )


def test_a_request_partly_decided_still_waits_and_shows_all_its_lines(desk: Desk) -> None:
    lines = desk.ask(0, 1)
    accept(desk.agent, presence_ids=lines[:1])
    (row,) = requests(desk.agent).rows
    assert [line.state for line in row.lines] == ["accepted", "pending"]
    assert row.pending_ids == lines[1:]


def test_the_group_that_waits_most_comes_first_unless_another_is_asked_for(desk: Desk) -> None:
    busy = Desk()
    desk.ask(0)
    busy.ask(0, 1)
    assert requests(desk.agent).group_id == busy.group_id
    assert requests(desk.agent, group_id=desk.group_id).group_id == desk.group_id
    waiting = {group.id: group.waiting for group in requests(desk.agent).groups}
    assert waiting == {desk.group_id: 1, busy.group_id: 2}


@pytest.mark.parametrize("group_id", [0, -1, 2**31 - 1])
def test_an_unknown_group_gives_the_first(desk: Desk, group_id: int) -> None:
    desk.ask(0)
    assert requests(desk.agent, group_id=group_id).group_id == desk.group_id


@pytest.mark.parametrize(
    "role, services, sees",
    [
        (Role.ADMIN, (), {"alsh", "creche"}),
        (Role.MANAGER, ("alsh",), {"alsh"}),
        (Role.MANAGER, ("creche",), {"creche"}),
        (Role.MANAGER, (), set()),
        (Role.CASHIER, ("alsh",), set()),
        (Role.ANIMATOR, ("alsh",), set()),
    ],
)
def test_one_sees_the_requests_of_ones_service(
    desk: Desk, role: Role, services: tuple[str, ...], sees: set[str]
) -> None:
    nursery = Desk(service="creche")
    desk.ask(0)
    nursery.ask(0)
    with db.system(write=True) as session:
        actor = factories.staff(session, role=role, services=services)
    groups = {"alsh": desk.group_id, "creche": nursery.group_id}
    assert {group.id for group in requests(actor).groups} == {groups[name] for name in sees}
    if "creche" not in sees:
        assert requests(actor, group_id=nursery.group_id).group_id != nursery.group_id


@pytest.mark.parametrize("actor", [ANONYMOUS, Actor(1, Role.FAMILY, None)])
def test_nobody_else_sees_any(desk: Desk, actor: Actor) -> None:
    desk.ask(0)
    assert requests(actor).rows == []


def test_twenty_times_the_requests_cost_the_same_statements(desk: Desk) -> None:
    accept(desk.agent, presence_ids=desk.ask(0, 1)[:1])
    desk.ask(0)
    with statements() as few:
        requests(desk.agent, all_states=True)
    for minutes in range(1, PAGE + 3):
        desk.ask(0, 1, minutes=minutes)
    with statements() as many:
        shown = requests(desk.agent, all_states=True)
    assert len(many) == len(few)
    assert (len(shown.rows), shown.waiting) == (PAGE, 2 * PAGE + 6)


def test_a_long_list_is_read_by_pages_and_ranks_go_on(desk: Desk) -> None:
    lines = [desk.ask(0, minutes=minutes) for minutes in range(PAGE + 2)]
    first, second = requests(desk.agent), requests(desk.agent, page=2)
    assert (first.page, first.pages, first.span) == (1, 2, f"1 à {PAGE} sur {PAGE + 2}")
    assert [row.pending_ids for row in second.rows] == lines[PAGE:]
    assert [row.rank for row in second.rows] == [PAGE + 1, PAGE + 2]
    assert second.span == f"{PAGE + 1} à {PAGE + 2} sur {PAGE + 2}"
    assert not second.rows[0].lines[0].fits, "who is on the first page was there before"
    accept(desk.agent, presence_ids=[line for row in second.rows for line in row.pending_ids])
    assert requests(desk.agent, page=2).page == 1


def test_what_waits_can_be_reached_behind_pages_of_decided_requests(desk: Desk) -> None:
    decided = [line for minutes in range(PAGE) for line in desk.ask(0, minutes=minutes)]
    refuse(desk.agent, presence_ids=decided, reason=Reason.LATE_REQUEST)
    late = desk.ask(0, minutes=PAGE)
    (row,) = requests(desk.agent, all_states=True, page=2).rows
    assert (row.pending_ids, row.rank) == (late, 1)


def test_a_day_is_shown_when_nobody_waits_for_it_any_more(desk: Desk) -> None:
    accept(desk.agent, presence_ids=desk.ask(0))
    desk.ask(1)
    days = [(day.accepted, day.waiting) for day in requests(desk.agent).days]
    assert days == [(1, "aucune attente"), (0, "1 en attente")]
