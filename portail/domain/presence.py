"""The states of a presence and the moves between them."""

from enum import StrEnum


class PresenceState(StrEnum):
    """What has become of a presence that was asked for (guide, « Légende »)."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"


HOLDING = frozenset({PresenceState.PENDING, PresenceState.ACCEPTED})
"""States in which a presence holds a place and stops the child being elsewhere."""

MOVES: dict[PresenceState, frozenset[PresenceState]] = {
    PresenceState.PENDING: frozenset({PresenceState.ACCEPTED, PresenceState.REFUSED}),
    PresenceState.ACCEPTED: frozenset({PresenceState.PENDING}),
    PresenceState.REFUSED: frozenset({PresenceState.PENDING}),
}
"""Decided presences go back to pending only by the undoing of their decision."""


def can_move(before: PresenceState, after: PresenceState) -> bool:
    """Tell whether a presence may go from one state to the other."""
    return after in MOVES[before]
