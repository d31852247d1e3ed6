"""« Mon compte »: what lies ahead for each child, and what can be booked now."""

from functools import partial

import reflex as rx

from portail import gate
from portail.access import Permission, needs
from portail.queries import account, home
from portail.queries.account import ChildCard, Overview
from portail.queries.home import PeriodCard

__all__ = ["AccountState", "ChildCard", "PeriodCard"]

NOTHING_YET = Overview("", [], "", "")


@needs(Permission.FAMILY_SPACE)
class AccountState(rx.State):
    """What « Mon compte » shows."""

    loaded: bool = False
    overview: Overview = NOTHING_YET
    periods: list[PeriodCard] = []  # noqa: RUF012 - Reflex copies it for each tab

    @rx.event
    async def load(self):
        """Read what lies ahead, and the periods that are open or coming."""
        self.overview = await rx.run_in_thread(partial(account.overview, gate.actor()))
        periods = await rx.run_in_thread(home.periods)
        self.periods = [period for period in periods if period.status != "closed"]
        self.loaded = True
