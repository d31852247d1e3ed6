"""The tables, one file a subject. Importing this package declares them all."""

from portail.models import columns as columns  # first: it names the constraints
from portail.models.accounts import Account, AccountService, SignIn, Throttle
from portail.models.bookings import (
    Draft,
    DraftLine,
    Presence,
    PresenceEvent,
    Reservation,
    ReservationCounter,
)
from portail.models.catalogue import (
    AgeGroup,
    AttendanceType,
    CareMode,
    Closure,
    DayPlaces,
    Establishment,
    Period,
)
from portail.models.families import Child, Guardian, Household, HouseholdChild
from portail.models.mails import Lease, Message

__all__ = [
    "Account",
    "AccountService",
    "AgeGroup",
    "AttendanceType",
    "CareMode",
    "Child",
    "Closure",
    "DayPlaces",
    "Draft",
    "DraftLine",
    "Establishment",
    "Guardian",
    "Household",
    "HouseholdChild",
    "Lease",
    "Message",
    "Period",
    "Presence",
    "PresenceEvent",
    "Reservation",
    "ReservationCounter",
    "SignIn",
    "Throttle",
]
