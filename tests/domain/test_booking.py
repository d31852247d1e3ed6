"""The booking rules: a table of named cases, then what holds for any request."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.domain.booking import (
    MAX_WISHES,
    PARIS,
    Accepted,
    Facts,
    GroupRules,
    Held,
    PeriodRules,
    Refused,
    TypeRules,
    Wish,
    age_on,
    day_reason,
    deadline,
    decide,
    places_left,
    types_on,
)
from portail.domain.reasons import Reason


def paris(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0):
    return datetime(year, month, day, hour, minute, second, tzinfo=PARIS)


MORNING = TypeRules(1, time(7, 30), time(13), frozenset({3}))
AFTERNOON = TypeRules(2, time(11, 30), time(18, 30), frozenset({3}))
LATE = TypeRules(3, time(13), time(18, 30), frozenset({3}))
FRIDAY = TypeRules(4, time(7, 30), time(13), frozenset({5}))
PERIOD = PeriodRules(
    first_day=date(2023, 4, 26),
    last_day=date(2023, 5, 31),
    weekdays=frozenset({3}),
    opens_at=paris(2023, 4, 3, 9),
    closes_at=paris(2023, 5, 30, 23, 59, 59),
    deadline_days=7,
)
LITTLE = GroupRules(10, 3, 5, 2)
BIG = GroupRules(11, 6, 11, 2)
FACTS = Facts(
    now=paris(2023, 4, 5, 15, 39),
    birth_date=date(2018, 9, 10),
    period=PERIOD,
    groups=[LITTLE, BIG],
    types={kind.id: kind for kind in (MORNING, AFTERNOON, LATE, FRIDAY)},
)
WEDNESDAY = date(2023, 4, 26)

CASES: dict[str, tuple[Facts, Wish, Reason | None]] = {
    "an open Wednesday is accepted": (FACTS, Wish(WEDNESDAY, 1), None),
    "before the window opens": (
        replace(FACTS, now=paris(2023, 4, 3, 8, 59)),
        Wish(WEDNESDAY, 1),
        Reason.WINDOW_NOT_OPEN,
    ),
    "at the very opening": (replace(FACTS, now=paris(2023, 4, 3, 9)), Wish(WEDNESDAY, 1), None),
    "at the very end of the window": (
        replace(FACTS, now=PERIOD.closes_at, period=replace(PERIOD, deadline_days=0)),
        Wish(date(2023, 5, 31), 1),
        None,
    ),
    "after the window": (
        replace(FACTS, now=paris(2023, 5, 31)),
        Wish(date(2023, 5, 31), 1),
        Reason.WINDOW_CLOSED,
    ),
    "the day before the period": (FACTS, Wish(date(2023, 4, 19), 1), Reason.OUT_OF_PERIOD),
    "the last day of the period": (FACTS, Wish(date(2023, 5, 31), 1), None),
    "the day after the period": (FACTS, Wish(date(2023, 6, 7), 1), Reason.OUT_OF_PERIOD),
    "a weekday without care": (FACTS, Wish(date(2023, 4, 27), 1), Reason.NOT_OPEN_THAT_DAY),
    "a Sunday": (FACTS, Wish(date(2023, 4, 30), 1), Reason.NOT_OPEN_THAT_DAY),
    "a public holiday": (
        replace(FACTS, holidays={WEDNESDAY: "Fête"}),
        Wish(WEDNESDAY, 1),
        Reason.HOLIDAY,
    ),
    "a closure": (
        replace(FACTS, closures={WEDNESDAY: "Travaux"}),
        Wish(WEDNESDAY, 1),
        Reason.CLOSED,
    ),
    "a past Wednesday": (
        replace(FACTS, now=paris(2023, 5, 4)),
        Wish(date(2023, 5, 3), 1),
        Reason.PAST,
    ),
    "the last second of the deadline": (
        replace(FACTS, now=paris(2023, 4, 19, 23, 59, 59)),
        Wish(WEDNESDAY, 1),
        None,
    ),
    "the first second after the deadline": (
        replace(FACTS, now=paris(2023, 4, 20)),
        Wish(WEDNESDAY, 1),
        Reason.DEADLINE_PASSED,
    ),
    "a child who is too young": (
        replace(FACTS, birth_date=date(2020, 4, 27)),
        Wish(WEDNESDAY, 1),
        Reason.TOO_YOUNG,
    ),
    "a child who is three that very day": (
        replace(FACTS, birth_date=date(2020, 4, 26)),
        Wish(WEDNESDAY, 1),
        None,
    ),
    "a child who is too old": (
        replace(FACTS, birth_date=date(2011, 4, 26)),
        Wish(WEDNESDAY, 1),
        Reason.TOO_OLD,
    ),
    "an age between two groups": (
        replace(FACTS, groups=[LITTLE, replace(BIG, min_age=8)], birth_date=date(2016, 9, 10)),
        Wish(WEDNESDAY, 1),
        Reason.NO_GROUP,
    ),
    "no group at all": (replace(FACTS, groups=[]), Wish(WEDNESDAY, 1), Reason.NO_GROUP),
    "the last place": (replace(FACTS, taken={(10, WEDNESDAY): 1}), Wish(WEDNESDAY, 1), None),
    "no place left": (
        replace(FACTS, taken={(10, WEDNESDAY): 2}),
        Wish(WEDNESDAY, 1),
        Reason.FULL,
    ),
    "places reduced that day": (
        replace(FACTS, taken={(10, WEDNESDAY): 1}, day_places={(10, WEDNESDAY): 1}),
        Wish(WEDNESDAY, 1),
        Reason.FULL,
    ),
    "another group is full": (
        replace(FACTS, taken={(11, WEDNESDAY): 2}),
        Wish(WEDNESDAY, 1),
        None,
    ),
    "already there at these hours": (
        replace(FACTS, held=[Held(WEDNESDAY, time(7, 30), time(13))]),
        Wish(WEDNESDAY, 1),
        Reason.ALREADY_BOOKED,
    ),
    "half-days that overlap at lunch": (
        replace(FACTS, held=[Held(WEDNESDAY, time(7, 30), time(13))]),
        Wish(WEDNESDAY, 2),
        Reason.ALREADY_BOOKED,
    ),
    "half-days that follow one another": (
        replace(FACTS, held=[Held(WEDNESDAY, time(7, 30), time(13))]),
        Wish(WEDNESDAY, 3),
        None,
    ),
    "there on another day": (
        replace(FACTS, held=[Held(date(2023, 5, 3), time(7, 30), time(13))]),
        Wish(WEDNESDAY, 1),
        None,
    ),
    "a type of another weekday": (FACTS, Wish(WEDNESDAY, 4), Reason.TYPE_NOT_OFFERED),
    "an unknown type": (FACTS, Wish(WEDNESDAY, 99), Reason.TYPE_NOT_OFFERED),
}


@pytest.mark.parametrize("facts, wish, expected", CASES.values(), ids=CASES)
def test_a_single_wish(facts: Facts, wish: Wish, expected: Reason | None) -> None:
    verdict = decide([wish], facts)[0]
    assert (verdict.reason if isinstance(verdict, Refused) else None) is expected


def test_a_child_changes_group_on_the_birthday() -> None:
    facts = replace(FACTS, birth_date=date(2017, 5, 3))
    verdicts = decide([Wish(WEDNESDAY, 1), Wish(date(2023, 5, 3), 1)], facts)
    assert [v.group_id for v in verdicts if isinstance(v, Accepted)] == [10, 11]


def test_the_same_day_twice_in_one_request_is_refused_the_second_time() -> None:
    first, second = decide([Wish(WEDNESDAY, 1), Wish(WEDNESDAY, 1)], FACTS)
    assert isinstance(first, Accepted)
    assert isinstance(second, Refused) and second.reason is Reason.ALREADY_BOOKED


def test_a_request_takes_its_own_places_in_order() -> None:
    facts = replace(FACTS, taken={(10, WEDNESDAY): 1})
    first, second = decide([Wish(WEDNESDAY, 1), Wish(WEDNESDAY, 3)], facts)
    assert isinstance(first, Accepted)
    assert isinstance(second, Refused) and second.reason is Reason.FULL


def test_ten_thousand_wishes_are_refused_without_being_examined() -> None:
    verdicts = decide([Wish(WEDNESDAY, 1)] * 10_000, FACTS)
    assert len(verdicts) == MAX_WISHES
    assert all(isinstance(v, Refused) and v.reason is Reason.TOO_MANY_DAYS for v in verdicts)


@pytest.mark.parametrize(
    "birth, day, age",
    [
        (date(2018, 9, 10), date(2023, 4, 5), 4),
        (date(2018, 9, 10), date(2023, 9, 9), 4),
        (date(2018, 9, 10), date(2023, 9, 10), 5),
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
    ],
)
def test_age_goes_up_on_the_birthday(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


def test_the_deadline_never_outlives_the_window() -> None:
    assert deadline(date(2023, 5, 31), PERIOD) == paris(2023, 5, 24, 23, 59, 59)
    free = replace(PERIOD, deadline_days=0)
    assert deadline(date(2023, 5, 31), free) == PERIOD.closes_at


def test_the_deadline_is_midnight_in_paris_across_a_change_of_hour() -> None:
    period = replace(PERIOD, first_day=date(2023, 3, 29), opens_at=paris(2023, 3, 1))
    assert deadline(date(2023, 3, 29), period).utcoffset() == timedelta(hours=1)
    assert deadline(date(2023, 4, 5), period).utcoffset() == timedelta(hours=2)


DAYS = st.dates(date(2023, 4, 20), date(2023, 6, 5))
WISHES = st.lists(st.builds(Wish, DAYS, st.integers(0, 5)), max_size=30)
TAKEN = st.dictionaries(st.tuples(st.sampled_from([10, 11]), DAYS), st.integers(0, 4))


@given(WISHES, TAKEN)
def test_no_request_ever_overbooks_or_doubles_a_child(wishes: list[Wish], taken: dict) -> None:
    facts = replace(FACTS, taken=taken)
    seats = [v for v in decide(wishes, facts) if isinstance(v, Accepted)]
    for seat in seats:
        group = next(g for g in facts.groups if g.id == seat.group_id)
        same_day = [s for s in seats if s.wish.day == seat.wish.day]
        assert len(same_day) <= places_left(seat.wish.day, group, facts)
        hours = sorted(facts.types[s.wish.type_id].starts_at for s in same_day)
        assert len(set(hours)) == len(hours)


@given(DAYS, st.integers(1, 4), TAKEN)
def test_what_the_calendar_forecasts_is_what_a_request_gets(day: date, kind: int, taken) -> None:
    facts = replace(FACTS, taken=taken)
    forecast = day_reason(day, facts) is None and kind in {t.id for t in types_on(day, facts)}
    assert forecast == isinstance(decide([Wish(day, kind)], facts)[0], Accepted)
