"""How long a month change takes over the real socket, alone and in company."""

import asyncio
import statistics
import time
from dataclasses import dataclass

from tests.bench.community import PASSWORD, email
from tests.bench.socket import Tab, sign_in, tab

PAGE = "/compte/planning"
STATE = "planning_state"


@dataclass(frozen=True)
class Timing:
    """Milliseconds."""

    median: float
    p95: float


def month_keys(around: str, count: int) -> list[str]:
    """Return `count` months, to and fro between this one and the three that follow."""
    year, month = map(int, around.split("-"))
    steps = [0, 1, 2, 3, 2, 1]
    keys = []
    for n in range(count):
        index = year * 12 + month - 1 + steps[n % len(steps)]
        keys.append(f"{index // 12}-{index % 12 + 1:02}")
    return keys


async def _change(one: Tab, event: str, key: str) -> float:
    start = time.perf_counter()
    await one.fire(event, key=key)
    await one.answer_with(STATE, "month")
    return (time.perf_counter() - start) * 1000


async def _alone(address: str, event: str, around: str, count: int) -> Timing:
    async with tab(address, sign_in(address, email(1), PASSWORD), PAGE) as one:
        times = [await _change(one, event, key) for key in month_keys(around, count + 20)][20:]
    times.sort()
    return Timing(statistics.median(times), times[int(len(times) * 0.95)])


async def _together(address: str, event: str, around: str, clients: int, each: int) -> float:
    cookies = [sign_in(address, email(n), PASSWORD) for n in range(1, clients + 1)]

    async def work(cookie: str) -> None:
        async with tab(address, cookie, PAGE) as one:
            for key in month_keys(around, each):
                await _change(one, event, key)

    start = time.perf_counter()
    await asyncio.gather(*(work(cookie) for cookie in cookies))
    return clients * each / (time.perf_counter() - start)


def alone(address: str, event: str, around: str, count: int = 300) -> Timing:
    """Time month changes one after the other, in one tab."""
    return asyncio.run(_alone(address, event, around, count))


def together(address: str, event: str, around: str, clients: int = 8, each: int = 150) -> float:
    """Return the month changes a second of several tabs at once."""
    return asyncio.run(_together(address, event, around, clients, each))
