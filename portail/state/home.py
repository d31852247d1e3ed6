"""The public home page's periods."""

import reflex as rx

from portail.access import Permission, needs
from portail.queries import home
from portail.queries.home import PeriodCard


@needs(Permission.PUBLIC)
class HomeState(rx.State):
    """What can be booked now, and soon."""

    periods: list[PeriodCard] = []  # noqa: RUF012 - Reflex copies it for each tab
    loaded: bool = False

    @rx.event
    async def load(self):
        """Read the booking windows anew."""
        self.periods = await rx.run_in_thread(home.periods)
        self.loaded = True
