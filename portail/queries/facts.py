"""What the booking rules need to know, gathered in a fixed number of statements."""

from datetime import date

from sqlmodel import Session, col, or_, select

from portail import clock
from portail.db import everyone
from portail.domain.booking import Facts, GroupRules, Held, PeriodRules, TypeRules
from portail.domain.presence import HOLDING
from portail.models import (
    AgeGroup,
    AttendanceType,
    CareMode,
    Child,
    Closure,
    DayPlaces,
    Period,
    Presence,
)
from portail.queries.places import holding_in
from portail.school_calendar import holidays_between


def booking_facts(session: Session, child: Child, period: Period, mode: CareMode) -> Facts:
    """Gather the facts about this child and this period, as they stand in this transaction.

    Places taken and the child's other presences are counted over every household: scarcity and
    overlap do not stop at one's own door.
    """
    groups = session.exec(
        select(AgeGroup).where(AgeGroup.period_id == period.id).order_by(col(AgeGroup.min_age))
    ).all()
    group_ids = [group.id or 0 for group in groups]
    types = session.exec(
        select(AttendanceType)
        .where(AttendanceType.care_mode_id == mode.id)
        .order_by(col(AttendanceType.id))
    ).all()
    return Facts(
        now=clock.now(),
        birth_date=child.birth_date,
        period=period_rules(period, mode),
        groups=[
            GroupRules(group.id or 0, group.min_age, group.max_age, group.places)
            for group in groups
        ],
        types={
            kind.id or 0: TypeRules(
                kind.id or 0, kind.starts_at, kind.ends_at, weekdays(kind.weekdays)
            )
            for kind in types
        },
        holidays=holidays_between(period.first_day, period.last_day),
        closures=_closures(session, period, mode),
        day_places=_day_places(session, group_ids),
        taken=holding_in(session, group_ids),
        held=_held(session, child, period),
    )


def period_rules(period: Period, mode: CareMode) -> PeriodRules:
    """Return the rules of a period, as the domain reads them."""
    return PeriodRules(
        first_day=period.first_day,
        last_day=period.last_day,
        weekdays=weekdays(mode.weekdays),
        opens_at=period.opens_at,
        closes_at=period.closes_at,
        deadline_days=period.deadline_days,
    )


def weekdays(digits: str) -> frozenset[int]:
    """Read « 135 » as Monday, Wednesday and Friday."""
    return frozenset(int(digit) for digit in digits)


def _day_places(session: Session, group_ids: list[int]) -> dict[tuple[int, date], int]:
    rows = session.exec(select(DayPlaces).where(col(DayPlaces.group_id).in_(group_ids)))
    return {(row.group_id, row.day): row.places for row in rows}


def _closures(session: Session, period: Period, mode: CareMode) -> dict[date, str]:
    rows = session.exec(
        select(Closure).where(
            or_(
                col(Closure.establishment_id).is_(None),
                col(Closure.establishment_id) == mode.establishment_id,
            ),
            col(Closure.first_day) <= period.last_day,
            col(Closure.last_day) >= period.first_day,
        )
    )
    days: dict[date, str] = {}
    for row in rows:
        for ordinal in range(row.first_day.toordinal(), row.last_day.toordinal() + 1):
            days[date.fromordinal(ordinal)] = row.reason
    return days


def _held(session: Session, child: Child, period: Period) -> list[Held]:
    statement = (
        select(col(Presence.day), col(AttendanceType.starts_at), col(AttendanceType.ends_at))
        .join(AttendanceType, col(AttendanceType.id) == Presence.attendance_type_id)
        .where(
            Presence.child_id == child.id,
            col(Presence.day).between(period.first_day, period.last_day),
            col(Presence.state).in_(HOLDING),
        )
    )
    return [Held(*row) for row in session.exec(everyone(statement))]
