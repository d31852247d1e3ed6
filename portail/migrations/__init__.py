"""The history of the schema (Alembic), and the commands that walk it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from portail import db


def alembic_config(engine: Engine) -> Config:
    """Return Alembic's configuration for this engine; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine | None = None) -> None:
    """Bring the database to the newest schema; nothing happens when it is there already."""
    command.upgrade(alembic_config(engine or db.engine()), "head")


def revise(message: str) -> None:
    """Write the migration that takes a database at the newest schema to the models."""
    command.revision(alembic_config(db.engine()), message, autogenerate=True)
