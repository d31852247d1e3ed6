"""The details of one presence, as the panel beside the calendar shows them."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from portail import clock, db, formats, texts
from portail.access import Actor
from portail.models import (
    AttendanceType,
    CareMode,
    Child,
    Establishment,
    Period,
    Presence,
    PresenceEvent,
    Reservation,
)


@dataclass(frozen=True, slots=True)
class PresenceDetails:
    """One presence, in words."""

    id: int
    child_id: int
    child: str
    initial: str
    colour: int
    kind: str
    hours: str
    iso: str
    day: str
    state: str
    state_label: str
    motive: str
    since: str
    number: str
    establishment: str
    care_mode: str
    period: str


def details(actor: Actor, *, presence_id: int) -> PresenceDetails | None:
    """Return the details of one of the household's presences, or None for any other id."""
    with db.acting(actor) as session:
        row = session.exec(
            select(Presence, Reservation, Child, AttendanceType)
            .join(Reservation, col(Reservation.id) == Presence.reservation_id)
            .join(Child, col(Child.id) == Presence.child_id)
            .join(AttendanceType, col(AttendanceType.id) == Presence.attendance_type_id)
            .where(Presence.id == presence_id)
        ).first()
        if row is None:
            return None
        presence, reservation, child, kind = row
        period, mode, establishment = session.exec(
            select(Period, CareMode, Establishment)
            .join(CareMode, col(CareMode.id) == Period.care_mode_id)
            .join(Establishment, col(Establishment.id) == CareMode.establishment_id)
            .where(Period.id == reservation.period_id)
        ).one()
        return PresenceDetails(
            id=presence_id,
            child_id=presence.child_id,
            child=f"{child.first_name} {child.last_name}",
            initial=child.first_name[:1].upper(),
            colour=presence.child_id % 6,
            kind=kind.name,
            hours=f"{formats.hour(kind.starts_at)} – {formats.hour(kind.ends_at)}",
            iso=presence.day.isoformat(),
            day=formats.long_date(presence.day),
            state=presence.state.value,
            state_label=texts.STATE[presence.state],
            motive=texts.motive(presence.reason, presence.reason_text),
            since=_since(session, presence_id),
            number=formats.reservation_number(reservation.number),
            establishment=establishment.name,
            care_mode=mode.name,
            period=period.name,
        )


def _since(session: Session, presence_id: int) -> str:
    at = session.exec(
        select(PresenceEvent.at)
        .where(PresenceEvent.presence_id == presence_id)
        .order_by(col(PresenceEvent.id).desc())
    ).first()
    return formats.instant(at or clock.now())
