"""Where the keys of a month grid lead, and what counts as a day or a month."""

from datetime import date

import pytest

from portail.domain.calendar import day_reached, parse_day, parse_month

WEDNESDAY = date(2023, 4, 26)


@pytest.mark.parametrize(
    "day, key, reached",
    [
        pytest.param(WEDNESDAY, "ArrowRight", date(2023, 4, 27), id="right is the day after"),
        pytest.param(date(2023, 5, 1), "ArrowLeft", date(2023, 4, 30), id="left leaves the month"),
        pytest.param(WEDNESDAY, "ArrowDown", date(2023, 5, 3), id="down is a week later"),
        pytest.param(WEDNESDAY, "ArrowUp", date(2023, 4, 19), id="up is a week earlier"),
        pytest.param(WEDNESDAY, "PageDown", date(2023, 5, 26), id="a page keeps the day"),
        pytest.param(date(2023, 1, 26), "PageUp", date(2022, 12, 26), id="a page leaves the year"),
        pytest.param(date(2023, 1, 31), "PageDown", date(2023, 2, 28), id="no 31 February"),
        pytest.param(date(2024, 3, 31), "PageUp", date(2024, 2, 29), id="a leap year"),
        pytest.param(WEDNESDAY, "Tab", None, id="another key leads nowhere"),
        pytest.param(WEDNESDAY, "", None, id="no key leads nowhere"),
    ],
)
def test_a_key_leads_to_a_day(day: date, key: str, reached: date | None) -> None:
    assert day_reached(day, key) == reached


def test_a_day_and_a_month_are_read() -> None:
    assert parse_day("2023-04-26") == WEDNESDAY
    assert parse_month("2023-04") == date(2023, 4, 1)


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "2023",
        "2023-4-6",
        "2023-02-30",
        "1999-12-31",
        "2101-01-01",
        "2023-W17-3",
        "２０２３-04-26",
    ]
    + [
        "2023-04-26T00:00",
        "avril 2023",
        None,
        20230426,
        3.5,
        True,
        [],
        {"iso": "2023-04-26"},
    ],
)
def test_anything_else_is_no_day(wish: object) -> None:
    assert parse_day(wish) is None


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "2023-13",
        "2023-00",
        "0001-01",
        "9999-12",
        "2023-W1",
        "2023-04-01",
        None,
        202304,
        [],
    ],
)
def test_anything_else_is_no_month(wish: object) -> None:
    assert parse_month(wish) is None
