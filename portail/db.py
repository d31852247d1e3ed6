"""The database: one engine, sessions narrowed to the actor, locks.

`acting(actor)` is how a person reaches rows; `everyone(statement)` and `system()` are the two
doors that see more, named so that a search finds each use.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql.base import Executable
from sqlmodel import Session, SQLModel, select

from portail.access import Actor
from portail.config import settings
from portail.scopes import criteria

S = TypeVar("S", bound=Executable)


@cache
def engine() -> Engine:
    """Return the engine of the configured database."""
    return make_engine(settings.database)


def make_engine(url: str) -> Engine:
    """Open an engine: PostgreSQL as it comes, SQLite with its pragmas and its own BEGIN."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=5, max_overflow=10, pool_pre_ping=True)
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    made = create_engine(url, connect_args={"timeout": 15})

    @event.listens_for(made, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN comes too late for a lock: we send ours below.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


class _Session(Session):
    """A session that knows for whom it works."""


@event.listens_for(_Session, "do_orm_execute")
def _narrow(execution: ORMExecuteState) -> None:
    options = execution.session.info.get("criteria")
    if options and not execution.execution_options.get("everyone"):
        execution.statement = execution.statement.options(*options)


@event.listens_for(_Session, "before_flush")
def _own_rows_only(session: Session, _context: Any, _instances: Any) -> None:
    actor: Actor | None = session.info.get("actor")
    if actor is None or actor.household_id is None:
        return
    for row in (*session.new, *session.dirty):
        if getattr(row, "household_id", actor.household_id) != actor.household_id:
            raise PermissionError("a row of another household")


@contextmanager
def acting(actor: Actor, *, write: bool = False) -> Iterator[Session]:
    """Open the session of a person: it sees their family's rows, or their service's.

    With `write`, the block is one transaction: committed at its end, rolled back on any error.
    Without, nothing that the block does is kept.
    """
    with _session(write, actor=actor, criteria=criteria(actor)) as session:
        yield session


@contextmanager
def system(*, write: bool = False) -> Iterator[Session]:
    """Open a session for what no person does: sign-in, worker, command line. It sees all."""
    with _session(write) as session:
        yield session


@contextmanager
def _session(write: bool, **info: Any) -> Iterator[Session]:
    bind = engine().execution_options(writes=True) if write else engine()
    with _Session(bind, info=info, expire_on_commit=False) as session:
        yield session
        if write:
            session.commit()


def everyone(statement: S) -> S:
    """Lift the narrowing for one statement that must count or see everybody's rows."""
    return statement.execution_options(everyone=True)


def lock(session: Session, model: type[SQLModel], ids: Iterable[int]) -> None:
    """Hold these rows until the transaction ends, taken in order so that nobody deadlocks.

    SQLite has locked the whole database since BEGIN IMMEDIATE and ignores FOR UPDATE.
    """
    key = model.id  # pyright: ignore[reportAttributeAccessIssue] - every locked table has one
    rows = select(key).where(key.in_(sorted(set(ids)))).order_by(key).with_for_update()
    session.exec(everyone(rows)).all()
