"""The demo community: complete, coherent, and the guide's own story on the guide's own day."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from portail import clock, db
from portail.access import Actor, Role
from portail.clock import at_paris
from portail.config import ConfigError, settings
from portail.demo import people
from portail.demo.calendar import periods
from portail.demo.load import load_if_empty
from portail.domain.presence import HOLDING, PresenceState
from portail.models import (
    Account,
    AttendanceType,
    Child,
    DayPlaces,
    Period,
    Presence,
    PresenceEvent,
    Reservation,
)
from portail.queries import booking, children
from portail.services.booking import Submitted, submit
from portail.services.drafts import choose_child, choose_period, own_draft, put_day

GUIDE_NOW = at_paris(date(2023, 4, 5), time(15, 39))
NOON = time(12)
ORDINARY_DAYS = [
    at_paris(date(2026, 11, 24), NOON),
    at_paris(date(2026, 12, 24), NOON),
    at_paris(date(2027, 8, 2), NOON),
    at_paris(date(2028, 11, 20), NOON),
]
"""Term, Christmas, summer, and the day junior turns twelve: what is promised, at each of them."""
WEDNESDAYS = [date(2023, 4, 26), *(date(2023, 5, day) for day in (3, 10, 17, 24, 31))]


def on(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def actor(session: Session, email: str) -> Actor:
    account = session.exec(select(Account).where(Account.email == email)).one()
    return Actor(account.id, account.role, account.household_id)


def test_it_loads_once_and_only_into_an_empty_database(database: Engine) -> None:
    assert (load_if_empty(), load_if_empty()) == (True, False)
    with db.system() as session:
        emails = set(session.exec(select(Account.email)))
        assert {email for email, _ in people.ACCOUNTS} < emails
        assert session.exec(select(func.count()).where(Account.role == Role.FAMILY)).one() > 40


def test_it_never_loads_outside_demo_mode(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "demo", False)
    with pytest.raises(ConfigError):
        load_if_empty()


def test_every_presence_has_its_history_and_numbers_have_no_hole(sqlite: Engine) -> None:
    load_if_empty()
    with db.system() as session:
        last = dict(
            session.exec(
                select(PresenceEvent.presence_id, PresenceEvent.after).order_by(PresenceEvent.id)
            ).all()
        )
        assert last == dict(session.exec(select(Presence.id, Presence.state)).all())
        rows = session.exec(select(Reservation).order_by(Reservation.number)).all()
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert [row.submitted_at for row in rows] == sorted(row.submitted_at for row in rows)


@pytest.mark.parametrize("moment", ORDINARY_DAYS)
def test_the_family_sees_every_state_around_today(
    moment: datetime, sqlite: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(moment, monkeypatch)
    load_if_empty()
    with db.system() as session:
        cce = actor(session, people.CCE.email)
        mine = session.exec(
            select(Presence.state).where(
                Presence.household_id == cce.household_id,
                Presence.day > clock.today() - timedelta(days=60),
            )
        ).all()
        assert set(mine) == set(PresenceState)
        shared = session.exec(
            select(func.count())
            .select_from(Presence)
            .join(Child, Child.id == Presence.child_id)
            .where(
                Child.first_name == "junior",
                Presence.household_id != cce.household_id,
                Presence.day > clock.today() - timedelta(days=60),
            )
        ).one()
        assert shared


@pytest.mark.parametrize("moment", ORDINARY_DAYS)
def test_requests_wait_for_the_service_and_some_will_not_find_a_place(
    moment: datetime, sqlite: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(moment, monkeypatch)
    load_if_empty()
    with db.system() as session:
        pending = select(Presence.reservation_id).where(Presence.state == PresenceState.PENDING)
        assert 20 <= len(set(session.exec(pending))) <= 50
        short = [(row, session.exec(holding(row)).one()) for row in session.exec(select(DayPlaces))]
        assert any(count > row.places for row, count in short)


def holding(row: DayPlaces):
    return select(func.count()).where(
        Presence.group_id == row.group_id,
        Presence.day == row.day,
        Presence.state.in_(HOLDING),
    )


def test_the_guides_story_can_be_played(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    on(GUIDE_NOW, monkeypatch)
    load_if_empty()
    with db.system() as session:
        cce = actor(session, people.CCE.email)
        period = session.exec(select(Period).where(Period.name == "Mercredis Avril Mai")).one()
        kind = session.exec(
            select(AttendanceType.id).where(
                AttendanceType.care_mode_id == period.care_mode_id,
                AttendanceType.name == "MERCREDI MATIN SANS REPAS",
            )
        ).one()
        junior = session.exec(
            select(Presence.state)
            .join(Child, Child.id == Presence.child_id)
            .where(Child.first_name == "junior", Presence.day.in_(WEDNESDAYS))
        ).all()
        assert junior == [PresenceState.ACCEPTED] * 6
    ages = {child.name: child.age for child in children.children(cce)}
    assert ages == {"Enfant CCE": "4 ans", "junior cce": "6 ans"}
    enfant = next(child.id for child in children.children(cce) if child.name == "Enfant CCE")
    choose_child(cce, child_id=enfant)
    assert choose_period(cce, period_id=period.id or 0) is None
    may = booking.month(cce, year=2023, month=5)
    assert may is not None
    assert next(day.note for day in may.days if day.iso == "2023-05-03") == "1 place"
    for day in WEDNESDAYS:
        assert put_day(cce, day=day, type_id=kind or 0) is None
    with db.acting(cce, write=True) as session:
        key = own_draft(session, cce).submission_key
    assert isinstance(submit(cce, submission_key=key), Submitted)


@pytest.mark.parametrize("start", [date(2023, 1, 1), date(2026, 1, 1), date(2029, 6, 1)])
def test_whatever_the_day_one_window_is_open_one_coming_and_one_just_closed(start: date) -> None:
    for offset in range(0, 730):
        today = start + timedelta(days=offset)
        now = at_paris(today, time(12))
        found = periods(today)
        assert [p for p in found if p.opens_at > now], today
        closed = [p for p in found if now - timedelta(days=10) < p.closes_at < now]
        assert closed, today
        open_now = [p for p in found if p.opens_at <= now <= p.closes_at]
        assert any(p.first_day - timedelta(days=p.deadline_days) > today for p in open_now), today
        assert all(p.first_day <= p.last_day for p in found), today
