"""Dates, hours and numbers as French readers expect them.

The words of a day are kept: a calendar asks for the same ones at every page.
"""

from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date

from portail.clock import PARIS

LOCALE = "fr_FR"
NARROW = "\u202f"
"""Narrow no-break space: before ; : ! ? and around the h of an hour."""


@lru_cache(maxsize=4096)
def long_date(day: date) -> str:
    """mercredi 26 avril 2023"""
    return format_date(day, "EEEE d MMMM y", LOCALE)


@lru_cache(maxsize=4096)
def day_and_month(day: date) -> str:
    """mercredi 26 avril"""
    return format_date(day, "EEEE d MMMM", LOCALE)


@lru_cache(maxsize=4096)
def short_date(day: date) -> str:
    """mer. 26 avr."""
    return format_date(day, "EEE d MMM", LOCALE)


@lru_cache(maxsize=4096)
def table_date(day: date) -> str:
    """mer 26/04/2023, as the guide prints it in its mails"""
    return format_date(day, "EEE dd/MM/y", LOCALE).replace(".", "")


@lru_cache(maxsize=4096)
def month_title(day: date) -> str:
    """Avril 2023"""
    return format_date(day, "LLLL y", LOCALE).capitalize()


@lru_cache(maxsize=4096)
def weekday(day: date) -> str:
    """mercredi"""
    return format_date(day, "EEEE", LOCALE)


def hour(at: time | datetime) -> str:
    """15 h 39, and 9 h on the hour"""
    if isinstance(at, datetime):
        at = at.astimezone(PARIS).time()
    minutes = f"{NARROW}{at.minute:02}" if at.minute else ""
    return f"{at.hour}{NARROW}h{minutes}"


def instant(moment: datetime) -> str:
    """mercredi 26 avril à 15 h 39"""
    return f"{day_and_month(moment.astimezone(PARIS).date())} à {hour(moment)}"


def reservation_number(number: int) -> str:
    """00005: five digits at least"""
    return f"{number:05}"


def plural(count: int, one: str, many: str) -> str:
    """3 places, 1 place, 0 place: French counts zero as one"""
    return f"{count} {many if abs(count) > 1 else one}"
