"""A reservation that has just been sent, for the page that confirms it."""

from datetime import timedelta

from sqlmodel import select

from portail import clock, db, formats
from portail.access import Actor
from portail.models import Reservation

NEWS_FOR = timedelta(minutes=15)


def just_sent(actor: Actor, *, number: int) -> str:
    """Return the number in five digits when the household sent it a moment ago, or nothing."""
    with db.acting(actor) as session:
        sent = session.exec(
            select(Reservation.number).where(
                Reservation.number == number, Reservation.submitted_at > clock.now() - NEWS_FOR
            )
        ).first()
    return formats.reservation_number(sent) if sent else ""
