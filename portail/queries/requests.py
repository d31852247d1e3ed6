"""« Demandes à traiter »: the requests of a group in order of arrival, and the places per day."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from portail import clock, db, formats, texts
from portail.access import Actor
from portail.domain.booking import age_on
from portail.domain.presence import PresenceState
from portail.domain.seating import Candidate, Seat, seated
from portail.models import (
    AgeGroup,
    AttendanceType,
    CareMode,
    Child,
    Establishment,
    Guardian,
    Household,
    Period,
    Presence,
    Reservation,
)
from portail.queries.places import accepted_in, places_on

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
class Line:
    """A presence asked for, as a chip."""

    id: int
    iso: str
    day: str
    kind: str
    state: str
    """pending, accepted or refused"""
    fits: bool
    """For a pending one: a place remains at its rank."""
    label: str
    motive: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A reservation in the agent's table."""

    id: int
    number: str
    submitted: str
    child: str
    initial: str
    colour: int
    age: str
    family: str
    rank: int
    """Among the requests that wait, in order of arrival; 0 when nothing waits."""
    pending_ids: list[int]
    lines: list[Line] = field(default_factory=list)


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

    An unknown group, or another service's, gives the default one.
    """
    with db.acting(actor) as session:
        groups = _groups(session)
        if not groups:
            return Requests()
        group = next((g for g in groups if g.id == group_id), groups[0])
        presences = _presences(session, group.id)
        seats = {(group.id, presence.day) for presence, _, _, _ in presences}
        places = places_on(session, seats)
        accepted = accepted_in(session, {group.id})
        rows = _rows(session, presences, places, accepted)
    shown = [row for row in rows if row.pending_ids or all_states]
    return Requests(
        groups=groups,
        group_id=group.id,
        title=group.label,
        days=[_day_card(seat, places, accepted, presences) for seat in sorted(seats)],
        rows=shown[:PAGE],
        waiting=sum(len(row.pending_ids) for row in rows),
        more=max(0, len(shown) - PAGE),
    )


def _groups(session: Session) -> list[GroupChoice]:
    waits = func.sum(case((col(Presence.state) == PresenceState.PENDING, 1), else_=0))
    rows = session.exec(
        select(AgeGroup, Period, CareMode, Establishment, waits)
        .join(Presence, col(Presence.group_id) == AgeGroup.id)
        .join(Period, col(Period.id) == AgeGroup.period_id)
        .join(CareMode, col(CareMode.id) == Period.care_mode_id)
        .join(Establishment, col(Establishment.id) == CareMode.establishment_id)
        .group_by(col(AgeGroup.id), col(Period.id), col(CareMode.id), col(Establishment.id))
        .order_by(waits.desc(), col(Period.first_day), col(AgeGroup.min_age))
    ).all()
    return [
        GroupChoice(
            id=group.id or 0,
            label=(
                f"{establishment.name} · {mode.name} · {period.name} · "
                f"{group.name} ({group.min_age}-{group.max_age} ans)"
            ),
            waiting=int(waiting or 0),
        )
        for group, period, mode, establishment, waiting in rows
    ]


_Row = tuple[Presence, Reservation, Child, AttendanceType]


def _presences(session: Session, group_id: int) -> Sequence[_Row]:
    return session.exec(
        select(Presence, Reservation, Child, AttendanceType)
        .join(Reservation, col(Reservation.id) == Presence.reservation_id)
        .join(Child, col(Child.id) == Presence.child_id)
        .join(AttendanceType, col(AttendanceType.id) == Presence.attendance_type_id)
        .where(Presence.group_id == group_id)
        .order_by(col(Reservation.submitted_at), col(Reservation.number), col(Presence.day))
    ).all()


def _rows(
    session: Session,
    presences: Sequence[_Row],
    places: dict[Seat, int],
    accepted: dict[Seat, int],
) -> list[RequestRow]:
    pending = [p for p, _, _, _ in presences if p.state is PresenceState.PENDING]
    fit = seated([Candidate(p.id or 0, p.group_id, p.day) for p in pending], places, accepted)
    families = _families(session, {r.household_id for _, r, _, _ in presences})
    rows: dict[int, RequestRow] = {}
    for presence, reservation, child, kind in presences:
        row = rows.setdefault(reservation.number, _row(reservation, child, families))
        row.lines.append(_line(presence, kind, fit))
        if presence.state is PresenceState.PENDING:
            row.pending_ids.append(presence.id or 0)
    waiting = [row.number for row in rows.values() if row.pending_ids]
    ranks = {number: rank for rank, number in enumerate(waiting, 1)}
    return [replace(row, rank=ranks.get(row.number, 0)) for row in rows.values()]


def _row(reservation: Reservation, child: Child, families: dict[int, str]) -> RequestRow:
    at = reservation.submitted_at.astimezone(clock.PARIS)
    return RequestRow(
        id=reservation.id or 0,
        number=formats.reservation_number(reservation.number),
        submitted=f"{formats.short_date(at.date())} {formats.hour(at)}",
        child=f"{child.first_name} {child.last_name}",
        initial=child.first_name[:1].upper(),
        colour=(child.id or 0) % 6,
        age=formats.plural(age_on(child.birth_date, clock.today()), "an", "ans"),
        family=families.get(reservation.household_id, ""),
        rank=0,
        pending_ids=[],
    )


def _line(presence: Presence, kind: AttendanceType, fit: frozenset[int]) -> Line:
    fits = presence.id in fit
    motive = texts.motive(presence.reason, presence.reason_text)
    said = texts.STATE_SHORT[presence.state]
    if presence.state is PresenceState.PENDING:
        said = "une place reste à ce rang" if fits else "complet à ce rang"
    return Line(
        id=presence.id or 0,
        iso=presence.day.isoformat(),
        day=presence.day.strftime("%d/%m"),
        kind=kind.short_name,
        state=presence.state.value,
        fits=fits,
        label=f"{formats.day_and_month(presence.day)}, {kind.short_name}, {said} {motive}".strip(),
        motive=motive,
    )


def _families(session: Session, households: set[int]) -> dict[int, str]:
    """Name each household by its first adult and its town."""
    rows = session.exec(
        select(Guardian, Household)
        .join(Household, col(Household.id) == Guardian.household_id)
        .where(col(Household.id).in_(households))
        .order_by(col(Guardian.id).desc())
    ).all()
    return {
        household.id or 0: f"{guardian.first_name} {guardian.last_name} · {household.town}"
        for guardian, household in rows
    }


def _day_card(
    seat: Seat, places: dict[Seat, int], accepted: dict[Seat, int], presences: Sequence[_Row]
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
