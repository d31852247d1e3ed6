"""The two mails about a reservation: received, and decided (guide, « Réservation n° 00005 »)."""

from collections.abc import Collection
from datetime import timedelta

from sqlmodel import Session, col, select

from portail import clock, texts
from portail.config import settings
from portail.domain.presence import PresenceState
from portail.mail.outbox import post, withdraw
from portail.mail.reservation import (
    MailLine,
    ReservationMail,
    reservation_decided,
    reservation_received,
)
from portail.models import (
    Account,
    AttendanceType,
    CareMode,
    Child,
    Establishment,
    Period,
    Presence,
    Reservation,
)


def post_received(session: Session, reservation: Reservation) -> None:
    """Post the acknowledgement of a new reservation to the login that sent it."""
    recipient, mail = _mail(session, reservation.id or 0)
    post(session, reservation_received(recipient, mail))


def post_decided(session: Session, reservations: Collection[int]) -> None:
    """Post, for each of these reservations, one mail with what has become of every line.

    It waits for the grace period, so that the agent can undo; a further decision replaces it,
    and when every line is pending again there is nothing to tell.
    """
    for reservation_id in sorted(reservations):
        recipient, mail = _mail(session, reservation_id)
        if all(line.state is PresenceState.PENDING for line in mail.lines):
            continue
        due_at = clock.now() + timedelta(seconds=settings.decision_grace_seconds)
        about = _about(reservation_id)
        post(session, reservation_decided(recipient, mail), about=about, due_at=due_at)


def withdraw_decided(session: Session, reservations: Collection[int]) -> bool:
    """Take back the decision mails of these reservations; False when one of them has left."""
    return all(withdraw(session, about=_about(reservation)) for reservation in reservations)


def _about(reservation_id: int) -> str:
    return f"decision:{reservation_id}"


def _mail(session: Session, reservation_id: int) -> tuple[str, ReservationMail]:
    reservation, account, child = session.exec(
        select(Reservation, Account, Child)
        .join(Account, col(Account.id) == Reservation.account_id)
        .join(Child, col(Child.id) == Reservation.child_id)
        .where(Reservation.id == reservation_id)
    ).one()
    period, mode, establishment = session.exec(
        select(Period, CareMode, Establishment)
        .join(CareMode, col(CareMode.id) == Period.care_mode_id)
        .join(Establishment, col(Establishment.id) == CareMode.establishment_id)
        .where(Period.id == reservation.period_id)
    ).one()
    presences = session.exec(
        select(Presence, AttendanceType)
        .join(AttendanceType, col(AttendanceType.id) == Presence.attendance_type_id)
        .where(Presence.reservation_id == reservation_id)
        .order_by(col(Presence.day), col(AttendanceType.starts_at))
    ).all()
    return account.email, ReservationMail(
        number=reservation.number,
        child_first_name=child.first_name,
        child_last_name=child.last_name,
        created_at=reservation.submitted_at,
        establishment=establishment.name,
        care_mode=mode.name,
        period=period.name,
        lines=tuple(
            MailLine(
                presence.day,
                kind.name,
                presence.state,
                texts.motive(presence.reason, presence.reason_text),
            )
            for presence, kind in presences
        ),
    )
