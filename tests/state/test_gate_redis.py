"""The gate when states live in Redis, which loads only the states that an event needs."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import pytest_asyncio
import reflex as rx
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as Unreachable
from reflex.istate.manager.redis import StateManagerRedis
from reflex.state import State
from sqlalchemy import Engine

from portail import access, db
from portail.access import Permission
from portail.services import passwords, sign_in
from portail.state.visitor import Visitor
from tests import factories
from tests.factories import PASSWORD
from tests.state.tab import serving, values

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(not shutil.which("redis-server"), reason="Redis: install redis-server"),
]


@access.needs(Permission.FAMILY_SPACE)
class Kept(rx.State):
    """Something of a family's, in a branch of its own."""

    kept_note: str = ""

    @rx.event
    def fill(self, text: str):
        self.kept_note = text


@pytest_asyncio.fixture
async def redis() -> AsyncIterator[Redis]:
    """A Redis of the test's own, reached through a file."""
    with TemporaryDirectory(prefix="redis-") as folder:
        path = str(Path(folder) / "s")
        quiet = asyncio.subprocess.DEVNULL
        where = ("--port", "0", "--unixsocket", path, "--save", "", "--dir", folder)
        server = await asyncio.create_subprocess_exec("redis-server", *where, stdout=quiet)
        client = Redis(unix_socket_path=path)
        try:
            await _answers(client)
            yield client
        finally:
            await client.aclose()
            server.terminate()
            await server.wait()


async def _answers(client: Redis) -> None:
    for _ in range(100):
        try:
            await client.ping()
            return
        except Unreachable:
            await asyncio.sleep(0.05)
    raise TimeoutError("Redis did not start")


async def test_states_that_an_event_did_not_load_are_emptied_too(
    sqlite: Engine, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    with db.system(write=True) as session:
        actors = [factories.family(session)[0] for _ in range(2)]
        emails = [factories.give_password(session, actor) for actor in actors]
    parent, other = (
        sign_in.open_sign_in(email=email, password=PASSWORD, address="").token for email in emails
    )
    async with serving(manager=StateManagerRedis(redis=redis)) as server:
        owner, next_one = server.tab(parent), server.tab(other)
        await owner.fire(Kept.fill, text="Junior")
        assert values(await owner.fire(State.event_handlers["hydrate"]), "kept_note") == ["Junior"]
        await next_one.fire(Visitor.enter)
        shown = await next_one.fire(State.event_handlers["hydrate"])
        assert values(shown, "kept_note") == [""]
