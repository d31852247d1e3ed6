"""The wizard, gesture by gesture: what it shows, what it costs, what it refuses."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Engine
from sqlmodel import select

from portail import access, db
from portail.access import Actor
from portail.domain.presence import PresenceState
from portail.models import AgeGroup, Closure, DayPlaces, DraftLine, Period, Presence, Reservation
from portail.queries.drafts import draft
from portail.services import passwords
from portail.services.drafts import choose_child, choose_period, put_day
from portail.state.booking import BookingState
from portail.state.visitor import Visitor
from tests import factories
from tests.counting import statements
from tests.state.tab import Server, Tab, redirects, serving, values
from tests.state.test_planning import signed_in

S = BookingState
WIZARD = "/compte/reservations/nouvelle"
LOOKUP_OF_THE_PERSON = 1

pytestmark = pytest.mark.asyncio


@dataclass
class Family:
    """A family with two children, before a period of eight Wednesdays with three places."""

    actor: Actor
    token: str
    child: int
    second: int
    period: Period
    group: AgeGroup
    kind: int

    @property
    def first(self) -> date:
        return self.period.first_day

    def wednesday(self, weeks: int) -> str:
        return (self.first + timedelta(weeks=weeks)).isoformat()


@pytest.fixture
def family(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> Family:
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    with db.system(write=True) as session:
        period, group, kind = factories.site(session, places=3)
        actor, (child, second) = factories.family(session, children=2)
    token = signed_in(actor)
    return Family(actor, token, child.id or 0, second.id or 0, period, group, kind.id or 0)


@pytest_asyncio.fixture
async def server(family: Family) -> AsyncIterator[Server]:
    async with serving() as running:
        yield running


async def at(server: Server, family: Family, step: str, token: str = "tab") -> Tab:
    """Open, or go on with, a tab at this step."""
    tab = server.tab(family.token, token=token, path=f"{WIZARD}/{step}")
    await tab.fire(S.load)
    return tab


async def shown(tab: Tab) -> BookingState:
    return await tab.state(S)


def prepared(family: Family, *weeks: int) -> None:
    """Choose a child, a period and these Wednesdays, as another tab would have."""
    choose_child(family.actor, child_id=family.child)
    choose_period(family.actor, period_id=family.period.id or 0)
    for week in weeks:
        day = date.fromisoformat(family.wednesday(week))
        assert put_day(family.actor, day=day, type_id=family.kind) is None


def chosen_days(family: Family) -> list[str]:
    return [line.iso for line in draft(family.actor).lines]


def reservations() -> list[Reservation]:
    with db.system() as session:
        return list(session.exec(select(Reservation)))


def no_places(family: Family, weeks: int) -> None:
    with db.system(write=True) as session:
        day = date.fromisoformat(family.wednesday(weeks))
        session.add(DayPlaces(group_id=family.group.id or 0, day=day, places=0))


def add(family: Family, weeks: int) -> dict[str, Any]:
    return {"iso": family.wednesday(weeks), "form": {"type": str(family.kind)}}


async def test_a_family_books_from_the_first_step_to_the_last(
    server: Server, family: Family
) -> None:
    tab = await at(server, family, "usager")
    assert len((await shown(tab)).children) == 2
    answer = await tab.fire(S.choose_child, form={"usager": str(family.child)})
    assert "nouvelle/periode" in redirects(answer)[0]

    tab = await at(server, family, "periode")
    branches = (await shown(tab)).branches
    assert branches[0].modes[0].bookable
    answer = await tab.fire(S.choose_period, form={"periode": str(family.period.id)})
    assert "nouvelle/planning" in redirects(answer)[0]

    tab = await at(server, family, "planning")
    for week in range(6):
        await tab.fire(S.add, **add(family, week))
    state = await shown(tab)
    assert state.month.chosen_words == "6 dates choisies"
    assert state.said.startswith("Date ajoutée\u202f: mercredi")
    answer = await tab.fire(S.forward)
    assert "nouvelle/recapitulatif" in redirects(answer)[0]

    tab = await at(server, family, "recapitulatif")
    assert [line.iso for line in (await shown(tab)).draft.lines] == chosen_days(family)
    answer = await tab.fire(S.validate)
    (made,) = reservations()
    assert (
        f"/compte/planning?demande={made.number:05}&mois={family.first:%Y-%m}"
        in (redirects(answer)[0])
    )
    with db.system() as session:
        presences = session.exec(select(Presence)).all()
    assert {one.state for one in presences} == {PresenceState.PENDING}
    assert len(presences) == 6


async def test_a_reload_in_the_middle_loses_nothing(server: Server, family: Family) -> None:
    prepared(family, 0, 1)
    reloaded = await at(server, family, "planning", token="after the reload")
    state = await shown(reloaded)
    assert (state.draft.child_id, state.month.chosen) == (family.child, 2)
    assert state.month.key == family.first.strftime("%Y-%m")
    chosen = [day.iso for day in state.month.days if day.status == "chosen"]
    assert family.wednesday(0) in chosen


async def test_loading_again_changes_nothing_that_is_on_screen(
    server: Server, family: Family
) -> None:
    prepared(family, 0)
    tab = await at(server, family, "planning")
    await tab.fire(S.choose, iso=family.wednesday(0))
    before = await picture(tab)
    await tab.fire(S.load)
    assert await picture(tab) == before


async def test_back_shows_the_step_before_with_what_was_chosen(
    server: Server, family: Family
) -> None:
    prepared(family, 0)
    await at(server, family, "planning")
    tab = await at(server, family, "periode")
    state = await shown(tab)
    assert (state.step, state.draft.period_id) == ("periode", family.period.id)
    assert state.arrived == "periode"
    assert chosen_days(family) == [family.wednesday(0)]


@pytest.mark.parametrize(
    ("wanted", "prepare", "shown_first"),
    [
        ("recapitulatif", 0, "usager"),
        ("planning", 0, "usager"),
        ("periode", 0, "usager"),
        ("recapitulatif", 1, "periode"),
        ("planning", 1, "periode"),
        ("recapitulatif", 2, "planning"),
    ],
)
async def test_a_later_step_leads_to_the_first_one_that_is_missing(
    server: Server, family: Family, wanted: str, prepare: int, shown_first: str
) -> None:
    if prepare > 0:
        choose_child(family.actor, child_id=family.child)
    if prepare > 1:
        choose_period(family.actor, period_id=family.period.id or 0)
    tab = server.tab(family.token, path=f"{WIZARD}/{wanted}")
    assert f"nouvelle/{shown_first}" in redirects(await tab.fire(S.load))[0]
    assert (await shown(tab)).step == ""


async def test_an_unknown_step_is_not_found(server: Server, family: Family) -> None:
    tab = await at(server, family, "paiement")
    assert (await tab.state(Visitor)).page == "missing"


async def test_a_member_of_the_service_is_not_let_in(server: Server, family: Family) -> None:
    with db.system(write=True) as session:
        agent = factories.staff(session, role=access.Role.MANAGER)
    tab = server.tab(signed_in(agent), path=f"{WIZARD}/usager")
    await tab.fire(S.load)
    assert (await tab.state(Visitor)).page == "missing"
    assert (await shown(tab)).children == []


async def test_a_foreign_child_and_an_unknown_one_get_the_same_answer(
    server: Server, family: Family
) -> None:
    with db.system(write=True) as session:
        _other, (foreign,) = factories.family(session)
    tab = await at(server, family, "usager")
    for wish in (str(foreign.id), "999999", "0", "abc", "1e3", "9" * 10_000, 7, True, [], {}):
        assert redirects(await tab.fire(S.choose_child, form={"usager": wish})) == []
        assert (await shown(tab)).message == "Cet usager est introuvable."
    assert draft(family.actor).child_id == 0


async def test_nothing_chosen_asks_for_a_choice(server: Server, family: Family) -> None:
    prepared(family)
    tab = await at(server, family, "planning")
    for wish in ({}, None, "usager", [], 3):
        await tab.fire(S.choose_child, form=wish)
        assert (await shown(tab)).message.startswith("Choisissez un usager")
        await tab.fire(S.choose_period, form=wish)
        assert (await shown(tab)).message.startswith("Choisissez une période")
        await tab.fire(S.add, iso=family.wednesday(0), form=wish)
        assert (await shown(tab)).message == "Choisissez un type de présence."
    await tab.fire(S.forward)
    assert (await shown(tab)).message == "Choisissez au moins une date avant de continuer."
    assert chosen_days(family) == []


async def test_a_period_that_is_not_open_says_why(server: Server, family: Family) -> None:
    with db.system(write=True) as session:
        late, _, _ = factories.site(session, closes_at=datetime(2021, 1, 1, tzinfo=UTC))
        early, _, _ = factories.site(session, opens_at=datetime(2098, 1, 1, tzinfo=UTC))
    choose_child(family.actor, child_id=family.child)
    tab = await at(server, family, "periode")
    for period_id, why in (
        (late.id, "Les réservations de cette période sont closes."),
        (early.id, "Les réservations ne sont pas encore ouvertes."),
        (999_999, "Cette période est introuvable."),
    ):
        await tab.fire(S.choose_period, form={"periode": str(period_id)})
        assert (await shown(tab)).message == why
    assert draft(family.actor).period_id == 0


async def test_a_day_that_cannot_be_booked_is_refused_with_its_reason(
    server: Server, family: Family
) -> None:
    with db.system(write=True) as session:
        shut = family.first + timedelta(weeks=1)
        session.add(Closure(first_day=shut, last_day=shut, reason="Journée pédagogique"))
    prepared(family)
    no_places(family, 2)
    tab = await at(server, family, "planning")
    sunday = (family.first + timedelta(days=4)).isoformat()
    for iso, why in (
        (sunday, "Pas d’accueil ce jour de la semaine."),
        ("2020-01-01", "Ce jour ne fait pas partie de la période."),
        (family.wednesday(1), "L’établissement est fermé ce jour-là."),
        (family.wednesday(2), "Complet\u202f: il ne reste aucune place ce jour-là."),
    ):
        await tab.fire(S.add, iso=iso, form={"type": str(family.kind)})
        assert (await shown(tab)).message == why
    assert chosen_days(family) == []


async def test_a_day_taken_while_its_type_was_chosen_offers_nothing_more(
    server: Server, family: Family
) -> None:
    prepared(family)
    tab = await at(server, family, "planning")
    await tab.fire(S.start, iso=family.wednesday(0))
    no_places(family, 0)
    await tab.fire(S.add, **add(family, 0))
    state = await shown(tab)
    assert (state.panel.status, state.panel.note) == ("closed", "Complet")
    assert (state.adding, state.message[:7]) == (False, "Complet")


async def test_a_type_of_another_place_is_refused(server: Server, family: Family) -> None:
    with db.system(write=True) as session:
        _, _, elsewhere = factories.site(session)
    prepared(family)
    tab = await at(server, family, "planning")
    for wish in (str(elsewhere.id), "999999", "midi", -1):
        await tab.fire(S.add, iso=family.wednesday(0), form={"type": wish})
        assert (await shown(tab)).message == "Ce type de présence n’est pas proposé ce jour-là."
    assert chosen_days(family) == []


NO_DAY = ["", "2023-02-30", "9999-12-31", None, 7, 1.5, True, {}, "x" * 9999]


@pytest.mark.parametrize("wish", [*NO_DAY, ["2023-04-26"] * 10_000], ids=lambda wish: str(wish)[:9])
async def test_what_is_not_a_day_changes_nothing(server: Server, family: Family, wish: Any) -> None:
    prepared(family, 0)
    tab = await at(server, family, "planning")
    month = (await shown(tab)).month
    for handler in (S.choose, S.start, S.reach):
        await tab.fire(handler, iso=wish)
        assert (await shown(tab)).panel.iso == ""
    await tab.fire(S.go, key=wish)
    await tab.fire(S.turn, iso=wish, key="PageDown")
    await tab.fire(S.turn, iso=family.wednesday(0), key=wish)
    for handler, form in ((S.remove, {}), (S.add, {"form": {"type": str(family.kind)}})):
        await tab.fire(handler, iso=wish, **form)
        assert (await shown(tab)).message == "Cette date est introuvable."
    assert (await shown(tab)).month == month
    assert chosen_days(family) == [family.wednesday(0)]


async def test_the_last_type_is_proposed_on_the_next_day(server: Server, family: Family) -> None:
    with db.system(write=True) as session:
        kind = session.get_one(factories.AttendanceType, family.kind)
        other = factories.AttendanceType(
            **kind.model_dump(exclude={"id", "name"}), name="MERCREDI JOURNÉE"
        )
        session.add(other)
        session.flush()
        wanted = other.id or 0
    prepared(family)
    tab = await at(server, family, "planning")
    await tab.fire(S.start, iso=family.wednesday(0))
    assert ((await shown(tab)).adding, (await shown(tab)).preferred) == (True, 0)
    await tab.fire(S.add, iso=family.wednesday(0), form={"type": str(wanted)})
    await tab.fire(S.go, key=family.wednesday(1)[:7])
    await tab.fire(S.start, iso=family.wednesday(1))
    assert (await shown(tab)).preferred == wanted


async def test_a_chosen_day_is_changed_then_taken_out(server: Server, family: Family) -> None:
    prepared(family, 0)
    tab = await at(server, family, "planning")
    await tab.fire(S.choose, iso=family.wednesday(0))
    panel = (await shown(tab)).panel
    assert (panel.status, panel.chosen) == ("chosen", "Matin sans repas")
    await tab.fire(S.remove, iso=family.wednesday(0))
    state = await shown(tab)
    assert (state.panel.iso, state.month.chosen_words) == ("", "Aucune date choisie")
    assert state.said.startswith("Date retirée")


async def test_the_months_end_where_the_period_does(server: Server, family: Family) -> None:
    prepared(family)
    tab = await at(server, family, "planning")
    assert (await shown(tab)).month.previous == ""
    await tab.fire(S.go, key="2000-01")
    assert (await shown(tab)).month.key == family.first.strftime("%Y-%m")
    await tab.fire(S.go, key="2100-01")
    state = await shown(tab)
    assert (state.month.key, state.month.following) == (family.period.last_day.isoformat()[:7], "")


async def test_page_down_gives_the_focus_to_the_same_day_of_the_next_month(
    server: Server, family: Family
) -> None:
    prepared(family)
    tab = await at(server, family, "planning")
    await tab.fire(S.turn, iso=family.wednesday(0), key="PageDown")
    state = await shown(tab)
    assert state.focus == state.reached
    assert state.focus[8:] == family.wednesday(0)[8:]
    assert state.month.key > family.wednesday(0)[:7]


async def test_a_month_change_costs_the_month_alone(server: Server, family: Family) -> None:
    prepared(family, 0, 1, 2)
    tab = await at(server, family, "planning")
    with statements() as sent:
        answer = await tab.fire(S.go, key=family.period.last_day.isoformat()[:7])
    assert len(sent) == LOOKUP_OF_THE_PERSON + 9
    assert len(values(answer, "month")) == 1
    for var in ("draft", "children", "branches", "panel"):
        assert values(answer, var) == []


async def test_a_day_costs_the_same_however_many_are_chosen(server: Server, family: Family) -> None:
    prepared(family, 0)
    tab = await at(server, family, "planning")
    with statements() as first:
        await tab.fire(S.add, **add(family, 1))
    for week in range(2, 6):
        await tab.fire(S.add, **add(family, week))
    with statements() as last:
        await tab.fire(S.add, **add(family, 6))
    assert len(first) == len(last) <= LOOKUP_OF_THE_PERSON + 9 + 16


async def test_two_tabs_cannot_mix_two_children(server: Server, family: Family) -> None:
    prepared(family, 0)
    tab = await at(server, family, "planning")
    choose_child(family.actor, child_id=family.second)
    choose_period(family.actor, period_id=family.period.id or 0)
    await tab.fire(S.add, **add(family, 1))
    state = await shown(tab)
    assert "autre onglet" in state.message
    assert state.draft.child_id == family.second
    assert chosen_days(family) == []


async def test_a_request_that_another_tab_changed_must_be_read_again(
    server: Server, family: Family
) -> None:
    prepared(family, 0)
    tab = await at(server, family, "recapitulatif")
    prepared(family, 0, 1)
    await tab.fire(S.validate)
    state = await shown(tab)
    assert "autre onglet" in state.message
    assert len(state.draft.lines) == 2
    assert reservations() == []
    await tab.fire(S.validate)
    assert len(reservations()) == 1


async def test_the_other_tab_finds_the_request_already_made(server: Server, family: Family) -> None:
    prepared(family, 0)
    one = await at(server, family, "recapitulatif", token="one")
    two = await at(server, family, "recapitulatif", token="two")
    first = redirects(await one.fire(S.validate))
    assert redirects(await two.fire(S.validate)) == first
    assert len(reservations()) == 1


async def test_an_impatient_thumb_makes_one_request(server: Server, family: Family) -> None:
    prepared(family, 0)
    tab = await at(server, family, "recapitulatif")
    await asyncio.gather(*(tab.fire(S.validate) for _ in range(3)))
    assert len(reservations()) == 1


async def test_a_period_that_closes_before_the_last_click_stores_nothing(
    server: Server, family: Family
) -> None:
    prepared(family, 0, 1)
    tab = await at(server, family, "recapitulatif")
    with db.system(write=True) as session:
        period = session.get_one(Period, family.period.id)
        period.closes_at = datetime(2021, 1, 1, tzinfo=UTC)
        session.add(period)
    assert redirects(await tab.fire(S.validate)) == []
    state = await shown(tab)
    assert {line.problem for line in state.draft.lines} == {
        "Les réservations de cette période sont closes."
    }
    assert (state.message_no, state.sending, reservations()) == (1, False, [])


async def test_a_place_taken_meanwhile_is_said_beside_its_date_and_can_be_taken_out(
    server: Server, family: Family
) -> None:
    prepared(family, 0, 1, 2)
    tab = await at(server, family, "recapitulatif")
    no_places(family, 1)
    await tab.fire(S.validate)
    state = await shown(tab)
    assert [bool(line.problem) for line in state.draft.lines] == [False, True, False]
    assert state.message == (
        "Rien n’est encore enregistré\u202f: 1 date ne peut plus être réservée."
    )
    assert reservations() == []
    await tab.fire(S.remove_impossible)
    assert (await shown(tab)).message == ""
    await tab.fire(S.validate)
    assert len(reservations()) == 1
    with db.system() as session:
        assert len(session.exec(select(Presence)).all()) == 2


async def test_the_last_line_taken_out_leads_back_to_the_days(
    server: Server, family: Family
) -> None:
    prepared(family, 0)
    tab = await at(server, family, "recapitulatif")
    answer = await tab.fire(S.remove, iso=family.wednesday(0))
    assert "nouvelle/planning" in redirects(answer)[0]
    with db.system() as session:
        assert session.exec(select(DraftLine)).all() == []


async def picture(tab: Tab) -> dict[str, Any]:
    state = await shown(tab)
    return {name: getattr(state, name) for name in BookingState.base_vars}
