"""The gate, in front of Reflex's own event processor."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
import reflex as rx
from reflex.state import (
    FrontendEventExceptionState,
    OnLoadInternalState,
    State,
    UpdateVarsInternalState,
)
from sqlalchemy import Engine

from portail import access, db, gate
from portail.access import ANONYMOUS, Actor, Permission, Role
from portail.services import passwords, sign_in
from portail.state.visitor import Visitor
from tests import factories
from tests.factories import PASSWORD
from tests.state.tab import Server, events, redirects, serving, values

pytestmark = pytest.mark.asyncio

seen: list[tuple[str, Actor]] = []


@access.needs(Permission.FAMILY_SPACE)
class FamilyOnly(rx.State):
    """A family's page, with every kind of handler."""

    secret: str = ""
    _hidden: str = ""

    @rx.event
    def fill(self, text: str):
        self.secret = text
        self._hidden = text

    @rx.event
    def sync(self):
        seen.append(("sync", gate.actor()))

    @rx.event
    async def waiting(self):
        seen.append(("before", gate.actor()))
        await asyncio.sleep(0.02)
        await rx.run_in_thread(lambda: None)
        seen.append(("after", gate.actor()))

    @rx.event
    async def stepwise(self):
        seen.append(("step", gate.actor()))
        yield
        seen.append(("step", gate.actor()))

    @rx.event(background=True)
    async def behind(self):
        seen.append(("behind", gate.actor()))
        async with self:
            self.secret = "behind"
        seen.append(("behind", gate.actor()))

    @rx.event
    def chain(self):
        seen.append(("chain", gate.actor()))
        return [FamilyOnly.sync, ServiceOnly.decide]

    @rx.event
    @access.needs(Permission.PUBLIC)
    def said_public(self):
        seen.append(("public", gate.actor()))


@access.needs(Permission.DECIDE_REQUESTS)
class ServiceOnly(rx.State):
    """The service's page."""

    pending: str = ""

    @rx.event
    def decide(self):
        seen.append(("decide", gate.actor()))


class Undeclared(rx.State):
    """A state whose author forgot to say who may use it."""

    @rx.event
    def forgotten(self):
        seen.append(("forgotten", gate.actor()))


@dataclass
class People:
    """Ids of open browser sessions."""

    parent: str
    other: str
    manager: str
    admin: str
    cashier: str
    animator: str


@pytest.fixture
def people(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> People:
    seen.clear()
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    staff = (Role.MANAGER, Role.ADMIN, Role.CASHIER, Role.ANIMATOR)
    with db.system(write=True) as session:
        actors = [factories.family(session)[0] for _ in range(2)]
        actors += [factories.staff(session, role=role) for role in staff]
        emails = [factories.give_password(session, actor) for actor in actors]
    return People(*(_enter(email) for email in emails))


def _enter(email: str) -> str:
    return sign_in.open_sign_in(email=email, password=PASSWORD, address="192.0.2.1").token


@pytest_asyncio.fixture
async def server(people: People) -> AsyncIterator[Server]:
    async with serving() as running:
        yield running


def ran() -> list[str]:
    return [name for name, _ in seen]


@pytest.mark.parametrize(
    ("who", "handler", "passes"),
    [
        ("parent", FamilyOnly.sync, True),
        ("manager", FamilyOnly.sync, False),
        ("admin", FamilyOnly.sync, False),
        ("cashier", FamilyOnly.sync, False),
        ("animator", FamilyOnly.sync, False),
        ("", FamilyOnly.sync, False),
        ("parent", ServiceOnly.decide, False),
        ("manager", ServiceOnly.decide, True),
        ("admin", ServiceOnly.decide, True),
        ("cashier", ServiceOnly.decide, False),
        ("animator", ServiceOnly.decide, False),
        ("", ServiceOnly.decide, False),
        ("parent", FamilyOnly.said_public, True),
        ("", FamilyOnly.said_public, True),
        ("parent", Undeclared.forgotten, False),
        ("manager", Undeclared.forgotten, False),
        ("admin", Undeclared.forgotten, False),
        ("", Undeclared.forgotten, False),
    ],
)
async def test_a_handler_runs_for_those_it_is_declared_for(
    server: Server, people: People, who: str, handler, passes: bool
) -> None:
    await server.tab(getattr(people, who, "")).fire(handler)
    assert bool(seen) is passes


@pytest.mark.parametrize("who", ["parent", "manager", "admin", ""])
@pytest.mark.parametrize("kind", [FamilyOnly, ServiceOnly, Visitor, gate.Bound, State])
async def test_nobody_writes_a_var_through_setvar(
    server: Server, people: People, who: str, kind: type[rx.State]
) -> None:
    tab = server.tab(getattr(people, who, ""))
    await tab.fire(f"{kind.get_full_name()}.setvar", var_name="secret", value="x")
    assert (await tab.state(FamilyOnly)).secret == ""


@pytest.mark.parametrize(
    ("handler", "payload"),
    [
        (FrontendEventExceptionState.handle_frontend_exception, {"info": "x" * 99_999}),
        (UpdateVarsInternalState.event_handlers["update_vars_internal"], {"vars": {"a.b": 1}}),
    ],
)
async def test_reflex_events_that_the_portal_does_not_use_are_dropped_in_silence(
    server: Server, people: People, handler, payload
) -> None:
    tab = server.tab(people.parent)
    answer = await tab.fire(handler, **payload)
    assert events(answer) == []
    assert (await tab.state(Visitor)).page != "missing"


async def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(server: Server, people) -> None:
    answer = await server.tab(path="/compte/planning").fire(FamilyOnly.sync)
    assert [event.name for event in events(answer)] == ["_redirect"]
    assert "/connexion?next=%2Fcompte%2Fplanning" in redirects(answer)[0]


async def test_who_has_no_right_sees_introuvable_and_no_hint(server: Server, people) -> None:
    answer = await server.tab(people.parent, path="/service/demandes").fire(ServiceOnly.decide)
    assert values(answer, "page") == ["missing"]
    assert events(answer) == []


async def test_each_kind_of_handler_knows_who_fired_it(server: Server, people: People) -> None:
    actor = sign_in.actor_of(people.parent)
    tab = server.tab(people.parent)
    for handler in (FamilyOnly.sync, FamilyOnly.waiting, FamilyOnly.stepwise, FamilyOnly.behind):
        await tab.fire(handler)
    assert ran() == ["sync", "before", "after", "step", "step", "behind", "behind"]
    assert {known for _, known in seen} == {actor}


async def test_events_of_several_people_at_once_do_not_mix(server: Server, people) -> None:
    tabs = [server.tab(people.parent, "a"), server.tab(people.other, "b")]
    await asyncio.gather(*(tab.fire(FamilyOnly.waiting) for tab in tabs * 5))
    before = [known for name, known in seen if name == "before"]
    after = [known for name, known in seen if name == "after"]
    assert len(before) == 10
    assert sorted(a.account_id or 0 for a in before) == sorted(a.account_id or 0 for a in after)
    assert len({known.account_id for known in before}) == 2


async def test_a_chained_event_passes_the_gate_by_itself(server: Server, people) -> None:
    tab = server.tab(people.parent)
    await tab.fire(FamilyOnly.chain)
    assert ran() == ["chain", "sync"]
    assert (await tab.state(Visitor)).page == "missing"


async def test_on_load_handlers_pass_the_gate(people: People) -> None:
    async with serving([ServiceOnly.decide, FamilyOnly.sync]) as server:
        tab = server.tab(people.parent, path="/compte")
        await tab.fire(State.event_handlers["hydrate"])
        await tab.fire(OnLoadInternalState.on_load_internal)
    assert ran() == ["sync"]


async def test_a_tab_whose_session_was_revoked_is_emptied_at_its_next_event(
    server: Server, people: People
) -> None:
    tab = server.tab(people.parent, path="/compte")
    await tab.fire(FamilyOnly.fill, text="Junior")
    sign_in.close_sign_in(people.parent)
    answer = await tab.fire(FamilyOnly.sync)
    assert seen == []
    assert values(answer, "secret") == [""]
    assert (await tab.state(FamilyOnly))._hidden == ""
    assert "/connexion?next=%2Fcompte" in redirects(answer)[0]


async def test_a_revoked_tab_reloads_so_that_it_shows_its_present_cookie(
    server: Server, people: People
) -> None:
    sign_in.close_sign_in(people.parent)
    answer = await server.tab(people.parent, path="/compte").fire(FamilyOnly.sync)
    assert "window.location.replace" in redirects(answer)[0]


async def test_an_address_cannot_slip_a_script_into_that_reload(server: Server, people) -> None:
    tab = server.tab("dead", path='/compte/");alert(1);("')
    (told,) = redirects(await tab.fire(FamilyOnly.sync))
    assert "alert(1)" not in told


@pytest.mark.parametrize("who", ["other", "manager", ""])
@pytest.mark.parametrize("first", ["hydrate", "hydrate_and_load"])
async def test_a_stolen_tab_token_shows_nothing_of_its_owner(
    server: Server, people: People, who: str, first: str
) -> None:
    await server.tab(people.parent).fire(FamilyOnly.fill, text="Junior")
    thief = server.tab(getattr(people, who, ""))
    answer = await thief.fire(State.event_handlers[first])
    assert "Junior" not in str([update.delta for update in answer])
    state = await thief.state(FamilyOnly)
    assert (state.secret, state._hidden) == ("", "")


async def test_the_owner_keeps_the_tab_across_a_reload(server: Server, people: People) -> None:
    await server.tab(people.parent).fire(FamilyOnly.fill, text="Junior")
    answer = await server.tab(people.parent).fire(State.event_handlers["hydrate"])
    assert values(answer, "secret") == ["Junior"]


async def test_another_sign_in_of_the_same_person_starts_afresh(server: Server, people) -> None:
    await server.tab(people.parent).fire(FamilyOnly.fill, text="Junior")
    email = _email_of(people.parent)
    answer = await server.tab(_enter(email)).fire(State.event_handlers["hydrate"])
    assert values(answer, "secret") == [""]


async def test_the_cookie_is_never_sent_to_the_page(server: Server, people: People) -> None:
    answer = await server.tab(people.parent).fire(State.event_handlers["hydrate"])
    assert people.parent not in str([_plain(update) for update in answer])


async def test_a_page_already_shown_does_not_fall_back_to_its_skeleton(
    server: Server, people: People
) -> None:
    tab = server.tab(people.parent)
    await tab.fire(State.event_handlers["set_is_hydrated"], value=True)
    sign_in.close_sign_in(people.parent)
    await tab.fire(FamilyOnly.sync)
    assert (await tab.state(State)).is_hydrated


async def test_outside_an_event_nobody_is_behind() -> None:
    assert gate.actor() == ANONYMOUS


def _email_of(token: str) -> str:
    from portail.models import Account

    with db.system() as session:
        return session.get_one(Account, sign_in.actor_of(token).account_id).email


def _plain(update) -> str:
    from reflex_base.utils.format import json_dumps

    return json_dumps(update)
