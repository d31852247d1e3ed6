"""The service answers: accept within the places, refuse with a reason, undo."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlmodel import Session, col, select

from portail import clock, db
from portail.access import Actor
from portail.domain.presence import HOLDING, PresenceState, can_move
from portail.domain.reasons import SERVICE_REASONS, Reason
from portail.domain.seating import Candidate, seated
from portail.models import Account, AgeGroup, Presence, PresenceEvent, Reservation
from portail.queries.places import accepted_in, holding_in, places_on
from portail.services.errors import NotFound
from portail.services.reservation_mails import post_decided, withdraw_decided


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of one gesture of an agent."""

    batch: str = ""
    accepted: int = 0
    refused: int = 0
    decided_by_others: tuple[str, ...] = ()
    """Who had already decided the lines that were left alone, in their own words: names."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What could be put back to pending, and what could not."""

    restored: int = 0
    place_gone: int = 0
    """Refused presences whose place another family has taken since."""
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

    A presence that somebody decided in the meantime is left alone and named in the answer.

    Raises:
        NotFound: one of them is unknown, or is another service's.
    """
    with db.acting(actor, write=True) as session:
        pending, others = _pending(session, presence_ids)
        seats = {(presence.group_id, presence.day) for presence in pending}
        chosen = seated(
            [Candidate(p.id or 0, p.group_id, p.day) for p in pending],
            places_on(session, seats),
            accepted_in(session, {group for group, _ in seats}),
        )
        moves = _Moves(actor)
        for presence in pending:
            if presence.id in chosen:
                moves.apply(session, presence, PresenceState.ACCEPTED)
            else:
                moves.apply(session, presence, PresenceState.REFUSED, Reason.NO_PLACE)
        post_decided(session, moves.reservations)
        return Decision(moves.batch, len(chosen), len(pending) - len(chosen), others)


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
    with db.acting(actor, write=True) as session:
        pending, others = _pending(session, presence_ids)
        moves = _Moves(actor)
        for presence in pending:
            kept = words if reason is Reason.OTHER else ""
            moves.apply(session, presence, PresenceState.REFUSED, reason, kept)
        post_decided(session, moves.reservations)
        return Decision(moves.batch, 0, len(pending), others)


def undo(actor: Actor, *, batch: str) -> Undone:
    """Put back to pending what this agent decided in that gesture, while no family was told.

    Raises:
        NotFound: the gesture is unknown, is somebody else's, or is undone already.
    """
    with db.acting(actor, write=True) as session:
        presences = _decided_in(session, actor, batch)
        if not presences:
            raise NotFound
        reservations = {presence.reservation_id for presence in presences}
        if not withdraw_decided(session, reservations, since=_decided_at(session, batch)):
            session.rollback()
            return Undone(mail_gone=True)
        return _restore(session, _Moves(actor), presences)


def _decided_at(session: Session, batch: str) -> datetime:
    first = select(PresenceEvent.at).where(PresenceEvent.batch == batch)
    return session.exec(first.order_by(col(PresenceEvent.id)).limit(1)).one()


def _decided_in(session: Session, actor: Actor, batch: str) -> list[Presence]:
    """Lock and return the presences whose last event is this gesture of this agent."""
    ids = session.exec(select(PresenceEvent.presence_id).where(PresenceEvent.batch == batch)).all()
    if not batch or not ids:
        return []
    presences = _locked(session, ids)
    events = session.exec(
        select(PresenceEvent)
        .where(col(PresenceEvent.presence_id).in_(ids))
        .order_by(col(PresenceEvent.id))
    ).all()
    last = {event.presence_id: event for event in events}
    return [
        presence
        for presence in presences
        if (event := last[presence.id or 0]).batch == batch
        and event.account_id == actor.account_id
        and event.before is PresenceState.PENDING
    ]


def _restore(session: Session, moves: _Moves, presences: list[Presence]) -> Undone:
    seats = {(presence.group_id, presence.day) for presence in presences}
    places, holding = (
        places_on(session, seats),
        dict(holding_in(session, {group for group, _ in seats})),
    )
    restored = 0
    for presence in presences:
        key = (presence.group_id, presence.day)
        if presence.state not in HOLDING:
            if holding.get(key, 0) >= places[key]:
                continue
            holding[key] = holding.get(key, 0) + 1
        moves.apply(session, presence, PresenceState.PENDING)
        restored += 1
    post_decided(session, {presence.reservation_id for presence in presences})
    return Undone(restored, len(presences) - restored)


def _pending(
    session: Session, presence_ids: Sequence[int]
) -> tuple[list[Presence], tuple[str, ...]]:
    """Lock and return those still pending, in order of arrival; and who decided the others."""
    presences = _locked(session, presence_ids)
    others = [p.id for p in presences if p.state is not PresenceState.PENDING]
    names = session.exec(
        select(Account.first_name, Account.last_name)
        .join(PresenceEvent, col(PresenceEvent.account_id) == Account.id)
        .where(
            col(PresenceEvent.presence_id).in_(others),
            PresenceEvent.before == PresenceState.PENDING,
        )
        .distinct()
    ).all()
    pending = [p for p in presences if p.state is PresenceState.PENDING]
    return pending, tuple(f"{first} {last}" for first, last in names)


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
