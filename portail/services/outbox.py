"""The worker's side of the outbox: take the lease, send what is due, try again later."""

import logging
import random
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, or_, select, update

from portail import clock, db
from portail.mail.delivery import TryLater, Undeliverable, deliver
from portail.models import Lease, Message

log = logging.getLogger(__name__)

LEASE = "mail"
LEASE_FOR = timedelta(seconds=60)
CLAIM_FOR = timedelta(minutes=2)
BATCH = 20
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=2)
GIVE_UP_AFTER = timedelta(hours=24)


def take_lease(holder: str) -> bool:
    """Take or renew the right to send; False while another process holds it and is not late."""
    now = clock.now()
    with db.system(write=True) as session:
        taken = session.exec(
            update(Lease)
            .where(
                col(Lease.name) == LEASE,
                or_(col(Lease.holder) == holder, col(Lease.expires_at) < now),
            )
            .values(holder=holder, expires_at=now + LEASE_FOR)
        )
        if taken.rowcount:
            return True
        if session.get(Lease, LEASE):
            return False
    try:
        with db.system(write=True) as session:
            session.add(Lease(name=LEASE, holder=holder, expires_at=now + LEASE_FOR))
    except IntegrityError:
        return False  # another process was first
    return True


def drop_lease(holder: str) -> None:
    """Let another process send at once, instead of when this one is late."""
    with db.system(write=True) as session:
        lease = session.get(Lease, LEASE)
        if lease and lease.holder == holder:
            session.delete(lease)


def send_due(holder: str) -> int:
    """Send what is due and return how many left; nothing while another process has the lease."""
    sent = 0
    for _ in range(BATCH):
        if not take_lease(holder):
            break
        message = _claim_next()
        if message is None:
            break
        sent += _send(message)
    return sent


def _claim_next() -> Message | None:
    """Mark the next due message as on its way, in a transaction of its own.

    No transaction stays open while a mail server makes up its mind: on SQLite it would stop
    every booking. A process killed while sending leaves a claim that ends by itself; the mail
    then goes again under the same Message-ID: at least once is all that SMTP allows.
    """
    now = clock.now()
    with db.system(write=True) as session:
        message = session.exec(
            select(Message)
            .where(
                col(Message.sent_at).is_(None),
                col(Message.failed_at).is_(None),
                col(Message.due_at) <= now,
                or_(col(Message.claimed_until).is_(None), col(Message.claimed_until) < now),
            )
            .order_by(col(Message.due_at), col(Message.id))
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if message:
            message.attempts += 1
            message.claimed_until = now + CLAIM_FOR
            session.add(message)
        return message


def _send(message: Message) -> bool:
    now = clock.now()
    try:
        deliver(message)
    except Undeliverable as error:
        _give_up(message, now, error)
    except (TryLater, OSError) as error:
        _postpone(message, now, error)
    else:
        message.sent_at, message.last_error = now, ""
    message.claimed_until = None
    with db.system(write=True) as session:
        session.merge(message)
    return message.sent_at is not None


def _postpone(message: Message, now: datetime, error: Exception) -> None:
    if now - message.created_at > GIVE_UP_AFTER:
        _give_up(message, now, error)
        return
    wait = min(FIRST_WAIT * 2 ** (message.attempts - 1), LONGEST_WAIT)
    # Spread out, so that a server that comes back is not met by everything at once.
    message.due_at = now + wait * random.uniform(1, 1.2)
    message.last_error = str(error)[:300]
    log.warning("Mail %s waits %s: %s", message.id, wait, error)


def _give_up(message: Message, now: datetime, error: Exception) -> None:
    message.failed_at, message.last_error = now, str(error)[:300]
    log.error("Mail %s to %s is given up: %s", message.id, message.recipient, error)
