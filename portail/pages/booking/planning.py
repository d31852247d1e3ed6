"""Step 3: the days, on a month or in a list, and what each one offers."""

from typing import Any

import reflex as rx

from portail.components import calendar
from portail.components.booking import day_cell, day_look, day_row, marks_legend, step_bar
from portail.components.booking_day import day_panel
from portail.components.buttons import button, icon_button
from portail.components.icons import icon
from portail.pages.booking.frame import following, message, previous
from portail.pages.booking.frame import step as frame
from portail.state.booking import BookingState
from portail.state.booking_steps import PLANNING

S = BookingState


def step() -> rx.Component:
    """Return step 3."""
    return frame(
        PLANNING,
        f"Planning\u202f: {S.draft.child}, {S.draft.period}",
        rx.cond(S.panel.iso == "", message()),
        _toolbar(),
        rx.el.div(
            rx.el.div(_month(), class_name="min-w-0"),
            _aside(),
            class_name="mt-3 grid gap-4.5 lg:grid-cols-[minmax(0,1fr)_21.5rem] lg:items-start",
        ),
        step_bar(_count(), previous(PLANNING), following(on_click=S.forward)),
        title_class="sr-only",
    )


def _toolbar() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            _turn("Mois précédent", "chevron-left", S.month.previous),
            rx.el.h2(
                S.month.title,
                aria_live="polite",
                class_name="text-center text-xl font-bold sm:min-w-40",
            ),
            _turn("Mois suivant", "chevron-right", S.month.following),
            class_name="flex items-center justify-between gap-2 max-sm:w-full",
        ),
        button(
            "Vue liste",
            kind="secondary",
            icon_name="list",
            aria_pressed=S.as_list,
            class_name="aria-pressed:bg-tint max-lg:hidden",
            on_click=S.toggle_list,
        ),
        rx.el.p(
            icon("clock", 16, "mt-0.5"),
            rx.el.span(f"Réservations ouvertes jusqu’au {S.draft.open_until}"),
            class_name="flex gap-1.5 rounded-2xl bg-cancelled-ground px-3 py-1 text-sm"
            " font-semibold text-ink-2 sm:ml-auto",
        ),
        class_name="mt-3 flex flex-wrap items-center gap-2.5",
    )


def _turn(label: str, icon_name: str, key: rx.Var[str]) -> rx.Component:
    # Not `disabled`: the focus would be lost at the last month.
    return icon_button(
        label,
        icon_name,
        aria_disabled=key == "",
        class_name="aria-disabled:opacity-50",
        on_click=S.go(key),
    )


def _month() -> rx.Component:
    grid = calendar.month_grid(
        S.month.days,
        label=S.month.title,
        wide_weekend=S.month.weekend_open,
        chosen=S.panel.iso,
        reached=S.reached,
        focused=S.focus,
        content=_cell,
        look=lambda day: day_look(day, S.panel.iso),
        today=lambda day: day.iso == S.today,
        on_reach=S.reach,
        on_choose=S.choose,
        on_open=S.choose,
        on_turn=S.turn,
    )
    return rx.fragment(
        rx.el.div(grid, marks_legend(), class_name=rx.cond(S.as_list, "lg:hidden", "")),
        rx.el.div(_list(), class_name=rx.cond(S.as_list, "", "lg:hidden")),
    )


def _cell(day: Any) -> rx.Component:
    return day_cell(day, initial=S.draft.initial, colour=S.draft.colour)


def _list() -> rx.Component:
    listed = rx.foreach(
        S.month.days,
        lambda day: rx.cond(day.listed, day_row(day, on_start=S.start, on_choose=S.choose)),
    )
    return rx.el.section(
        rx.el.h2("Jours d’accueil", class_name="mb-2 mt-4 text-lg font-bold lg:mt-0"),
        rx.el.ul(listed, class_name="peer flex flex-col gap-2.5"),
        rx.el.p(
            "Aucun jour d’accueil de cette période ce mois-ci.",
            class_name="hidden text-ink-2 peer-empty:block",
        ),
        aria_label="Jours d’accueil",
    )


def _aside() -> rx.Component:
    return rx.el.aside(
        rx.cond(
            S.panel.iso != "",
            day_panel(
                S.panel,
                adding=S.adding,
                preferred=S.preferred,
                message=message(),
                refused=S.message != "",
                avatar=(S.draft.initial, S.draft.colour),
                on_start=S.start,
                on_add=S.add,
                on_remove=S.remove,
                on_choose=S.choose,
                on_close=S.close,
            ),
            rx.el.p(
                "Cliquez sur une date, puis sur «\u202fAjouter\u202f», "
                "pour choisir le type de présence.",
                class_name="rounded-2xl border border-dashed border-line p-5 text-ink-2"
                " max-lg:hidden",
            ),
        ),
        aria_label="Jour choisi",
    )


def _count() -> rx.Component:
    return rx.el.p(
        rx.el.strong(S.month.chosen_words),
        f" pour {S.draft.child}",
        class_name="text-ink-2 [&>strong]:text-ink",
    )
