"""Every handler of the portal is listed, with the roles that may fire it.

After a change, look at what `python -m tests.contract.test_access` prints, and if it is what you
meant, keep it in handlers.txt.
"""

import importlib
import pkgutil
from pathlib import Path

import pytest
import reflex as rx
from reflex.state import BaseState
from reflex_base.registry import RegisteredEventHandler, RegistrationContext

import portail.state
from portail import access, gate, routes
from portail.access import ANONYMOUS, Actor, Permission, Role
from portail.pages import PAGES
from portail.pages.page import Page

TABLE = Path(__file__).with_name("handlers.txt")
WHO = {"nobody": ANONYMOUS} | {role.value: Actor(1, role) for role in Role}


def handlers() -> dict[str, RegisteredEventHandler]:
    """Return the handlers that a browser can name in the running portal, by event name."""
    for module in pkgutil.iter_modules(portail.state.__path__, "portail.state."):
        importlib.import_module(module.name)
    known = RegistrationContext.get().event_handlers
    return {name: one for name, one in known.items() if _of_the_portal(one.states[0])}


def table() -> str:
    """Return one line for each handler, with who may fire it."""
    lines = [f"{'':70}{'  '.join(WHO)}"]
    for name in sorted(handlers(), key=_readable):
        if not name.endswith(".setvar"):
            need = gate.need_of_event(name)
            marks = (
                ("yes" if need and access.may(actor, need) else "-").ljust(len(who))
                for who, actor in WHO.items()
            )
            lines.append(f"{_readable(name):70}{'  '.join(marks)}".rstrip())
    return "\n".join(lines) + "\n"


def _of_the_portal(state: type[BaseState]) -> bool:
    return state.__module__.split(".")[0] in {"portail", "reflex"}


def _readable(name: str) -> str:
    state = RegistrationContext.get().event_handlers[name].states[0]
    return f"{state.__module__}.{state.__qualname__}.{name.rpartition('.')[2]}"


def test_the_list_of_handlers_and_roles_is_the_one_that_was_agreed() -> None:
    assert table() == TABLE.read_text(encoding="utf-8")


def test_every_handler_of_ours_is_declared() -> None:
    forgotten = [
        _readable(name)
        for name, one in handlers().items()
        if one.states[0].__module__.startswith("portail.")
        and not name.endswith(".setvar")
        and gate.need_of_event(name) is None
    ]
    assert forgotten == []


def test_every_page_shows_a_state_that_says_who_may_open_it() -> None:
    assert [page.route for page in PAGES if access.need_of(page.state) is None] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_private_addresses_are_private_and_public_ones_public(page: Page) -> None:
    public = access.need_of(page.state) is Permission.PUBLIC
    assert public is not routes.is_private(page.route)


def test_no_state_takes_setvar_from_anybody() -> None:
    setters = [name for name in handlers() if name.endswith(".setvar")]
    assert len(setters) > 5
    assert {gate.need_of_event(name) for name in setters} == {None}


def test_a_handler_that_nobody_declared_is_found_out() -> None:
    with RegistrationContext.get().fork():

        class Forgotten(rx.State):
            """Nobody said who may use it."""

            @rx.event
            def act(self):
                """Do something."""

        assert gate.need_of_event(f"{Forgotten.get_full_name()}.act") is None


def test_a_new_handler_inherits_what_its_class_declares_and_may_ask_for_more() -> None:
    with RegistrationContext.get().fork():

        class Shared(rx.State, mixin=True):
            """Brings a handler that not anybody may fire."""

            @rx.event
            @access.needs(Permission.FAMILY_SPACE)
            def mine(self):
                """See one's own."""

        @access.needs(Permission.PUBLIC)
        class Declared(Shared, rx.State):
            """Anybody's, but for two handlers."""

            @rx.event
            def look(self):
                """Look."""

            @rx.event
            @access.needs(Permission.DECIDE_REQUESTS)
            def decide(self):
                """Decide."""

        name = Declared.get_full_name()
        assert gate.need_of_event(f"{name}.look") is Permission.PUBLIC
        assert gate.need_of_event(f"{name}.mine") is Permission.FAMILY_SPACE
        assert gate.need_of_event(f"{name}.decide") is Permission.DECIDE_REQUESTS


@pytest.mark.parametrize("role", Role)
def test_every_role_is_said_to_hold_something_or_nothing(role: Role) -> None:
    assert role in access.GRANTS


def test_no_handler_goes_on_behind_its_event() -> None:
    """A background handler outlives its lock: the tab may be another person's by then."""
    behind = [name for name, one in handlers().items() if one.handler.is_background]
    assert behind == []


def test_no_state_keeps_anything_in_the_browsers_storage() -> None:
    kept = [
        (state.__qualname__, name)
        for state in {one.states[0] for one in handlers().values()}
        for name in state.base_vars
        if state._is_client_storage(name)
    ]
    assert kept == []


if __name__ == "__main__":
    print(table(), end="")
