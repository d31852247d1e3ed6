"""« Demandes à traiter »: what the agent has selected, the refusal under way, the last decision."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from portail import clock, gate
from portail.access import Permission, needs
from portail.config import settings
from portail.domain.reasons import SERVICE_REASONS, Reason
from portail.queries import requests
from portail.queries.request_rows import RequestRow
from portail.queries.requests import Requests
from portail.services import decisions
from portail.services.decisions import Decision
from portail.services.errors import NotFound
from portail.services.undo import undo
from portail.state import decision_words as words
from portail.state.decision_words import Outcome

LONGEST_WORDS = 200
OUTCOME_ID = "decision"
LIST_ID = "demandes"


@dataclass(frozen=True)
class Selection:
    """The presences that the next gesture is about."""

    presences: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    """Requests whose pending presences are all selected."""
    count: int = 0
    everything: bool = False
    sentence: str = words.selected(0, 0)


@dataclass(frozen=True)
class Refusal:
    """The refusal that the dialog asks about."""

    title: str = ""
    presences: list[int] = field(default_factory=list)
    count: int = 0
    action: str = ""
    """What the button says: « Refuser 3 présences »."""


NOTHING = Selection()
NO_REFUSAL = Refusal()
NO_OUTCOME = Outcome()


def _focus(element_id: str, *, stay: bool) -> EventSpec:
    """What was pressed has left the screen: the focus goes to what came of it, once drawn.

    With `stay` the page does not scroll there: an agent goes on where they were.
    """
    options = "{preventScroll: true}" if stay else ""
    found = f"document.getElementById('{element_id}') ?? document.getElementById('contenu')"
    return rx.call_script(f"setTimeout(() => ({found})?.focus({options}), 150)")


TO_OUTCOME = _focus(OUTCOME_ID, stay=True)
TO_LIST = _focus(LIST_ID, stay=False)
BACK_TO_LIST = _focus(LIST_ID, stay=True)


@needs(Permission.DECIDE_REQUESTS)
class RequestsState(rx.State):
    """What « Demandes à traiter » shows. The table is one var; what changes alone is its own."""

    board: Requests = Requests()
    loaded: bool = False
    all_states: bool = False
    selection: Selection = NOTHING
    refusal: Refusal = NO_REFUSAL
    refusal_error: str = ""
    outcome: Outcome = NO_OUTCOME
    _batch: str = ""
    _undo_until: datetime = datetime.min.replace(tzinfo=UTC)

    @rx.event
    async def load(self):
        """Show the group that was on screen, or the one whose requests wait most."""
        if clock.now() > self._undo_until:  # or a lost connection would take « Annuler » away
            self.outcome, self._batch = NO_OUTCOME, ""
        await self._read(self.board.group_id, self.board.page)
        self.loaded = True

    @rx.event
    async def show_group(self, group_id: str):
        """Show another group of the list; any other id shows nothing new."""
        chosen = next((g.id for g in self.board.groups if str(g.id) == group_id), 0)
        if chosen:
            self.selection, self.outcome, self._batch = NOTHING, NO_OUTCOME, ""
            await self._read(chosen)

    @rx.event
    async def show_decided(self, shown: bool):
        """Show or hide the requests that wait for nothing any more."""
        self.all_states = shown is True
        await self._read(self.board.group_id)

    @rx.event
    async def turn(self, page: int):
        """Show another page of the same group."""
        if type(page) is int and 1 <= page <= self.board.pages:
            self.selection = NOTHING
            await self._read(self.board.group_id, page)
            return TO_LIST
        return None

    @rx.event
    def choose_row(self, row_id: int, chosen: bool):
        """Select all the pending presences of a request, or none of them."""
        if row := self._row(row_id):
            others = set(self.selection.presences) - set(row.pending_ids)
            self._select(others | set(row.pending_ids) if chosen is True else others)

    @rx.event
    def choose_line(self, presence_id: int):
        """Select one pending presence, or let it go."""
        if type(presence_id) is int:
            self._select({presence_id} ^ set(self.selection.presences))

    @rx.event
    def choose_all(self, chosen: bool):
        """Select every pending presence on screen, or none."""
        self._select(self._pending() if chosen is True else [])

    @rx.event
    async def accept_chosen(self):
        """Accept what is selected, while places remain."""
        return await self._accept(self.selection.presences)

    @rx.event
    async def accept_row(self, row_id: int):
        """Accept a whole request, while places remain."""
        row = self._row(row_id)
        return await self._accept(row.pending_ids) if row else None

    @rx.event
    def ask_refusal(self):
        """Ask why what is selected is refused."""
        if self.selection.count:
            self._ask("Refuser les présences sélectionnées", self.selection.presences)

    @rx.event
    def ask_refusal_of(self, row_id: int):
        """Ask why a whole request is refused."""
        row = self._row(row_id)
        if row and row.pending_ids:
            self._ask(f"Refuser la demande n° {row.number}", row.pending_ids)

    @rx.event
    def keep_asking(self, is_open: bool):
        """Close the dialog without deciding anything."""
        if is_open is not True:
            self.refusal = NO_REFUSAL

    @rx.event
    async def refuse(self, answer: dict[str, Any]):
        """Refuse with the reason of the dialog, or say in it what is wrong."""
        reason, said, wanted = _reason(answer), _words(answer), self.refusal.presences
        self.refusal_error = _wrong(reason, said) if wanted else ""
        if reason is None or self.refusal_error or not wanted:
            return None
        self.refusal = NO_REFUSAL
        work = partial(decisions.refuse, gate.actor(), reason=reason, reason_text=said)
        return await self._decide(work, wanted, words.of_refused)

    @rx.event
    async def undo(self):
        """Put back to pending what the last gesture of this tab decided."""
        batch, self._batch = self._batch, ""
        if not batch:
            return None
        try:
            work = partial(undo, gate.actor(), batch=batch)
            self.outcome = words.of_undone(await rx.run_in_thread(work))
        except NotFound:
            self.outcome = words.NOTHING_TO_UNDO
        await self._read(self.board.group_id, self.board.page)
        return TO_OUTCOME

    @rx.event
    def dismiss(self):
        """Take the message away; what it told of stands."""
        self.outcome, self._batch = NO_OUTCOME, ""
        return BACK_TO_LIST

    async def _accept(self, wanted: list[int]) -> EventSpec | None:
        work = partial(decisions.accept, gate.actor())
        return await self._decide(work, wanted, words.of_accepted) if wanted else None

    async def _decide(
        self, work: Callable[..., Decision], wanted: list[int], told: Callable[[Decision], Outcome]
    ) -> EventSpec:
        try:
            decision = await rx.run_in_thread(partial(work, presence_ids=tuple(wanted)))
            self.outcome, self._batch = told(decision), decision.batch
            self._undo_until = clock.now() + timedelta(seconds=settings.decision_grace_seconds)
        except NotFound:
            self.outcome, self._batch = words.NOT_FOUND, ""
        await self._read(self.board.group_id, self.board.page)
        return TO_OUTCOME

    def _ask(self, title: str, wanted: list[int]) -> None:
        self.refusal_error = ""
        self.refusal = Refusal(title, list(wanted), len(wanted), words.to_refuse(len(wanted)))

    async def _read(self, group_id: int, page: int = 1) -> None:
        work = partial(
            requests.requests,
            gate.actor(),
            group_id=group_id,
            all_states=self.all_states,
            page=page,
        )
        self.board = await rx.run_in_thread(work)
        self._select(self.selection.presences)

    def _select(self, wanted: Iterable[int]) -> None:
        """Keep, of what is wanted, what waits on screen; in the order of the table."""
        kept = set(wanted)
        lists = [(row.id, list(row.pending_ids)) for row in self.board.rows]
        chosen = [i for _, pending in lists for i in pending if i in kept]
        rows = [row for row, pending in lists if pending and kept.issuperset(pending)]
        touched = sum(not kept.isdisjoint(pending) for _, pending in lists)
        everything = len(chosen) == sum(len(pending) for _, pending in lists)
        self.selection = Selection(
            chosen,
            rows,
            len(chosen),
            bool(chosen) and everything,
            words.selected(touched, len(chosen)),
        )

    def _row(self, row_id: object) -> RequestRow | None:
        if type(row_id) is not int:
            return None
        return next((row for row in self.board.rows if row.id == row_id), None)

    def _pending(self) -> list[int]:
        return [presence_id for row in self.board.rows for presence_id in row.pending_ids]


def _field(answer: object, name: str) -> str:
    said = answer.get(name) if isinstance(answer, dict) else None
    return " ".join(said.split()) if isinstance(said, str) else ""


def _reason(answer: object) -> Reason | None:
    named = _field(answer, "motif")
    return next((reason for reason in SERVICE_REASONS if reason.value == named), None)


def _words(answer: object) -> str:
    return _field(answer, "precision")


def _wrong(reason: Reason | None, said: str) -> str:
    if reason is None:
        return words.REASON_MISSING
    if reason is not Reason.OTHER:
        return ""
    if not said:
        return words.WORDS_MISSING
    return words.WORDS_TOO_LONG if len(said) > LONGEST_WORDS else ""
