"""Browsers that are signed in: open one, know who is behind it, list and revoke them.

The browser holds a random id; the database holds its keyed hash only, so that a copy of the
database opens no door.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, delete, select, update

from portail import clock, db
from portail.access import ANONYMOUS, Actor
from portail.config import settings
from portail.models import Account, AccountService, SignIn
from portail.services import passwords, throttle
from portail.services.errors import found

DEMO_DOMAIN = "@demo.example"
SEEN_EVERY = timedelta(minutes=1)
KEPT_AFTER_END = timedelta(days=30)

# Built once, and columns rather than rows: it runs before every event.
_BEHIND = (
    sa.select(
        col(SignIn.id),
        col(SignIn.seen_at),
        col(SignIn.account_id),
        *map(col, (Account.role, Account.household_id, Account.first_name, Account.last_name)),
        *map(col, (Account.active, Account.email, AccountService.service)),
    )
    .join(Account, col(Account.id) == SignIn.account_id)
    .outerjoin(AccountService, col(AccountService.account_id) == Account.id)
    .where(
        col(SignIn.token_hash) == sa.bindparam("token_hash"),
        col(SignIn.revoked_at).is_(None),
        col(SignIn.expires_at) > sa.bindparam("now"),
        col(SignIn.seen_at) > sa.bindparam("idle_since"),
    )
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of a sign-in: the new id and the person, or how long to wait, or neither."""

    token: str = ""
    actor: Actor = ANONYMOUS
    wait: int = 0
    """seconds"""


@dataclass(frozen=True, slots=True)
class OpenSignIn:
    """A browser that is signed in now, as its owner sees it."""

    id: int
    since: datetime
    seen_at: datetime
    user_agent: str
    address: str
    current: bool


def open_sign_in(
    *, email: str, password: str, address: str, user_agent: str = "", replaces: str = ""
) -> Opened:
    """Check the password and open a browser session; the one this browser had is revoked.

    Slow on purpose (bcrypt): call it in a thread. A wrong password, an unknown address, a closed
    account and a demo account outside the demo all take the same time and give the same answer.
    """
    email = normal_email(email)
    attempt = throttle.begin(email, address)
    if attempt.wait:
        return Opened(wait=attempt.wait)
    with db.system() as session:
        account = session.exec(select(Account).where(Account.email == email)).one_or_none()
    right = passwords.matches(password, account.password_hash if account else None)
    if account is None or not right or not _may_enter(account.active, account.email):
        return Opened()
    throttle.succeeded(attempt)
    token = secrets.token_urlsafe(32)
    with db.system(write=True) as session:
        _revoke(session, SignIn.token_hash == hash_token(replaces))
        _forget_old(session, account)
        session.add(_row(account, token, address, user_agent))
    return Opened(token, actor_of(token))


def actor_of(token: str) -> Actor:
    """Return the person whose browser holds this id, or ANONYMOUS."""
    return actor_behind(hash_token(token)) if token else ANONYMOUS


def actor_behind(token_hash: str) -> Actor:
    """Return the person whose browser holds the id that has this hash, or ANONYMOUS.

    Ids that are unknown, revoked, idle for too long or too old are all the same, as is the id of
    an account that was closed. One query on a unique index: the gate asks at every event.
    """
    if not token_hash:
        return ANONYMOUS
    now = clock.now()
    idle_since = now - timedelta(minutes=settings.sign_in_idle_minutes)
    known = {"token_hash": token_hash, "now": now, "idle_since": idle_since}
    with db.system() as session:
        rows = session.connection().execute(_BEHIND, known).all()
    if not rows or not _may_enter(rows[0].active, rows[0].email):
        return ANONYMOUS
    row = rows[0]
    if row.seen_at < now - SEEN_EVERY:
        _seen(row.id, row.seen_at, now)
    return Actor(
        account_id=row.account_id,
        role=row.role,
        household_id=row.household_id,
        services=frozenset(row.service for row in rows if row.service),
        first_name=row.first_name,
        last_name=row.last_name,
        sign_in_id=row.id,
    )


def close_sign_in(token: str) -> None:
    """Revoke the browser session that holds this id."""
    with db.system(write=True) as session:
        _revoke(session, SignIn.token_hash == hash_token(token))


def sign_ins(actor: Actor) -> list[OpenSignIn]:
    """Return the browsers in which this person is signed in, the latest seen first."""
    now = clock.now()
    idle_since = now - timedelta(minutes=settings.sign_in_idle_minutes)
    with db.acting(actor) as session:
        rows = session.exec(
            select(SignIn)
            .where(SignIn.account_id == actor.account_id, col(SignIn.revoked_at).is_(None))
            .where(SignIn.expires_at > now, SignIn.seen_at > idle_since)
            .order_by(col(SignIn.seen_at).desc(), col(SignIn.id).desc())
        ).all()
    return [
        OpenSignIn(
            id=row.id or 0,
            since=row.created_at,
            seen_at=row.seen_at,
            user_agent=row.user_agent,
            address=row.address,
            current=row.id == actor.sign_in_id,
        )
        for row in rows
    ]


def revoke(actor: Actor, *, sign_in_id: int) -> None:
    """Sign one of this person's browsers out; it notices at its next event.

    Raises:
        NotFound: the id is unknown, or is somebody else's.
    """
    with db.acting(actor, write=True) as session:
        row = found(session.exec(select(SignIn).where(SignIn.id == sign_in_id)).one_or_none())
        _revoke(session, SignIn.id == row.id)


def normal_email(email: str) -> str:
    """Return an address as accounts are keyed by it."""
    return email.strip().lower()


def hash_token(token: str) -> str:
    """Return what the database keeps of a browser session's id."""
    return hmac.digest(settings.secret, token.encode(errors="replace"), "sha256").hex()


def _may_enter(active: bool, email: str) -> bool:
    return active and (settings.demo or not email.endswith(DEMO_DOMAIN))


def _row(account: Account, token: str, address: str, user_agent: str) -> SignIn:
    now = clock.now()
    return SignIn(
        token_hash=hash_token(token),
        account_id=account.id or 0,
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(hours=settings.sign_in_absolute_hours),
        user_agent=user_agent[:300],
        address=address[:45],
    )


def _revoke(session: Session, which: object) -> None:
    session.exec(
        update(SignIn)
        .where(which, col(SignIn.revoked_at).is_(None))  # pyright: ignore[reportArgumentType]
        .values(revoked_at=clock.now())
    )


def _forget_old(session: Session, account: Account) -> None:
    over = col(SignIn.expires_at) < clock.now() - KEPT_AFTER_END
    session.exec(delete(SignIn).where(col(SignIn.account_id) == account.id, over))


def _seen(sign_in_id: int, before: datetime, now: datetime) -> None:
    # Compared again in the statement: of ten events at once, one writes.
    with db.system(write=True) as session:
        session.exec(
            update(SignIn)
            .where(col(SignIn.id) == sign_in_id, col(SignIn.seen_at) == before)
            .values(seen_at=now)
        )
