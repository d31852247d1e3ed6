"""Who gets the places that remain, when the service accepts « dans la limite des places »."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

Seat = tuple[int, date]
"""A group on a day: what has a number of places."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pending presence."""

    presence_id: int
    group_id: int
    day: date


def seated(
    candidates: Iterable[Candidate],
    places: Mapping[Seat, int],
    accepted: Mapping[Seat, int],
) -> frozenset[int]:
    """Return the presences that a place remains for.

    `candidates` come in order of arrival: the first to have asked is the first seated.
    `places` are those of each group and day; `accepted` those that are taken for good.
    """
    taken = dict(accepted)
    seats: set[int] = set()
    for candidate in candidates:
        key = (candidate.group_id, candidate.day)
        if taken.get(key, 0) < places.get(key, 0):
            taken[key] = taken.get(key, 0) + 1
            seats.add(candidate.presence_id)
    return frozenset(seats)
