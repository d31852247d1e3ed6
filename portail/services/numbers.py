"""The one series of reservation numbers."""

from sqlmodel import Session, select

from portail.models import ReservationCounter


def next_reservation_number(session: Session) -> int:
    """Take the next number; the counter stays locked until the transaction ends.

    Taken last in a transaction, so that the wait of others is as short as its commit.
    """
    counter = session.exec(select(ReservationCounter).with_for_update()).first()
    if counter is None:
        counter = ReservationCounter(id=1)
        session.add(counter)
    counter.last_number += 1
    session.flush()
    return counter.last_number
