"""« Mon planning »: a month of presences, and the details of one."""

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session, col, select

from portail import clock, db, formats, texts
from portail.access import Actor
from portail.db import everyone
from portail.domain.presence import HOLDING, PresenceState
from portail.models import AttendanceType, Child, HouseholdChild, Presence
from portail.school_calendar import holidays_between

OTHER = "other_account"
"""The state of a presence that another household booked for the same child."""


@dataclass(frozen=True, slots=True)
class PlanningOptions:
    """What the person chose to see (« Options d'affichage »)."""

    refused: bool = True
    other_accounts: bool = True
    hidden_children: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """A presence in a cell of the month, or a line of the list."""

    id: int
    child_id: int
    child: str
    initial: str
    colour: int
    kind: str
    state: str
    state_label: str
    motive: str


@dataclass(frozen=True, slots=True)
class PlanningDay:
    """A day of the grid."""

    iso: str
    number: int
    weekday: str
    in_month: bool
    today: bool
    holiday: str
    label: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PlanningMonth:
    """A month, Monday to Sunday, neighbouring days included."""

    title: str
    key: str
    previous: str
    following: str
    days: list[PlanningDay]
    weekend_busy: bool
    empty: bool


def month(actor: Actor, *, year: int, month: int, options: PlanningOptions) -> PlanningMonth:
    """Return a month of the household's presences: two statements, whatever the month holds."""
    first = date(year, month, 1)
    days = grid(first)
    with db.acting(actor) as session:
        blocks = _blocks(session, actor, days[0], days[-1], options)
    holidays = holidays_between(days[0], days[-1])
    today = clock.today()
    return PlanningMonth(
        title=formats.month_title(first),
        key=first.strftime("%Y-%m"),
        previous=(first - timedelta(days=1)).strftime("%Y-%m"),
        following=(days_after_month(first)).strftime("%Y-%m"),
        days=[
            PlanningDay(
                iso=day.isoformat(),
                number=day.day,
                weekday=formats.weekday(day)[:3] + ".",
                in_month=day.month == month,
                today=day == today,
                holiday=holidays.get(day, ""),
                label=_label(day, holidays.get(day, ""), blocks[day]),
                blocks=blocks[day],
            )
            for day in days
        ],
        weekend_busy=any(blocks[day] for day in days if day.isoweekday() > 5),
        empty=not any(blocks[day] for day in days if day.month == month),
    )


def grid(first: date) -> list[date]:
    """Return the days that a month's grid shows: whole weeks, Monday to Sunday."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [day for week in weeks for day in week]


def days_after_month(first: date) -> date:
    """Return the first day of the month that follows."""
    return (first + timedelta(days=31)).replace(day=1)


def _label(day: date, holiday: str, blocks: list[Block]) -> str:
    said = [formats.long_date(day)]
    if holiday:
        said.append(f"férié, {holiday}")
    said += [f"{block.child}, {block.kind}, {block.state_label}" for block in blocks]
    return "\u202f; ".join(said) if blocks or holiday else f"{said[0]}, aucune présence"


def _blocks(
    session: Session, actor: Actor, first: date, last: date, options: PlanningOptions
) -> dict[date, list[Block]]:
    own_children = select(HouseholdChild.child_id).where(
        HouseholdChild.household_id == actor.household_id
    )
    rows = (
        select(Presence, Child, AttendanceType)
        .join(Child, col(Child.id) == Presence.child_id)
        .join(AttendanceType, col(AttendanceType.id) == Presence.attendance_type_id)
        .where(col(Presence.day).between(first, last))
        .order_by(col(Presence.day), col(AttendanceType.starts_at), col(Child.id))
    )
    mine = session.exec(rows.where(Presence.household_id == actor.household_id)).all()
    theirs: Sequence[tuple[Presence, Child, AttendanceType]] = []
    if options.other_accounts:
        theirs = session.exec(
            everyone(
                rows.where(
                    col(Presence.child_id).in_(own_children),
                    Presence.household_id != actor.household_id,
                    col(Presence.state).in_(HOLDING),
                )
            )
        ).all()
    blocks: dict[date, list[Block]] = defaultdict(list)
    for presence, child, kind in (*mine, *theirs):
        hidden = presence.state is PresenceState.REFUSED and not options.refused
        if not hidden and child.id not in options.hidden_children:
            other = presence.household_id != actor.household_id
            blocks[presence.day].append(_block(presence, child, kind, other))
    return blocks


def _block(presence: Presence, child: Child, kind: AttendanceType, other: bool) -> Block:
    """Show a presence; of another household's, only that it is there."""
    motive = texts.motive(presence.reason, presence.reason_text)
    return Block(
        id=0 if other else presence.id or 0,
        child_id=presence.child_id,
        child=f"{child.first_name} {child.last_name}",
        initial=child.first_name[:1].upper(),
        colour=presence.child_id % 6,
        kind=kind.short_name,
        state=OTHER if other else presence.state.value,
        state_label=texts.OTHER_ACCOUNT if other else texts.STATE[presence.state],
        motive="" if other else motive,
    )
