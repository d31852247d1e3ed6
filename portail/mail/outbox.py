"""The outbox: a mail is a row of the transaction that it tells of."""

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
    if about:
        withdraw(session, about=about)
    now = clock.now()
    session.add(
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
    )
    session.flush()


def withdraw(session: Session, *, about: str) -> bool:
    """Take back what has not left about this; False when there was nothing left to take back.

    A mail that the worker is sending this very moment has left.
    """
    waiting = session.exec(
        everyone(
            select(Message)
            .where(
                Message.subject_key == about,
                col(Message.sent_at).is_(None),
                or_(
                    col(Message.claimed_until).is_(None),
                    col(Message.claimed_until) < clock.now(),
                ),
            )
            .with_for_update()
        )
    ).all()
    for message in waiting:
        session.delete(message)
    session.flush()
    return bool(waiting)
