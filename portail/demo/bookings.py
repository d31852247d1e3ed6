"""What the demo's families asked for, and what the service answered.

Nothing is written that the rules would have refused at that instant: each request goes through
`portail.domain.booking.decide`, in order of arrival, with the places that were left by then.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from portail.demo.catalogue import Offer
from portail.domain.booking import (
    Accepted,
    Facts,
    GroupRules,
    Held,
    PeriodRules,
    TypeRules,
    Wish,
    decide,
)
from portail.domain.presence import PresenceState
from portail.domain.reasons import Reason
from portail.models import (
    Account,
    Child,
    DayPlaces,
    Presence,
    PresenceEvent,
    Reservation,
    ReservationCounter,
)
from portail.school_calendar import holidays_between


@dataclass(frozen=True, slots=True)
class Request:
    """A request to be: who, what, when, and what the service answers."""

    at: datetime
    offer: Offer
    account: Account
    child: Child
    days: tuple[date, ...]
    type_index: int
    answered_at: datetime | None = None
    refused: frozenset[date] = frozenset()


@dataclass(slots=True)
class Ledger:
    """The places taken and the children's presences, as requests come in."""

    session: Session
    agent_id: int
    taken: dict[tuple[int, date], int] = field(default_factory=lambda: defaultdict(int))
    accepted: dict[tuple[int, date], int] = field(default_factory=lambda: defaultdict(int))
    held: dict[int, list[Held]] = field(default_factory=lambda: defaultdict(list))
    number: int = 0

    def write(self, requests: Sequence[Request], now: datetime) -> None:
        """Write in order of arrival what has come in by now, with the answers given by now."""
        for request in sorted(requests, key=lambda request: request.at):
            if request.at > now:
                break
            answered = request.answered_at and request.answered_at <= now
            self._submit(request if answered else replace(request, answered_at=None))
        self.session.add(ReservationCounter(id=1, last_number=self.number))

    def leave_one_place(self, group_id: int, day: date) -> None:
        """An animator is away: only one place more than what is taken remains that day."""
        places = self.taken[group_id, day] + 1
        self.session.add(DayPlaces(group_id=group_id, day=day, places=places))

    def take_places_away(self, group_id: int, day: date, waiting: int) -> None:
        """An animator is away: this many of those who wait will not all find a place."""
        kept = max(self.accepted[group_id, day], self.taken[group_id, day] - waiting)
        self.session.add(DayPlaces(group_id=group_id, day=day, places=kept))

    def _submit(self, request: Request) -> None:
        kind = request.offer.types[request.type_index]
        facts = self._facts(request)
        wishes = [Wish(day, kind.id or 0) for day in request.days]
        seats = [verdict for verdict in decide(wishes, facts) if isinstance(verdict, Accepted)]
        if not seats:
            return
        self.number += 1
        reservation = Reservation(
            number=self.number,
            household_id=request.account.household_id or 0,
            child_id=request.child.id or 0,
            period_id=request.offer.period.id or 0,
            account_id=request.account.id or 0,
            submission_key=f"demo-{self.number}",
            submitted_at=request.at,
        )
        self.session.add(reservation)
        self.session.flush()
        presences = [self._presence(request, reservation, seat) for seat in seats]
        self.session.add_all(presences)
        self.session.flush()
        for presence in presences:
            self.session.add_all(self._events(request, presence))

    def _facts(self, request: Request) -> Facts:
        period, mode = request.offer.period, request.offer.mode
        return Facts(
            now=request.at,
            birth_date=request.child.birth_date,
            period=PeriodRules(
                period.first_day,
                period.last_day,
                frozenset(int(digit) for digit in mode.weekdays),
                period.opens_at,
                period.closes_at,
                period.deadline_days,
            ),
            groups=[
                GroupRules(group.id or 0, group.min_age, group.max_age, group.places)
                for group in request.offer.groups
            ],
            types={
                kind.id or 0: TypeRules(
                    kind.id or 0,
                    kind.starts_at,
                    kind.ends_at,
                    frozenset(int(digit) for digit in kind.weekdays),
                )
                for kind in request.offer.types
            },
            holidays=holidays_between(period.first_day, period.last_day),
            taken=self.taken,
            held=self.held[request.child.id or 0],
        )

    def _presence(self, request: Request, reservation: Reservation, seat: Accepted) -> Presence:
        day, key = seat.wish.day, (seat.group_id, seat.wish.day)
        state, reason = PresenceState.PENDING, None
        if request.answered_at:
            refused = day in request.refused
            state = PresenceState.REFUSED if refused else PresenceState.ACCEPTED
            reason = Reason.NO_PLACE if refused else None
        if state is not PresenceState.REFUSED:
            kind = request.offer.types[request.type_index]
            self.taken[key] += 1
            self.accepted[key] += state is PresenceState.ACCEPTED
            self.held[request.child.id or 0].append(Held(day, kind.starts_at, kind.ends_at))
        return Presence(
            reservation_id=reservation.id or 0,
            household_id=reservation.household_id,
            child_id=reservation.child_id,
            group_id=seat.group_id,
            attendance_type_id=seat.wish.type_id,
            day=day,
            state=state,
            reason=reason,
        )

    def _events(self, request: Request, presence: Presence) -> list[PresenceEvent]:
        asked = PresenceEvent(
            presence_id=presence.id or 0,
            at=request.at,
            account_id=request.account.id or 0,
            after=PresenceState.PENDING,
        )
        if request.answered_at is None:
            return [asked]
        answered = PresenceEvent(
            presence_id=presence.id or 0,
            at=request.answered_at,
            account_id=self.agent_id,
            before=PresenceState.PENDING,
            after=presence.state,
            reason=presence.reason,
        )
        return [asked, answered]


def open_days(offer: Offer) -> list[date]:
    """Return the days on which this period takes children in."""
    period = offer.period
    closed = holidays_between(period.first_day, period.last_day)
    length = (period.last_day - period.first_day) // timedelta(days=1) + 1
    days = [period.first_day + timedelta(days=n) for n in range(length)]
    return [
        day for day in days if str(day.isoweekday()) in offer.mode.weekdays and day not in closed
    ]
