"""Small builders of rows for tests: what a test does not say gets a plain value."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

import bcrypt
from sqlmodel import Session

from portail.access import Actor, Role
from portail.models import (
    Account,
    AccountService,
    AgeGroup,
    AttendanceType,
    CareMode,
    Child,
    Establishment,
    Guardian,
    Household,
    HouseholdChild,
    Period,
)

_serial = count(1)

PASSWORD = "Bienvenue-2026"
OPEN_FROM = datetime(2020, 1, 1, tzinfo=UTC)
OPEN_UNTIL = datetime(2099, 1, 1, tzinfo=UTC)


def family(
    session: Session, *, children: int = 1, birth_date: date = date(2019, 5, 4)
) -> tuple[Actor, list[Child]]:
    """Add a household with one adult who has a login, and its children."""
    n = next(_serial)
    household = Household(name=f"Famille {n}", town="BRAUD ET ST LOUIS")
    session.add(household)
    session.flush()
    household_id = household.id or 0
    session.add(
        Guardian(household_id=household_id, first_name=f"Parent{n}", last_name=f"Famille{n}")
    )
    account = Account(
        email=f"parent{n}@familles.example",
        password_hash="*",
        role=Role.FAMILY,
        household_id=household_id,
        first_name=f"Parent{n}",
        last_name=f"Famille{n}",
        created_at=OPEN_FROM,
    )
    session.add(account)
    kids = [
        Child(first_name=f"Enfant{n}{i}", last_name=f"Famille{n}", birth_date=birth_date)
        for i in range(children)
    ]
    session.add_all(kids)
    session.flush()
    session.add_all(HouseholdChild(household_id=household_id, child_id=k.id or 0) for k in kids)
    session.flush()
    actor = Actor(account.id, Role.FAMILY, household_id, frozenset(), account.first_name, "")
    return actor, kids


def staff(
    session: Session, *, role: Role = Role.MANAGER, services: tuple[str, ...] = ("alsh",)
) -> Actor:
    """Add a member of the service."""
    n = next(_serial)
    account = Account(
        email=f"agent{n}@service.example",
        password_hash="*",
        role=role,
        first_name=f"Agent{n}",
        last_name="Service",
        created_at=OPEN_FROM,
    )
    session.add(account)
    session.flush()
    for service in services:
        session.add(AccountService(account_id=account.id or 0, service=service))
    session.flush()
    return Actor(account.id, role, None, frozenset(services), account.first_name, "Service")


def give_password(session: Session, actor: Actor, *, email: str = "") -> str:
    """Let this person sign in with PASSWORD; return their address."""
    account = session.get_one(Account, actor.account_id)
    # The lowest cost that bcrypt knows: what is tested is not how slow it is.
    account.password_hash = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    account.email = email or account.email
    session.add(account)
    session.flush()
    return account.email


def site(
    session: Session,
    *,
    places: int = 10,
    service: str = "alsh",
    first_day: date | None = None,
    weeks: int = 8,
    opens_at: datetime = OPEN_FROM,
    closes_at: datetime = OPEN_UNTIL,
    deadline_days: int = 0,
) -> tuple[Period, AgeGroup, AttendanceType]:
    """Add an establishment open on Wednesdays, with one period, one group and one type."""
    n = next(_serial)
    establishment = Establishment(name=f"ALSH {n}", service=service)
    session.add(establishment)
    session.flush()
    mode = CareMode(establishment_id=establishment.id or 0, name="MERCREDIS", weekdays="3")
    session.add(mode)
    session.flush()
    first = first_day or next_wednesday()
    period = Period(
        care_mode_id=mode.id or 0,
        name=f"Mercredis {n}",
        first_day=first,
        last_day=first + timedelta(weeks=weeks, days=-1),
        opens_at=opens_at,
        closes_at=closes_at,
        deadline_days=deadline_days,
    )
    kind = AttendanceType(
        care_mode_id=mode.id or 0,
        name="MERCREDI MATIN SANS REPAS",
        short_name="Matin sans repas",
        starts_at=time(7, 30),
        ends_at=time(13, 0),
        meal=False,
        weekdays="3",
    )
    session.add_all((period, kind))
    session.flush()
    group = AgeGroup(
        period_id=period.id or 0, name="FILOUS FUTÉS", min_age=3, max_age=11, places=places
    )
    session.add(group)
    session.flush()
    return period, group, kind


def next_wednesday(after: date | None = None) -> date:
    """Return a Wednesday at least a week ahead that is not a public holiday."""
    from portail import clock
    from portail.school_calendar import public_holidays

    day = (after or clock.today()) + timedelta(days=7)
    while day.isoweekday() != 3 or day in public_holidays(day.year):
        day += timedelta(days=1)
    return day
