"""How many places a group has on a day, and how many are taken, over every household."""

from collections.abc import Collection

from sqlalchemy import func, tuple_
from sqlmodel import Session, col, select

from portail.db import everyone
from portail.domain.presence import HOLDING, PresenceState
from portail.domain.seating import Candidate, Seat
from portail.models import (
    AgeGroup,
    AttendanceType,
    DayPlaces,
    Presence,
    PresenceEvent,
    Reservation,
)


def places_on(session: Session, seats: Collection[Seat]) -> dict[Seat, int]:
    """Return the places of each of these groups and days."""
    usual = dict(
        session.exec(
            select(AgeGroup.id, AgeGroup.places).where(
                col(AgeGroup.id).in_({group for group, _ in seats})
            )
        ).all()
    )
    pair = tuple_(col(DayPlaces.group_id), col(DayPlaces.day))
    unusual = session.exec(select(DayPlaces).where(pair.in_(sorted(seats))))
    places = {seat: usual.get(seat[0], 0) for seat in seats}
    return places | {(row.group_id, row.day): row.places for row in unusual}


def accepted_in(session: Session, groups: Collection[int]) -> dict[Seat, int]:
    """Count, for each day of these groups, the accepted presences of every household."""
    return _count(session, groups, frozenset({PresenceState.ACCEPTED}))


def holding_in(session: Session, groups: Collection[int]) -> dict[Seat, int]:
    """Count, for each day of these groups, the presences that hold a place: pending ones do."""
    return _count(session, groups, HOLDING)


def waiting_for(session: Session, seats: Collection[Seat]) -> list[Candidate]:
    """Return, in order of arrival, every pending presence of these groups and days."""
    pair = tuple_(col(Presence.group_id), col(Presence.day))
    rows = session.exec(
        everyone(
            select(col(Presence.id), col(Presence.group_id), col(Presence.day))
            .join(Reservation, col(Reservation.id) == Presence.reservation_id)
            .join(AttendanceType, col(AttendanceType.id) == Presence.attendance_type_id)
            .where(Presence.state == PresenceState.PENDING, pair.in_(sorted(seats)))
            .order_by(
                col(Reservation.submitted_at),
                col(Reservation.number),
                col(Presence.day),
                col(AttendanceType.starts_at),
            )
        )
    )
    return [Candidate(presence_id or 0, group_id, day) for presence_id, group_id, day in rows]


def asked_since(session: Session, groups: Collection[int], batch: str) -> dict[Seat, int]:
    """Count, for each day of these groups, what was asked for since a decision and holds a place."""
    # The group is locked while events are written: their ids come in the order of what happened.
    last = select(func.max(PresenceEvent.id)).where(PresenceEvent.batch == batch)
    rows = session.exec(
        everyone(
            select(col(Presence.group_id), col(Presence.day), func.count())
            .join(PresenceEvent, col(PresenceEvent.presence_id) == Presence.id)
            .where(
                col(Presence.group_id).in_(groups),
                col(Presence.state).in_(HOLDING),
                col(PresenceEvent.before).is_(None),
                col(PresenceEvent.id) > last.scalar_subquery(),
            )
            .group_by(col(Presence.group_id), col(Presence.day))
        )
    )
    return {(group, day): count for group, day, count in rows}


def _count(
    session: Session, groups: Collection[int], states: frozenset[PresenceState]
) -> dict[Seat, int]:
    statement = (
        select(col(Presence.group_id), col(Presence.day), func.count())
        .where(col(Presence.group_id).in_(groups), col(Presence.state).in_(states))
        .group_by(col(Presence.group_id), col(Presence.day))
    )
    return {(group, day): count for group, day, count in session.exec(everyone(statement))}
