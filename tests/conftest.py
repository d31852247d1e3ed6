"""What every test shares: a demo configuration of its own, and a fresh database."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

# Before any import of the portal: settings are read once.
os.environ["PORTAIL_DEMO"] = "1"
os.environ["PORTAIL_VAR_DIR"] = VAR_DIR = tempfile.mkdtemp(prefix="portail-tests-")
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
os.environ.pop("PORTAIL_NOW", None)

import pytest
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

import portail.models  # noqa: F401 - declares the tables
from portail import db

POSTGRES = os.environ.get("PORTAIL_TEST_POSTGRES", "")
STRICT = os.environ.get("PORTAIL_TEST_STRICT") == "1"
"""Set where everything is installed: there, a test that is skipped has failed."""
BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last: Playwright's event loop then runs until the end."""
    items.sort(key=lambda item: item.path.is_relative_to(BROWSER))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell a skip as a failure, with its reason, where nothing may be skipped."""
    report = yield
    if STRICT and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"Skipped, where PORTAIL_TEST_STRICT allows none: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = db.make_engine(f"sqlite:///{tmp_path_factory.mktemp('db') / 'test.sqlite3'}")
    SQLModel.metadata.create_all(made)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[Engine]:
    if not POSTGRES:
        pytest.skip("PostgreSQL: set PORTAIL_TEST_POSTGRES to the address of an empty database")
    made = db.make_engine(POSTGRES)
    with made.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    SQLModel.metadata.create_all(made)
    yield made
    made.dispose()


def _emptied(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    with engine.begin() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(table.delete())
    monkeypatch.setattr(db, "engine", lambda: engine)
    return engine


@pytest.fixture
def sqlite(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An empty SQLite database, in use by the portal."""
    return _emptied(sqlite_engine, monkeypatch)


@pytest.fixture
def postgres(postgres_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An empty PostgreSQL database, in use by the portal; skipped where there is none."""
    return _emptied(postgres_engine, monkeypatch)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Engine:
    """Each of the two databases in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A var folder of the test's own."""
    from portail.config import settings

    monkeypatch.setattr(settings, "var_dir", tmp_path)
    return tmp_path
