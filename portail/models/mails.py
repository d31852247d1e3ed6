"""The outbox: what is to be sent, and the lease of who sends it."""

from datetime import datetime

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel


class Message(SQLModel, table=True):
    """A mail written with the change it tells of, sent after the commit by the worker."""

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40)
    subject_key: str = Field(default="", max_length=80, index=True)
    """What the mail is about: a newer one about the same thing replaces it while unsent."""
    recipient: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    html: str = Field(sa_column=Column(Text, nullable=False))
    text: str = Field(sa_column=Column(Text, nullable=False))
    created_at: datetime
    due_at: datetime = Field(index=True)
    attempts: int = 0
    claimed_until: datetime | None = None
    """While the worker is sending it, nobody takes it back."""
    sent_at: datetime | None = None
    failed_at: datetime | None = None
    last_error: str = Field(default="", max_length=300)


class Lease(SQLModel, table=True):
    """A task that one process at a time may do, until it lets go or is late."""

    name: str = Field(primary_key=True, max_length=40)
    holder: str = Field(max_length=80)
    expires_at: datetime
