"""« Mon planning »: the month on screen, what is chosen in it, and the options."""

from datetime import date
from functools import partial

import reflex as rx

from portail import clock, gate
from portail.access import Permission, needs
from portail.domain.calendar import day_reached, parse_day, parse_month
from portail.queries import children, planning, presence, reservation
from portail.queries.children import ChildChoice
from portail.queries.planning import PlanningMonth, PlanningOptions
from portail.queries.presence import PresenceDetails
from portail.state.wishes import LARGEST_ID, id_of

NOBODY = PresenceDetails(0, 0, "", "", 0, *[""] * 12)
NOTHING_YET = PlanningMonth("", "", "", "", [], weekend_busy=False, empty=True)


@needs(Permission.FAMILY_SPACE)
class PlanningState(rx.State):
    """What « Mon planning » shows. The month is one var; what changes alone is a var of its own."""

    month: PlanningMonth = NOTHING_YET
    details: PresenceDetails = NOBODY
    day: str = ""
    """The chosen day: its presences come alone in the list of the phone."""
    reached: str = ""
    """The day of the grid's one tab stop."""
    focus: str = ""
    """The day that takes the focus once it is on screen, after a key has turned the page."""
    children: list[ChildChoice] = []  # noqa: RUF012 - Reflex copies it for each tab
    hidden: list[int] = []  # noqa: RUF012 - Reflex copies it for each tab
    refused: bool = True
    other_accounts: bool = True
    just_sent: str = ""
    """The number of the request that this page confirms."""
    options_open: bool = False
    as_list: bool = False

    @rx.event
    async def load(self):
        """Show the month of the address, or the one that was on screen, or the present one."""
        wanted = parse_month(self.router.url.query_parameters.get("mois", ""))
        first = wanted or parse_month(self.month.key) or clock.today().replace(day=1)
        self._let_go()
        self.children = await rx.run_in_thread(partial(children.children, gate.actor()))
        await self._confirm(self.router.url.query_parameters.get("demande", ""))
        await self._show(_entry(first))

    @rx.event
    async def go(self, key: str):
        """Show the month named "2023-04"."""
        if first := parse_month(key):
            self._let_go()
            await self._show(_entry(first))

    @rx.event
    async def today(self):
        """Show the present month and choose today."""
        day = clock.today()
        self._let_go()
        await self._show(day)
        self.day = self.reached

    @rx.event
    def reach(self, iso: str):
        """Remember the day of the grid that has the focus."""
        if day := self._on_screen(iso):
            self.reached, self.focus = day.iso, ""

    @rx.event
    async def turn(self, iso: str, key: str):
        """Show the month that a key leads to from a day, and put the focus there."""
        day = parse_day(iso)
        target = day_reached(day, key) if day and isinstance(key, str) else None
        if target and parse_day(target.isoformat()):
            self._let_go()
            await self._show(target)
            self.focus = self.reached

    @rx.event
    def choose(self, iso: str):
        """Choose a day, or none when it was chosen already."""
        if day := self._on_screen(iso):
            self.reached, self.day = day.iso, "" if self.day == day.iso else day.iso

    @rx.event
    async def open(self, iso: str):
        """Choose a day and open the first of its presences."""
        if day := self._on_screen(iso):
            self.reached = self.day = day.iso
            own = [block.id for block in day.blocks if block.id]
            await self._open(own[0] if own else 0)

    @rx.event
    async def select(self, presence_id: int):
        """Open the details of a presence of the household; any other id opens nothing."""
        if type(presence_id) is int and 0 < presence_id <= LARGEST_ID:
            await self._open(presence_id)

    @rx.event
    def close(self):
        """Close the details."""
        self.details = NOBODY

    @rx.event
    def toggle_options(self):
        """Unfold or fold « Options d'affichage »."""
        self.options_open = not self.options_open

    @rx.event
    def toggle_list(self):
        """Go from the grid to the list, or back."""
        self.as_list, self.day = not self.as_list, ""

    @rx.event
    async def show_refused(self, shown: bool):
        """Show or hide what was refused."""
        self.refused = shown is True
        await self._refresh()

    @rx.event
    async def show_other_accounts(self, shown: bool):
        """Show or hide what another household booked for a shared child."""
        self.other_accounts = shown is True
        await self._refresh()

    @rx.event
    async def show_child(self, child_id: int, shown: bool):
        """Show or hide the presences of one of the household's children."""
        if any(type(child_id) is int and child.id == child_id for child in self.children):
            others = [hidden for hidden in self.hidden if hidden != child_id]
            self.hidden = others if shown is True else [*others, child_id]
            await self._refresh()

    def _let_go(self) -> None:
        # What does not change is not written: each var that is costs a part of the answer.
        if self.details.id:
            self.details = NOBODY
        if self.day:
            self.day = ""

    async def _confirm(self, text: str) -> None:
        """Confirm a request that this household sent a moment ago; no other number is one."""
        number = id_of(text)
        sent = partial(reservation.just_sent, gate.actor(), number=number)
        self.just_sent = await rx.run_in_thread(sent) if number else ""

    async def _refresh(self) -> None:
        if first := parse_month(self.month.key):
            await self._show(first)

    async def _show(self, day: date) -> None:
        """Read the month of this day, where the grid's tab stop then is."""
        options = PlanningOptions(self.refused, self.other_accounts, frozenset(self.hidden))
        self.month = await rx.run_in_thread(
            partial(
                planning.month,
                gate.actor(),
                year=day.year,
                month=day.month,
                options=options,
            )
        )
        self.focus, self.reached = "", day.isoformat()

    async def _open(self, presence_id: int) -> None:
        found = await rx.run_in_thread(
            partial(presence.details, gate.actor(), presence_id=presence_id)
        )
        self.details = found or NOBODY

    def _on_screen(self, iso: object) -> planning.PlanningDay | None:
        return next((day for day in self.month.days if day.iso == iso), None)


def _entry(first: date) -> date:
    """Return the day through which the keyboard enters a month: today when it is there."""
    today = clock.today()
    return today if today.replace(day=1) == first else first
