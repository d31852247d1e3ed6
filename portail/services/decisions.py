"""The service answers: accept within the places, refuse with a reason, undo."""

from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from portail import clock, db
from portail.access import Actor, Permission, may
from portail.domain.presence import HOLDING, PresenceState, can_move
from portail.domain.reasons import SERVICE_REASONS, Reason
from portail.domain.seating import Seat, seated
from portail.models import (
    Account,
    AgeGroup,
    AttendanceType,
    Child,
    Presence,
    PresenceEvent,
    Reservation,
)
from portail.queries.places import (
    accepted_in,
    asked_since,
    holding_in,
    places_on,
    waiting_for,
)
from portail.services.errors import NotFound
from portail.services.reservation_mails import post_decided, withdraw_decided


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of one gesture of an agent."""

    batch: str = ""
    accepted: int = 0
    refused: int = 0
    left_alone: int = 0
    """Lines that were decided in the meantime."""
    decided_by_others: tuple[str, ...] = ()
    """The names of who decided those."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What could be put back to pending, and what could not."""

    restored: int = 0
    place_gone: int = 0
    """Refused presences that stay so: another family has taken the place since, or the child is
    booked elsewhere at these hours."""
    mail_gone: bool = False
    """The families have been told: the decision stands, and nothing was undone."""


@dataclass(slots=True)
class _Moves:
    """The presences of one gesture, and where each goes."""

    by: Actor
    batch: str = field(default_factory=lambda: str(uuid4()))
    reservations: set[int] = field(default_factory=set)

    def apply(
        self,
        session: Session,
        presence: Presence,
        after: PresenceState,
        reason: Reason | None = None,
        reason_text: str = "",
    ) -> None:
        assert can_move(presence.state, after)
        event = PresenceEvent(
            presence_id=presence.id or 0,
            at=clock.now(),
            account_id=self.by.account_id or 0,
            before=presence.state,
            after=after,
            reason=reason,
            reason_text=reason_text,
            batch=self.batch,
        )
        presence.state, presence.reason, presence.reason_text = (
            after,
            reason,
            reason_text,
        )
        session.add_all((presence, event))
        self.reservations.add(presence.reservation_id)


def accept(actor: Actor, *, presence_ids: Sequence[int]) -> Decision:
    """Accept these presences while places remain, first come first seated; refuse the others.

    A family that asked before, and whose presence is not one of these, keeps its place.
    A presence that somebody decided in the meantime is left alone and named in the answer.

    Raises:
        NotFound: one of them is unknown, or is another service's.
    """
    with _deciding(actor) as session:
        pending, others = _pending(session, presence_ids)
        seats = {(presence.group_id, presence.day) for presence in pending}
        # Whoever asked before and is not among them keeps their place, as the chips of the page say.
        chosen = seated(
            waiting_for(session, seats),
            places_on(session, seats),
            accepted_in(session, {group for group, _ in seats}),
        ) & {presence.id for presence in pending}
        moves = _Moves(actor)
        for presence in pending:
            if presence.id in chosen:
                moves.apply(session, presence, PresenceState.ACCEPTED)
            else:
                moves.apply(session, presence, PresenceState.REFUSED, Reason.NO_PLACE)
        post_decided(session, moves.reservations)
        return _decision(moves, len(chosen), len(pending) - len(chosen), others)


def refuse(
    actor: Actor, *, presence_ids: Sequence[int], reason: Reason, reason_text: str = ""
) -> Decision:
    """Refuse these presences with a reason of the list, or with the agent's own words.

    Raises:
        NotFound: one of them is unknown, or is another service's.
        ValueError: the reason is not one of the service's, or OTHER comes without words.
    """
    words = " ".join(reason_text.split())[:200]
    if reason not in SERVICE_REASONS or (reason is Reason.OTHER and not words):
        raise ValueError(reason)
    with _deciding(actor) as session:
        pending, others = _pending(session, presence_ids)
        moves = _Moves(actor)
        for presence in pending:
            kept = words if reason is Reason.OTHER else ""
            moves.apply(session, presence, PresenceState.REFUSED, reason, kept)
        post_decided(session, moves.reservations)
        return _decision(moves, 0, len(pending), others)


@contextmanager
def _deciding(actor: Actor) -> Generator[Session, None, None]:
    # A family's session reaches its own requests too, which are not for it to decide.
    if not may(actor, Permission.DECIDE_REQUESTS):
        raise NotFound
    with db.acting(actor, write=True) as session:
        yield session


def _decision(moves: _Moves, accepted: int, refused: int, others: list[str]) -> Decision:
    batch = moves.batch if accepted + refused else ""
    return Decision(batch, accepted, refused, len(others), tuple(sorted(set(others))))


def undo(actor: Actor, *, batch: str) -> Undone:
    """Put back to pending what this agent decided in that gesture, while no family was told.

    Raises:
        NotFound: the gesture is unknown, is somebody else's, or is undone already.
    """
    with _deciding(actor) as session:
        presences = _decided_in(session, actor, batch)
        if not presences:
            raise NotFound
        reservations = {presence.reservation_id for presence in presences}
        if not withdraw_decided(session, reservations, since=_decided_at(session, batch)):
            session.rollback()
            return Undone(mail_gone=True)
        return _restore(session, _Moves(actor), presences, batch)


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
    presences = _locked(session, ids)
    last = _last_events(session, ids)
    return [
        presence
        for presence in presences
        if (event := last[presence.id or 0]).batch == batch
        and event.account_id == actor.account_id
        and event.before is PresenceState.PENDING
    ]


def _last_events(session: Session, presence_ids: Sequence[int]) -> dict[int, PresenceEvent]:
    events = session.exec(
        select(PresenceEvent)
        .where(col(PresenceEvent.presence_id).in_(presence_ids))
        .order_by(col(PresenceEvent.id))
    ).all()
    return {event.presence_id: event for event in events}


def _restore(session: Session, moves: _Moves, presences: list[Presence], batch: str) -> Undone:
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


def _pending(session: Session, presence_ids: Sequence[int]) -> tuple[list[Presence], list[str]]:
    """Lock and return those still pending, in order of arrival; and who decided each other one."""
    presences = _locked(session, presence_ids)
    pending = [p for p in presences if p.state is PresenceState.PENDING]
    last = _last_events(
        session, [p.id or 0 for p in presences if p.state is not PresenceState.PENDING]
    )
    accounts = session.exec(
        select(Account).where(col(Account.id).in_({event.account_id for event in last.values()}))
    ).all()
    names = {account.id: f"{account.first_name} {account.last_name}" for account in accounts}
    return pending, [names[event.account_id] for event in last.values()]


def _locked(session: Session, presence_ids: Sequence[int]) -> list[Presence]:
    """Return these presences in order of arrival, their groups held until the commit.

    Raises:
        NotFound: one of them is out of this person's reach.
    """
    wanted = set(presence_ids)
    groups = session.exec(select(Presence.group_id).where(col(Presence.id).in_(wanted))).all()
    db.lock(session, AgeGroup, groups)
    presences = session.exec(
        select(Presence)
        .join(Reservation, col(Reservation.id) == Presence.reservation_id)
        .where(col(Presence.id).in_(wanted))
        .order_by(col(Reservation.submitted_at), col(Reservation.number), col(Presence.day))
    ).all()
    if not wanted or len(presences) != len(wanted):
        raise NotFound
    return list(presences)
