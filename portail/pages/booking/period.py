"""Step 2: where and when? The tree Tous › establishment › care mode › period."""

from typing import Any

import reflex as rx

from portail.components.badges import period_badge
from portail.components.booking import CHOICE, choice_card, step_bar
from portail.components.cards import CARD
from portail.components.empty import empty
from portail.components.icons import icon
from portail.pages.booking.frame import MESSAGE, following, lost_days, message, previous
from portail.pages.booking.frame import step as frame
from portail.state.booking import BookingState, EstablishmentBranch, ModeBranch, PeriodChoice
from portail.state.booking_steps import PERIOD

S = BookingState


def step() -> rx.Component:
    """Return step 2."""
    return frame(
        PERIOD,
        "Choix établissement et période",
        rx.cond(S.branches.length() > 0, _form(), _nothing()),
    )


def _form() -> rx.Component:
    return rx.el.form(
        message(),
        lost_days(),
        rx.el.fieldset(
            rx.el.legend(
                "Sélectionner l’établissement, le mode d’accueil et la période d’ouverture "
                "dans lesquels vous souhaitez réserver\u202f:",
                class_name="mb-3 text-ink-2",
            ),
            rx.el.div(
                _branch("Tous", rx.foreach(S.branches, _establishment), is_open=True, level=0),
                class_name=f"{CARD} px-3 py-2 md:px-5 md:py-3",
            ),
            aria_describedby=rx.cond(S.message != "", MESSAGE, ""),
            class_name="mt-1 min-w-0",
        ),
        step_bar(
            rx.el.p("Pour ", rx.el.strong(S.draft.child), class_name="text-[15px] text-ink-2"),
            previous(PERIOD),
            following(type="submit"),
        ),
        on_submit=S.choose_period,
        key=f"{S.draft.key} {S.draft.period_id}",
    )


def _establishment(branch: EstablishmentBranch) -> rx.Component:
    return rx.el.li(
        _branch(
            branch.name,
            rx.foreach(branch.modes, lambda mode: _mode(mode, branch.name)),
            is_open=True,
            level=1,
        ),
    )


def _mode(mode: ModeBranch, establishment: rx.Var[str]) -> rx.Component:
    few = S.branches.length() <= 2
    return rx.el.li(
        _branch(
            mode.name,
            rx.foreach(
                mode.periods, lambda period: _period(period, f"{establishment}, {mode.name}")
            ),
            is_open=mode.bookable | few,
            level=2,
        )
    )


def _branch(name: Any, items: Any, *, is_open: Any, level: int) -> rx.Component:
    weight = ("font-bold", "font-bold", "font-semibold text-ink-2")[level]
    list_class = (
        "flex flex-col gap-2.5 pb-3 pt-1" if level == 2 else "flex flex-col divide-y divide-line"
    )
    return rx.el.details(
        rx.el.summary(
            icon("chevron-right", 18, "transition-transform"),
            name,
            class_name=f"flex min-h-11 items-center gap-1.5 {weight}",
        ),
        rx.el.ul(items, class_name=f"{list_class} pl-2 sm:pl-6"),
        open=is_open,
        # The chevron of this branch only: `group-open` would turn those within as well.
        class_name="[&[open]>summary>svg]:rotate-90",
    )


def _period(period: PeriodChoice, place: str) -> rx.Component:
    words = rx.el.span(
        rx.el.span(
            rx.el.span(period.name, class_name="font-semibold"),
            period_badge(period.status, period.badge),
            class_name="flex flex-wrap items-center justify-between gap-x-3 gap-y-1",
        ),
        rx.el.span(period.days, class_name="block text-[15px] text-ink-2 first-letter:uppercase"),
        rx.el.span(period.sentence, class_name="block text-sm text-ink-2"),
        # Two places may name their periods alike: the tree says which to the eye, this to the ear.
        rx.el.span(place, class_name="sr-only"),
        class_name="min-w-0 grow",
    )
    closed = rx.el.div(
        icon("lock", 20, "text-ink-2"),
        words,
        class_name=f"{CHOICE} cursor-default border-dashed border-line bg-page hover:border-line",
    )
    return rx.el.li(
        rx.cond(
            period.status == "open",
            choice_card(PERIOD, period.id, words, checked=S.draft.period_id == period.id),
            closed,
        )
    )


def _nothing() -> rx.Component:
    return rx.el.div(
        empty(
            "Aucune période à réserver pour le moment",
            "Les prochaines ouvertures sont annoncées ici et sur la page d’accueil.",
            previous(PERIOD),
            icon_name="calendar-days",
        ),
        class_name=f"{CARD} mt-4",
    )
