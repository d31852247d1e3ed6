"""A draft becomes a reservation: all of it or nothing, once, and never too many."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func
from sqlmodel import select

from portail import db
from portail.access import Actor
from portail.domain.presence import PresenceState
from portail.domain.reasons import Reason
from portail.models import (
    Draft,
    HouseholdChild,
    Message,
    Period,
    Presence,
    PresenceEvent,
    Reservation,
)
from portail.services.booking import Rejected, Submitted, submit
from portail.services.drafts import choose_child, choose_period, put_day, remove_days
from portail.services.errors import NotFound
from tests import factories

pytestmark = pytest.mark.usefixtures("database")


class Town:
    """A site and the Wednesdays of its period."""

    def __init__(self, *, places: int = 10, **rules) -> None:
        with db.system(write=True) as session:
            period, group, kind = factories.site(session, places=places, **rules)
        self.period_id, self.group_id, self.type_id = period.id or 0, group.id or 0, kind.id or 0
        self.first = period.first_day

    def wednesday(self, n: int) -> date:
        return self.first + timedelta(weeks=n)


def parent(children: int = 1) -> tuple[Actor, list[int]]:
    with db.system(write=True) as session:
        actor, kids = factories.family(session, children=children)
    return actor, [kid.id or 0 for kid in kids]


def drafted(actor: Actor, child_id: int, town: Town, *days: date) -> str:
    choose_child(actor, child_id=child_id)
    choose_period(actor, period_id=town.period_id)
    for day in days:
        assert put_day(actor, day=day, type_id=town.type_id) is None
    return key_of(actor)


def key_of(actor: Actor) -> str:
    with db.acting(actor) as session:
        return session.exec(select(Draft.submission_key)).one()


def count(model) -> int:
    with db.system() as session:
        return session.exec(select(func.count()).select_from(model)).one()


def test_a_request_is_numbered_pending_recorded_and_acknowledged() -> None:
    town, (actor, (child,)) = Town(), parent()
    key = drafted(actor, child, town, town.wednesday(0), town.wednesday(1))
    assert submit(actor, submission_key=key) == Submitted(1)
    with db.acting(actor) as session:
        presences = session.exec(select(Presence)).all()
        assert [p.state for p in presences] == [PresenceState.PENDING] * 2
        events = session.exec(select(PresenceEvent)).all()
        assert [(e.before, e.after, e.account_id) for e in events] == [
            (None, PresenceState.PENDING, actor.account_id)
        ] * 2
        assert session.exec(select(Draft)).all() == []
    assert count(Message) == 1


def test_the_same_submission_twice_makes_one_reservation() -> None:
    town, (actor, (child,)) = Town(), parent()
    key = drafted(actor, child, town, town.wednesday(0))
    assert submit(actor, submission_key=key) == submit(actor, submission_key=key) == Submitted(1)
    assert (count(Reservation), count(Presence), count(Message)) == (1, 1, 1)


def test_the_same_submission_at_the_same_time_makes_one_reservation() -> None:
    town, (actor, (child,)) = Town(), parent()
    key = drafted(actor, child, town, town.wednesday(0))
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: submit(actor, submission_key=key), range(6)))
    assert set(answers) == {Submitted(1)}
    assert (count(Reservation), count(Presence), count(Message)) == (1, 1, 1)


def test_a_key_that_was_never_given_is_not_found() -> None:
    town, (actor, (child,)) = Town(), parent()
    drafted(actor, child, town, town.wednesday(0))
    with pytest.raises(NotFound):
        submit(actor, submission_key="made-up")
    assert count(Reservation) == 0


def test_another_familys_key_is_not_found() -> None:
    town, (actor, (child,)), (thief, _) = Town(), parent(), parent()
    key = drafted(actor, child, town, town.wednesday(0))
    with pytest.raises(NotFound):
        submit(thief, submission_key=key)


def test_an_empty_draft_is_refused_with_its_reason() -> None:
    town, (actor, (child,)) = Town(), parent()
    key = drafted(actor, child, town)
    assert submit(actor, submission_key=key) == Rejected(reason=Reason.NOTHING_CHOSEN)


def test_a_place_lost_between_recap_and_submit_stops_the_whole_request() -> None:
    town = Town(places=1)
    (first, (one,)), (second, (two,)) = parent(), parent()
    key = drafted(first, one, town, town.wednesday(0), town.wednesday(1))
    other = drafted(second, two, town, town.wednesday(1))
    assert submit(second, submission_key=other) == Submitted(1)
    answer = submit(first, submission_key=key)
    assert isinstance(answer, Rejected)
    assert [(r.wish.day, r.reason) for r in answer.refusals] == [(town.wednesday(1), Reason.FULL)]
    assert count(Presence) == 1
    remove_days(first, days=[town.wednesday(1)])
    assert submit(first, submission_key=key) == Submitted(2)


def test_a_window_that_closes_between_recap_and_submit_stops_the_request() -> None:
    town, (actor, (child,)) = Town(), parent()
    key = drafted(actor, child, town, town.wednesday(0))
    with db.system(write=True) as session:
        period = session.get(Period, town.period_id)
        assert period
        period.closes_at = factories.OPEN_FROM
        session.add(period)
    answer = submit(actor, submission_key=key)
    assert isinstance(answer, Rejected)
    assert {refusal.reason for refusal in answer.refusals} == {Reason.WINDOW_CLOSED}


def test_two_households_cannot_book_the_same_child_at_the_same_hours() -> None:
    town, (first, (child,)), (second, _) = Town(), parent(), parent()
    with db.system(write=True) as session:
        session.add(HouseholdChild(household_id=second.household_id or 0, child_id=child))
    keys = [drafted(actor, child, town, town.wednesday(0)) for actor in (first, second)]
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(
                lambda a: submit(a[0], submission_key=a[1]), zip((first, second), keys, strict=True)
            )
        )
    assert sorted(type(answer).__name__ for answer in answers) == ["Rejected", "Submitted"]
    assert count(Presence) == 1


def test_a_foreign_child_is_not_found_and_leaves_no_draft() -> None:
    (actor, _), (_, (theirs,)) = parent(), parent()
    for child_id in (theirs, 10**9):
        with pytest.raises(NotFound):
            choose_child(actor, child_id=child_id)
    assert count(Draft) == 0


def test_another_child_empties_the_draft() -> None:
    town, (actor, (elder, younger)) = Town(), parent(children=2)
    drafted(actor, elder, town, town.wednesday(0))
    choose_child(actor, child_id=younger)
    with pytest.raises(NotFound):
        put_day(actor, day=town.wednesday(0), type_id=town.type_id)


def test_a_period_that_is_not_open_is_refused_with_its_reason() -> None:
    closed = Town(closes_at=factories.OPEN_FROM)
    coming = Town(opens_at=factories.OPEN_UNTIL)
    actor, (child,) = parent()
    choose_child(actor, child_id=child)
    assert choose_period(actor, period_id=closed.period_id) is Reason.WINDOW_CLOSED
    assert choose_period(actor, period_id=coming.period_id) is Reason.WINDOW_NOT_OPEN
    with pytest.raises(NotFound):
        choose_period(actor, period_id=10**9)


def test_a_day_that_the_rules_refuse_does_not_enter_the_draft() -> None:
    town, (actor, (child,)) = Town(), parent()
    drafted(actor, child, town)
    sunday = town.first + timedelta(days=4)
    assert put_day(actor, day=sunday, type_id=town.type_id) is Reason.NOT_OPEN_THAT_DAY
    assert put_day(actor, day=town.first, type_id=10**9) is Reason.TYPE_NOT_OFFERED
