"""May this child be here on that day? « May I? », « why not? » and « until when? », answered once.

Pure functions over frozen facts: `now` is one of them. The calendar forecasts with `day_reason`
and `places_left`; a submission is decided by `decide`, which asks the same functions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portail.domain.reasons import Reason
from portail.domain.seating import Seat

PARIS = ZoneInfo("Europe/Paris")
MAX_WISHES = 100
"""More lines than any period can hold: a longer list is not a family's."""


@dataclass(frozen=True, slots=True)
class PeriodRules:
    """A period: its days, its weekdays (Monday is 1), its window and its deadline."""

    first_day: date
    last_day: date
    weekdays: frozenset[int]
    opens_at: datetime
    closes_at: datetime
    deadline_days: int
    """A day can be added until midnight that ends the day this many days before it."""


@dataclass(frozen=True, slots=True)
class GroupRules:
    """An age group: whole years, both included, and its usual places a day."""

    id: int
    min_age: int
    max_age: int
    places: int


@dataclass(frozen=True, slots=True)
class TypeRules:
    """An attendance type: its hours and the weekdays that offer it."""

    id: int
    starts_at: time
    ends_at: time
    weekdays: frozenset[int]


@dataclass(frozen=True, slots=True)
class Held:
    """A presence that the child already has, in any household and at any establishment."""

    day: date
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a decision depends on, gathered before it."""

    now: datetime
    birth_date: date
    period: PeriodRules
    groups: Sequence[GroupRules]
    types: Mapping[int, TypeRules]
    holidays: Mapping[date, str] = field(default_factory=dict[date, str])
    closures: Mapping[date, str] = field(default_factory=dict[date, str])
    day_places: Mapping[Seat, int] = field(default_factory=dict[Seat, int])
    """Places of a group on a day, where they differ from the usual."""
    taken: Mapping[Seat, int] = field(default_factory=dict[Seat, int])
    """Presences of a group on a day that hold a place: pending ones do."""
    held: Sequence[Held] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A day and an attendance type, as asked for."""

    day: date
    type_id: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """The wish can be written, in this group."""

    wish: Wish
    group_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The wish cannot be written, and why."""

    wish: Wish
    reason: Reason


Verdict = Accepted | Refused


def age_on(birth_date: date, day: date) -> int:
    """Return the age in whole years on that day; it goes up on the birthday itself."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def deadline(day: date, period: PeriodRules) -> datetime:
    """Return the last instant to add this day: 23:59 in Paris, or the end of the window."""
    last = datetime.combine(day - timedelta(days=period.deadline_days), time(23, 59, 59), PARIS)
    return min(last, period.closes_at)


def window_reason(now: datetime, period: PeriodRules) -> Reason | None:
    """Tell why the booking window does not let in at this instant, if it does not."""
    if now < period.opens_at:
        return Reason.WINDOW_NOT_OPEN
    if now > period.closes_at:
        return Reason.WINDOW_CLOSED
    return None


def group_on(day: date, facts: Facts) -> GroupRules | Reason:
    """Return the group that takes the child on that day, or why none does."""
    age = age_on(facts.birth_date, day)
    for group in facts.groups:
        if group.min_age <= age <= group.max_age:
            return group
    if not facts.groups:
        return Reason.NO_GROUP
    if age < min(group.min_age for group in facts.groups):
        return Reason.TOO_YOUNG
    if age > max(group.max_age for group in facts.groups):
        return Reason.TOO_OLD
    return Reason.NO_GROUP


def places_on(day: date, group: GroupRules, facts: Facts) -> int:
    """Return the places of the group on that day."""
    return facts.day_places.get((group.id, day), group.places)


def places_left(day: date, group: GroupRules, facts: Facts) -> int:
    """Return the places still free on that day, never below zero."""
    return max(0, places_on(day, group, facts) - facts.taken.get((group.id, day), 0))


def day_reason(day: date, facts: Facts) -> Reason | None:
    """Tell why nothing can be added on that day whatever the type, if nothing can."""
    period = facts.period
    if not period.first_day <= day <= period.last_day:
        return Reason.OUT_OF_PERIOD
    if day.isoweekday() not in period.weekdays:
        return Reason.NOT_OPEN_THAT_DAY
    if day in facts.holidays:
        return Reason.HOLIDAY
    if day in facts.closures:
        return Reason.CLOSED
    if day < facts.now.astimezone(PARIS).date():
        return Reason.PAST
    if closed := window_reason(facts.now, period):
        return closed
    if facts.now > deadline(day, period):
        return Reason.DEADLINE_PASSED
    group = group_on(day, facts)
    if isinstance(group, Reason):
        return group
    return None if places_left(day, group, facts) else Reason.FULL


def types_on(day: date, facts: Facts) -> list[TypeRules]:
    """Return the attendance types that the child could still take on that day."""
    return [
        kind
        for kind in facts.types.values()
        if day.isoweekday() in kind.weekdays and not _overlaps(day, kind, facts.held)
    ]


def _overlaps(day: date, kind: TypeRules, held: Sequence[Held]) -> bool:
    return any(
        other.day == day and kind.starts_at < other.ends_at and other.starts_at < kind.ends_at
        for other in held
    )


def _verdict(wish: Wish, facts: Facts, seated: Mapping[Seat, int]) -> Verdict:
    kind = facts.types.get(wish.type_id)
    # What the child already has says more than « complet » when it took the last place.
    if kind and _overlaps(wish.day, kind, facts.held):
        return Refused(wish, Reason.ALREADY_BOOKED)
    if reason := day_reason(wish.day, facts):
        return Refused(wish, reason)
    if kind is None or wish.day.isoweekday() not in kind.weekdays:
        return Refused(wish, Reason.TYPE_NOT_OFFERED)
    group = group_on(wish.day, facts)
    assert isinstance(group, GroupRules)  # day_reason has answered otherwise
    if places_left(wish.day, group, facts) <= seated.get((group.id, wish.day), 0):
        return Refused(wish, Reason.FULL)
    return Accepted(wish, group.id)


def decide(wishes: Sequence[Wish], facts: Facts) -> list[Verdict]:
    """Answer each wish, in the order given; earlier ones take the places of later ones."""
    if len(wishes) > MAX_WISHES:
        return [Refused(wish, Reason.TOO_MANY_DAYS) for wish in wishes[:MAX_WISHES]]
    verdicts: list[Verdict] = []
    seated: dict[Seat, int] = {}
    held: list[Held] = []
    for wish in wishes:
        verdict = _verdict(wish, facts, seated)
        if isinstance(verdict, Accepted):
            kind = facts.types[wish.type_id]
            mine = Held(wish.day, kind.starts_at, kind.ends_at)
            if _overlaps(wish.day, kind, held):
                verdict = Refused(wish, Reason.ALREADY_BOOKED)
            else:
                held.append(mine)
                key = (verdict.group_id, wish.day)
                seated[key] = seated.get(key, 0) + 1
        verdicts.append(verdict)
    return verdicts
