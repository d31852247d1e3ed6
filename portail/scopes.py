"""Which rows a person sees, table by table. Tables that are not named here are closed."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, false, true
from sqlalchemy.orm import with_loader_criteria
from sqlmodel import SQLModel, col, select

from portail.access import Actor, Permission, Role, may
from portail.models import (
    Account,
    AgeGroup,
    AttendanceType,
    CareMode,
    Child,
    Closure,
    DayPlaces,
    Draft,
    DraftLine,
    Establishment,
    Guardian,
    Household,
    HouseholdChild,
    Period,
    Presence,
    PresenceEvent,
    Reservation,
    ReservationCounter,
    SignIn,
)

OPEN: frozenset[type[SQLModel]] = frozenset(
    {
        Establishment,
        CareMode,
        Period,
        AgeGroup,
        DayPlaces,
        AttendanceType,
        Closure,
        ReservationCounter,
    }
)
"""Tables that say nothing of anybody: the catalogue, and the series of numbers."""

Scope = dict[type[SQLModel], ColumnElement[bool]]


def _own(actor: Actor) -> Scope:
    """What anybody who is signed in sees: their login, and the browsers it is open in."""
    return {
        Account: col(Account.id) == actor.account_id,
        SignIn: col(SignIn.account_id) == actor.account_id,
    }


def _family(actor: Actor) -> Scope:
    household = actor.household_id
    own_children = select(HouseholdChild.child_id).where(HouseholdChild.household_id == household)
    own_presences = select(Presence.id).where(Presence.household_id == household)
    own_drafts = select(Draft.id).where(Draft.account_id == actor.account_id)
    return {
        Household: col(Household.id) == household,
        Guardian: col(Guardian.household_id) == household,
        HouseholdChild: col(HouseholdChild.household_id) == household,
        Child: col(Child.id).in_(own_children),
        Reservation: col(Reservation.household_id) == household,
        Presence: col(Presence.household_id) == household,
        PresenceEvent: col(PresenceEvent.presence_id).in_(own_presences),
        Draft: col(Draft.account_id) == actor.account_id,
        DraftLine: col(DraftLine.draft_id).in_(own_drafts),
    }


def _service(actor: Actor) -> Scope:
    """Rows of the services that a manager answers for; an administrator answers for all."""
    periods = (
        select(Period.id)
        .join(CareMode, col(CareMode.id) == Period.care_mode_id)
        .join(Establishment, col(Establishment.id) == CareMode.establishment_id)
        .where(col(Establishment.service).in_(sorted(actor.services)))
    )
    groups = select(AgeGroup.id).where(col(AgeGroup.period_id).in_(periods))
    presences = select(Presence.id).where(col(Presence.group_id).in_(groups))
    all_services = actor.role is Role.ADMIN
    return {
        Account: true(),
        Household: true(),
        Guardian: true(),
        HouseholdChild: true(),
        Child: true(),
        Reservation: true() if all_services else col(Reservation.period_id).in_(periods),
        Presence: true() if all_services else col(Presence.group_id).in_(groups),
        PresenceEvent: true() if all_services else col(PresenceEvent.presence_id).in_(presences),
    }


@lru_cache(maxsize=1024)
def criteria(actor: Actor) -> tuple[Any, ...]:
    """Return the options that narrow every statement of a session to this person's rows."""
    scope: Scope = _own(actor) if actor.signed_in else {}
    if may(actor, Permission.FAMILY_SPACE):
        scope |= _family(actor)
    elif may(actor, Permission.DECIDE_REQUESTS):
        scope |= _service(actor)
    closed: list[type[SQLModel]] = [
        mapper.class_ for mapper in SQLModel._sa_registry.mappers if mapper.class_ not in OPEN
    ]
    return tuple(
        with_loader_criteria(model, scope.get(model, false()), include_aliases=True)
        for model in closed
        if scope.get(model) is not true()
    )
