"""The HTTP side around a plain inner application, without Reflex."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from portail import db
from portail.access import Role
from portail.config import settings
from portail.http import transformers
from portail.services import passwords
from tests import factories

OURS = {"Origin": settings.public_url}


async def _page(request: Request) -> Response:
    status = 404 if "missing" in request.url.path else 200
    return PlainTextResponse(request.url.path, status)


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("open")
    await socket.close()


@dataclass
class People:
    parent: str
    other: str
    agent: str
    cashier: str


@pytest.fixture
def people(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> People:
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    with db.system(write=True) as session:
        family = [factories.family(session)[0] for _ in range(2)]
        service = [factories.staff(session, role=role) for role in (Role.MANAGER, Role.CASHIER)]
        return People(*(factories.give_password(session, who) for who in (*family, *service)))


@pytest.fixture
def browser(sqlite: Engine) -> Callable[..., TestClient]:
    """Return a maker of browsers: each has its own cookies, and follows no redirection."""
    inner = Starlette(
        routes=[WebSocketRoute("/_event/", _socket), Route("/{path:path}", _page)],
    )
    own, guard = transformers()
    own.mount("", inner)
    served = guard(own)

    def make(base_url: str = settings.public_url, **kwargs: object) -> TestClient:
        return TestClient(served, base_url=base_url, follow_redirects=False, **kwargs)  # pyright: ignore

    return make


@pytest.fixture
def https(monkeypatch: pytest.MonkeyPatch) -> str:
    """The portal as families reach it: over https, outside the demo."""
    monkeypatch.setattr(settings, "public_url", "https://familles.example")
    monkeypatch.setattr(settings, "demo", False)
    monkeypatch.setattr(settings, "secret_key", SecretStr("s" * 40))
    return "https://familles.example"
