"""Places go to those who asked first, never more than there are."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portail.domain.seating import Candidate, seated

DAY = date(2023, 5, 3)


def test_the_first_to_have_asked_is_seated_first() -> None:
    candidates = [Candidate(n, 1, DAY) for n in (5, 3, 9)]
    assert seated(candidates, {(1, DAY): 4}, {(1, DAY): 2}) == {5, 3}


def test_a_group_without_known_places_seats_nobody() -> None:
    assert seated([Candidate(1, 1, DAY)], {}, {}) == frozenset()


def test_places_reduced_below_what_is_accepted_seat_nobody() -> None:
    assert seated([Candidate(1, 1, DAY)], {(1, DAY): 2}, {(1, DAY): 5}) == frozenset()


@given(
    st.lists(st.tuples(st.integers(1, 3), st.dates(DAY, date(2023, 5, 6))), max_size=40),
    st.integers(0, 6),
    st.integers(0, 8),
)
def test_never_more_are_seated_than_places(asked, places: int, accepted: int) -> None:
    candidates = [Candidate(n, group, day) for n, (group, day) in enumerate(asked)]
    seats = set(asked)
    chosen = seated(candidates, dict.fromkeys(seats, places), dict.fromkeys(seats, accepted))
    for seat in seats:
        mine = [c for c in candidates if c.presence_id in chosen and (c.group_id, c.day) == seat]
        asked_for = [c for c in candidates if (c.group_id, c.day) == seat]
        assert len(mine) == min(len(asked_for), max(0, places - accepted))
