"""A browser tab without a browser: events go through Reflex's own processor and our gate."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

from reflex.app_mixins.middleware import MiddlewareMixin
from reflex.event import Event, EventHandler
from reflex.istate.manager import StateManager
from reflex.istate.manager.memory import StateManagerMemory
from reflex.state import BaseState, State, StateUpdate
from reflex_base.event.processor import BaseStateEventProcessor
from reflex_base.registry import RegistrationContext
from reflex_base.utils.format import format_event_handler

from portail.gate import Gate
from portail.http import cookie
from portail.services.sign_in import hash_token
from portail.state.visitor import Visitor


class Server:
    """What every tab of a test talks to."""

    def __init__(self, processor: BaseStateEventProcessor) -> None:
        self.processor = processor
        self.sent: dict[str, list[StateUpdate]] = {}
        self.errors: list[Exception] = []

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        """Stand where the socket stands."""
        self.sent.setdefault(token, []).append(update)

    def tab(self, sign_in: str = "", token: str = "tab", path: str = "/") -> "Tab":
        """Open a tab; `sign_in` is the id in the browser's cookie."""
        return Tab(self, sign_in, token, path)


class Tab:
    """One tab of one browser."""

    def __init__(self, server: Server, sign_in: str, token: str, path: str) -> None:
        self.server, self.sign_in, self.token, self.path = server, sign_in, token, path

    async def fire(self, handler: EventHandler | str, **payload: Any) -> list[StateUpdate]:
        """Fire an event and all that it chains; return what the browser receives."""
        before = len(self.server.sent.get(self.token, []))
        name = handler if isinstance(handler, str) else format_event_handler(handler)
        event = Event(name=name, payload=payload, router_data=self._router())
        await self.server.processor.enqueue(self.token, event)
        await self.settled()
        return self.server.sent.get(self.token, [])[before:]

    async def settled(self) -> None:
        """Wait until nothing runs any more."""
        processor = self.server.processor
        await processor.join()
        while tasks := list(processor._tasks.values()):
            await asyncio.wait(tasks)
            await processor.join()

    async def state(self, kind: type[BaseState]) -> Any:
        """Return this tab's state as the server holds it."""
        manager = self.server.processor._root_context.state_manager  # pyright: ignore
        root = manager.states[self.token]
        return await root.get_state(kind)

    def _router(self) -> dict[str, Any]:
        headers = {"host": "localhost:3000", "origin": "http://localhost:3000"}
        if self.sign_in:
            headers["cookie"] = f"{cookie.name()}={hash_token(self.sign_in)}"
        path, _, query = self.path.partition("?")
        return {
            "pathname": path,
            "asPath": self.path,
            "query": dict(pair.split("=") for pair in query.split("&") if pair),
            "headers": headers,
            "token": self.token,
            "sid": "sid",
            "ip": "192.0.2.1",
        }


@asynccontextmanager
async def serving(
    load_events: Iterable[Any] = (), manager: StateManager | None = None
) -> AsyncIterator[Server]:
    """Run the processor with the gate; every page has these on_load handlers."""
    middleware = MiddlewareMixin()
    middleware.add_middleware(Gate(Visitor))
    processor = BaseStateEventProcessor(middleware=middleware)
    server = Server(processor)
    processor.backend_exception_handler = lambda error: server.errors.append(error)  # pyright: ignore
    with RegistrationContext.get().fork() as registry:
        app = SimpleNamespace(get_load_events=lambda _path: list(load_events), _state=State)
        object.__setattr__(registry, "_app", app)
        processor.configure(
            state_manager=manager or StateManagerMemory(),
            event_namespace=server,  # pyright: ignore
        )
        async with processor:
            yield server
    assert server.errors == []


def values(updates: list[StateUpdate], var: str) -> list[Any]:
    """Return each value of this var that the browser received, in order."""
    return [
        value
        for update in updates
        for changed in (update.delta or {}).values()
        for name, value in changed.items()
        if name.removesuffix("_rx_state_") == var
    ]


def events(updates: list[StateUpdate]) -> list[Event]:
    """Return what the browser was told to do."""
    return [event for update in updates for event in update.events or []]


def redirects(updates: list[StateUpdate]) -> list[str]:
    """Return where the browser was sent."""
    return [str(event.payload) for event in events(updates)]
