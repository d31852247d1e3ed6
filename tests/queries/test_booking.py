"""Step 3 of the wizard: each day of the month says what the rules say, at a fixed cost."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from portail import db
from portail.access import Actor
from portail.models import Closure, DayPlaces
from portail.queries.booking import BookingDay, month
from portail.queries.children import children
from portail.queries.drafts import draft
from portail.queries.periods import tree
from portail.services.booking import Submitted, submit
from portail.services.drafts import choose_child, choose_period, put_day
from tests import factories
from tests.counting import statements


class Wizard:
    """A family at step 3 of a period of eight Wednesdays."""

    def __init__(self) -> None:
        with db.system(write=True) as session:
            self.period, self.group, self.kind = factories.site(session, places=3)
            self.actor, (child,) = factories.family(session)
        self.child_id = child.id or 0
        choose_child(self.actor, child_id=self.child_id)
        choose_period(self.actor, period_id=self.period.id or 0)

    def day(self, weeks: int = 0, days: int = 0) -> BookingDay:
        wanted = self.period.first_day + timedelta(weeks=weeks, days=days)
        shown = month(self.actor, year=wanted.year, month=wanted.month)
        assert shown is not None
        return next(day for day in shown.days if day.iso == wanted.isoformat())

    def choose(self, weeks: int) -> None:
        day = self.period.first_day + timedelta(weeks=weeks)
        assert put_day(self.actor, day=day, type_id=self.kind.id or 0) is None


@pytest.fixture
def wizard(database: Engine) -> Wizard:
    return Wizard()


def test_an_open_day_says_how_many_places_are_left_and_what_can_be_taken(wizard: Wizard) -> None:
    day = wizard.day()
    assert (day.status, day.note) == ("open", "3 places")
    assert [kind.name for kind in day.types] == ["MERCREDI MATIN SANS REPAS"]
    assert "réservable jusqu’au" in day.sentence


def test_a_chosen_day_shows_its_type(wizard: Wizard) -> None:
    wizard.choose(0)
    day = wizard.day()
    assert (day.status, day.chosen, day.chosen_id) == (
        "chosen",
        "Matin sans repas",
        wizard.kind.id,
    )


def test_a_day_without_care_says_so(wizard: Wizard) -> None:
    day = wizard.day(days=1)
    assert (day.status, day.note, day.types) == ("closed", "Pas d’accueil", [])


def test_a_closure_is_named_with_its_own_words(wizard: Wizard) -> None:
    with db.system(write=True) as session:
        shut = wizard.period.first_day
        session.add(Closure(first_day=shut, last_day=shut, reason="Journée pédagogique"))
    assert "Journée pédagogique" in wizard.day().sentence


def test_a_day_whose_places_were_taken_away_is_full(wizard: Wizard) -> None:
    with db.system(write=True) as session:
        day = wizard.period.first_day
        session.add(DayPlaces(group_id=wizard.group.id or 0, day=day, places=0))
    assert (wizard.day().status, wizard.day().note) == ("closed", "Complet")


def test_a_day_already_booked_says_so_rather_than_how_many_places_are_left(
    wizard: Wizard,
) -> None:
    wizard.choose(0)
    assert isinstance(submit(wizard.actor, submission_key=draft(wizard.actor).key), Submitted)
    choose_child(wizard.actor, child_id=wizard.child_id)
    choose_period(wizard.actor, period_id=wizard.period.id or 0)
    assert (wizard.day().status, wizard.day().note) == ("closed", "Déjà réservé")


def test_a_month_costs_the_same_statements_whatever_was_chosen(wizard: Wizard) -> None:
    with statements() as few:
        wizard.day()
    for week in range(8):
        wizard.choose(week)
    with statements() as many:
        wizard.day()
    assert len(few) == len(many) == 9


def test_a_month_out_of_the_period_gives_the_nearest_one(wizard: Wizard) -> None:
    early = month(wizard.actor, year=2000, month=1)
    late = month(wizard.actor, year=2100, month=12)
    assert early is not None and late is not None
    assert (early.key, early.previous) == (wizard.period.first_day.isoformat()[:7], "")
    assert (late.key, late.following) == (wizard.period.last_day.isoformat()[:7], "")


def test_the_month_counts_the_days_chosen_in_all_months(wizard: Wizard) -> None:
    for week in range(8):
        wizard.choose(week)
    shown = month(wizard.actor, year=2000, month=1)
    assert shown is not None
    assert (shown.chosen, shown.chosen_words) == (8, "8 dates choisies")


def test_the_list_holds_the_days_of_care_bookable_or_not(wizard: Wizard) -> None:
    assert wizard.day().listed
    assert not wizard.day(days=1).listed
    with db.system(write=True) as session:
        shut = wizard.period.first_day
        session.add(Closure(first_day=shut, last_day=shut, reason="Journée pédagogique"))
    assert (wizard.day().status, wizard.day().listed) == ("closed", True)


def test_nothing_is_shown_before_a_period_is_chosen(database: Engine) -> None:
    with db.system(write=True) as session:
        actor, _ = factories.family(session)
    assert month(actor, year=2023, month=4) is None


def test_the_draft_says_which_of_its_days_has_become_impossible(wizard: Wizard) -> None:
    wizard.choose(0)
    wizard.choose(1)
    with db.system(write=True) as session:
        day = wizard.period.first_day
        session.add(DayPlaces(group_id=wizard.group.id or 0, day=day, places=0))
    problems = [line.problem for line in draft(wizard.actor).lines]
    assert problems == ["Complet\u202f: il ne reste aucune place ce jour-là.", ""]


def test_children_come_eldest_first_with_their_age(database: Engine) -> None:
    with db.system(write=True) as session:
        actor, kids = factories.family(session, children=2)
        today = factories.next_wednesday()
        kids[1].birth_date = today.replace(year=today.year - 8)
        session.add(kids[1])
    assert [child.id for child in children(actor)] == [kids[1].id, kids[0].id]
    assert children(Actor()) == []


def test_the_tree_goes_from_establishment_to_period(wizard: Wizard) -> None:
    branches = tree(wizard.actor)
    assert [branch.modes[0].name for branch in branches] == ["MERCREDIS"]
    assert branches[0].modes[0].periods[0].status == "open"
    assert branches[0].modes[0].bookable
