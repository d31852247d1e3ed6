"""« Mon planning »: what a family sees of a month, and at what cost."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from portail import db
from portail.access import Actor
from portail.domain.presence import PresenceState
from portail.domain.reasons import Reason
from portail.models import HouseholdChild, Presence, Reservation
from portail.queries.planning import OTHER, PlanningOptions, grid, month
from portail.queries.presence import details
from tests import factories
from tests.counting import statements

ALL = PlanningOptions()
APRIL = date(2023, 4, 26)


def present(
    session: Session, actor: Actor, child_id: int, day: date, state: PresenceState, **more
) -> int:
    period, group, kind = factories.site(session, first_day=day)
    reservation = Reservation(
        number=period.id or 0,
        household_id=actor.household_id or 0,
        child_id=child_id,
        period_id=period.id or 0,
        account_id=actor.account_id or 0,
        submission_key=str(period.id),
        submitted_at=factories.OPEN_FROM,
    )
    session.add(reservation)
    session.flush()
    presence = Presence(
        reservation_id=reservation.id or 0,
        household_id=actor.household_id or 0,
        child_id=child_id,
        group_id=group.id or 0,
        attendance_type_id=kind.id or 0,
        day=day,
        state=state,
        **more,
    )
    session.add(presence)
    session.flush()
    return presence.id or 0


@pytest.fixture
def family(database: Engine) -> tuple[Actor, int]:
    with db.system(write=True) as session:
        actor, (child,) = factories.family(session)
        present(session, actor, child.id or 0, APRIL, PresenceState.ACCEPTED)
        refused = {"reason": Reason.NO_PLACE}
        present(session, actor, child.id or 0, date(2023, 4, 19), PresenceState.REFUSED, **refused)
    return actor, child.id or 0


def blocks(actor: Actor, options: PlanningOptions = ALL) -> dict[str, list[str]]:
    shown = month(actor, year=2023, month=4, options=options)
    return {day.iso: [b.state for b in day.blocks] for day in shown.days if day.blocks}


def test_a_month_shows_whole_weeks_from_monday_to_sunday(family: tuple[Actor, int]) -> None:
    shown = month(family[0], year=2023, month=4, options=ALL)
    assert (shown.days[0].iso, shown.days[-1].iso) == ("2023-03-27", "2023-04-30")
    assert (shown.title, shown.previous, shown.following) == ("Avril 2023", "2023-03", "2023-05")


def test_a_public_holiday_is_named(family: tuple[Actor, int]) -> None:
    shown = month(family[0], year=2023, month=4, options=ALL)
    assert {day.iso: day.holiday for day in shown.days if day.holiday} == {
        "2023-04-10": "Lundi de Pâques"
    }


def test_presences_stand_on_their_day_with_their_state(family: tuple[Actor, int]) -> None:
    assert blocks(family[0]) == {"2023-04-19": ["refused"], "2023-04-26": ["accepted"]}


def test_refusals_can_be_hidden(family: tuple[Actor, int]) -> None:
    assert blocks(family[0], PlanningOptions(refused=False)) == {"2023-04-26": ["accepted"]}


def test_a_child_can_be_hidden(family: tuple[Actor, int]) -> None:
    actor, child = family
    assert blocks(actor, PlanningOptions(hidden_children=frozenset({child}))) == {}


def test_what_the_other_household_booked_shows_without_its_number(
    family: tuple[Actor, int],
) -> None:
    actor, child = family
    with db.system(write=True) as session:
        other, _ = factories.family(session)
        session.add(HouseholdChild(household_id=other.household_id or 0, child_id=child))
        theirs = present(session, other, child, date(2023, 4, 12), PresenceState.PENDING)
    assert blocks(actor)["2023-04-12"] == [OTHER]
    assert blocks(actor, PlanningOptions(other_accounts=False)).get("2023-04-12") is None
    assert details(actor, presence_id=theirs) is None


def test_another_familys_child_never_shows(family: tuple[Actor, int]) -> None:
    with db.system(write=True) as session:
        stranger, _ = factories.family(session)
    assert blocks(stranger) == {}


def test_the_details_of_ones_own_presence(family: tuple[Actor, int]) -> None:
    actor, _ = family
    with db.acting(actor) as session:
        state = Presence.state == PresenceState.REFUSED
        refused = session.exec(select(Presence.id).where(state)).one()
    shown = details(actor, presence_id=refused or 0)
    assert shown is not None
    assert (shown.day, shown.state_label, shown.motive) == (
        "mercredi 19 avril 2023",
        "Présence refusée",
        "Aucune place disponible",
    )


def test_a_month_costs_two_statements_whatever_it_holds(family: tuple[Actor, int]) -> None:
    actor, child = family
    with statements() as few:
        month(actor, year=2023, month=4, options=ALL)
    with db.system(write=True) as session:
        for day in grid(date(2023, 4, 1)):
            present(session, actor, child, day, PresenceState.PENDING)
    with statements() as many:
        month(actor, year=2023, month=4, options=ALL)
    assert len(few) == len(many) == 2
