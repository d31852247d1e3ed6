"""The only clock: aware UTC inside, Europe/Paris for people."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portail.config import settings

PARIS = ZoneInfo("Europe/Paris")


def _shift() -> timedelta:
    if not (settings.demo and settings.now):
        return timedelta()
    start = settings.now if settings.now.tzinfo else settings.now.replace(tzinfo=PARIS)
    return start - datetime.now(UTC)


_SHIFT = _shift()


def now() -> datetime:
    """Return the present instant, aware, in UTC; the demo may have moved it (PORTAIL_NOW)."""
    return datetime.now(UTC) + _SHIFT


def today() -> date:
    """Return the present day in Paris."""
    return now().astimezone(PARIS).date()


def at_paris(day: date, at: time = time()) -> datetime:
    """Return the instant, in UTC, at which clocks in Paris show this day and hour."""
    return datetime.combine(day, at, PARIS).astimezone(UTC)
