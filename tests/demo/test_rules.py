"""What the demo holds, replayed in order of arrival: the rules would have let in each of it."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from portail import clock, db
from portail.clock import at_paris
from portail.demo.load import load_if_empty
from portail.domain.booking import Accepted, Facts, Held, Wish, decide
from portail.domain.presence import HOLDING, PresenceState
from portail.models import (
    AgeGroup,
    CareMode,
    Child,
    DayPlaces,
    HouseholdChild,
    Period,
    Presence,
    PresenceEvent,
    Reservation,
)
from portail.queries.facts import booking_facts

NOON = time(12)
MOMENTS = {
    "before the guide's windows": at_paris(date(2023, 1, 13), NOON),
    "the guide's day": at_paris(date(2023, 4, 5), time(15, 39)),
    "an hour after the guide's window opened": at_paris(date(2023, 4, 3), time(10)),
    "term": at_paris(date(2026, 11, 24), NOON),
    "past the school calendar": datetime(2031, 5, 5, 12, tzinfo=UTC),
}


@pytest.fixture(params=MOMENTS.values(), ids=MOMENTS.keys())
def moment(
    request: pytest.FixtureRequest, sqlite: Engine, monkeypatch: pytest.MonkeyPatch
) -> datetime:
    """Load the demo as it stands at this instant, and return the instant."""
    monkeypatch.setattr(clock, "now", lambda: request.param)
    load_if_empty()
    return request.param


def test_every_presence_is_one_that_the_rules_let_in(moment: datetime) -> None:
    with db.system() as session:
        own = set(session.exec(select(HouseholdChild.household_id, HouseholdChild.child_id)))
        taken: Counter[tuple[int, date]] = Counter()
        held: dict[int, list[Held]] = defaultdict(list)
        rows = session.exec(
            select(Reservation, Child, Period, CareMode)
            .join(Child, Child.id == Reservation.child_id)
            .join(Period, Period.id == Reservation.period_id)
            .join(CareMode, CareMode.id == Period.care_mode_id)
            .order_by(Reservation.number)
        ).all()
        assert rows
        for reservation, child, period, mode in rows:
            assert (reservation.household_id, child.id) in own
            facts = replace(
                booking_facts(session, child, period, mode),
                now=reservation.submitted_at,
                day_places={},  # an animator is away since: it was not known then
                taken=taken,
                held=held[child.id],
            )
            held[child.id] += replay(session, reservation, facts, taken)


def replay(
    session: Session, reservation: Reservation, facts: Facts, taken: Counter[tuple[int, date]]
) -> list[Held]:
    """Decide again all that this reservation asked for; return what it holds."""
    presences = session.exec(
        select(Presence).where(Presence.reservation_id == reservation.id)
    ).all()
    verdicts = decide([Wish(row.day, row.attendance_type_id) for row in presences], facts)
    assert verdicts, reservation
    holding: list[Held] = []
    for row, verdict in zip(presences, verdicts, strict=True):
        assert isinstance(verdict, Accepted), (reservation, verdict)
        assert verdict.group_id == row.group_id
        if row.state in HOLDING:
            kind = facts.types[row.attendance_type_id]
            taken[row.group_id, row.day] += 1
            holding.append(Held(row.day, kind.starts_at, kind.ends_at))
    return holding


def test_nobody_was_accepted_beyond_the_places(moment: datetime) -> None:
    with db.system() as session:
        usual = dict(session.exec(select(AgeGroup.id, AgeGroup.places)).all())
        reduced = {(row.group_id, row.day): row.places for row in session.exec(select(DayPlaces))}
        accepted = Counter(
            session.exec(
                select(Presence.group_id, Presence.day).where(
                    Presence.state == PresenceState.ACCEPTED
                )
            ).all()
        )
        assert accepted
        for seat, count in accepted.items():
            assert count <= reduced.get(seat, usual[seat[0]]), seat
        assert all(places >= 0 for places in reduced.values())


def test_nothing_has_happened_yet_that_the_clock_has_not_reached(moment: datetime) -> None:
    with db.system() as session:
        asked = dict(
            session.exec(
                select(Presence.id, Reservation.submitted_at).join(
                    Reservation, Reservation.id == Presence.reservation_id
                )
            ).all()
        )
        events = session.exec(select(PresenceEvent)).all()
        assert events
        for event in events:
            assert asked[event.presence_id] <= event.at <= moment, event
