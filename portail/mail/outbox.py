"""The outbox: a mail is a row of the transaction that it tells of."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session, col, or_, select

from portail import clock
from portail.db import everyone
from portail.mail import Mail
from portail.models import Message


def post(session: Session, mail: Mail, *, about: str = "", due_at: datetime | None = None) -> None:
    """Write a mail to be sent after the commit, not before `due_at`.

    With `about`, it takes the place of an earlier one about the same thing that has not left.
    """
    post_all(session, {about: mail}, due_at=due_at)


def post_all(
    session: Session, mails: Mapping[str, Mail], *, due_at: datetime | None = None
) -> None:
    """Write several mails, each under what it is about, in as many statements as for one."""
    withdraw_all(session, [about for about in mails if about])
    now = clock.now()
    session.add_all(
        Message(
            kind=mail.kind,
            subject_key=about,
            recipient=mail.recipient,
            subject=mail.subject,
            html=mail.html,
            text=mail.text,
            created_at=now,
            due_at=due_at or now,
        )
        for about, mail in mails.items()
    )
    session.flush()


def withdraw(session: Session, *, about: str) -> bool:
    """Take back what has not left about this; False when there was nothing left to take back.

    A mail that the worker is sending this very moment has left.
    """
    return withdraw_all(session, [about]) > 0


def withdraw_all(session: Session, abouts: Collection[str]) -> int:
    """Take back what has not left about these things; return how many mails that was."""
    if not abouts:
        return 0
    waiting = session.exec(
        everyone(
            select(Message)
            .where(
                col(Message.subject_key).in_(abouts),
                col(Message.sent_at).is_(None),
                or_(
                    col(Message.claimed_until).is_(None),
                    col(Message.claimed_until) < clock.now(),
                ),
            )
            .order_by(col(Message.id))
            .with_for_update()
        )
    ).all()
    for message in waiting:
        session.delete(message)
    session.flush()
    return len(waiting)


def has_left(session: Session, abouts: Collection[str], *, since: datetime) -> bool:
    """Tell whether a mail written at this instant or later has left about one of these things.

    Ask after `withdraw_all`: what it held back cannot leave any more.
    """
    left = select(Message.id).where(
        col(Message.subject_key).in_(abouts),
        col(Message.created_at) >= since,
        or_(col(Message.sent_at).is_not(None), col(Message.claimed_until) >= clock.now()),
    )
    return session.exec(everyone(left.limit(1))).first() is not None
