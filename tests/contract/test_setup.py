"""What a fresh machine installs and builds is written down, whole, and is the same everywhere."""

import json
import re
from pathlib import Path

import pytest

from portail import frontend

ROOT = Path(__file__).parents[2]


def pins(name: str) -> dict[str, str]:
    """Return package → version of one requirements file, extras apart."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([\w.-]+)(?:\[\w+\])?==(\S+)$", line) for line in lines)
    return {one[1].lower().replace("_", "-"): one[2] for one in found if one}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_direct_requirement_is_in_the_resolution(name: str) -> None:
    resolution = pins("constraints.txt")
    assert pins(name)
    assert {one: resolution.get(one) for one in pins(name)} == pins(name)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "constraints.txt"])
def test_every_line_is_a_pin(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert len(told) == len(pins(name))


def test_the_lock_of_the_front_end_names_no_registry() -> None:
    lock = json.loads((ROOT / "reflex.lock" / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]
    assert [name for name, one in lock["packages"].items() if "resolved" in one] == []


def test_the_front_end_carries_no_radix_themes() -> None:
    lock = json.loads((ROOT / "reflex.lock" / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name in lock["packages"] if "@radix-ui/themes" in name] == []


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree with one page, one asset, and a service."""
    for name in frontend.SHAPES_IT:
        if "." in name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("as it was")
    for name in ("portail/pages/home.py", "assets/portail.css", "portail/services/booking.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was")
    monkeypatch.setattr(frontend, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "builds"),
    [
        ("portail/pages/home.py", True),
        ("assets/portail.css", True),
        ("rxconfig.py", True),
        ("portail/services/booking.py", False),
    ],
)
def test_only_what_shapes_the_pages_has_them_built_anew(
    sources: Path, name: str, builds: bool
) -> None:
    before = frontend.fingerprint()
    assert frontend.fingerprint() == before
    (sources / name).write_text("changed")
    assert (frontend.fingerprint() != before) is builds


def test_a_page_that_is_removed_has_the_others_built_anew(sources: Path) -> None:
    before = frontend.fingerprint()
    (sources / "portail/pages/home.py").unlink()
    assert frontend.fingerprint() != before


def test_the_socket_follows_the_address_of_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    import rxconfig

    script = 'endpoint.hostname = frontend_hostname;\nendpoint.port = ""; // proxy\n'
    followed = rxconfig.follow_the_browser(script)
    assert "endpoint.host = window.location.host;" in followed
    assert 'endpoint.port = ""' not in followed
    assert rxconfig.follow_the_browser(followed) == followed
    with pytest.raises(RuntimeError, match="SameOrigin"):
        rxconfig.follow_the_browser("another script")
