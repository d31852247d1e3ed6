"""The booking wizard: four steps over one draft, which the database keeps."""

from dataclasses import replace
from datetime import date
from typing import Any

import reflex as rx

from portail import clock, formats, routes, texts
from portail.access import Permission, needs
from portail.domain.calendar import parse_day, parse_month
from portail.domain.reasons import Reason
from portail.queries import children, drafts, periods
from portail.queries.children import ChildChoice
from portail.queries.drafts import DraftLineView, DraftView
from portail.queries.periods import EstablishmentBranch, ModeBranch, PeriodChoice
from portail.services.booking import Rejected, submit
from portail.services.drafts import choose_child, choose_period, put_day, remove_days
from portail.services.errors import NotFound
from portail.state.booking_month import NO_DAY, NO_MONTH, MonthShown, in_thread
from portail.state.booking_steps import (
    CHANGED,
    CHILD,
    LABELS,
    PERIOD,
    PLANNING,
    RECAP,
    STEPS,
    UNKNOWN_CHILD,
    UNKNOWN_DAY,
    UNKNOWN_PERIOD,
    blocked,
    furthest,
    id_in,
    wishes,
)
from portail.state.visitor import Visitor

__all__ = [
    "BookingState",
    "ChildChoice",
    "DraftLineView",
    "EstablishmentBranch",
    "ModeBranch",
    "PeriodChoice",
]


NO_DRAFT = DraftView()


@needs(Permission.FAMILY_SPACE)
class BookingState(MonthShown, rx.State):
    """What the wizard shows; the draft itself is in the database, and read again at each step."""

    step: str = ""
    title: str = "Nouvelle réservation"
    arrived: str = ""
    """The step whose title takes the focus, when it was reached from another one."""
    draft: DraftView = NO_DRAFT
    children: list[ChildChoice] = []  # noqa: RUF012 - Reflex copies it for each tab
    branches: list[EstablishmentBranch] = []  # noqa: RUF012 - the same
    sending: bool = False

    @rx.var
    def impossible(self) -> int:
        """How many chosen days can no longer be booked."""
        return sum(bool(line.problem) for line in self.draft.lines)

    @rx.event
    async def load(self):
        """Show the step of the address, or lead to the first one that is missing."""
        wanted = self.router.url.path.rstrip("/").rpartition("/")[2]
        if wanted not in STEPS:
            (await self.get_state(Visitor)).page = "missing"
            return None
        self.draft = await in_thread(drafts.draft)
        ready = furthest(self.draft)
        if STEPS.index(wanted) > STEPS.index(ready):
            return rx.redirect(routes.booking_step(ready), replace=True)
        if wanted != self.step:
            self._arrive(wanted)
        await self._read(wanted)
        return None

    @rx.event
    async def choose_child(self, form: dict[str, Any]):
        """Step 1: book for this child."""
        child_id = id_in(form, CHILD)
        if child_id is None:
            return self._refuse("Choisissez un usager pour continuer.")
        try:
            await in_thread(choose_child, child_id=child_id)
        except NotFound:
            return self._refuse(UNKNOWN_CHILD)
        self.month = NO_MONTH
        return rx.redirect(routes.booking_step(PERIOD))

    @rx.event
    async def choose_period(self, form: dict[str, Any]):
        """Step 2: book in this period."""
        period_id = id_in(form, PERIOD)
        if period_id is None:
            return self._refuse("Choisissez une période ouverte pour continuer.")
        try:
            reason = await in_thread(choose_period, period_id=period_id)
        except NotFound:
            return self._refuse(UNKNOWN_PERIOD)
        if reason:
            return self._refuse(texts.REASON[reason])
        self.month = NO_MONTH
        return rx.redirect(routes.booking_step(PLANNING))

    @rx.event
    async def add(self, iso: str, form: dict[str, Any]):
        """Put a day in the draft with the type of the form, or say why not."""
        day, type_id = parse_day(iso), id_in(form, "type")
        if day is None:
            return self._refuse(UNKNOWN_DAY)
        if type_id is None:
            return self._refuse("Choisissez un type de présence.")
        wish = {"day": day, "type_id": type_id, "child_id": self.draft.child_id}
        try:
            reason = await in_thread(put_day, **wish)
        except NotFound:
            return self._changed()
        lost = await self._show(parse_month(self.month.key) or day)
        if reason:
            return self._refuse(texts.REASON[reason])
        self._last_type = type_id
        self._done(f"Date ajoutée\u202f: {formats.long_date(day)}. {self.month.chosen_words}.")
        return lost

    @rx.event
    async def remove(self, iso: str):
        """Take a day out of the draft."""
        day = parse_day(iso)
        if day is None:
            return self._refuse(UNKNOWN_DAY)
        return await self._remove([day], f"Date retirée\u202f: {formats.long_date(day)}.")

    @rx.event
    async def remove_impossible(self):
        """Step 4: take out the days that can no longer be booked."""
        days = [date.fromisoformat(line.iso) for line in self.draft.lines if line.problem]
        return await self._remove(days, "Les dates impossibles sont retirées.")

    @rx.event
    async def forward(self):
        """Step 3: go on to the recap, once a day is chosen."""
        self.draft = await in_thread(drafts.draft)
        if self.draft.lines:
            return rx.redirect(routes.booking_step(RECAP))
        self.panel = NO_DAY
        return self._refuse(texts.REASON[Reason.NOTHING_CHOSEN])

    @rx.event
    async def validate(self):
        """Step 4: send the request that is on screen, all of it or nothing."""
        self.sending = True
        yield
        try:
            answer = await self._send()
        finally:
            self.sending = False
        yield answer

    async def _send(self):
        fresh = await in_thread(drafts.draft)
        if fresh.key and wishes(fresh) != wishes(self.draft):
            # Confirming is for what one has read: another tab has changed it since.
            return self._changed()
        try:
            outcome = await in_thread(submit, submission_key=self.draft.key)
        except NotFound:
            return self._changed()
        if isinstance(outcome, Rejected):
            return self._rejected(outcome, fresh)
        month = self.draft.lines[0].iso[:7] if self.draft.lines else ""
        number = formats.reservation_number(outcome.number)
        return rx.redirect(routes.planning(month=month, request=number))

    def _rejected(self, outcome: Rejected, fresh: DraftView) -> None:
        why = {one.wish.day.isoformat(): texts.REASON[one.reason] for one in outcome.refusals}
        lines = [replace(line, problem=why.get(line.iso, line.problem)) for line in fresh.lines]
        self.draft = replace(fresh, lines=lines)
        self._refuse(texts.REASON[outcome.reason] if outcome.reason else blocked(self.impossible))

    async def _remove(self, days: list[date], said: str):
        try:
            await in_thread(remove_days, days=days, child_id=self.draft.child_id)
        except NotFound:
            return self._changed()
        self._done(said)
        return BookingState.load

    async def _read(self, step: str) -> None:
        if step == CHILD:
            self.children = await in_thread(children.children)
        elif step == PERIOD:
            self.branches = await in_thread(periods.tree)
        elif step == PLANNING:
            self._last_type = self.draft.lines[-1].type_id if self.draft.lines else 0
            first = parse_month(self.month.key) or parse_month(self.draft.first_month)
            await self._show(first or clock.today())
        elif self.impossible:
            self.message = blocked(self.impossible)

    def _arrive(self, step: str) -> None:
        self.arrived, self.step = step if self.step else "", step
        self.title = f"{LABELS[STEPS.index(step)]} – Nouvelle réservation"
        self.panel, self.message, self.said = NO_DAY, "", ""

    def _changed(self):
        self.panel = NO_DAY
        self._refuse(CHANGED)
        return BookingState.load

    def _done(self, said: str) -> None:
        self.panel, self.message, self.said = NO_DAY, "", said
