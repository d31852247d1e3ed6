"""A real server refuses what only a demo may have, and says which variable to set."""

from datetime import datetime
from pathlib import Path

import pytest

from portail.config import ConfigError, Settings

SAFE = {
    "demo": False,
    "secret_key": "x" * 32,
    "public_url": "https://familles.example",
}


def test_a_complete_configuration_is_accepted() -> None:
    Settings(**SAFE).check()


@pytest.mark.parametrize(
    "unsafe, variable",
    [
        ({"secret_key": ""}, "PORTAIL_SECRET_KEY"),
        ({"secret_key": "short"}, "PORTAIL_SECRET_KEY"),
        ({"now": datetime(2023, 4, 5, 15, 39)}, "PORTAIL_NOW"),
        ({"public_url": "http://familles.example"}, "PORTAIL_PUBLIC_URL"),
    ],
)
def test_an_unsafe_configuration_is_refused_with_the_variable_to_set(
    unsafe: dict[str, object], variable: str
) -> None:
    with pytest.raises(ConfigError, match=variable):
        Settings(**{**SAFE, **unsafe}).check()


def test_the_demo_makes_its_own_secret_once_and_keeps_it_to_itself(tmp_path: Path) -> None:
    demo = Settings(demo=True, var_dir=tmp_path)
    demo.check()
    assert demo.secret == Settings(demo=True, var_dir=tmp_path).secret
    assert len(demo.secret) >= 32
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
