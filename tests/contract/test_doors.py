"""The house keeps its one-way doors: which room may import which."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "portail"

LEAVES = {"config", "community", "clock", "formats", "routes", "texts", "access", "school_calendar"}
"""Modules that any room may use; among themselves they only lean on one another."""

MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "models": {"domain"},
    "scopes": {"models"},
    "db": {"scopes"},
    "queries": {"models", "domain", "db"},
    "mail": {"models", "domain", "db"},
    "pdf": {"models", "domain"},
    "services": {"models", "domain", "db", "queries", "mail", "pdf"},
    "http": {"services", "queries", "db"},
    "gate": {"services", "state", "http"},
    "state": {"services", "queries", "domain", "gate"},
    "components": set(),
    "pages": {"components", "state"},
    "demo": {"models", "domain", "db", "services", "queries"},
    "migrations": {"models", "db"},
}
"""Beyond the leaves. Those of FREE tie the rooms together."""

FREE = {"cli", "portail", "worker", "server", "frontend", "__main__"}

LEAF_NEEDS_DOMAIN = {"texts"}
"""The sentences of reasons and states name them."""

REFLEX_ROOMS = {"state", "pages", "components", "gate", "portail", "server"}


def modules() -> list[tuple[str, Path]]:
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).parts
        room = parts[0].removesuffix(".py")
        if room != "__init__" and "versions" not in parts:
            found.append((room, path))
    return found


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_used(path: Path) -> set[str]:
    own = {name.split(".")[1] for name in imported(path) if name.startswith("portail.")}
    return own - LEAVES


@pytest.mark.parametrize(
    "room, path", modules(), ids=lambda value: str(value).split("portail/")[-1]
)
def test_a_module_uses_only_the_rooms_its_own_may_use(room: str, path: Path) -> None:
    if room in FREE:
        return
    if room in LEAVES:
        allowed = {"domain"} if room in LEAF_NEEDS_DOMAIN else set()
    else:
        allowed = MAY_IMPORT[room] | {room}
    assert rooms_used(path) <= allowed


@pytest.mark.parametrize(
    "room, path", modules(), ids=lambda value: str(value).split("portail/")[-1]
)
def test_reflex_stays_in_the_rooms_of_the_screen(room: str, path: Path) -> None:
    uses = {name.split(".")[0].split("_")[0] for name in imported(path)} & {"reflex"}
    assert not uses or room in REFLEX_ROOMS | {"cli"}


@pytest.mark.parametrize(
    "path", [path for room, path in modules() if room == "domain"], ids=lambda path: path.name
)
def test_the_domain_uses_the_standard_library_only(path: Path) -> None:
    import sys

    outside = {name.split(".")[0] for name in imported(path)} - sys.stdlib_module_names
    assert outside <= {"portail"}
