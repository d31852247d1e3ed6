"""« Demandes à traiter »: the requests of a group in order of arrival, and the places per day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from portail import db, formats
from portail.access import Actor
from portail.domain.presence import PresenceState
from portail.domain.seating import Seat
from portail.models import (
    AgeGroup,
    AttendanceType,
    CareMode,
    Child,
    Establishment,
    Period,
    Presence,
    Reservation,
)
from portail.queries.places import accepted_in, places_on
from portail.queries.request_rows import Asked, RequestRow, request_rows

PAGE = 50
"""Requests shown at once."""


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group of a period that has requests, and how many presences wait there."""

    id: int
    label: str
    waiting: int


@dataclass(frozen=True, slots=True)
class DayCard:
    """The places of a day."""

    iso: str
    day: str
    accepted: int
    places: int
    percent: int
    full: bool
    waiting: str


@dataclass(frozen=True, slots=True)
class Requests:
    """The agent's page for one group of one period."""

    groups: list[GroupChoice] = field(default_factory=list)
    group_id: int = 0
    title: str = ""
    days: list[DayCard] = field(default_factory=list)
    rows: list[RequestRow] = field(default_factory=list)
    waiting: int = 0
    more: int = 0
    """Requests beyond those shown."""


def requests(actor: Actor, *, group_id: int = 0, all_states: bool = False) -> Requests:
    """Return the requests of a group, by default of the one whose requests wait most.

    An unknown group, or another service's, gives the default one. With `all_states`, the requests
    that wait for nothing any more come too.
    """
    with db.acting(actor) as session:
        groups = _groups(session)
        if not groups:
            return Requests()
        busiest = max(groups, key=lambda group: group.waiting)
        group = next((g for g in groups if g.id == group_id), busiest)
        presences = _presences(session, group.id, all_states)
        accepted = accepted_in(session, {group.id})
        seats = {(group.id, presence.day) for presence, _, _, _ in presences}
        places = places_on(session, seats)
        rows = request_rows(session, presences, places, accepted)
    return Requests(
        groups=groups,
        group_id=group.id,
        title=group.label,
        days=[_day_card(seat, places, accepted, presences) for seat in sorted(seats)],
        rows=rows[:PAGE],
        waiting=sum(len(row.pending_ids) for row in rows),
        more=max(0, len(rows) - PAGE),
    )


def _groups(session: Session) -> list[GroupChoice]:
    waits = func.sum(case((col(Presence.state) == PresenceState.PENDING, 1), else_=0))
    waiting = dict(
        session.exec(
            select(Presence.group_id, waits).group_by(col(Presence.group_id)),
        ).all()
    )
    rows = session.exec(
        select(AgeGroup, Period, CareMode, Establishment)
        .join(Period, col(Period.id) == AgeGroup.period_id)
        .join(CareMode, col(CareMode.id) == Period.care_mode_id)
        .join(Establishment, col(Establishment.id) == CareMode.establishment_id)
        .where(col(AgeGroup.id).in_(waiting))
        .order_by(Establishment.name, col(Period.first_day), CareMode.name, col(AgeGroup.min_age))
    ).all()
    return [
        GroupChoice(
            id=group.id or 0,
            label=(
                f"{establishment.name} · {mode.name} · {period.name} · "
                f"{group.name} ({group.min_age}-{group.max_age} ans)"
            ),
            waiting=int(waiting[group.id or 0]),
        )
        for group, period, mode, establishment in rows
    ]


def _presences(session: Session, group_id: int, all_states: bool) -> Sequence[Asked]:
    statement = (
        select(Presence, Reservation, Child, AttendanceType)
        .join(Reservation, col(Reservation.id) == Presence.reservation_id)
        .join(Child, col(Child.id) == Presence.child_id)
        .join(AttendanceType, col(AttendanceType.id) == Presence.attendance_type_id)
        .where(Presence.group_id == group_id)
        .order_by(
            col(Reservation.submitted_at),
            col(Reservation.number),
            col(Presence.day),
            col(AttendanceType.starts_at),
        )
    )
    if not all_states:
        waiting = select(Presence.reservation_id).where(
            Presence.group_id == group_id, Presence.state == PresenceState.PENDING
        )
        statement = statement.where(col(Reservation.id).in_(waiting))
    return session.exec(statement).all()


def _day_card(
    seat: Seat, places: dict[Seat, int], accepted: dict[Seat, int], presences: Sequence[Asked]
) -> DayCard:
    day: date = seat[1]
    taken, total = accepted.get(seat, 0), places[seat]
    waits = sum(1 for p, _, _, _ in presences if p.day == day and p.state is PresenceState.PENDING)
    return DayCard(
        iso=day.isoformat(),
        day=formats.short_date(day).capitalize(),
        accepted=taken,
        places=total,
        percent=min(100, round(100 * taken / total)) if total else 100,
        full=taken >= total,
        waiting=f"{waits} en attente" if waits else "aucune attente",
    )
