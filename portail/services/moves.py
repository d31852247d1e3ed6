"""One gesture of an agent over some presences: locked together, moved together, remembered."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from sqlmodel import Session, col, select

from portail import clock, db
from portail.access import Actor, Permission, may
from portail.domain.presence import PresenceState, can_move
from portail.domain.reasons import Reason
from portail.models import AgeGroup, Presence, PresenceEvent, Reservation
from portail.services.errors import NotFound


@dataclass(slots=True)
class Moves:
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
        """Move one presence, and write down who moved it, when and why."""
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


@contextmanager
def deciding(actor: Actor) -> Generator[Session, None, None]:
    """Open the transaction of an agent's gesture.

    Raises:
        NotFound: to whoever may not decide.
    """
    # A family's session reaches its own requests too, which are not for it to decide.
    if not may(actor, Permission.DECIDE_REQUESTS):
        raise NotFound
    with db.acting(actor, write=True) as session:
        yield session


def locked(session: Session, presence_ids: Sequence[int]) -> list[Presence]:
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


def last_events(session: Session, presence_ids: Sequence[int]) -> dict[int, PresenceEvent]:
    """Return the last thing that happened to each of these presences."""
    events = session.exec(
        select(PresenceEvent)
        .where(col(PresenceEvent.presence_id).in_(presence_ids))
        .order_by(col(PresenceEvent.id))
    ).all()
    return {event.presence_id: event for event in events}
