"""The brake on guessing: an attempt is counted before it is checked.

Counting first means that a hundred guesses sent at once cannot all slip through before the first
failure is written. A success takes its own count back.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import case
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select, update

from portail import clock, db
from portail.config import settings
from portail.models import Throttle

FREE_PER_ACCOUNT = 5
FREE_PER_ADDRESS = 20
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Attempt:
    """The keys of one attempt, and how long to wait (seconds) when it is not let through."""

    account: str
    address: str
    wait: int = 0


def wait_after(failures: int, free: int) -> timedelta:
    """Return how long the next attempt waits: 1, 2, 4, 8 minutes… once the free ones are used."""
    if failures < free:
        return timedelta()
    return min(timedelta(minutes=2 ** min(failures - free, 4)), LONGEST_WAIT)


def begin(email: str, address: str) -> Attempt:
    """Count an attempt against its account and its network address, unless one of them waits.

    An attempt that has to wait is not counted: knocking again does not lengthen the wait.
    """
    tried = Attempt(_key("account", email), _key("address", _network(address)))
    with db.system(write=True) as session:
        # Always in this order, so that two attempts never wait for each other.
        rows = {key: _held(session, key) for key in (tried.account, tried.address)}
        now = clock.now()  # once the rows are held: another attempt may have just ended
        limits = ((rows[tried.account], FREE_PER_ACCOUNT), (rows[tried.address], FREE_PER_ADDRESS))
        # Only failures block: a demo whose clock is set back must not wait for its own past.
        blocked = [row.blocked_until for row, free in limits if row.failures >= free]
        until = max(blocked, default=now)
        if until > now:
            seconds = int((until - now).total_seconds()) + 1
            return Attempt(tried.account, tried.address, seconds)
        _count(session, rows[tried.account], FREE_PER_ACCOUNT, now)
        _count(session, rows[tried.address], FREE_PER_ADDRESS, now)
    return tried


def succeeded(attempt: Attempt) -> None:
    """Forget the account's failures, and take this attempt back from its network address."""
    now = clock.now()
    with db.system(write=True) as session:
        session.exec(delete(Throttle).where(col(Throttle.key) == attempt.account))
        failures = col(Throttle.failures)
        session.exec(
            update(Throttle)
            .where(col(Throttle.key) == attempt.address)
            .values(failures=case((failures > 0, failures - 1), else_=0), blocked_until=now)
        )
        # Rows that somebody holds are left for the next time: waiting here could deadlock.
        old = (
            select(Throttle.key)
            .where(col(Throttle.last_failure_at) < now - FORGOTTEN_AFTER)
            .with_for_update(skip_locked=True)
        )
        session.exec(delete(Throttle).where(col(Throttle.key).in_(old)))


def _held(session: Session, key: str) -> Throttle:
    """Return the row of this key, created if need be, locked until the transaction ends."""
    kind = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    now = clock.now()
    fresh = {"key": key, "failures": 0, "last_failure_at": now, "blocked_until": now}
    # One statement: between an INSERT and a SELECT another attempt could delete the row.
    held = (
        kind.insert(Throttle)
        .values(fresh)
        .on_conflict_do_update(index_elements=["key"], set_={"failures": Throttle.failures})
        .returning(Throttle)
    )
    return session.scalars(held).one()


def _count(session: Session, row: Throttle, free: int, now: datetime) -> None:
    forgotten = row.last_failure_at < now - FORGOTTEN_AFTER
    row.failures = 1 if forgotten else row.failures + 1
    row.last_failure_at = now
    row.blocked_until = now + wait_after(row.failures, free)
    session.add(row)


def _key(kind: str, value: str) -> str:
    # Keyed: the table tells nobody who tried to come in, not even for addresses without account.
    return f"{kind}:{hmac.digest(settings.secret, f'{kind}:{value}'.encode(), 'sha256').hex()}"


def _network(address: str) -> str:
    """Return what one subscriber holds: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
    return str(known)
