"""One gate for every event: who is behind it, and may they fire it?

Reflex calls `preprocess` before each handler, whether a browser or another handler asked for it.
The browser chooses its socket's token, so a state may hold what was somebody else's: it is bound
to the sign-in that it was filled for, and emptied first when another one knocks.
"""

import json
from contextvars import ContextVar
from typing import Any, cast

import reflex as rx
from reflex.event import Event
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, OnLoadInternalState, State, StateUpdate
from reflex_base.registry import RegistrationContext

from portail import routes
from portail.access import ANONYMOUS, Actor, Permission, may, need_of
from portail.http import cookie
from portail.services import sign_in

REFLEX_OWN: frozenset[tuple[type[BaseState], str]] = frozenset(
    {
        # Both send the whole state, which is bound to the person by then.
        (State, "hydrate"),
        (State, "hydrate_and_load"),
        # Lists the page's on_load handlers: each comes through the gate by itself.
        (OnLoadInternalState, "on_load_internal"),
        # A flag for the display, whose only reader is the browser that sets it.
        (State, "set_is_hydrated"),
        (OnLoadInternalState, "set_is_hydrated"),
    }
)
"""Reflex's own events that pass. The others are dropped: the browser's storage, which the portal
does not use; error reports, with which anybody could fill the logs; `setvar` on every state."""

_actor: ContextVar[Actor] = ContextVar("actor", default=ANONYMOUS)


def actor() -> Actor:
    """Return the person behind the event that is running.

    Read it in the handler and pass it on: a thread or a service gets it as an argument.
    """
    return _actor.get()


class Bound(rx.State):
    """To which sign-in the states of a tab belong; never sent to the browser."""

    _sign_in_id: int | None = None


class Gate(Middleware):
    """The middleware; `shell` is the state whose `page` var tells what the page shows."""

    def __init__(self, shell: type[rx.State]) -> None:
        """Remember where « introuvable » is said."""
        self.shell = shell

    async def preprocess(self, app: Any, state: BaseState, event: Event) -> StateUpdate | None:
        """Let the event pass, or answer in its place."""
        root = cast(State, state._get_root_state())
        person = await rx.run_in_thread(lambda: sign_in.actor_behind(_token_hash(root)))
        _actor.set(person)
        await _bind(root, person)
        need = need_of_event(event.name)
        if need is not None and may(person, need):
            return None
        return await self._denied(root, person, event)

    async def _denied(self, root: State, person: Actor, event: Event) -> StateUpdate:
        answer: list[Event] = []
        if not _of_reflex(event.name):
            if person.signed_in:
                shell = await root.get_state(self.shell)
                shell.page = "missing"  # pyright: ignore[reportAttributeAccessIssue]
            else:
                answer = Event.from_event_type(to_sign_in(root))
        delta = await root._get_resolved_delta()
        root._clean()
        return StateUpdate(delta=delta, events=answer)


def need_of_event(name: str) -> Permission | None:
    """Return what this event takes; None, which nobody holds, when it is declared nowhere."""
    registered = RegistrationContext.get().event_handlers[name]
    state, handler = registered.states[0], name.rpartition(".")[2]
    if (state, handler) in REFLEX_OWN:
        return Permission.PUBLIC
    if handler == "setvar":
        # Reflex adds it to every state, and it would inherit what the class declares.
        return None
    return need_of(registered.handler.fn) or need_of(state)


def to_sign_in(state: BaseState) -> rx.event.EventSpec:
    """Lead to the sign-in page, and from there back to the page that this browser is on."""
    here = routes.local_path(state.router.url.path)
    target = routes.sign_in(after="" if here.rstrip("/") == routes.SIGN_IN else here)
    if not _token_hash(state):
        return rx.redirect(target, replace=True)
    # The socket's cookie has died, but another tab may have signed in since: only a full load
    # shows the portal the browser's present cookie.
    return rx.call_script(f"window.location.replace({json.dumps(target)})")


def _token_hash(state: BaseState) -> str:
    # `http.cookie.sealed` has put the hash there: the id itself never enters Reflex.
    return cookie.token_in(state.router.headers.cookie)


def _of_reflex(name: str) -> bool:
    state = RegistrationContext.get().event_handlers[name].states[0]
    return state.__module__.partition(".")[0] == "reflex"


async def _bind(root: State, person: Actor) -> None:
    """Empty every state of this tab when it was filled for another sign-in."""
    bound = await root.get_state(Bound)
    if bound._sign_in_id == person.sign_in_id:
        return
    hydrated = root.is_hydrated
    # With Redis only the states that the event needs are loaded: fetch the others, or they
    # would keep what they hold.
    for state in RegistrationContext.get().base_states.values():
        await root.get_state(state)
    root.reset()
    root.is_hydrated = hydrated  # or a page that is already shown would go back to its skeleton
    bound._sign_in_id = person.sign_in_id
