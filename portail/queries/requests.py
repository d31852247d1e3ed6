"""« Demandes à traiter »: the requests of a group in order of arrival, and the places per day."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import count, islice

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from portail import db, formats
from portail.access import Actor
from portail.domain.presence import PresenceState
from portail.domain.seating import Seat, seated
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
from portail.queries.places import places_on, waiting_for
from portail.queries.request_rows import Asked, RequestRow, request_rows

PAGE = 50
"""Requests shown at once."""

_PENDING = case((col(Presence.state) == PresenceState.PENDING, 1), else_=0)


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
    """Presences that wait, on every page."""
    page: int = 1
    pages: int = 1
    span: str = ""
    """1 à 50 sur 300"""


def requests(
    actor: Actor, *, group_id: int = 0, all_states: bool = False, page: int = 1
) -> Requests:
    """Return the requests of a group, by default of the one whose requests wait most.

    An unknown group, or another service's, gives the default one. With `all_states`, the requests
    that wait for nothing any more come too. `page` counts from 1; beyond the last, the last comes.
    """
    with db.acting(actor) as session:
        groups = _groups(session)
        if not groups:
            return Requests()
        busiest = max(groups, key=lambda group: group.waiting)
        group = next((g for g in groups if g.id == group_id), busiest)
        counts = _counts(session, group.id)
        places = places_on(session, counts)
        accepted = {seat: states[PresenceState.ACCEPTED] for seat, states in counts.items()}
        fitting = seated(waiting_for(session, counts), places, accepted)
        ranks = _ranks(session, group.id, all_states)
        pages = max(1, -(-len(ranks) // PAGE))
        before = (min(max(page, 1), pages) - 1) * PAGE
        shown = dict(islice(ranks.items(), before, before + PAGE))
        rows = request_rows(session, _presences(session, group.id, shown), shown, fitting)
    return Requests(
        groups=groups,
        group_id=group.id,
        title=group.label,
        days=[_day_card(seat, places[seat], counts[seat]) for seat in sorted(counts)],
        rows=rows,
        waiting=group.waiting,
        page=before // PAGE + 1,
        pages=pages,
        span=f"{before + 1} à {before + len(rows)} sur {len(ranks)}",
    )


def _counts(session: Session, group_id: int) -> dict[Seat, Counter[PresenceState]]:
    """Count the presences of each day that somebody asked for, by state."""
    rows = session.exec(
        select(col(Presence.day), col(Presence.state), func.count())
        .where(Presence.group_id == group_id)
        .group_by(col(Presence.day), col(Presence.state))
    )
    counts: dict[Seat, Counter[PresenceState]] = defaultdict(Counter)
    for day, state, total in rows:
        counts[group_id, day][state] = total
    return counts


def _ranks(session: Session, group_id: int, all_states: bool) -> dict[int, int]:
    """Return the rank of each reservation, in order of arrival; 0 for one that does not wait."""
    pending = func.sum(_PENDING)
    rows = session.exec(
        select(col(Reservation.id), pending)
        .join(Presence, col(Presence.reservation_id) == Reservation.id)
        .where(Presence.group_id == group_id)
        .group_by(col(Reservation.id), col(Reservation.submitted_at), col(Reservation.number))
        .order_by(col(Reservation.submitted_at), col(Reservation.number))
    )
    arrivals = count(1)
    ranks = {reservation: next(arrivals) if waits else 0 for reservation, waits in rows}
    return {reservation or 0: rank for reservation, rank in ranks.items() if rank or all_states}


def _groups(session: Session) -> list[GroupChoice]:
    waiting = dict(
        session.exec(
            select(Presence.group_id, func.sum(_PENDING)).group_by(col(Presence.group_id)),
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


def _presences(session: Session, group_id: int, shown: Collection[int]) -> Sequence[Asked]:
    return session.exec(
        select(Presence, Reservation, Child, AttendanceType)
        .join(Reservation, col(Reservation.id) == Presence.reservation_id)
        .join(Child, col(Child.id) == Presence.child_id)
        .join(AttendanceType, col(AttendanceType.id) == Presence.attendance_type_id)
        .where(Presence.group_id == group_id, col(Reservation.id).in_(shown))
        .order_by(
            col(Reservation.submitted_at),
            col(Reservation.number),
            col(Presence.day),
            col(AttendanceType.starts_at),
        )
    ).all()


def _day_card(seat: Seat, places: int, states: Counter[PresenceState]) -> DayCard:
    taken, waits = states[PresenceState.ACCEPTED], states[PresenceState.PENDING]
    return DayCard(
        iso=seat[1].isoformat(),
        day=formats.short_date(seat[1]).capitalize(),
        accepted=taken,
        places=places,
        percent=min(100, round(100 * taken / places)) if places else 100,
        full=taken >= places,
        waiting=f"{waits} en attente" if waits else "aucune attente",
    )
