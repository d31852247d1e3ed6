"""Moving in a month grid: the day that a key leads to, and what counts as a month or a day."""

import calendar
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 2000, 2100

STEPS = {
    "ArrowLeft": timedelta(days=-1),
    "ArrowRight": timedelta(days=1),
    "ArrowUp": timedelta(weeks=-1),
    "ArrowDown": timedelta(weeks=1),
}


def parse_month(key: object) -> date | None:
    """Return the first day of a "2023-04", or None for anything else a client may send."""
    return parse_day(f"{key}-01") if isinstance(key, str) and len(key) == 7 else None


def parse_day(iso: object) -> date | None:
    """Return the day of a "2023-04-26" between 2000 and 2100, or None for anything else."""
    if not isinstance(iso, str) or len(iso) != 10:
        return None
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    # fromisoformat also reads week dates such as "2023-W17-3", which no page of ours sends.
    return day if day.isoformat() == iso and FIRST_YEAR <= day.year <= LAST_YEAR else None


def day_reached(day: date, key: str) -> date | None:
    """Return the day that an arrow, PageUp or PageDown leads to, or None for another key.

    PageUp and PageDown keep the day of the month; the 31st becomes the last day of a shorter one.
    """
    if key in STEPS:
        return day + STEPS[key]
    if key == "PageUp":
        return _same_day(day, day.replace(day=1) - timedelta(days=1))
    if key == "PageDown":
        return _same_day(day, day.replace(day=1) + timedelta(days=31))
    return None


def _same_day(day: date, month: date) -> date:
    last = calendar.monthrange(month.year, month.month)[1]
    return month.replace(day=min(day.day, last))
