"""The rows of « Demandes à traiter »: a reservation, its child and what became of each date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlmodel import Session, col, select

from portail import clock, formats, texts
from portail.domain.booking import age_on
from portail.domain.presence import PresenceState
from portail.models import (
    Account,
    AttendanceType,
    Child,
    Guardian,
    Household,
    Presence,
    PresenceEvent,
    Reservation,
)

Asked = tuple[Presence, Reservation, Child, AttendanceType]
"""A presence with what it takes to name it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A presence asked for, as a chip."""

    id: int
    day: str
    """26/04"""
    kind: str
    state: str
    """pending, accepted or refused"""
    fits: bool
    """For a pending one: a place remains at its rank."""
    label: str
    """All of it in words: what a chip cannot hold, for screen readers and the pointer."""


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
    kind: str
    """The type of presence of all its lines; nothing when they differ."""
    pending_ids: list[int]
    lines: list[Line] = field(default_factory=list)


def request_rows(
    session: Session,
    presences: Sequence[Asked],
    ranks: Mapping[int, int],
    fitting: frozenset[int],
) -> list[RequestRow]:
    """Return a row for each reservation of these presences, which come in order of arrival.

    `ranks` are those of the reservations, by id; `fitting` are the pending presences for which a
    place remains.
    """
    agents = _agents(session, _decided(presences))
    families = _families(session, {r.household_id for _, r, _, _ in presences})
    rows: dict[int, RequestRow] = {}
    for presence, reservation, child, kind in presences:
        row = rows.setdefault(reservation.id or 0, _row(reservation, child, families))
        agent = agents.get(presence.id or 0, "")
        row.lines.append(_line(presence, kind, presence.id in fitting, agent))
        if presence.state is PresenceState.PENDING:
            row.pending_ids.append(presence.id or 0)
    return [replace(row, rank=ranks[key], kind=_kind(row)) for key, row in rows.items()]


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
        kind="",
        pending_ids=[],
    )


def _kind(row: RequestRow) -> str:
    kinds = {line.kind for line in row.lines}
    return kinds.pop() if len(kinds) == 1 else ""


def _line(presence: Presence, kind: AttendanceType, fits: bool, agent: str) -> Line:
    if presence.state is PresenceState.PENDING:
        said = "une place reste à ce rang" if fits else "complet à ce rang"
    else:
        said = texts.STATE_SHORT[presence.state].lower()
    by = f"par {agent}" if agent else ""
    day = presence.day.strftime("%d/%m")
    words = (
        f"{formats.day_and_month(presence.day)} ({day})",
        kind.short_name,
        f"{said} {by}".strip(),
        texts.motive(presence.reason, presence.reason_text),
    )
    return Line(
        id=presence.id or 0,
        day=day,
        kind=kind.short_name,
        state=presence.state.value,
        fits=fits,
        label=", ".join(word for word in words if word),
    )


def _decided(presences: Sequence[Asked]) -> list[int]:
    return [p.id or 0 for p, _, _, _ in presences if p.state is not PresenceState.PENDING]


def _agents(session: Session, decided: Sequence[int]) -> dict[int, str]:
    """Name who decided each of these presences: the last to have moved it."""
    rows = session.exec(
        select(PresenceEvent.presence_id, Account.first_name, Account.last_name)
        .join(Account, col(Account.id) == PresenceEvent.account_id)
        .where(
            col(PresenceEvent.presence_id).in_(decided),
            PresenceEvent.before == PresenceState.PENDING,
        )
        .order_by(col(PresenceEvent.id))
    ).all()
    return {presence_id: f"{first} {last}" for presence_id, first, last in rows}


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
