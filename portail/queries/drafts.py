"""The wizard's draft in words: what step 3 sums up and step 4 recalls."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from portail import clock, db, formats, texts
from portail.access import Actor
from portail.domain.booking import Facts, Refused, Wish, decide
from portail.models import (
    AttendanceType,
    CareMode,
    Child,
    Draft,
    DraftLine,
    Establishment,
    Period,
)
from portail.queries.facts import booking_facts


@dataclass(frozen=True, slots=True)
class DraftLineView:
    """A chosen day, as the recap prints it."""

    iso: str
    day: str
    kind: str
    type_id: int
    problem: str
    """Why it can no longer be booked, or nothing."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """The draft, in words; ids are 0 while nothing is chosen."""

    key: str = ""
    child_id: int = 0
    child: str = ""
    initial: str = ""
    colour: int = 0
    period_id: int = 0
    period: str = ""
    establishment: str = ""
    care_mode: str = ""
    open_until: str = ""
    first_month: str = ""
    lines: list[DraftLineView] = field(default_factory=list)


def draft(actor: Actor) -> DraftView:
    """Return the person's draft, each day checked again against the rules of this instant."""
    with db.acting(actor) as session:
        return _draft_view(session, actor)


def _draft_view(session: Session, actor: Actor) -> DraftView:
    own = session.exec(select(Draft).where(Draft.account_id == actor.account_id)).first()
    child = session.get(Child, own.child_id) if own and own.child_id else None
    if own is None or child is None:
        return DraftView()
    view = {
        "key": own.submission_key,
        "child_id": child.id or 0,
        "child": f"{child.first_name} {child.last_name}",
        "initial": child.first_name[:1].upper(),
        "colour": (child.id or 0) % 6,
    }
    choice = chosen(session, actor)
    if choice is None:
        return DraftView(**view)
    _own, _child, period, mode = choice
    establishment = session.get(Establishment, mode.establishment_id)
    facts = booking_facts(session, child, period, mode)
    today = clock.today()
    return DraftView(
        **view,
        period_id=period.id or 0,
        period=period.name,
        establishment=establishment.name if establishment else "",
        care_mode=mode.name,
        open_until=formats.instant(period.closes_at),
        first_month=max(period.first_day, min(today, period.last_day)).strftime("%Y-%m"),
        lines=_line_views(lines_of(session, own), facts, kinds_of(session, mode)),
    )


def _line_views(
    lines: Sequence[DraftLine], facts: Facts, kinds: dict[int, AttendanceType]
) -> list[DraftLineView]:
    verdicts = decide([Wish(line.day, line.attendance_type_id) for line in lines], facts)
    return [
        DraftLineView(
            iso=line.day.isoformat(),
            day=formats.long_date(line.day).capitalize(),
            kind=kinds[line.attendance_type_id].name,
            type_id=line.attendance_type_id,
            problem=texts.REASON[verdict.reason] if isinstance(verdict, Refused) else "",
        )
        for line, verdict in zip(lines, verdicts, strict=True)
    ]


def chosen(session: Session, actor: Actor) -> tuple[Draft, Child, Period, CareMode] | None:
    """Return the person's draft with its child and period, once both are chosen."""
    return session.exec(
        select(Draft, Child, Period, CareMode)
        .join(Child, col(Child.id) == Draft.child_id)
        .join(Period, col(Period.id) == Draft.period_id)
        .join(CareMode, col(CareMode.id) == Period.care_mode_id)
        .where(Draft.account_id == actor.account_id)
    ).first()


def lines_of(session: Session, own: Draft) -> Sequence[DraftLine]:
    """Return the days of a draft, in order."""
    return session.exec(
        select(DraftLine).where(DraftLine.draft_id == own.id).order_by(col(DraftLine.day))
    ).all()


def kinds_of(session: Session, mode: CareMode) -> dict[int, AttendanceType]:
    """Return the attendance types of a care mode, by id."""
    rows = session.exec(select(AttendanceType).where(AttendanceType.care_mode_id == mode.id))
    return {kind.id or 0: kind for kind in rows}
