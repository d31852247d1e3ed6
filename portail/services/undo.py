"""Taking a decision back, while no family has been told."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from portail import db
from portail.access import Actor
from portail.domain.presence import HOLDING, PresenceState
from portail.domain.seating import Seat
from portail.models import AttendanceType, Child, Presence, PresenceEvent
from portail.queries.places import asked_since, holding_in, places_on
from portail.services.errors import NotFound
from portail.services.moves import Moves, deciding, last_events, locked
from portail.services.reservation_mails import post_decided, withdraw_decided


@dataclass(frozen=True, slots=True)
class Undone:
    """What could be put back to pending, and what could not."""

    restored: int = 0
    place_gone: int = 0
    """Refused presences that stay so: another family has taken the place since, or the child is
    booked elsewhere at these hours."""
    mail_gone: bool = False
    """The families have been told: the decision stands, and nothing was undone."""


def undo(actor: Actor, *, batch: str) -> Undone:
    """Put back to pending what this agent decided in that gesture, while no family was told.

    Raises:
        NotFound: the gesture is unknown, is somebody else's, or is undone already.
    """
    with deciding(actor) as session:
        presences = _decided_in(session, actor, batch)
        if not presences:
            raise NotFound
        reservations = {presence.reservation_id for presence in presences}
        if not withdraw_decided(session, reservations, since=_decided_at(session, batch)):
            session.rollback()
            return Undone(mail_gone=True)
        return _restore(session, Moves(actor), presences, batch)


def _decided_at(session: Session, batch: str) -> datetime:
    first = select(PresenceEvent.at).where(PresenceEvent.batch == batch)
    return session.exec(first.order_by(col(PresenceEvent.id)).limit(1)).one()


def _decided_in(session: Session, actor: Actor, batch: str) -> list[Presence]:
    """Lock and return the presences whose last event is this gesture of this agent."""
    ids = session.exec(select(PresenceEvent.presence_id).where(PresenceEvent.batch == batch)).all()
    if not batch or not ids:
        return []
    # Before the groups, as when a family books: what the child holds must not change meanwhile.
    children = select(Presence.child_id).where(col(Presence.id).in_(ids))
    db.lock(session, Child, session.exec(children).all())
    presences = locked(session, ids)
    last = last_events(session, ids)
    return [
        presence
        for presence in presences
        if (event := last[presence.id or 0]).batch == batch
        and event.account_id == actor.account_id
        and event.before is PresenceState.PENDING
    ]


def _restore(session: Session, moves: Moves, presences: list[Presence], batch: str) -> Undone:
    refused = [p for p in presences if p.state not in HOLDING]
    elsewhere = _booked_elsewhere(session, refused)
    free = _free(session, [p for p in refused if p.id not in elsewhere], batch)
    restored = 0
    for presence in presences:
        if presence.state not in HOLDING:
            seat = (presence.group_id, presence.day)
            if presence.id in elsewhere or free[seat] <= 0:
                continue
            free[seat] -= 1
        moves.apply(session, presence, PresenceState.PENDING)
        restored += 1
    post_decided(session, {presence.reservation_id for presence in presences})
    return Undone(restored, len(presences) - restored)


def _free(session: Session, refused: list[Presence], batch: str) -> dict[Seat, int]:
    """Return how many refused presences may hold a place again, by group and day.

    Where places were cut below what was asked for, a day held more than it has: what the gesture
    itself freed goes back, less what newcomers have taken since.
    """
    freed = Counter((presence.group_id, presence.day) for presence in refused)
    groups = {group for group, _ in freed}
    places, holding = places_on(session, freed), holding_in(session, groups)
    newcomers = asked_since(session, groups, batch)
    return {
        seat: max(places[seat] - holding.get(seat, 0), count - newcomers.get(seat, 0))
        for seat, count in freed.items()
    }


def _booked_elsewhere(session: Session, presences: list[Presence]) -> set[int]:
    """Return those whose child has come to hold another presence at the same hours."""
    mine, other = aliased(AttendanceType), aliased(AttendanceType)
    held, refused = aliased(Presence), aliased(Presence)
    statement = (
        select(refused.id)
        .join(held, (col(held.child_id) == refused.child_id) & (col(held.day) == refused.day))
        .join(mine, col(mine.id) == refused.attendance_type_id)
        .join(other, col(other.id) == held.attendance_type_id)
        .where(
            col(refused.id).in_([presence.id for presence in presences]),
            col(held.state).in_(HOLDING),
            mine.starts_at < other.ends_at,
            other.starts_at < mine.ends_at,
        )
    )
    return {found or 0 for found in session.exec(db.everyone(statement)).all()}
