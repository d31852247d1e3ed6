"""The brake on guessing, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from portail import clock, db
from portail.models import Throttle
from portail.services import throttle

START = datetime(2026, 4, 5, 13, 0, tzinfo=UTC)


class Clock:
    """A clock that tests move by hand."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Clock:
    hand = Clock()
    monkeypatch.setattr(clock, "now", hand)
    return hand


def _fail(times: int, *, email: str = "a@familles.example", address: str = "192.0.2.1") -> None:
    for _ in range(times):
        assert not throttle.begin(email, address).wait


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (10, 15), (5000, 15)],
)
def test_the_wait_grows_with_the_failures_up_to_a_quarter_of_an_hour(
    failures: int, minutes: int
) -> None:
    assert throttle.wait_after(failures, 5) == timedelta(minutes=minutes)


def test_after_five_failures_an_account_waits_wherever_one_knocks_from(
    database: Engine, moved: Clock
) -> None:
    _fail(5)
    assert throttle.begin("a@familles.example", "198.51.100.7").wait == 61
    assert not throttle.begin("b@familles.example", "192.0.2.1").wait


def test_knocking_during_the_wait_does_not_lengthen_it(database: Engine, moved: Clock) -> None:
    _fail(5)
    for _ in range(30):
        assert throttle.begin("a@familles.example", "192.0.2.1").wait
    moved.at += timedelta(seconds=61)
    assert not throttle.begin("a@familles.example", "192.0.2.1").wait
    moved.at += timedelta(seconds=61)
    assert throttle.begin("a@familles.example", "192.0.2.1").wait == 60


def test_after_twenty_failures_a_network_address_waits_whatever_the_account(
    database: Engine, moved: Clock
) -> None:
    for n in range(20):
        _fail(1, email=f"p{n}@familles.example")
    assert throttle.begin("other@familles.example", "192.0.2.1").wait
    assert not throttle.begin("other@familles.example", "192.0.2.2").wait


def test_a_success_clears_the_account_and_only_its_own_attempt_from_the_address(
    database: Engine, moved: Clock
) -> None:
    for n in range(18):
        _fail(1, email=f"p{n}@familles.example")
    for _ in range(10):
        attempt = throttle.begin("a@familles.example", "192.0.2.1")
        assert not attempt.wait
        throttle.succeeded(attempt)
    _fail(2)
    assert throttle.begin("new@familles.example", "192.0.2.1").wait


def test_failures_of_the_day_before_are_forgotten(database: Engine, moved: Clock) -> None:
    _fail(4)
    moved.at += timedelta(hours=25)
    _fail(4)
    assert not throttle.begin("a@familles.example", "192.0.2.1").wait


def test_a_sign_in_clears_rows_that_no_longer_serve(database: Engine, moved: Clock) -> None:
    _fail(3, email="gone@familles.example", address="192.0.2.9")
    moved.at += timedelta(hours=25)
    throttle.succeeded(throttle.begin("a@familles.example", "192.0.2.1"))
    with db.system() as session:
        assert len(session.exec(select(Throttle)).all()) == 1


def test_an_ipv6_subscriber_counts_once_whatever_address_of_theirs_is_used(
    database: Engine, moved: Clock
) -> None:
    for n in range(20):
        _fail(1, email=f"p{n}@familles.example", address=f"2001:db8:0:1::{n + 1:x}")
    assert throttle.begin("x@familles.example", "2001:db8:0:1:ffff::1").wait
    assert not throttle.begin("x@familles.example", "2001:db8:0:2::1").wait


def test_the_table_names_nobody(database: Engine, moved: Clock) -> None:
    _fail(1)
    with db.system() as session:
        kept = " ".join(row.key for row in session.exec(select(Throttle)).all())
    assert "familles" not in kept
    assert "192.0.2" not in kept


def test_of_forty_guesses_sent_at_once_five_are_tried(database: Engine) -> None:
    def guess(_: int) -> bool:
        return not throttle.begin("a@familles.example", "192.0.2.1").wait

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(40))) == 5


def test_attempts_and_successes_at_once_leave_no_count_behind(database: Engine) -> None:
    def enter(n: int) -> bool:
        attempt = throttle.begin(f"p{n}@familles.example", f"192.0.2.{n % 3}")
        if attempt.wait:
            return False
        throttle.succeeded(attempt)
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(enter, range(40)))
    with db.system() as session:
        assert {row.failures for row in session.exec(select(Throttle)).all()} == {0}


def test_a_clock_that_is_set_back_does_not_make_an_innocent_wait(
    sqlite: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = throttle.begin("parent@familles.example", "192.0.2.7")
    throttle.succeeded(attempt)
    earlier = clock.now() - timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: earlier)
    assert throttle.begin("parent@familles.example", "192.0.2.7").wait == 0
