"""The loop that sends mail: in the server's process, or beside it (`python -m portail worker`)."""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

from portail.config import settings
from portail.services import outbox

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
AFTER_A_FAULT_SECONDS = 10.0


async def work() -> None:
    """Send what is due, for ever; the database may come and go."""
    holder = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid4().hex[:8]}"
    try:
        while True:
            await asyncio.sleep(await _turn(holder))
    finally:
        with suppress(Exception):
            await asyncio.to_thread(outbox.drop_lease, holder)


async def _turn(holder: str) -> float:
    try:
        sent = await asyncio.to_thread(outbox.send_due, holder)
    except Exception:
        log.exception("The mail worker could not work")
        return AFTER_A_FAULT_SECONDS
    return 0 if sent else IDLE_SECONDS


@asynccontextmanager
async def in_server() -> AsyncIterator[None]:
    """Work while the server runs, unless a worker of its own does."""
    if not settings.worker_in_server:
        yield
        return
    task = asyncio.create_task(work(), name="mail worker")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
