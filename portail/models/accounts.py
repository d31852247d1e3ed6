"""Accounts, the browsers they are signed in from, and the brakes on guessing."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from portail.access import Role
from portail.models.columns import enum_text


class Account(SQLModel, table=True):
    """A login: one adult of a household, or one member of the service."""

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, max_length=254)
    password_hash: str = Field(max_length=72)
    role: Role = Field(sa_type=enum_text(Role))
    household_id: int | None = Field(default=None, foreign_key="household.id", index=True)
    first_name: str = Field(max_length=80)
    last_name: str = Field(max_length=80)
    active: bool = True
    created_at: datetime


class AccountService(SQLModel, table=True):
    """A service (« alsh », « creche ») that a manager answers for."""

    __tablename__ = "account_service"

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    service: str = Field(max_length=20, primary_key=True)


class SignIn(SQLModel, table=True):
    """A browser that is signed in: its cookie is kept hashed, and can be revoked."""

    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    user_agent: str = Field(default="", max_length=300)
    address: str = Field(default="", max_length=45)


class Throttle(SQLModel, table=True):
    """Recent failures of one kind against one key (an account, a network address)."""

    key: str = Field(primary_key=True, max_length=80)
    failures: int = 0
    last_failure_at: datetime = Field(index=True)
    blocked_until: datetime
