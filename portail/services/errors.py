"""What every service may raise."""

from typing import TypeVar

T = TypeVar("T")


class NotFound(Exception):
    """There is no such thing for this person: unknown and foreign ids look the same."""


def found(row: T | None) -> T:
    """Return the row, or raise.

    Raises:
        NotFound: there is none for this person.
    """
    if row is None:
        raise NotFound
    return row
