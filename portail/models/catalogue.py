"""What can be booked: establishment, care mode, period, age group, attendance type."""

from datetime import date, datetime, time

from sqlmodel import Field, SQLModel, UniqueConstraint


class Establishment(SQLModel, table=True):
    """A place that takes children in, run by one service."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=80)
    service: str = Field(max_length=20)
    town: str = Field(default="", max_length=80)


class CareMode(SQLModel, table=True):
    """A kind of care of an establishment, with the weekdays on which it opens."""

    __tablename__ = "care_mode"

    id: int | None = Field(default=None, primary_key=True)
    establishment_id: int = Field(foreign_key="establishment.id", index=True)
    name: str = Field(max_length=80)
    weekdays: str = Field(max_length=7)
    """ISO weekdays, Monday is 1: « 3 » for Wednesdays, « 12345 » for holidays."""


class Period(SQLModel, table=True):
    """Days that are booked together, and the window in which they can be."""

    id: int | None = Field(default=None, primary_key=True)
    care_mode_id: int = Field(foreign_key="care_mode.id", index=True)
    name: str = Field(max_length=80)
    first_day: date
    last_day: date
    opens_at: datetime
    closes_at: datetime
    deadline_days: int = 0
    """A day can be added until the end of the day that comes this many days before it."""


class AgeGroup(SQLModel, table=True):
    """Children of an age, cared for together, and how many of them on one day."""

    __tablename__ = "age_group"

    id: int | None = Field(default=None, primary_key=True)
    period_id: int = Field(foreign_key="period.id", index=True)
    name: str = Field(max_length=80)
    min_age: int
    max_age: int
    """Whole years, both included, on the day of the presence."""
    places: int


class DayPlaces(SQLModel, table=True):
    """The places of a group on one day, where they differ from the usual."""

    __tablename__ = "day_places"

    group_id: int = Field(foreign_key="age_group.id", primary_key=True)
    day: date = Field(primary_key=True)
    places: int


class AttendanceType(SQLModel, table=True):
    """What a family books on a day: hours, with or without the meal."""

    __tablename__ = "attendance_type"
    __table_args__ = (UniqueConstraint("care_mode_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    care_mode_id: int = Field(foreign_key="care_mode.id", index=True)
    name: str = Field(max_length=80)
    short_name: str = Field(max_length=40)
    """What fits in a cell of the calendar: « Matin sans repas »."""
    starts_at: time
    ends_at: time
    meal: bool
    weekdays: str = Field(max_length=7)
    """ISO weekdays on which it is offered."""


class Closure(SQLModel, table=True):
    """Days on which an establishment (or every one) stays shut."""

    id: int | None = Field(default=None, primary_key=True)
    establishment_id: int | None = Field(default=None, foreign_key="establishment.id", index=True)
    first_day: date
    last_day: date
    reason: str = Field(max_length=120)
