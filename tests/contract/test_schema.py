"""The migrations build exactly the tables that the models declare, and the scopes know them."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlmodel import SQLModel, select

from portail import db, migrations
from portail.access import ANONYMOUS, Actor, Role
from portail.models import Account, Child, Guardian, Household
from portail.models import __all__ as model_names
from portail.scopes import OPEN
from tests import factories
from tests.conftest import POSTGRES

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossaire.md"


def _migrated(engine: Engine) -> None:
    migrations.upgrade(engine)
    command.check(migrations.alembic_config(engine))


def test_migrations_and_models_agree_on_sqlite(tmp_path: Path) -> None:
    engine = db.make_engine(f"sqlite:///{tmp_path / 'migrated.sqlite3'}")
    _migrated(engine)
    engine.dispose()


def test_migrations_and_models_agree_on_postgresql(postgres: Engine) -> None:
    with postgres.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS migrated CASCADE; CREATE SCHEMA migrated"))
    engine = db.make_engine(f"{POSTGRES}?options=-csearch_path%3Dmigrated")
    _migrated(engine)
    engine.dispose()


def test_every_model_is_in_the_glossary() -> None:
    glossary = GLOSSARY.read_text(encoding="utf-8")
    assert [name for name in model_names if f"`{name}`" not in glossary] == []


def test_nobody_sees_a_row_of_a_table_that_is_not_open(sqlite: Engine) -> None:
    with db.system(write=True) as session:
        factories.family(session)
        factories.staff(session)
    strangers = [ANONYMOUS, Actor(999, Role.ANIMATOR), Actor(999, Role.CASHIER)]
    tables = [mapper.class_ for mapper in SQLModel._sa_registry.mappers]
    for actor in strangers:
        with db.acting(actor) as session:
            for model in tables:
                if model not in OPEN:
                    assert session.exec(select(model)).all() == [], (actor, model)


def test_a_row_of_another_household_cannot_be_written(sqlite: Engine) -> None:
    with db.system(write=True) as session:
        actor, _ = factories.family(session)
        theirs, _ = factories.family(session)
    foreign = Guardian(household_id=theirs.household_id or 0, first_name="A", last_name="B")
    with pytest.raises(PermissionError), db.acting(actor, write=True) as session:
        session.add(foreign)


def test_what_a_family_sees_is_its_own(sqlite: Engine) -> None:
    with db.system(write=True) as session:
        mine, (child,) = factories.family(session)
        factories.family(session)
    with db.acting(mine) as session:
        assert [row.id for row in session.exec(select(Child))] == [child.id]
        assert [row.id for row in session.exec(select(Household))] == [mine.household_id]
        assert [row.id for row in session.exec(select(Account))] == [mine.account_id]
        assert len(session.exec(select(Guardian)).all()) == 1
