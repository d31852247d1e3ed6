"""Passwords: bcrypt, and the same work whether there is an account or not."""

from functools import cache

import bcrypt

ROUNDS = 12
"""About a quarter of a second: call these functions in a thread, never on the event loop."""

MAX_BYTES = 72
"""What bcrypt reads. A longer password is refused rather than cut behind the person's back."""


class UnusablePassword(ValueError):
    """Longer than bcrypt reads, or with a character that it cannot hold."""


def hash_password(password: str) -> str:
    """Return what is kept of a password.

    Raises:
        UnusablePassword: over 72 bytes of UTF-8, or with a NUL character.
    """
    if not _usable(password):
        raise UnusablePassword
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(ROUNDS)).decode()


def matches(password: str, password_hash: str | None) -> bool:
    """Tell whether this is the password, in the same time when there is no account (None).

    An account that has no password yet, and a password that could never have been accepted, take
    that time too and never match.
    """
    usable = _usable(password)
    known = password_hash is not None and password_hash.startswith("$2")
    against = password_hash if known and password_hash else _dummy(ROUNDS)
    same = bcrypt.checkpw(password.encode() if usable else b"unusable", against.encode())
    return same and usable and known


def _usable(password: str) -> bool:
    try:
        return len(password.encode()) <= MAX_BYTES and "\0" not in password
    except UnicodeEncodeError:
        return False


@cache
def _dummy(rounds: int) -> str:
    return bcrypt.hashpw(b"nobody", bcrypt.gensalt(rounds)).decode()
