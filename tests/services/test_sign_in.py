"""Signing in and out, and who is behind a browser's id."""

from dataclasses import dataclass
from datetime import timedelta

import bcrypt
import pytest
from sqlalchemy import Engine
from sqlmodel import select

from portail import clock, db
from portail.access import ANONYMOUS, Actor, Role
from portail.config import settings
from portail.models import Account, SignIn
from portail.services import passwords, sign_in, throttle
from portail.services.errors import NotFound
from tests import factories
from tests.factories import PASSWORD


@dataclass
class People:
    parent: str
    other: str
    agent: str


@pytest.fixture
def people(database: Engine, monkeypatch: pytest.MonkeyPatch) -> People:
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    with db.system(write=True) as session:
        parent, _ = factories.family(session)
        other, _ = factories.family(session)
        agent = factories.staff(session, services=("alsh", "creche"))
        return People(*(factories.give_password(session, who) for who in (parent, other, agent)))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """Move the clock on."""
    real = clock.now

    def move(**delta: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: real() + timedelta(**delta))

    return move


def enter(email: str, password: str = PASSWORD, **kwargs: str) -> sign_in.Opened:
    known = {"address": "192.0.2.1", "user_agent": "Navigateur", **kwargs}
    return sign_in.open_sign_in(email=email, password=password, **known)


def rows() -> list[SignIn]:
    with db.system() as session:
        return list(session.exec(select(SignIn).order_by(SignIn.id)).all())  # pyright: ignore


def change(email: str, /, **values: object) -> None:
    with db.system(write=True) as session:
        account = session.exec(select(Account).where(Account.email == email)).one()
        account.sqlmodel_update(values)
        session.add(account)


def test_the_right_password_opens_a_session_of_that_person(people: People) -> None:
    opened = enter(f"  {people.parent.upper()} ")
    assert opened.actor.role is Role.FAMILY
    assert sign_in.actor_of(opened.token) == opened.actor
    assert opened.actor.household_id


def test_an_agent_comes_with_the_services_they_answer_for(people: People) -> None:
    assert enter(people.agent).actor.services == {"alsh", "creche"}


def test_the_database_keeps_no_id_that_would_open_a_session(people: People) -> None:
    opened = enter(people.parent)
    (row,) = rows()
    assert len(opened.token) >= 43
    assert opened.token not in row.model_dump_json()
    assert sign_in.actor_of(row.token_hash) == ANONYMOUS


def test_every_sign_in_gets_an_id_of_its_own(people: People) -> None:
    assert enter(people.parent).token != enter(people.parent).token


@pytest.mark.parametrize("password", ["", "bienvenue-2026", PASSWORD + " ", "a" * 5000, "a\0b"])
def test_a_wrong_password_opens_nothing(people: People, password: str) -> None:
    assert enter(people.parent, password) == sign_in.Opened()
    assert rows() == []


def test_unknown_closed_and_wrong_get_one_answer_after_one_bcrypt_each(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(people.other, active=False)
    costs: list[bytes] = []
    real = bcrypt.checkpw

    def counted(password: bytes, kept: bytes) -> bool:
        costs.append(kept[:7])
        return real(password, kept)

    passwords.matches("warm", None)
    monkeypatch.setattr(bcrypt, "checkpw", counted)
    answers = [
        enter(people.parent, "wrong"),
        enter("nobody@familles.example", "wrong"),
        enter(people.other, PASSWORD),
        enter(people.parent, "a" * 100),
    ]
    assert answers == [sign_in.Opened()] * 4
    assert costs == [b"$2b$04$"] * 4


@pytest.mark.parametrize(("demo", "opens"), [(True, True), (False, False)])
def test_a_demo_account_opens_in_the_demo_only(
    people: People, monkeypatch: pytest.MonkeyPatch, demo: bool, opens: bool
) -> None:
    change(people.parent, email="famille@demo.example")
    monkeypatch.setattr(settings, "secret_key", type(settings.secret_key)("s" * 40))
    monkeypatch.setattr(settings, "demo", demo)
    assert enter("famille@demo.example").actor.signed_in is opens


def test_signing_in_again_revokes_the_session_that_this_browser_had(people: People) -> None:
    first = enter(people.parent)
    second = enter(people.other, replaces=first.token)
    assert sign_in.actor_of(first.token) == ANONYMOUS
    assert sign_in.actor_of(second.token) == second.actor


def test_an_id_that_a_browser_brings_along_is_never_adopted(people: People) -> None:
    opened = enter(people.parent, replaces="chosen-by-somebody")
    assert opened.token != "chosen-by-somebody"
    assert sign_in.actor_of("chosen-by-somebody") == ANONYMOUS


def test_a_failed_sign_in_leaves_the_session_that_this_browser_had(people: People) -> None:
    first = enter(people.parent)
    enter(people.other, "wrong", replaces=first.token)
    assert sign_in.actor_of(first.token).signed_in


def test_signing_out_ends_this_session_and_no_other(people: People) -> None:
    phone, desk = enter(people.parent), enter(people.parent)
    sign_in.close_sign_in(phone.token)
    assert sign_in.actor_of(phone.token) == ANONYMOUS
    assert sign_in.actor_of(desk.token).signed_in


@pytest.mark.parametrize("token", ["", "x", "é", "\ud800", "a" * 10_000, "' OR 1=1 --"])
def test_an_id_that_was_never_given_is_nobody(people: People, token: str) -> None:
    assert sign_in.actor_of(token) == ANONYMOUS


def test_a_session_left_idle_ends(people: People, later) -> None:
    token = enter(people.parent).token
    later(minutes=settings.sign_in_idle_minutes - 1)
    assert sign_in.actor_of(token).signed_in
    later(minutes=2 * settings.sign_in_idle_minutes - 2)
    assert sign_in.actor_of(token).signed_in
    later(minutes=3 * settings.sign_in_idle_minutes)
    assert sign_in.actor_of(token) == ANONYMOUS


def test_a_session_in_use_ends_at_its_absolute_limit(people: People, later) -> None:
    token = enter(people.parent).token
    for hour in range(1, settings.sign_in_absolute_hours):
        later(hours=hour)
        assert sign_in.actor_of(token).signed_in
    later(hours=settings.sign_in_absolute_hours, seconds=1)
    assert sign_in.actor_of(token) == ANONYMOUS


def test_being_seen_is_written_once_a_minute_at_most(people: People, later) -> None:
    token = enter(people.parent).token
    at_first = rows()[0].seen_at
    later(seconds=50)
    sign_in.actor_of(token)
    assert rows()[0].seen_at == at_first
    later(seconds=70)
    sign_in.actor_of(token)
    assert rows()[0].seen_at > at_first + timedelta(seconds=60)


def test_closing_an_account_ends_its_sessions_at_once(people: People) -> None:
    token = enter(people.parent).token
    change(people.parent, active=False)
    assert sign_in.actor_of(token) == ANONYMOUS


def test_a_change_of_role_counts_at_once(people: People) -> None:
    token = enter(people.agent).token
    change(people.agent, role=Role.CASHIER)
    assert sign_in.actor_of(token).role is Role.CASHIER


def test_a_person_lists_their_open_browsers_and_nobody_elses(people: People, later) -> None:
    desk = enter(people.parent, user_agent="Bureau")
    sign_in.close_sign_in(enter(people.parent).token)
    enter(people.other)
    later(minutes=5)
    phone = enter(people.parent, user_agent="Téléphone")
    listed = sign_in.sign_ins(desk.actor)
    assert [(one.user_agent, one.current) for one in listed] == [
        ("Téléphone", False),
        ("Bureau", True),
    ]
    assert listed[0].id == phone.actor.sign_in_id


@pytest.mark.parametrize("role", [Role.CASHIER, Role.ANIMATOR, Role.ADMIN])
def test_any_role_lists_its_own_browsers(people: People, role: Role) -> None:
    change(people.agent, role=role)
    assert len(sign_in.sign_ins(enter(people.agent).actor)) == 1


def test_a_person_revokes_a_browser_they_lost(people: People) -> None:
    desk, phone = enter(people.parent), enter(people.parent)
    sign_in.revoke(desk.actor, sign_in_id=phone.actor.sign_in_id or 0)
    assert sign_in.actor_of(phone.token) == ANONYMOUS
    assert sign_in.actor_of(desk.token).signed_in


@pytest.mark.parametrize("by", ["parent", "agent"])
def test_somebody_elses_browser_and_an_unknown_one_answer_alike(people: People, by: str) -> None:
    target = enter(people.other)
    mine: Actor = enter(getattr(people, by)).actor
    for sign_in_id in (target.actor.sign_in_id or 0, 999_999):
        with pytest.raises(NotFound):
            sign_in.revoke(mine, sign_in_id=sign_in_id)
    assert sign_in.actor_of(target.token).signed_in


def test_guessing_is_slowed_down_and_the_right_password_waits_too(people: People) -> None:
    for _ in range(throttle.FREE_PER_ACCOUNT):
        assert enter(people.parent, "wrong") == sign_in.Opened()
    refused = enter(people.parent)
    assert not refused.actor.signed_in
    assert 0 < refused.wait <= 61


def test_the_right_password_forgives_the_wrong_ones_before_it(people: People) -> None:
    for _ in range(3):
        for _ in range(throttle.FREE_PER_ACCOUNT - 1):
            enter(people.parent, "wrong")
        assert enter(people.parent).actor.signed_in


def test_unknown_addresses_wait_like_known_ones(people: People) -> None:
    unknown = [enter("nobody@familles.example", "wrong").wait for _ in range(7)]
    known = [enter(people.parent, "wrong").wait for _ in range(7)]
    assert [bool(wait) for wait in unknown] == [bool(wait) for wait in known]
    assert [bool(wait) for wait in known] == [False] * 5 + [True] * 2


def test_sessions_over_for_a_month_are_forgotten_at_the_next_sign_in(people: People, later) -> None:
    enter(people.parent)
    later(days=32)
    enter(people.parent)
    assert len(rows()) == 1


def test_what_a_browser_says_of_itself_is_cut_to_what_the_database_holds(people: People) -> None:
    assert enter(people.parent, user_agent="x" * 5000).actor.signed_in
