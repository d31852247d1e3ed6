"""Step 3 of the wizard: the month on screen, and the day that is open in it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, TypeVar

import reflex as rx

from portail import clock, gate, routes
from portail.domain.calendar import day_reached, parse_day, parse_month
from portail.queries import booking
from portail.queries.booking import BookingDay, BookingMonth
from portail.state.booking_steps import CHILD

T = TypeVar("T")

NO_MONTH = BookingMonth("", "", "", "", [], weekend_open=False, chosen=0, chosen_words="")
NO_DAY = BookingDay("", 0, "", "", False, "", "", "", "", "", 0, False)


class MonthShown(rx.State, mixin=True):
    """The part of the wizard's state that moves in the calendar; it changes no draft."""

    month: BookingMonth = NO_MONTH
    today: str = ""
    reached: str = ""
    """The day of the grid's one tab stop."""
    focus: str = ""
    """The day that takes the focus once it is on screen, after a key has turned the page."""
    as_list: bool = False
    panel: BookingDay = NO_DAY
    adding: bool = False
    preferred: int = 0
    """The attendance type that « Nouvelle présence » proposes."""

    message: str = ""
    """What stands in the way."""
    message_no: int = 0
    """Counts the messages that take the focus: the same words twice are two of them."""
    said: str = ""
    """What the live region announces."""
    _last_type: int = 0

    @rx.event
    async def go(self, key: str):
        """Step 3: show the month named "2023-04"."""
        if first := parse_month(key):
            self._leave()
            return await self._show(first)
        return None

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
        if not target or not parse_day(target.isoformat()):
            return None
        self._leave()
        lost = await self._show(target)
        if self._on_screen(target.isoformat()):
            self.reached = self.focus = target.isoformat()
        return lost

    @rx.event
    def toggle_list(self):
        """Go from the grid to the list, or back."""
        self.as_list = not self.as_list

    @rx.event
    def choose(self, iso: str):
        """Open a day: what can be done with it, or why nothing can."""
        if day := self._on_screen(iso):
            self._open(day, adding=False)

    @rx.event
    def start(self, iso: str):
        """Open « Nouvelle présence » on a day, or what stands in its way."""
        if day := self._on_screen(iso):
            self._open(day, adding=bool(day.types))

    @rx.event
    def close(self):
        """Close the day."""
        self._leave()

    async def _show(self, day: date):
        """Read the month of this day; without a draft any more, lead back to the first step."""
        shown = await in_thread(booking.month, year=day.year, month=day.month)
        self.month, self.today = shown or NO_MONTH, clock.today().isoformat()
        if self.panel.iso:
            self.panel = self._on_screen(self.panel.iso) or NO_DAY
            self.adding = self.adding and bool(self.panel.types)
        self.focus = ""
        if not self._on_screen(self.reached):
            self.reached = next((one.iso for one in self.month.days if one.status != "closed"), "")
            self.reached = self.reached or f"{self.month.key}-01"
        return None if shown else rx.redirect(routes.booking_step(CHILD), replace=True)

    def _open(self, day: BookingDay, *, adding: bool) -> None:
        offered = [kind.id for kind in day.types]
        wanted = (day.chosen_id, self._last_type, *(offered if len(offered) == 1 else ()))
        self.preferred = next((kind for kind in wanted if kind in offered), 0)
        self.panel, self.adding, self.reached = day, adding, day.iso
        self.focus = self.message = self.said = ""

    def _leave(self) -> None:
        if self.panel.iso or self.message:
            self.panel, self.message = NO_DAY, ""

    def _refuse(self, message: str) -> None:
        self.message, self.message_no, self.said = message, self.message_no + 1, ""

    def _on_screen(self, iso: object) -> BookingDay | None:
        return next((day for day in self.month.days if day.iso == iso), None)


async def in_thread(call: Callable[..., T], **wish: Any) -> T:
    """Run a service or a query for the person behind the event, off the event loop."""
    return await rx.run_in_thread(partial(call, gate.actor(), **wish))
