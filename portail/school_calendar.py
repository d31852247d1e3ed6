"""Public holidays, and the school holidays of zone A (to which Bordeaux belongs)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays
from vacances_scolaires_france import SchoolHolidayDates, UnsupportedYearException


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A school holiday: first and last day without school, both included."""

    name: str
    first_day: date
    last_day: date


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """Return the public holidays of metropolitan France in that year, with their French names."""
    return dict(holidays.country_holidays("FR", years=year, language="fr"))


def holidays_between(first: date, last: date) -> dict[date, str]:
    """Return the public holidays from one day to another, both included."""
    return {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in public_holidays(year).items()
        if first <= day <= last
    }


@cache
def school_holidays(year: int) -> tuple[SchoolHoliday, ...]:
    """Return zone A's school holidays that begin in that civil year, in order.

    A year that the package does not know yet gives nothing: better no period than a wrong one.
    """
    days: dict[date, str] = {}
    for known in (year - 1, year, year + 1):
        try:
            found = SchoolHolidayDates().holidays_for_year_and_zone(known, "A")
        except UnsupportedYearException:
            continue
        days |= {day: row["nom_vacances"] for day, row in found.items()}
    spans: list[SchoolHoliday] = []
    for day in sorted(days):
        last = spans[-1] if spans else None
        if last and last.name == days[day] and day - last.last_day == timedelta(days=1):
            spans[-1] = SchoolHoliday(last.name, last.first_day, day)
        else:
            spans.append(SchoolHoliday(days[day], day, day))
    return tuple(span for span in spans if span.first_day.year == year)
