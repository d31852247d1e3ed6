"""The mail of a decision: one a reservation, held back for a minute, true when it leaves."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from portail import clock, db
from portail.access import Actor
from portail.domain.presence import PresenceState
from portail.domain.reasons import Reason
from portail.models import Message, Presence, Reservation
from portail.services import outbox
from portail.services.decisions import accept, refuse
from portail.services.undo import Undone, undo
from tests import factories
from tests.counting import statements

pytestmark = pytest.mark.usefixtures("database", "var_dir")


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = clock.now()

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Iterator[Time]:
    moved = Time()
    monkeypatch.setattr(clock, "now", moved)
    yield moved


def waiting(requests: int, *, days: int = 3) -> tuple[Actor, list[list[int]]]:
    """Add an agent and requests that wait; return the ids of each one's presences."""
    with db.system(write=True) as session:
        site = factories.site(session, places=1000)
        asked = [_request(session, n, site, days) for n in range(1, requests + 1)]
        return factories.staff(session), asked


def _request(session: Session, number: int, site, days: int) -> list[int]:
    period, group, kind = site
    actor, (child,) = factories.family(session)
    reservation = Reservation(
        number=number,
        household_id=actor.household_id or 0,
        child_id=child.id or 0,
        period_id=period.id or 0,
        account_id=actor.account_id or 0,
        submission_key=str(number),
        submitted_at=factories.OPEN_FROM + timedelta(minutes=number),
    )
    session.add(reservation)
    session.flush()
    presences = [
        Presence(
            reservation_id=reservation.id or 0,
            household_id=reservation.household_id,
            child_id=reservation.child_id,
            group_id=group.id or 0,
            attendance_type_id=kind.id or 0,
            day=period.first_day + timedelta(weeks=week),
        )
        for week in range(days)
    ]
    session.add_all(presences)
    session.flush()
    return [presence.id or 0 for presence in presences]


def mails() -> list[Message]:
    with db.system() as session:
        return list(session.exec(select(Message).order_by(Message.id)))


def states(ids: list[int]) -> list[PresenceState]:
    with db.system() as session:
        found = select(Presence.state).where(Presence.id.in_(ids)).order_by(Presence.id)
        return list(session.exec(found))


PENDING, ACCEPTED = PresenceState.PENDING, PresenceState.ACCEPTED


def test_each_family_gets_one_mail_with_its_own_lines() -> None:
    agent, (first, second) = waiting(2)
    accept(agent, presence_ids=[*first, *second])
    one, two = mails()
    assert one.recipient != two.recipient
    assert ("00001" in one.text, "00002" in two.text) == (True, True)
    assert [mail.text.count("Acceptée") for mail in (one, two)] == [3, 3]


def test_a_further_decision_replaces_the_mail_that_waits() -> None:
    agent, (lines,) = waiting(1)
    accept(agent, presence_ids=lines[:2])
    refuse(agent, presence_ids=lines[2:], reason=Reason.LATE_REQUEST)
    (mail,) = mails()
    assert (mail.text.count("Acceptée"), mail.text.count("Demande hors délai")) == (2, 1)


def test_a_decision_that_is_undone_is_never_told(time: Time) -> None:
    agent, (lines,) = waiting(1)
    undo(agent, batch=accept(agent, presence_ids=lines).batch)
    time.forward(minutes=2)
    assert outbox.send_due("worker") == 0


def test_undoing_one_of_two_decisions_tells_of_the_other_alone() -> None:
    agent, (lines,) = waiting(1)
    accept(agent, presence_ids=lines[:2])
    undo(agent, batch=refuse(agent, presence_ids=lines[2:], reason=Reason.LATE_REQUEST).batch)
    (mail,) = mails()
    assert (mail.text.count("Acceptée"), mail.text.count("Demande hors délai")) == (2, 0)


def test_what_a_family_was_told_stands_though_the_mail_of_a_later_decision_waits(
    time: Time,
) -> None:
    agent, (lines,) = waiting(1)
    told = accept(agent, presence_ids=lines[:2])
    time.forward(minutes=2)
    assert outbox.send_due("worker") == 1
    later = refuse(agent, presence_ids=lines[2:], reason=Reason.LATE_REQUEST)
    assert undo(agent, batch=told.batch) == Undone(mail_gone=True)
    assert states(lines) == [ACCEPTED, ACCEPTED, PresenceState.REFUSED]
    assert len(mails()) == 2, "the mail of the later decision still waits"
    assert undo(agent, batch=later.batch) == Undone(restored=1)
    assert states(lines) == [ACCEPTED, ACCEPTED, PENDING]


def test_a_mail_on_its_way_stops_the_undoing(time: Time) -> None:
    agent, (lines,) = waiting(1)
    batch = accept(agent, presence_ids=lines).batch
    time.forward(minutes=2)
    assert outbox._claim_next()
    assert undo(agent, batch=batch) == Undone(mail_gone=True)
    assert states(lines) == [ACCEPTED] * 3


def test_one_family_told_keeps_the_whole_gesture(time: Time) -> None:
    agent, (first, second) = waiting(2)
    batch = accept(agent, presence_ids=[*first, *second]).batch
    time.forward(minutes=2)
    assert outbox._claim_next()
    assert undo(agent, batch=batch) == Undone(mail_gone=True)
    assert states(first + second) == [ACCEPTED] * 6
    assert len(mails()) == 2


@pytest.mark.parametrize("gesture", ["accept", "refuse", "undo"])
def test_ten_families_cost_as_many_statements_as_two(gesture: str) -> None:
    def cost(agent: Actor, asked: list[list[int]]) -> int:
        ids = [line for lines in asked for line in lines]
        with statements() as accepting:
            batch = accept(agent, presence_ids=ids).batch
        with statements() as undoing:
            assert undo(agent, batch=batch) == Undone(restored=len(ids))
        with statements() as refusing:
            refuse(agent, presence_ids=ids, reason=Reason.NO_PLACE)
        sent = {"accept": accepting, "undo": undoing, "refuse": refusing}[gesture]
        # SQLite inserts rows one by one when their ids are wanted.
        return sum(not statement.startswith("INSERT") for statement in sent)

    agent, asked = waiting(12)
    assert cost(agent, asked[:2]) == cost(agent, asked[2:])
