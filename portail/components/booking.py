"""What only the booking wizard shows: choices as cards, the bar of a step, a day's cell and row."""

from typing import Any

import reflex as rx

from portail.components.avatar import child_avatar
from portail.components.buttons import BUTTON, KINDS
from portail.components.calendar import Handler
from portail.components.icons import icon

Text = str | rx.Var[str]

CHOICE = (
    "flex min-h-14 cursor-pointer items-center gap-3 rounded-2xl border border-edge bg-card px-4"
    " py-3 hover:border-brand has-checked:border-brand has-checked:bg-tint has-checked:ring-1"
    " has-checked:ring-brand"
)
ABOVE_BARS = "scroll-mb-48 scroll-mt-4"
"""Keeps what takes the focus clear of the bars that stick to the foot of the screen."""


def choice_card(
    name: str, value: rx.Var[int], *content: Any, checked: Any, auto_focus: Any = False
) -> rx.Component:
    """Return one choice of several that share a name, as a card that can be pressed anywhere."""
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=name,
            value=value.to_string(),
            default_checked=checked,
            auto_focus=auto_focus,
            class_name=f"size-5 shrink-0 accent-brand {ABOVE_BARS}",
        ),
        *content,
        class_name=CHOICE,
    )


def step_bar(words: rx.Component, *actions: rx.Component) -> rx.Component:
    """Return where one stands and the ways on, at the foot of the screen and under the thumb."""
    return rx.el.div(
        words,
        rx.el.div(*actions, class_name="flex gap-3 max-sm:w-full max-sm:*:flex-1 sm:ml-auto"),
        class_name="sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-20 mt-5 flex"
        " flex-wrap items-center gap-x-4 gap-y-2 rounded-2xl border border-line bg-card px-4 py-3"
        " shadow-lg shadow-ink/5 md:bottom-4 md:px-5 md:py-4",
    )


def chosen_kind(
    kind: Text, initial: Text, colour: Any, size: str = "p-1.5 text-[13px]"
) -> rx.Component:
    """Draw the attendance type that a day has been given."""
    return rx.el.div(
        child_avatar(initial, colour, "size-5.5 text-[11px]"),
        rx.el.span(kind, class_name="min-w-0 grow leading-tight font-semibold"),
        icon("check", 17, "text-brand"),
        class_name="flex items-center gap-1.5 rounded-[10px] border border-brand bg-tint"
        f" text-brand-dark {size}",
    )


def day_cell(day: Any, *, initial: Text, colour: Any) -> rx.Component:
    """Draw a day of the month: its number, then what can be done or why nothing can."""
    quiet = "font-normal text-ink-2"
    number = rx.el.span(
        day.number,
        class_name=[
            "inline-grid size-9 place-items-center rounded-full lg:size-auto lg:text-[15px]",
            rx.match(
                day.status,
                ("open", "font-bold"),
                ("chosen", "font-bold max-lg:bg-brand max-lg:text-white"),
                quiet,
            ),
        ],
    )
    note = rx.el.p(
        day.note,
        class_name=[
            "text-center text-[13px] leading-tight text-ink-2",
            # « Complet » or « Férié » is news; that nothing happens on Tuesdays is not.
            rx.cond(day.listed & (day.status == "closed"), "font-semibold", ""),
        ],
    )
    wide = rx.match(
        day.status,
        ("open", rx.fragment(_add(), note)),
        (
            "chosen",
            rx.fragment(
                chosen_kind(day.chosen, initial, colour),
                rx.cond(day.types.length() == 0, note),
            ),
        ),
        rx.el.div(note, class_name="pt-1"),
    )
    return rx.fragment(
        rx.el.div(number, class_name="flex justify-center lg:justify-start lg:px-2.5 lg:pt-1.5"),
        rx.el.div(_mark(day), aria_hidden="true", class_name="flex justify-center pb-1 lg:hidden"),
        rx.el.div(wide, class_name="flex flex-col gap-1.5 px-1.5 pb-2 max-lg:hidden"),
    )


def day_look(day: Any, open_day: Any) -> rx.Var[str]:
    """Return the classes of a day's cell."""
    ground = rx.match(
        day.status,
        ("open", "bg-card"),
        (
            "chosen",
            # The focus draws its ring within this one.
            "lg:bg-tint/40 lg:shadow-[inset_0_0_0_2px_var(--brand)]!"
            " lg:focus-visible:-outline-offset-7!",
        ),
        "lg:bg-page",
    )
    opened = rx.cond(day.iso == open_day, "max-lg:bg-tint lg:bg-tint!", "")
    return rx.Var.create(f"cursor-pointer {ABOVE_BARS} {ground} {opened}").to(str)


def _add() -> rx.Component:
    # Not a button: the whole cell is what one presses, by pointer or by key.
    return rx.el.span(
        icon("plus", 16),
        "Ajouter",
        aria_hidden="true",
        class_name="flex min-h-9 items-center justify-center gap-1.5 rounded-[10px] border"
        " border-edge bg-card px-1 text-sm font-semibold group-hover:bg-tint",
    )


def _mark(day: Any) -> rx.Component:
    return rx.match(
        day.status,
        ("open", rx.el.span(class_name="size-2 rounded-full border-2 border-brand")),
        ("chosen", icon("check", 12, "-my-0.5 text-brand")),
        rx.el.span(class_name="size-2"),
    )


def marks_legend() -> rx.Component:
    """Tell what the marks of the phone's month mean."""
    return rx.el.ul(
        rx.el.li(
            rx.el.span(class_name="size-2 rounded-full border-2 border-brand"),
            "Places disponibles",
            class_name="flex items-center gap-1.5",
        ),
        rx.el.li(icon("check", 14, "text-brand"), "Choisi", class_name="flex items-center gap-1.5"),
        aria_hidden="true",
        class_name="mt-2 flex gap-4 px-1 text-sm text-ink-2 lg:hidden",
    )


def row_id(iso: Any) -> rx.Var[str]:
    """Return the id of the row of a day in the list."""
    return rx.Var.create(f"row-{iso}").to(str)


def day_row(day: Any, *, on_start: Handler, on_choose: Handler) -> rx.Component:
    """Draw a day as a row of the list; all of it can be pressed."""
    call = f"{BUTTON} {KINDS['secondary']} pointer-events-none shrink-0 px-3 text-[15px]"
    words = rx.match(
        day.status,
        (
            "chosen",
            rx.fragment(
                rx.el.span(day.chosen, class_name="block font-bold"),
                rx.el.span(day.note, class_name="block text-sm text-ink-2"),
            ),
        ),
        ("open", rx.el.span(day.note, class_name="font-bold")),
        rx.el.span(day.note, class_name="text-ink-2"),
    )
    end = rx.match(
        day.status,
        ("open", rx.el.span(icon("plus", 16), "Ajouter", class_name=call)),
        (
            "chosen",
            rx.el.span(
                icon("circle-check", 16),
                "Choisi",
                class_name="flex items-center gap-1.5 font-semibold text-brand",
            ),
        ),
        icon("info", 20, "text-ink-2"),
    )
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(day.weekday, class_name="block text-sm text-ink-2"),
                rx.el.span(day.number, class_name="block text-xl font-bold"),
                class_name="w-14 shrink-0 border-r border-line pr-3 text-center",
            ),
            rx.el.span(words, class_name="min-w-0 grow"),
            end,
            id=row_id(day.iso),
            type="button",
            class_name=[
                "flex w-full cursor-pointer items-center gap-3 rounded-2xl border bg-card p-3"
                f" text-left hover:border-brand {ABOVE_BARS}",
                rx.cond(day.status == "chosen", "border-brand", "border-line"),
            ],
            on_click=rx.cond(day.status == "open", on_start(day.iso), on_choose(day.iso)),
        )
    )
