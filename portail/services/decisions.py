"""The service answers: accept within the places, or refuse with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from portail.access import Actor
from portail.domain.presence import PresenceState
from portail.domain.reasons import SERVICE_REASONS, Reason
from portail.domain.seating import seated
from portail.models import Account, Presence
from portail.queries.places import accepted_in, places_on, waiting_for
from portail.services.moves import Moves, deciding, last_events, locked
from portail.services.reservation_mails import post_decided


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


def accept(actor: Actor, *, presence_ids: Sequence[int]) -> Decision:
    """Accept these presences while places remain, first come first seated; refuse the others.

    A family that asked before, and whose presence is not one of these, keeps its place.
    A presence that somebody decided in the meantime is left alone and named in the answer.

    Raises:
        NotFound: one of them is unknown, or is another service's.
    """
    with deciding(actor) as session:
        pending, others = _pending(session, presence_ids)
        seats = {(presence.group_id, presence.day) for presence in pending}
        # Whoever asked before and is not among them keeps their place, as the chips of the page say.
        chosen = seated(
            waiting_for(session, seats),
            places_on(session, seats),
            accepted_in(session, {group for group, _ in seats}),
        ) & {presence.id for presence in pending}
        moves = Moves(actor)
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
    with deciding(actor) as session:
        pending, others = _pending(session, presence_ids)
        moves = Moves(actor)
        for presence in pending:
            kept = words if reason is Reason.OTHER else ""
            moves.apply(session, presence, PresenceState.REFUSED, reason, kept)
        post_decided(session, moves.reservations)
        return _decision(moves, 0, len(pending), others)


def _decision(moves: Moves, accepted: int, refused: int, others: list[str]) -> Decision:
    batch = moves.batch if accepted + refused else ""
    return Decision(batch, accepted, refused, len(others), tuple(sorted(set(others))))


def _pending(session: Session, presence_ids: Sequence[int]) -> tuple[list[Presence], list[str]]:
    """Lock and return those still pending, in order of arrival; and who decided each other one."""
    presences = locked(session, presence_ids)
    pending = [p for p in presences if p.state is PresenceState.PENDING]
    last = last_events(
        session, [p.id or 0 for p in presences if p.state is not PresenceState.PENDING]
    )
    accounts = session.exec(
        select(Account).where(col(Account.id).in_({event.account_id for event in last.values()}))
    ).all()
    names = {account.id: f"{account.first_name} {account.last_name}" for account in accounts}
    return pending, [names[event.account_id] for event in last.values()]
