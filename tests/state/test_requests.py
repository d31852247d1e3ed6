"""« Demandes à traiter »: each gesture of an agent, and what hostile wishes change."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from portail import clock, db
from portail.access import Role
from portail.domain.reasons import SERVICE_REASONS, Reason
from portail.models import Account, AccountService, Message, Presence
from portail.queries import requests
from portail.services import decisions, passwords
from portail.state.requests import RequestsState
from portail.state.visitor import Visitor
from tests import factories
from tests.desk import Desk, states
from tests.state.tab import Server, Tab, events, redirects, serving
from tests.state.test_planning import signed_in

pytestmark = pytest.mark.asyncio
S = RequestsState
A, P, R = "accepted", "pending", "refused"
SOON = "Les familles seront prévenues dans une minute."


@dataclass
class Office:
    """Two requests for a group of two places, one of them on the second day."""

    desk: Desk
    token: str
    first: list[int]
    second: list[int]


@pytest.fixture
def office(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    desk = Desk(places=2)
    desk.day_places(1, 1)
    first, second = desk.ask(0, 1), desk.ask(0, 1, minutes=1)
    yield Office(desk, signed_in(desk.agent), first, second)


async def opened(server: Server, token: str, name: str = "tab") -> Tab:
    tab = server.tab(token, token=name, path="/service/demandes")
    await tab.fire(S.load)
    return tab


async def seen(tab: Tab) -> Any:
    return await tab.state(S)


async def row_ids(tab: Tab) -> list[int]:
    return [row.id for row in (await seen(tab)).board.rows]


async def test_the_page_opens_on_what_waits(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        state = await seen(tab)
        assert state.loaded
        assert [row.pending_ids for row in state.board.rows] == [office.first, office.second]
        assert state.selection.sentence == "Aucune présence sélectionnée"


async def test_a_box_selects_the_whole_request_and_a_date_one_presence(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        first, second = await row_ids(tab)
        await tab.fire(S.choose_row, row_id=first, chosen=True)
        await tab.fire(S.choose_line, presence_id=office.second[0])
        selection = (await seen(tab)).selection
        assert (selection.rows, selection.count, selection.everything) == ([first], 3, False)
        assert selection.sentence == "2 demandes sélectionnées · 3 présences"
        await tab.fire(S.choose_line, presence_id=office.second[1])
        selection = (await seen(tab)).selection
        assert (selection.rows, selection.everything) == ([first, second], True)
        await tab.fire(S.choose_line, presence_id=office.first[0])
        await tab.fire(S.choose_row, row_id=second, chosen=False)
        selection = (await seen(tab)).selection
        assert (selection.presences, selection.rows) == ([office.first[1]], [])
        assert selection.sentence == "1 demande sélectionnée · 1 présence"


async def test_everything_is_selected_then_nothing(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        assert (await seen(tab)).selection.presences == office.first + office.second
        await tab.fire(S.choose_all, chosen=False)
        assert (await seen(tab)).selection.count == 0


async def test_accepting_says_what_was_decided_and_moves_the_focus_there(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        answer = await tab.fire(S.accept_chosen)
        outcome = (await seen(tab)).outcome
        assert outcome.sentence == f"3 présences acceptées, 1 refusée faute de place. {SOON}"
        assert (outcome.kind, outcome.can_undo) == ("success", True)
        assert "decision" in str(events(answer))
        assert states(*office.first, *office.second) == [A, A, A, R]
        assert (await seen(tab)).board.rows == []
        assert (await seen(tab)).selection.count == 0


async def test_a_row_is_accepted_alone_whatever_is_selected(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        first, second = await row_ids(tab)
        await tab.fire(S.choose_row, row_id=second, chosen=True)
        await tab.fire(S.accept_row, row_id=first)
        state = await seen(tab)
        assert state.outcome.sentence == f"2 présences acceptées. {SOON}"
        assert state.selection.presences == office.second
        assert states(*office.first, *office.second) == [A, A, P, P]


async def test_nothing_but_refusals_for_lack_of_places_is_said_so(office: Office) -> None:
    office.desk.day_places(2, 0)
    lines = office.desk.ask(2)
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_line, presence_id=lines[0])
        await tab.fire(S.accept_chosen)
        sentence = (await seen(tab)).outcome.sentence
        assert sentence == f"1 présence refusée faute de place. {SOON}"


@pytest.mark.parametrize("reason", SERVICE_REASONS)
async def test_a_refusal_takes_its_reason_from_the_list(office: Office, reason: Reason) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        first, _ = await row_ids(tab)
        await tab.fire(S.ask_refusal_of, row_id=first)
        refusal = (await seen(tab)).refusal
        assert refusal.title.startswith("Refuser la demande n° 0")
        assert refusal.action == "Refuser 2 présences"
        said = {"motif": reason.value, "precision": " Le car  est plein "}
        await tab.fire(S.refuse, answer=said)
        state = await seen(tab)
        assert state.refusal.count == 0
        assert state.outcome.sentence == f"2 présences refusées. {SOON}"
    with db.system() as session:
        presence = session.get_one(Presence, office.first[0])
    words = "Le car est plein" if reason is Reason.OTHER else ""
    assert (presence.state, presence.reason, presence.reason_text) == (R, reason, words)


async def test_another_reason_asks_for_words_and_keeps_the_dialog(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        await tab.fire(S.ask_refusal)
        for said, error in (
            ("  ", "Écrivez le motif que la famille lira."),
            ("x" * 201, "Raccourcissez le motif\u202f: 200 caractères au plus."),
        ):
            await tab.fire(S.refuse, answer={"motif": "other", "precision": said})
            state = await seen(tab)
            assert (state.refusal_error, state.refusal.count) == (error, 4)
        assert states(*office.first, *office.second) == [P] * 4
        await tab.fire(S.keep_asking, is_open=False)
        assert (await seen(tab)).refusal.count == 0
        assert (await seen(tab)).selection.count == 4


async def test_undoing_in_time(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        await tab.fire(S.accept_chosen)
        await tab.fire(S.undo)
        state = await seen(tab)
        sentence = "Décision annulée\u202f: 4 présences de nouveau en attente."
        assert (state.outcome.sentence, state.outcome.can_undo) == (sentence, False)
        assert len(state.board.rows) == 2
        assert states(*office.first, *office.second) == [P] * 4
        assert events(await tab.fire(S.undo)) == []
        assert (await seen(tab)).outcome.sentence == sentence


async def test_undoing_too_late_says_so(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        await tab.fire(S.accept_chosen)
        with db.system(write=True) as session:
            for message in session.exec(select(Message)):
                message.sent_at = clock.now()
                session.add(message)
        await tab.fire(S.undo)
        outcome = (await seen(tab)).outcome
        assert outcome.sentence.startswith("Trop tard pour annuler\u202f: ")
        assert not outcome.can_undo
        assert states(*office.first) == [A, A]


async def test_undoing_what_lost_its_place_says_so(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        _, second = await row_ids(tab)
        await tab.fire(S.ask_refusal_of, row_id=second)
        await tab.fire(S.refuse, answer={"motif": "no_place"})
        office.desk.ask(0)
        await tab.fire(S.undo)
        assert (await seen(tab)).outcome.sentence == (
            "Décision annulée en partie\u202f: 1 présence de nouveau en attente\u202f; "
            "1 présence reste refusée, faute de place à présent."
        )


async def test_a_colleague_who_was_faster_is_named(office: Office) -> None:
    with db.system(write=True) as session:
        colleague = factories.staff(session)
        account = session.get_one(Account, colleague.account_id)
        account.first_name, account.last_name = "Léa", "Durand"
        session.add(account)
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        decisions.refuse(colleague, presence_ids=office.first, reason=Reason.LATE_REQUEST)
        first, _ = await row_ids(tab)
        await tab.fire(S.accept_row, row_id=first)
        outcome = (await seen(tab)).outcome
        assert outcome.sentence == "2 présences déjà traitées par Léa Durand."
        assert (outcome.kind, outcome.can_undo) == ("warning", False)
        assert (await seen(tab)).selection.presences == office.second
        await tab.fire(S.show_decided, shown=True)
        label = (await seen(tab)).board.rows[0].lines[0].label
        assert label.endswith("refusée par Léa Durand, Demande hors délai")


async def test_what_is_out_of_reach_meanwhile_is_not_found(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        with db.system(write=True) as session:
            for row in session.exec(select(AccountService)):
                session.delete(row)
        await tab.fire(S.accept_chosen)
        state = await seen(tab)
        assert state.outcome.sentence.startswith("Présence introuvable\u202f: ")
        assert (state.board.rows, state.selection.count) == ([], 0)
        assert states(*office.first) == [P, P]


async def test_a_message_is_closed_and_what_it_told_of_stands(office: Office) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        await tab.fire(S.accept_chosen)
        await tab.fire(S.dismiss)
        assert (await seen(tab)).outcome.sentence == ""
        await tab.fire(S.undo)
        assert states(*office.first, *office.second) == [A, A, A, R]


async def test_a_page_is_turned_kept_after_a_decision_and_left_with_the_group(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "PAGE", 1)
    third = office.desk.ask(2, 3, minutes=9)
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        answer = await tab.fire(S.turn, page=3)
        state = await seen(tab)
        assert [row.pending_ids for row in state.board.rows] == [third]
        assert (state.board.page, state.selection.count) == (3, 0)
        assert "demandes" in str(events(answer))
        await tab.fire(S.choose_line, presence_id=third[0])
        await tab.fire(S.accept_chosen)
        assert [row.pending_ids for row in (await seen(tab)).board.rows] == [third[1:]]
        await tab.fire(S.show_decided, shown=True)
        assert (await seen(tab)).board.page == 1


async def test_another_group_shows_its_requests_and_forgets_the_selection(office: Office) -> None:
    other = Desk()
    lines = other.ask(0)
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        await tab.fire(S.show_group, group_id=str(other.group_id))
        state = await seen(tab)
        assert [row.pending_ids for row in state.board.rows] == [lines]
        assert state.selection.count == 0
        await tab.fire(S.load)
        assert (await seen(tab)).board.group_id == other.group_id


async def test_a_lost_connection_keeps_the_undoing_and_a_later_visit_forgets_it(
    office: Office,
) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        await tab.fire(S.accept_chosen)
        await tab.fire(S.load)
        assert (await seen(tab)).outcome.can_undo
        state = await seen(tab)
        state._undo_until = clock.now()
        await tab.fire(S.load)
        assert (await seen(tab)).outcome.sentence == ""


async def test_who_does_not_decide_gets_nothing(office: Office) -> None:
    with db.system(write=True) as session:
        family, _ = factories.family(session)
        cashier = factories.staff(session, role=Role.CASHIER)
        animator = factories.staff(session, role=Role.ANIMATOR)
    nursery = Desk(service="creche").agent
    async with serving() as server:
        assert redirects(await server.tab(token="nobody").fire(S.load))
        for person in (family, cashier, animator):
            tab = await opened(server, signed_in(person), name=str(person.account_id))
            assert (await tab.state(Visitor)).page == "missing"
            assert (await seen(tab)).board.groups == []
        tab = await opened(server, signed_in(nursery), name="creche")
        assert (await seen(tab)).board.groups == []


NO_ID = [0, -1, 2**31 - 1, 2**31, 10**40, "one", "", None, 1.5, True, [], {}]
NO_ANSWER = [
    {},
    {"motif": ""},
    {"motif": "holiday"},
    {"motif": "NO_PLACE"},
    {"motif": None},
    {"motif": ["no_place"]},
    {"motif": {"value": "no_place"}},
    {"motif": "other", "precision": None},
    {"motif": "other", "precision": ["Le car est plein"]},
    {"motif": "other", "precision": "x" * 9999},
    [],
    None,
    7,
    "no_place",
]


@pytest.mark.parametrize(
    ("handler", "wishes"),
    [
        (S.show_group, [{"group_id": wish} for wish in NO_ID]),
        (S.choose_row, [{"row_id": wish, "chosen": True} for wish in NO_ID]),
        (S.choose_line, [{"presence_id": wish} for wish in NO_ID]),
        (S.choose_all, [{"chosen": wish} for wish in (0, 1, "yes", None, [], {})]),
        (S.accept_row, [{"row_id": wish} for wish in NO_ID]),
        (S.accept_chosen, [{}]),
        (S.ask_refusal, [{}]),
        (S.ask_refusal_of, [{"row_id": wish} for wish in NO_ID]),
        (S.refuse, [{"answer": wish} for wish in [*NO_ANSWER, {"motif": "no_place"}]]),
        (S.show_decided, [{"shown": wish} for wish in (0, 1, "yes", None, [], {})]),
        (S.turn, [{"page": wish} for wish in [*NO_ID, 2]]),
        (S.undo, [{}]),
    ],
    ids=lambda value: getattr(getattr(value, "fn", None), "__name__", ""),
)
async def test_hostile_wishes_change_nothing(
    office: Office, handler: Any, wishes: list[dict[str, Any]]
) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        before = await _picture(tab)
        for wish in wishes:
            answer = await tab.fire(handler, **wish)
            assert events(answer) == [], wish
            assert await _picture(tab) == before, wish
    assert states(*office.first, *office.second) == [P] * 4


@pytest.mark.parametrize("answer", NO_ANSWER, ids=lambda answer: repr(answer)[:40])
async def test_no_refusal_without_a_reason_of_the_list(office: Office, answer: Any) -> None:
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_all, chosen=True)
        await tab.fire(S.ask_refusal)
        await tab.fire(S.refuse, answer=answer)
        state = await seen(tab)
        assert state.refusal_error != ""
        assert state.refusal.count == 4
    assert states(*office.first, *office.second) == [P] * 4


async def test_a_line_of_another_service_is_not_selected(office: Office) -> None:
    (foreign,) = Desk(service="creche").ask(0)
    async with serving() as server:
        tab = await opened(server, office.token)
        await tab.fire(S.choose_line, presence_id=foreign)
        assert (await seen(tab)).selection.count == 0


async def _picture(tab: Tab) -> dict[str, Any]:
    state = await tab.state(S)
    return {name: getattr(state, name) for name in S.base_vars}
