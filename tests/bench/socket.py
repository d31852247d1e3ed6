"""A bare client of the portal's socket, as a browser speaks to it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect

NAMESPACE = "/_event"


class Tab:
    """A tab of a signed-in browser: sends events, reads what comes back."""

    def __init__(self, socket: ClientConnection, path: str) -> None:
        """Remember the open socket and the page that the tab is on."""
        self.socket, self.path = socket, path

    async def fire(self, name: str, **payload: Any) -> None:
        """Send one event."""
        event = {
            "name": name,
            "payload": payload,
            "router_data": {"pathname": self.path, "asPath": self.path, "query": {}},
        }
        await self.socket.send(f"42{NAMESPACE},{json.dumps(['event', event])}")

    async def answer(self) -> dict[str, Any]:
        """Return the next update, having answered the pings that came before it."""
        while True:
            raw = await self.socket.recv()
            text = raw if isinstance(raw, str) else raw.decode()
            if text == "2":
                await self.socket.send("3")
            elif text.startswith(f"42{NAMESPACE},"):
                kind, body = json.loads(text.split(",", 1)[1])
                if kind == "event":
                    return body if isinstance(body, dict) else json.loads(body)

    async def answer_with(self, state: str, var: str) -> dict[str, Any]:
        """Return the part of the first update that changes this var of this state."""
        while True:
            delta = (await self.answer()).get("delta", {})
            for name, changes in delta.items():
                if name.endswith(state) and any(key.startswith(var) for key in changes):
                    return changes


def sign_in(base_url: str, email: str, password: str) -> str:
    """Sign in with the form and return the cookie that the browser would keep."""
    with httpx.Client(base_url=base_url, headers={"Origin": base_url}) as browser:
        answer = browser.post("/session", data={"email": email, "password": password})
        assert answer.status_code == 303, answer.text
        cookies = "; ".join(f"{name}={value}" for name, value in answer.cookies.items())
    assert cookies, answer.headers
    return cookies


@asynccontextmanager
async def tab(base_url: str, cookies: str, path: str) -> AsyncIterator[Tab]:
    """Open a tab's socket."""
    host = urlsplit(base_url).netloc
    address = f"ws://{host}/_event/?EIO=4&transport=websocket&token={uuid4()}"
    headers = {"Cookie": cookies, "Origin": base_url}
    async with connect(address, additional_headers=headers, max_size=None) as socket:
        await socket.recv()
        await socket.send(f"40{NAMESPACE},")
        await socket.recv()
        yield Tab(socket, path)
