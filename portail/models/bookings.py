"""Reservations and their presences, what happened to them, and the wizard's draft."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel, UniqueConstraint

from portail.domain.presence import PresenceState
from portail.domain.reasons import Reason
from portail.models.columns import enum_text

HOLDS_A_PLACE = text("state IN ('pending', 'accepted')")


class Reservation(SQLModel, table=True):
    """A numbered request of a household for one child and one period."""

    __table_args__ = (UniqueConstraint("account_id", "submission_key"),)

    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    household_id: int = Field(foreign_key="household.id", index=True)
    child_id: int = Field(foreign_key="child.id", index=True)
    period_id: int = Field(foreign_key="period.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    submission_key: str = Field(max_length=36)
    """Chosen when the draft begins: the same submission twice makes one reservation."""
    submitted_at: datetime


class Presence(SQLModel, table=True):
    """One child, one day, one attendance type: the line of a reservation."""

    __table_args__ = (
        Index("ix_presence_household_day", "household_id", "day"),
        Index("ix_presence_group_day", "group_id", "day"),
        Index("ix_presence_child_day", "child_id", "day"),
        Index(
            "uq_presence_held_once",
            "child_id",
            "day",
            "attendance_type_id",
            unique=True,
            sqlite_where=HOLDS_A_PLACE,
            postgresql_where=HOLDS_A_PLACE,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    reservation_id: int = Field(foreign_key="reservation.id", index=True)
    household_id: int = Field(foreign_key="household.id")
    child_id: int = Field(foreign_key="child.id")
    group_id: int = Field(foreign_key="age_group.id")
    attendance_type_id: int = Field(foreign_key="attendance_type.id")
    day: date
    state: PresenceState = Field(default=PresenceState.PENDING, sa_type=enum_text(PresenceState))
    reason: Reason | None = Field(default=None, sa_type=enum_text(Reason))
    reason_text: str = Field(default="", max_length=200)
    """The agent's own words, when no reason of the list fits."""


class PresenceEvent(SQLModel, table=True):
    """Something that happened to a presence: never changed, never deleted."""

    __tablename__ = "presence_event"

    id: int | None = Field(default=None, primary_key=True)
    presence_id: int = Field(foreign_key="presence.id", index=True)
    at: datetime
    account_id: int = Field(foreign_key="account.id")
    before: PresenceState | None = Field(default=None, sa_type=enum_text(PresenceState))
    after: PresenceState = Field(sa_type=enum_text(PresenceState))
    reason: Reason | None = Field(default=None, sa_type=enum_text(Reason))
    reason_text: str = Field(default="", max_length=200)
    batch: str = Field(default="", max_length=36, index=True)
    """What was decided in one gesture, and can be undone in one."""


class ReservationCounter(SQLModel, table=True):
    """The last reservation number given; one row."""

    __tablename__ = "reservation_counter"

    id: int = Field(default=1, primary_key=True)
    last_number: int = 0


class Draft(SQLModel, table=True):
    """What a parent has chosen so far in the wizard; one a login."""

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", unique=True)
    child_id: int | None = Field(default=None, foreign_key="child.id")
    period_id: int | None = Field(default=None, foreign_key="period.id")
    submission_key: str = Field(max_length=36)
    updated_at: datetime


class DraftLine(SQLModel, table=True):
    """A day chosen in a draft."""

    __tablename__ = "draft_line"

    draft_id: int = Field(foreign_key="draft.id", primary_key=True, ondelete="CASCADE")
    day: date = Field(primary_key=True)
    attendance_type_id: int = Field(foreign_key="attendance_type.id")
