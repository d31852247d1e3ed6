"""The periods of the demo: zone A's own school year around today, and the guide's spring 2023.

Whatever the day, the next period to begin has just closed, the one after is open, the third is
coming: that is how the Estuaire's windows follow one another, moved so that a demo shows each.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from portail import formats
from portail.clock import at_paris
from portail.school_calendar import SchoolHoliday, public_holidays, school_holidays

WEDNESDAYS, HOLIDAYS = "MERCREDIS", "VACANCES"
MORNING, NIGHT = time(9), time(23, 59, 59)
DEADLINE = {WEDNESDAYS: 7, HOLIDAYS: 10}
SHORTEST_HOLIDAY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PeriodSeed:
    """A period to be, at every site that offers its care mode."""

    mode: str
    name: str
    first_day: date
    last_day: date
    opens_at: datetime
    closes_at: datetime
    summer: bool = False

    @property
    def deadline_days(self) -> int:
        """Days before, for the last addition: seven for Wednesdays, ten for holidays."""
        return DEADLINE[self.mode]


GUIDE_PERIODS = (
    PeriodSeed(
        WEDNESDAYS, "Mercredis Fév Mars Avril", date(2023, 2, 22), date(2023, 4, 5),
        at_paris(date(2023, 1, 30), MORNING), at_paris(date(2023, 2, 5), NIGHT),
    ),
    PeriodSeed(
        WEDNESDAYS, "Mercredis Avril Mai", date(2023, 4, 26), date(2023, 5, 31),
        at_paris(date(2023, 4, 3), MORNING), at_paris(date(2023, 4, 9), NIGHT),
    ),
)  # fmt: skip
"""The guide's own, at ALSH BRAUD ET ST LOUIS."""


def periods(today: date) -> list[PeriodSeed]:
    """Return the period in progress and the three that follow: closed, open, coming."""
    natural = _school_year(today)
    future = [period for period in natural if period.first_day > today]
    while len(future) < 3:
        future.append(_after(future[-1] if future else natural[-1] if natural else None, today))
    just_closed, is_open, coming = future[:3]
    sunday = today - timedelta(days=today.isoweekday())
    monday = today + timedelta(days=15 - today.isoweekday())
    return [
        *[period for period in natural if period.first_day <= today <= period.last_day][-1:],
        _with_window(just_closed, sunday - timedelta(days=6), sunday),
        _with_window(is_open, today - timedelta(days=3), today + timedelta(days=4)),
        _with_window(coming, monday, monday + timedelta(days=6)),
    ]


def _school_year(today: date) -> list[PeriodSeed]:
    """Return holidays and the Wednesdays between them, in order, as the school year has them."""
    spans = [
        span
        for year in (today.year - 1, today.year, today.year + 1)
        for span in school_holidays(year)
        if span.last_day - span.first_day >= SHORTEST_HOLIDAY
    ]
    found: list[PeriodSeed] = []
    for number, span in enumerate(spans):
        found.append(_holiday(span))
        if number + 1 < len(spans):
            following = spans[number + 1].first_day - timedelta(days=1)
            found += _wednesdays(span.last_day + timedelta(days=1), following)
    return found


def _holiday(span: SchoolHoliday) -> PeriodSeed:
    first = span.first_day
    while first.isoweekday() > 5:
        first += timedelta(days=1)
    name = f"{span.name} {span.first_day.year}".replace("'", "’")
    period = _natural(HOLIDAYS, name, first, span.last_day)
    return replace(period, summer="été" in span.name)


def _wednesdays(first: date, last: date) -> list[PeriodSeed]:
    """Cut a long stretch in two, as the guide does with April – May and June – July."""
    days = [
        day
        for ordinal in range(first.toordinal(), last.toordinal() + 1)
        if (day := date.fromordinal(ordinal)).isoweekday() == 3
        and day not in public_holidays(day.year)
    ]
    if not days:
        return []
    if len(days) > 8:
        half = days[len(days) // 2]
        return _wednesdays(first, half - timedelta(days=1)) + _wednesdays(half, last)
    return [_natural(WEDNESDAYS, _named(days[0], days[-1]), days[0], days[-1])]


def _named(first: date, last: date) -> str:
    months = [formats.month_title(day).split()[0].lower() for day in (first, last)]
    return f"Mercredis {' – '.join(dict.fromkeys(months))} {last.year}"


def _natural(mode: str, name: str, first: date, last: date) -> PeriodSeed:
    """Open one week, five weeks before the period begins."""
    monday = first - timedelta(days=first.weekday(), weeks=5)
    return _with_window(
        PeriodSeed(mode, name, first, last, at_paris(monday), at_paris(monday)),
        monday,
        monday + timedelta(days=6),
    )


def _after(previous: PeriodSeed | None, today: date) -> PeriodSeed:
    """Go on with Wednesdays where the school calendar is not published yet."""
    start = (max(previous.last_day, today) if previous else today) + timedelta(days=14)
    (period, *_) = _wednesdays(start, start + timedelta(weeks=7))
    return period


def _with_window(period: PeriodSeed, first: date, last: date) -> PeriodSeed:
    return replace(period, opens_at=at_paris(first, MORNING), closes_at=at_paris(last, NIGHT))
