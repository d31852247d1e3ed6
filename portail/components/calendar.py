"""A month as a grid: one tab stop, arrows, Home, End, PageUp, PageDown, Enter and Space.

Arrows move the focus in the browser, with no round trip. A key that leaves the month asks the
state to turn the page; the state then says which day takes the focus.
"""

from collections.abc import Callable
from typing import Any

import reflex as rx

WEEKDAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
EVEN = "grid grid-cols-7"
NARROW_WEEKEND = f"{EVEN} lg:grid-cols-[repeat(5,minmax(0,1fr))_repeat(2,4.75rem)]"
GRID = "overflow-hidden rounded-2xl border border-line bg-card max-lg:p-2"
WEEKDAY = (
    "py-2 text-center text-sm font-semibold text-ink-2"
    " lg:border-b lg:border-line lg:px-3 lg:py-2.5 lg:text-left"
)
DAY = (
    "group relative min-h-13 min-w-0 rounded-xl lg:min-h-24 lg:rounded-none"
    " lg:border-line lg:[&:not(:last-child)]:border-r"
    " lg:[[role=row]:not(:last-of-type)>&]:border-b"
    " focus-visible:z-10 focus-visible:outline-3 focus-visible:-outline-offset-3!"
    " focus-visible:shadow-none!"
)
SETTLING_MS = 150

Handler = Callable[..., Any]


class Keyed(rx.el.Div):
    """A div that answers keys: Reflex's own does not."""

    on_key_down: rx.EventHandler[rx.event.key_event]


def focus(element_id: str | rx.Var[str]) -> rx.event.EventSpec:
    """Move the focus to an element by its id: `rx.set_focus` knows none inside `rx.foreach`."""
    element = rx.Var("document").to(dict).getElementById.to(rx.vars.FunctionVar).call(element_id)
    return rx.run_script(element.to(dict).focus.to(rx.vars.FunctionVar).call())


@rx.memo
def take_focus(rest: rx.RestProp, *, element_id: rx.Var[str]) -> rx.Component:
    """Give the focus to an element once it is drawn; a new `key` gives it again."""
    return rx.el.span(rest, hidden=True, on_mount=focus(element_id))


def day_id(iso: str | rx.Var[str]) -> rx.Var[str]:
    """Return the id of the cell of a day."""
    return rx.Var.create(f"day-{iso}").to(str)


def month_grid(
    days: rx.Var[list[Any]],
    *,
    label: str | rx.Var[str],
    wide_weekend: rx.Var[bool],
    chosen: rx.Var[str],
    reached: rx.Var[str],
    focused: rx.Var[str],
    content: Callable[[Any], rx.Component],
    look: Callable[[Any], str | rx.Var[str]],
    today: Callable[[Any], rx.Var[bool]],
    on_reach: Handler,
    on_choose: Handler,
    on_open: Handler,
    on_turn: Handler,
) -> rx.Component:
    """Draw whole weeks, Monday to Sunday.

    A day has `iso`, `number` and `label` (all that a screen reader says of its cell). `content`
    draws a cell, `look` gives its classes. `chosen`, `reached` (the tab stop) and `focused` are
    days of the state ("2023-04-26"); a change of `focused` takes the focus there.
    Handlers receive the day: `on_reach` and `on_choose` (click), `on_open` (Enter, Space);
    `on_turn` receives the day and the key that leads out of the month.
    """
    columns = rx.cond(wide_weekend, EVEN, NARROW_WEEKEND)

    def cell(day: Any, index: rx.Var[int]) -> rx.Component:
        return Keyed.create(
            content(day),
            id=day_id(day.iso),
            role="gridcell",
            tab_index=rx.cond(day.iso == reached, 0, -1),
            aria_label=day.label,
            aria_selected=day.iso == chosen,
            aria_current=rx.cond(today(day), "date", "false"),
            class_name=[DAY, look(day)],
            on_click=on_choose(day.iso),
            # Only the day where the focus settles is worth telling the state.
            on_focus=on_reach(day.iso).debounce(SETTLING_MS),
            on_key_down=_keys(days, day, index, on_open, on_turn),
        )

    def week(start: rx.Var[int]) -> rx.Component:
        return rx.el.div(
            rx.foreach(days[start : start + 7], lambda day, i: cell(day, start + i)),
            role="row",
            class_name=columns,
        )

    return rx.el.div(
        rx.el.div(*map(_weekday, WEEKDAYS), role="row", class_name=columns),
        rx.foreach(rx.Var.range(0, days.length(), 7), week),
        rx.cond(
            focused != "",
            take_focus(element_id=day_id(focused), key=focused),
        ),
        role="grid",
        aria_label=label,
        class_name=GRID,
    )


def _weekday(name: str) -> rx.Component:
    shown = f"{name[:3]}." if name in WEEKDAYS[5:] else name
    return rx.el.div(
        rx.el.span(name, class_name="sr-only"),
        rx.el.span(name[0], aria_hidden="true", class_name="lg:hidden"),
        rx.el.span(shown, aria_hidden="true", class_name="max-lg:hidden"),
        role="columnheader",
        class_name=WEEKDAY,
    )


def _keys(
    days: rx.Var[list[Any]],
    day: Any,
    index: rx.Var[int],
    on_open: Handler,
    on_turn: Handler,
) -> Handler:
    """Answer the keys of a grid and no other: Tab and the browser's own shortcuts go on."""
    monday = index - index % 7

    def step(to: rx.Var[int], key: str) -> tuple[str, Any]:
        inside = (to >= 0) & (to < days.length())
        there = focus(day_id(days[to].iso)).prevent_default
        return key, rx.cond(inside, there, on_turn(day.iso, key).prevent_default)

    def pressed(key: rx.Var[str], modifiers: Any) -> Any:
        shortcut = modifiers["alt_key"] | modifiers["ctrl_key"] | modifiers["meta_key"]
        answer = rx.match(
            key,
            step(index - 1, "ArrowLeft"),
            step(index + 1, "ArrowRight"),
            step(index - 7, "ArrowUp"),
            step(index + 7, "ArrowDown"),
            ("Home", focus(day_id(days[monday].iso)).prevent_default),
            ("End", focus(day_id(days[monday + 6].iso)).prevent_default),
            ("PageUp", on_turn(day.iso, key).prevent_default),
            ("PageDown", on_turn(day.iso, key).prevent_default),
            ("Enter", on_open(day.iso).prevent_default),
            (" ", on_open(day.iso).prevent_default),
            rx.noop(),
        )
        return rx.cond(shortcut, rx.noop(), answer)

    return pressed


def month_skeleton() -> rx.Component:
    """Hold the place of a month while it is read."""
    return rx.el.div(
        rx.el.div(*map(_weekday, WEEKDAYS), role="row", class_name=NARROW_WEEKEND),
        *(
            rx.el.div(
                *(
                    rx.el.div(class_name=f"{DAY} animate-pulse motion-reduce:animate-none")
                    for _ in range(7)
                ),
                class_name=NARROW_WEEKEND,
            )
            for _ in range(5)
        ),
        aria_hidden="true",
        class_name=GRID,
    )
