"""Households, their adults and their children."""

from datetime import date

from sqlmodel import Field, SQLModel


class Household(SQLModel, table=True):
    """A family as the service knows it: one address, one file."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)
    street: str = Field(default="", max_length=200)
    postcode: str = Field(default="", max_length=10)
    town: str = Field(default="", max_length=80)


class Guardian(SQLModel, table=True):
    """An adult who answers for the children of a household."""

    id: int | None = Field(default=None, primary_key=True)
    household_id: int = Field(foreign_key="household.id", index=True)
    civility: str = Field(default="", max_length=5)
    first_name: str = Field(max_length=80)
    last_name: str = Field(max_length=80)


class Child(SQLModel, table=True):
    """A child, who may belong to two households."""

    id: int | None = Field(default=None, primary_key=True)
    first_name: str = Field(max_length=80)
    last_name: str = Field(max_length=80)
    birth_date: date


class HouseholdChild(SQLModel, table=True):
    """The tie between a household and a child."""

    __tablename__ = "household_child"

    household_id: int = Field(foreign_key="household.id", primary_key=True)
    child_id: int = Field(foreign_key="child.id", primary_key=True, index=True)
