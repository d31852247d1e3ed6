"""Column types that the tables share."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Enum
from sqlmodel import SQLModel

# Constraints need names that both databases agree on, or a later migration cannot drop them.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def enum_text(kind: type[StrEnum]) -> Any:
    """Return a column type that keeps an enum as its plain value.

    Text rather than a native type: a new state needs no change of the database's types.
    """
    return Enum(
        kind,
        native_enum=False,
        length=30,
        values_callable=lambda members: [member.value for member in members],
    )
