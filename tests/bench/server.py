"""A portal of its own for the measures: one worker, its own var folder, a free port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx


def plain_environment() -> dict[str, str]:
    """Return the environment without what tests put in it: Reflex would build and serve less."""
    return {
        name: value
        for name, value in os.environ.items()
        if not any(mark in name for mark in ("REFLEX_", "PYTEST_"))
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(var_dir: Path, **environment: str) -> Iterator[str]:
    """Serve the portal that was built, over the database of this folder; give its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    env = plain_environment() | {
        "PORTAIL_DEMO": "1",
        "PORTAIL_VAR_DIR": str(var_dir),
        "PORTAIL_PUBLIC_URL": address,
        "GRANIAN_WORKERS": "1",
        **environment,
    }
    command = [sys.executable, "-m", "portail", "serve", "--port", str(port)]
    log = (var_dir / "server.log").open("wb")
    process = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(address, process, var_dir / "server.log")
        yield address
    finally:
        os.killpg(process.pid, 15)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
        log.close()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{address}/sante", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"the server did not come up:\n{log.read_text()[-3000:]}")


def prepare(var_dir: Path, **environment: str) -> None:
    """Create the schema and load the demo community in this folder."""
    env = plain_environment() | {
        "PORTAIL_DEMO": "1",
        "PORTAIL_VAR_DIR": str(var_dir),
        **environment,
    }
    for command in ("migrate", "demo"):
        subprocess.run([sys.executable, "-m", "portail", command], check=True, env=env)
