"""The service answers: within the places, with a reason, once, and may take it back in time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from portail import clock, db
from portail.access import Actor, Role
from portail.domain.presence import PresenceState
from portail.domain.reasons import SERVICE_REASONS, Reason
from portail.models import Message, Presence, PresenceEvent
from portail.queries.requests import requests
from portail.services.decisions import Decision, accept, refuse
from portail.services.errors import NotFound
from portail.services.undo import undo
from tests import factories
from tests.desk import Desk, mails, states

ROUNDS = 20
A, P, R = "accepted", "pending", "refused"


@pytest.fixture
def desk(database: Engine) -> Desk:
    return Desk(places=2)


def _reasons(*presence_ids: int) -> list[tuple[Reason | None, str]]:
    with db.system() as session:
        rows = session.exec(select(Presence).where(col(Presence.id).in_(presence_ids)))
        return [(row.reason, row.reason_text) for row in rows]


def _mail_leaves() -> None:
    with db.system(write=True) as session:
        for message in session.exec(select(Message)):
            message.sent_at = clock.now()
            session.add(message)


def test_the_first_to_have_asked_are_the_first_seated(desk: Desk) -> None:
    (late,) = desk.ask(0, minutes=30)
    (early,) = desk.ask(0, minutes=-30)
    (middle,) = desk.ask(0)
    decision = accept(desk.agent, presence_ids=[late, middle, early])
    assert (decision.accepted, decision.refused, decision.left_alone) == (2, 1, 0)
    assert states(late, early, middle) == [R, A, A]
    assert _reasons(late) == [(Reason.NO_PLACE, "")]


def test_the_places_of_the_day_itself_count(desk: Desk) -> None:
    desk.day_places(1, 1)
    desk.day_places(2, 0)
    first, second = desk.ask(0, 1, 2), desk.ask(0, 1, 2, minutes=1)
    accept(desk.agent, presence_ids=first + second)
    assert states(*first) == [A, A, R]
    assert states(*second) == [A, R, R]


def test_places_already_given_are_taken(desk: Desk) -> None:
    accept(desk.agent, presence_ids=desk.ask(0) + desk.ask(0))
    (third,) = desk.ask(0)
    assert accept(desk.agent, presence_ids=[third]).refused == 1


def test_who_asked_before_and_is_not_among_them_keeps_the_place(desk: Desk) -> None:
    desk.day_places(0, 1)
    early, late = desk.ask(0), desk.ask(0, 1, minutes=30)
    decision = accept(desk.agent, presence_ids=late)
    assert (decision.accepted, decision.refused) == (1, 1)
    assert states(*early, *late) == [P, R, A]


@pytest.mark.parametrize("picked", [(0,), (1,), (2,), (0, 2), (1, 2), (3, 1), (0, 1, 2, 3)])
def test_whatever_is_picked_the_chips_said_what_happens(
    desk: Desk, picked: tuple[int, ...]
) -> None:
    desk.day_places(1, 1)
    for minutes in range(4):
        desk.ask(0, 1, minutes=minutes)
    rows = requests(desk.agent).rows
    lines = [line for n in picked for line in rows[n].lines]
    accept(desk.agent, presence_ids=[line.id for line in lines])
    for line in lines:
        assert states(line.id) == [A if line.fits else R], line.label


def test_every_decision_is_kept_with_who_made_it_and_one_mail_waits(desk: Desk) -> None:
    lines = desk.ask(0, 1)
    decision = accept(desk.agent, presence_ids=lines)
    with db.system() as session:
        events = session.exec(
            select(PresenceEvent).where(PresenceEvent.batch == decision.batch)
        ).all()
    assert {event.presence_id for event in events} == set(lines)
    assert {event.account_id for event in events} == {desk.agent.account_id}
    assert {(event.before, event.after) for event in events} == {
        (PresenceState.PENDING, PresenceState.ACCEPTED)
    }
    (mail,) = mails()
    assert mail.due_at > clock.now()


@pytest.mark.parametrize("reason", SERVICE_REASONS)
def test_a_refusal_keeps_its_reason(desk: Desk, reason: Reason) -> None:
    lines = desk.ask(0, 1)
    said = "Le car  est plein" if reason is Reason.OTHER else "ces mots ne servent pas"
    refuse(desk.agent, presence_ids=lines[:1], reason=reason, reason_text=said)
    assert states(*lines) == [R, P]
    kept = "Le car est plein" if reason is Reason.OTHER else ""
    assert _reasons(lines[0]) == [(reason, kept)]


@pytest.mark.parametrize("said", ["", "   ", "\n\t"])
def test_another_reason_takes_words(desk: Desk, said: str) -> None:
    lines = desk.ask(0)
    with pytest.raises(ValueError):
        refuse(desk.agent, presence_ids=lines, reason=Reason.OTHER, reason_text=said)
    assert states(*lines) == [P]


def test_a_reason_that_is_not_the_services_is_none(desk: Desk) -> None:
    lines = desk.ask(0)
    with pytest.raises(ValueError):
        refuse(desk.agent, presence_ids=lines, reason=Reason.HOLIDAY)
    assert states(*lines) == [P]


def test_what_a_colleague_decided_is_left_alone_and_named(desk: Desk) -> None:
    mine, theirs = desk.ask(0), desk.ask(1, 2)
    colleague = desk.colleague()
    refuse(colleague, presence_ids=theirs, reason=Reason.LATE_REQUEST)
    decision = accept(desk.agent, presence_ids=mine + theirs)
    assert (decision.accepted, decision.left_alone) == (1, 2)
    assert decision.decided_by_others == (f"{colleague.first_name} Service",)
    assert states(*theirs) == [R, R]


def test_only_the_last_to_decide_is_named(desk: Desk) -> None:
    lines = desk.ask(0)
    colleague = desk.colleague()
    undo(desk.agent, batch=accept(desk.agent, presence_ids=lines).batch)
    accept(colleague, presence_ids=lines)
    decision = accept(desk.agent, presence_ids=lines)
    assert decision == Decision(
        left_alone=1, decided_by_others=(f"{colleague.first_name} Service",)
    )


def test_undoing_in_time_puts_all_back_and_no_mail_leaves(desk: Desk) -> None:
    lines = desk.ask(0, 1)
    decision = refuse(desk.agent, presence_ids=lines, reason=Reason.NO_PLACE)
    undone = undo(desk.agent, batch=decision.batch)
    assert (undone.restored, undone.place_gone, undone.mail_gone) == (2, 0, False)
    assert states(*lines) == [P, P]
    assert _reasons(*lines) == [(None, "")] * 2
    assert mails() == []


def test_undoing_one_of_two_decisions_leaves_the_mail_of_the_other(desk: Desk) -> None:
    lines = desk.ask(0, 1)
    accept(desk.agent, presence_ids=lines[:1])
    second = refuse(desk.agent, presence_ids=lines[1:], reason=Reason.NO_PLACE)
    undo(desk.agent, batch=second.batch)
    assert states(*lines) == [A, P]
    assert len(mails()) == 1


def test_undoing_after_the_mail_has_left_changes_nothing(desk: Desk) -> None:
    lines = desk.ask(0)
    decision = accept(desk.agent, presence_ids=lines)
    _mail_leaves()
    assert undo(desk.agent, batch=decision.batch).mail_gone
    assert states(*lines) == [A]


def test_a_place_that_another_family_took_since_does_not_come_back(desk: Desk) -> None:
    desk.day_places(0, 1)
    lines = desk.ask(0, 1)
    decision = refuse(desk.agent, presence_ids=lines, reason=Reason.FILE_INCOMPLETE)
    desk.ask(0)
    undone = undo(desk.agent, batch=decision.batch)
    assert (undone.restored, undone.place_gone) == (1, 1)
    assert states(*lines) == [R, P]
    assert len(mails()) == 1


def test_where_places_were_cut_undoing_gives_back_what_waited(desk: Desk) -> None:
    lines = desk.ask(0) + desk.ask(0, minutes=1) + desk.ask(0, minutes=2)
    desk.day_places(0, 1)
    decision = accept(desk.agent, presence_ids=lines)
    assert states(*lines) == [A, R, R]
    assert undo(desk.agent, batch=decision.batch).place_gone == 0
    assert states(*lines) == [P, P, P]


def test_a_child_booked_again_since_does_not_hold_two_places(desk: Desk) -> None:
    lines = desk.ask(0, 1)
    decision = refuse(desk.agent, presence_ids=lines, reason=Reason.NO_PLACE)
    again = desk.ask(0, child_of=lines[0])
    undone = undo(desk.agent, batch=decision.batch)
    assert (undone.restored, undone.place_gone) == (1, 1)
    assert states(*lines, *again) == [R, P, P]


def test_a_gesture_is_undone_once_and_by_who_made_it(desk: Desk) -> None:
    lines = desk.ask(0)
    batch = accept(desk.agent, presence_ids=lines).batch
    with pytest.raises(NotFound):
        undo(desk.colleague(), batch=batch)
    assert states(*lines) == [A]
    undo(desk.agent, batch=batch)
    for gone in (batch, "", "no such gesture"):
        with pytest.raises(NotFound):
            undo(desk.agent, batch=gone)


@pytest.mark.parametrize(
    "role, services, reaches",
    [
        (Role.ADMIN, (), True),
        (Role.MANAGER, ("alsh",), True),
        (Role.MANAGER, ("creche",), False),
        (Role.MANAGER, (), False),
        (Role.CASHIER, ("alsh",), False),
        (Role.ANIMATOR, ("alsh",), False),
    ],
)
def test_only_who_answers_for_the_service_decides(
    desk: Desk, role: Role, services: tuple[str, ...], reaches: bool
) -> None:
    lines = desk.ask(0)
    with db.system(write=True) as session:
        actor = factories.staff(session, role=role, services=services)
    if reaches:
        assert accept(actor, presence_ids=lines).accepted == 1
        return
    with pytest.raises(NotFound):
        accept(actor, presence_ids=lines)
    with pytest.raises(NotFound):
        refuse(actor, presence_ids=lines, reason=Reason.NO_PLACE)
    assert states(*lines) == [P]


def test_no_family_decides_its_own_request(desk: Desk) -> None:
    lines = desk.ask(0)
    with db.system() as session:
        presence = session.get_one(Presence, lines[0])
    with pytest.raises(NotFound):
        accept(Actor(1, Role.FAMILY, presence.household_id), presence_ids=lines)
    assert states(*lines) == [P]


def test_one_foreign_line_among_ones_own_refuses_the_whole(desk: Desk) -> None:
    foreign = Desk(service="creche").ask(0)
    mine = desk.ask(0)
    with pytest.raises(NotFound):
        accept(desk.agent, presence_ids=mine + foreign)
    with pytest.raises(NotFound):
        accept(desk.agent, presence_ids=[*mine, 2**31 - 1])
    with pytest.raises(NotFound):
        accept(desk.agent, presence_ids=[])
    assert states(*mine, *foreign) == [P, P]


def test_two_agents_at_once_decide_each_line_once(postgres: Engine) -> None:
    desk = Desk(places=3)
    colleague = desk.colleague()
    for n in range(ROUNDS):
        lines = [line for _ in range(5) for line in desk.ask(n)]
        accepting, refusing = _at_once(desk.agent, colleague, lines)
        decided = [d for d in (accepting, refusing) if d.batch]
        assert [d.accepted + d.refused for d in decided] == [5]
        loser, winner = (refusing, desk.agent) if accepting.batch else (accepting, colleague)
        assert (loser.left_alone, loser.batch) == (5, "")
        assert loser.decided_by_others == (f"{winner.first_name} Service",)
        assert states(*lines) == ([A] * 3 + [R] * 2 if accepting.batch else [R] * 5)
        with db.system() as session:
            moves = select(PresenceEvent.presence_id).where(
                col(PresenceEvent.presence_id).in_(lines), PresenceEvent.before == P
            )
            assert sorted(session.exec(moves).all()) == sorted(lines)


def _at_once(one: Actor, other: Actor, lines: list[int]) -> tuple[Decision, Decision]:
    ready = Barrier(2)

    def accepting() -> Decision:
        ready.wait()
        return accept(one, presence_ids=lines)

    def refusing() -> Decision:
        ready.wait()
        return refuse(other, presence_ids=lines[::-1], reason=Reason.LATE_REQUEST)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(accepting), pool.submit(refusing)
        return first.result(), second.result()
