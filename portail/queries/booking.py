"""Step 3 of the wizard: a month to choose from, each day with what the rules say of it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from portail import db, formats, texts
from portail.access import Actor
from portail.domain.booking import (
    Facts,
    GroupRules,
    day_reason,
    deadline,
    group_on,
    places_left,
    types_on,
)
from portail.domain.reasons import Reason
from portail.models import AttendanceType
from portail.queries.drafts import chosen, kinds_of, lines_of
from portail.queries.facts import booking_facts
from portail.queries.planning import days_after_month, grid

NOT_LISTED = (Reason.OUT_OF_PERIOD, Reason.NOT_OPEN_THAT_DAY)


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """An attendance type offered on a day."""

    id: int
    name: str
    hours: str


@dataclass(frozen=True, slots=True)
class BookingDay:
    """A cell of step 3: bookable, chosen, or closed with its reason."""

    iso: str
    number: int
    weekday: str
    title: str
    in_month: bool
    status: str
    """open, chosen or closed"""
    note: str
    """Places left, or the reason in two words."""
    sentence: str
    """Places left and until when, or the reason in full."""
    label: str
    chosen: str
    chosen_id: int
    listed: bool
    """Whether the list of the month has it: a day of care in the period, bookable or not."""
    types: list[TypeChoice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BookingMonth:
    """A month of step 3."""

    title: str
    key: str
    previous: str
    """The month before, or nothing when the period begins in this one."""
    following: str
    """The month after, or nothing when the period ends in this one."""
    days: list[BookingDay]
    weekend_open: bool
    chosen: int
    """How many days the draft holds, in this month and the others."""
    chosen_words: str


def month(actor: Actor, *, year: int, month: int) -> BookingMonth | None:
    """Return a month of the draft's period, each day with what the rules say of it.

    A month out of the period gives the nearest one that it has.
    The number of statements does not grow with the days, the children or the families.
    None when the draft has no child or no period.
    """
    with db.acting(actor) as session:
        choice = chosen(session, actor)
        if choice is None:
            return None
        own, child, period, mode = choice
        facts = booking_facts(session, child, period, mode)
        kinds = kinds_of(session, mode)
        lines = {line.day: line.attendance_type_id for line in lines_of(session, own)}
    begins, ends = period.first_day.replace(day=1), period.last_day.replace(day=1)
    first = min(max(date(year, month, 1), begins), ends)
    before, after = first - timedelta(days=1), days_after_month(first)
    return BookingMonth(
        title=formats.month_title(first),
        key=first.strftime("%Y-%m"),
        previous=before.strftime("%Y-%m") if before >= begins else "",
        following=after.strftime("%Y-%m") if after <= ends else "",
        days=[_day(day, first, facts, kinds, lines.get(day)) for day in grid(first)],
        weekend_open=bool(facts.period.weekdays & {6, 7}),
        chosen=len(lines),
        chosen_words=formats.plural(len(lines), "date choisie", "dates choisies")
        if lines
        else "Aucune date choisie",
    )


def _day(
    day: date,
    first: date,
    facts: Facts,
    kinds: dict[int, AttendanceType],
    chosen_id: int | None,
) -> BookingDay:
    reason = day_reason(day, facts)
    offered = [] if reason else types_on(day, facts)
    if reason in (None, Reason.FULL) and any(held.day == day for held in facts.held):
        reason = reason if offered else Reason.ALREADY_BOOKED
    note, sentence = _said(day, facts, reason)
    status = "chosen" if chosen_id else "closed" if reason else "open"
    kind = kinds[chosen_id].short_name if chosen_id in kinds else ""
    title = formats.day_and_month(day)
    return BookingDay(
        iso=day.isoformat(),
        number=day.day,
        weekday=formats.weekday(day)[:3] + ".",
        title=title[:1].upper() + title[1:],
        in_month=day.month == first.month,
        status=status,
        note=note,
        sentence=sentence,
        label=", ".join(
            filter(
                None,
                (formats.long_date(day), kind and f"choisi\u202f: {kind}", sentence),
            )
        ),
        chosen=kind,
        chosen_id=chosen_id or 0,
        listed=day.month == first.month and reason not in NOT_LISTED,
        types=[_choice(kinds[kind.id]) for kind in offered],
    )


def _said(day: date, facts: Facts, reason: Reason | None) -> tuple[str, str]:
    if reason is Reason.HOLIDAY:
        return texts.REASON_SHORT[reason], f"{texts.REASON[reason]} ({facts.holidays[day]})"
    if reason is Reason.CLOSED:
        return texts.REASON_SHORT[reason], f"{texts.REASON[reason]} ({facts.closures[day]})"
    if reason:
        return texts.REASON_SHORT[reason], texts.REASON[reason]
    group = group_on(day, facts)
    assert isinstance(group, GroupRules)  # day_reason has answered otherwise
    note = formats.plural(places_left(day, group, facts), "place", "places")
    return (
        note,
        f"{note}, réservable jusqu’au {formats.instant(deadline(day, facts.period))}",
    )


def _choice(kind: AttendanceType) -> TypeChoice:
    hours = f"{formats.hour(kind.starts_at)} – {formats.hour(kind.ends_at)}"
    return TypeChoice(kind.id or 0, kind.name, hours)
