"""The two mails about a reservation: received, and decided (guide, « Réservation n° 00005 »)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from portail import clock, texts
from portail.config import settings
from portail.domain.presence import PresenceState
from portail.mail.outbox import has_left, post, post_all, withdraw_all
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
    for recipient, mail in _mails(session, [reservation.id or 0]).values():
        post(session, reservation_received(recipient, mail))


def post_decided(session: Session, reservations: Collection[int]) -> None:
    """Post, for each of these reservations, one mail with what has become of every line.

    It waits for the grace period, so that the agent can undo; a further decision replaces it,
    and when every line is pending again there is nothing to tell.
    """
    due_at = clock.now() + timedelta(seconds=settings.decision_grace_seconds)
    decided = {
        _about(reservation_id): reservation_decided(recipient, mail)
        for reservation_id, (recipient, mail) in _mails(session, reservations).items()
        if any(line.state is not PresenceState.PENDING for line in mail.lines)
    }
    post_all(session, decided, due_at=due_at)


def withdraw_decided(session: Session, reservations: Collection[int], *, since: datetime) -> bool:
    """Take back the decision mails of these reservations; False when one has left since then.

    `since` is the instant of the decision to undo: an older mail told of older decisions, and a
    newer one that waits says nothing of one that has left in between.
    """
    abouts = [_about(reservation_id) for reservation_id in reservations]
    withdraw_all(session, abouts)
    return not has_left(session, abouts, since=since)


def _about(reservation_id: int) -> str:
    return f"decision:{reservation_id}"


def _mails(
    session: Session, reservations: Collection[int]
) -> dict[int, tuple[str, ReservationMail]]:
    """Return the recipient and the mail of each reservation, in order of their ids."""
    rows = session.exec(
        select(Reservation, Account, Child)
        .join(Account, col(Account.id) == Reservation.account_id)
        .join(Child, col(Child.id) == Reservation.child_id)
        .where(col(Reservation.id).in_(reservations))
        .order_by(col(Reservation.id))
    ).all()
    sites = _sites(session, {reservation.period_id for reservation, _, _ in rows})
    lines = _lines(session, reservations)
    mails: dict[int, tuple[str, ReservationMail]] = {}
    for reservation, account, child in rows:
        period, mode, establishment = sites[reservation.period_id]
        mails[reservation.id or 0] = (
            account.email,
            ReservationMail(
                number=reservation.number,
                child_first_name=child.first_name,
                child_last_name=child.last_name,
                created_at=reservation.submitted_at,
                establishment=establishment.name,
                care_mode=mode.name,
                period=period.name,
                lines=tuple(lines[reservation.id or 0]),
            ),
        )
    return mails


def _sites(
    session: Session, periods: Collection[int]
) -> dict[int, tuple[Period, CareMode, Establishment]]:
    rows = session.exec(
        select(Period, CareMode, Establishment)
        .join(CareMode, col(CareMode.id) == Period.care_mode_id)
        .join(Establishment, col(Establishment.id) == CareMode.establishment_id)
        .where(col(Period.id).in_(periods))
    ).all()
    return {period.id or 0: (period, mode, establishment) for period, mode, establishment in rows}


def _lines(session: Session, reservations: Collection[int]) -> dict[int, list[MailLine]]:
    rows = session.exec(
        select(Presence, AttendanceType)
        .join(AttendanceType, col(AttendanceType.id) == Presence.attendance_type_id)
        .where(col(Presence.reservation_id).in_(reservations))
        .order_by(col(Presence.day), col(AttendanceType.starts_at))
    ).all()
    lines: dict[int, list[MailLine]] = defaultdict(list)
    for presence, kind in rows:
        motive = texts.motive(presence.reason, presence.reason_text)
        lines[presence.reservation_id].append(
            MailLine(presence.day, kind.name, presence.state, motive)
        )
    return lines
