"""The service's desk in tests: a group of Wednesdays, families that ask, an agent who answers."""

from datetime import date, timedelta
from itertools import count

from sqlmodel import col, select

from portail import clock, db
from portail.access import Actor
from portail.domain.presence import PresenceState
from portail.models import DayPlaces, Message, Presence, PresenceEvent, Reservation
from tests import factories

_numbers = count(1)


class Desk:
    """One group, and who decides there."""

    def __init__(self, *, places: int = 10, service: str = "alsh") -> None:
        with db.system(write=True) as session:
            period, group, kind = factories.site(session, places=places, service=service)
            self.agent = factories.staff(session, services=(service,))
        self.period_id, self.group_id, self.type_id = period.id or 0, group.id or 0, kind.id or 0
        self.first = period.first_day

    def colleague(self) -> Actor:
        """Add another agent of the same service."""
        with db.system(write=True) as session:
            return factories.staff(session)

    def wednesday(self, n: int) -> date:
        """Return the n-th day of the period."""
        return self.first + timedelta(weeks=n)

    def day_places(self, n: int, places: int) -> None:
        """Change the places of one day."""
        with db.system(write=True) as session:
            session.add(DayPlaces(group_id=self.group_id, day=self.wednesday(n), places=places))

    def ask(self, *weeks: int, minutes: int = 0, child_of: int = 0) -> list[int]:
        """Send a request for these Wednesdays; return its presences.

        `minutes` tell when, before or after the others; `child_of` is a presence whose child asks
        again.
        """
        with db.system(write=True) as session:
            if child_of:
                earlier = session.get_one(Presence, child_of)
                before = session.get_one(Reservation, earlier.reservation_id)
                household, child, account = (
                    earlier.household_id,
                    earlier.child_id,
                    before.account_id,
                )
            else:
                actor, (kid,) = factories.family(session)
                household, child = actor.household_id or 0, kid.id or 0
                account = actor.account_id or 0
            number = next(_numbers)
            reservation = Reservation(
                number=number,
                household_id=household,
                child_id=child,
                period_id=self.period_id,
                account_id=account,
                submission_key=str(number),
                submitted_at=clock.now() + timedelta(minutes=minutes),
            )
            session.add(reservation)
            session.flush()
            presences = [
                Presence(
                    reservation_id=reservation.id or 0,
                    household_id=household,
                    child_id=child,
                    group_id=self.group_id,
                    attendance_type_id=self.type_id,
                    day=self.wednesday(n),
                )
                for n in weeks
            ]
            session.add_all(presences)
            session.flush()
            session.add_all(
                PresenceEvent(
                    presence_id=presence.id or 0,
                    at=clock.now(),
                    account_id=account,
                    after=PresenceState.PENDING,
                )
                for presence in presences
            )
            return [presence.id or 0 for presence in presences]


def states(*presence_ids: int) -> list[str]:
    """Return the state of each of these presences, in the order of their ids."""
    with db.system() as session:
        rows = session.exec(
            select(Presence).where(col(Presence.id).in_(presence_ids)).order_by(col(Presence.id))
        )
        return [row.state.value for row in rows]


def mails() -> list[Message]:
    """Return the mails that are posted."""
    with db.system() as session:
        return list(session.exec(select(Message)).all())
