"""A draft becomes a reservation: decided, seated and numbered in one transaction."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from portail import clock, db
from portail.access import Actor
from portail.domain.booking import Accepted, Refused, Wish, decide
from portail.domain.presence import PresenceState
from portail.domain.reasons import Reason
from portail.models import AgeGroup, Child, Draft, Presence, PresenceEvent, Reservation
from portail.services.drafts import draft_facts, draft_lines, own_draft
from portail.services.errors import NotFound
from portail.services.numbers import next_reservation_number
from portail.services.reservation_mails import post_received


@dataclass(frozen=True, slots=True)
class Submitted:
    """The reservation is written; sending it again gives the same number."""

    number: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Nothing was written: these dates cannot be booked, or there was nothing to book."""

    refusals: tuple[Refused, ...] = ()
    reason: Reason | None = None


def submit(actor: Actor, *, submission_key: str) -> Submitted | Rejected:
    """Turn the draft into a reservation whose presences wait for the service.

    All of it or nothing: a date that has become impossible is named, and the family decides.
    The key is the draft's own; the same one twice gives the reservation already made.

    Raises:
        NotFound: the key is not that of the draft, nor of an earlier reservation.
    """
    try:
        with db.acting(actor, write=True) as session:
            return _submit(session, actor, submission_key)
    except IntegrityError:
        # The constraints caught a collision that no lock foresaw: what won is visible now.
        with db.acting(actor, write=True) as session:
            return _submit(session, actor, submission_key)


def _submit(session: Session, actor: Actor, submission_key: str) -> Submitted | Rejected:
    draft = own_draft(session, actor)
    if made := _already_made(session, actor, submission_key):
        return Submitted(made.number)
    if draft.submission_key != submission_key:
        raise NotFound
    lines = draft_lines(session, draft)
    if not lines or draft.child_id is None or draft.period_id is None:
        return Rejected(reason=Reason.NOTHING_CHOSEN)
    _lock_what_gets_scarcer(session, draft.child_id, draft.period_id)
    wishes = [Wish(line.day, line.attendance_type_id) for line in lines]
    verdicts = decide(wishes, draft_facts(session, draft))
    refusals = tuple(verdict for verdict in verdicts if isinstance(verdict, Refused))
    if refusals:
        return Rejected(refusals)
    accepted = [verdict for verdict in verdicts if isinstance(verdict, Accepted)]
    reservation = _write(session, actor, draft, accepted)
    post_received(session, reservation)
    return Submitted(reservation.number)


def _lock_what_gets_scarcer(session: Session, child_id: int, period_id: int) -> None:
    """Hold the child (no overlap), then the period's groups (places): always in that order."""
    groups = session.exec(select(AgeGroup.id).where(AgeGroup.period_id == period_id)).all()
    db.lock(session, Child, [child_id])
    db.lock(session, AgeGroup, [group for group in groups if group is not None])


def _already_made(session: Session, actor: Actor, submission_key: str) -> Reservation | None:
    return session.exec(
        select(Reservation).where(
            Reservation.account_id == actor.account_id,
            Reservation.submission_key == submission_key,
        )
    ).first()


def _write(session: Session, actor: Actor, draft: Draft, seats: list[Accepted]) -> Reservation:
    now = clock.now()
    reservation = Reservation(
        number=next_reservation_number(session),
        household_id=actor.household_id or 0,
        child_id=draft.child_id or 0,
        period_id=draft.period_id or 0,
        account_id=actor.account_id or 0,
        submission_key=draft.submission_key,
        submitted_at=now,
    )
    session.add(reservation)
    session.flush()
    presences = [
        Presence(
            reservation_id=reservation.id or 0,
            household_id=reservation.household_id,
            child_id=reservation.child_id,
            group_id=seat.group_id,
            attendance_type_id=seat.wish.type_id,
            day=seat.wish.day,
        )
        for seat in seats
    ]
    session.add_all(presences)
    session.flush()
    session.add_all(
        PresenceEvent(
            presence_id=presence.id or 0,
            at=now,
            account_id=reservation.account_id,
            after=PresenceState.PENDING,
        )
        for presence in presences
    )
    for line in draft_lines(session, draft):
        session.delete(line)
    session.flush()
    session.delete(draft)
    session.flush()
    return reservation
