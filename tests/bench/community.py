"""A synthetic community of any size: the same families, children and presences at every run."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import bcrypt
from sqlalchemy import insert
from sqlmodel import Session

from portail.access import Role
from portail.domain.presence import PresenceState
from portail.models import (
    Account,
    AgeGroup,
    AttendanceType,
    CareMode,
    Child,
    Establishment,
    Guardian,
    Household,
    HouseholdChild,
    Period,
    Presence,
    PresenceEvent,
    Reservation,
)

PASSWORD = "Bienvenue-2026"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
CHILDREN_EACH = 2
WEEKS = 16


def email(n: int) -> str:
    """Return the address of the n-th family's login, counted from 1."""
    return f"famille{n}@mesure.example"


def fill(session: Session, *, families: int, first_monday: date) -> int:
    """Add families of two children, each with one presence a week for 16 weeks; count them."""
    group_id, type_id, period_id = _site(session, families * CHILDREN_EACH, first_monday)
    numbers = range(1, families + 1)
    _insert(session, Household, [{"id": n, "name": f"Famille {n}"} for n in numbers])
    _insert(
        session,
        Guardian,
        [{"household_id": n, "first_name": f"Parent{n}", "last_name": f"Nom{n}"} for n in numbers],
    )
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    _insert(
        session,
        Account,
        [
            {
                "id": n,
                "email": email(n),
                "password_hash": hashed,
                "role": Role.FAMILY,
                "household_id": n,
                "first_name": f"Parent{n}",
                "last_name": f"Nom{n}",
                "created_at": LONG_AGO,
            }
            for n in numbers
        ],
    )
    kids = range(1, families * CHILDREN_EACH + 1)
    _insert(
        session,
        Child,
        [
            {
                "id": k,
                "first_name": f"Enfant{k}",
                "last_name": f"Nom{_household(k)}",
                "birth_date": first_monday - timedelta(days=365 * 7 + k % 300),
            }
            for k in kids
        ],
    )
    _insert(session, HouseholdChild, [{"household_id": _household(k), "child_id": k} for k in kids])
    _insert(
        session,
        Reservation,
        [
            {
                "id": k,
                "number": k,
                "household_id": _household(k),
                "child_id": k,
                "period_id": period_id,
                "account_id": _household(k),
                "submission_key": str(k),
                "submitted_at": LONG_AGO + timedelta(seconds=k),
            }
            for k in kids
        ],
    )
    presences = [
        {
            "id": (k - 1) * WEEKS + week + 1,
            "reservation_id": k,
            "household_id": _household(k),
            "child_id": k,
            "group_id": group_id,
            "attendance_type_id": type_id,
            "day": first_monday + timedelta(weeks=week, days=(k + week) % 5),
            "state": (PresenceState.ACCEPTED, PresenceState.PENDING)[(k + week) % 2],
        }
        for k in kids
        for week in range(WEEKS)
    ]
    _insert(session, Presence, presences)
    _insert(
        session,
        PresenceEvent,
        [
            {
                "presence_id": row["id"],
                "at": LONG_AGO,
                "account_id": row["household_id"],
                "after": PresenceState.PENDING,
            }
            for row in presences
        ],
    )
    return len(presences)


def _household(child: int) -> int:
    return (child - 1) // CHILDREN_EACH + 1


def _site(session: Session, children: int, first_monday: date) -> tuple[int, int, int]:
    establishment = Establishment(name="ALSH DE MESURE", service="alsh")
    session.add(establishment)
    session.flush()
    mode = CareMode(establishment_id=establishment.id or 0, name="VACANCES", weekdays="12345")
    session.add(mode)
    session.flush()
    period = Period(
        care_mode_id=mode.id or 0,
        name="Période de mesure",
        first_day=first_monday,
        last_day=first_monday + timedelta(weeks=WEEKS),
        opens_at=LONG_AGO,
        closes_at=datetime(2099, 1, 1, tzinfo=UTC),
    )
    kind = AttendanceType(
        care_mode_id=mode.id or 0,
        name="VACANCES JOURNÉE AVEC REPAS",
        short_name="Journée avec repas",
        starts_at=time(7, 30),
        ends_at=time(18, 30),
        meal=True,
        weekdays="12345",
    )
    session.add_all((period, kind))
    session.flush()
    group = AgeGroup(period_id=period.id or 0, name="TOUS", min_age=3, max_age=11, places=children)
    session.add(group)
    session.flush()
    return group.id or 0, kind.id or 0, period.id or 0


def _insert(session: Session, model: Any, rows: list[dict[str, Any]]) -> None:
    session.connection().execute(insert(model), rows)
