"""A presence as people meet it: a block of the month, a line of the list, its details."""

from typing import Any

import reflex as rx

from portail.components.avatar import child_avatar
from portail.components.badges import PRESENCE, TONES, presence_badge, presence_icon
from portail.components.buttons import icon_button
from portail.components.calendar import Handler, Keyed, day_id, focus, take_focus
from portail.components.icons import icon

WORDS = {
    "pending": "Présence en attente de traitement",
    "accepted": "Présence acceptée",
    "refused": "Présence refusée",
    "other_account": "Réservation liée à un autre compte",
}
"""The states that exist, as the legend says them."""

SHORT = {
    "pending": "En attente",
    "accepted": "Acceptée",
    "refused": "Refusée",
    "other_account": "Autre compte",
}

DOTS = {
    "pending": "border-2 border-pending",
    "accepted": "bg-accepted",
    "refused": "rotate-45 rounded-none bg-refused",
    "other_account": "h-1 w-3 bg-other",
}
"""Each state has its own shape in the phone's month: colour never speaks alone."""

DETAILS_ID = "presence-details"
TITLE_ID = "presence-title"


def ground(state: Any) -> rx.Var[str]:
    """Return the colours of a state."""
    return rx.match(state, *((name, TONES[PRESENCE[name][1]]) for name in WORDS), "")


def dot(block: Any) -> rx.Component:
    """Mark a presence in the phone's month; each state has its own shape."""
    return rx.el.span(
        class_name=["size-1.5 rounded-full", rx.match(block.state, *DOTS.items(), "")]
    )


def block(
    of: Any, *, on_select: Handler, chosen: bool | rx.Var[bool] = False, tab_index: int = -1
) -> rx.Component:
    """Draw a presence in a cell of the month; another household's has nothing to open."""
    inside = rx.fragment(
        child_avatar(of.initial, of.colour, "size-5 text-[11px]"),
        rx.el.span(of.kind, class_name="min-w-0 leading-tight"),
        presence_icon(of.state),
        rx.match(
            of.state,
            ("pending", _second_line("En attente")),
            ("other_account", _second_line("Autre compte")),
            rx.cond(of.motive != "", _second_line(of.motive), rx.fragment()),
        ),
    )
    shape = [
        "grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-1.5 rounded-[10px]"
        " border p-1.5 text-left text-[13px] font-semibold",
        ground(of.state),
    ]
    return rx.cond(
        of.id == 0,
        rx.el.div(inside, title=of.state_label, class_name=shape),
        Pressed.create(
            inside,
            type="button",
            tab_index=tab_index,
            aria_label=f"{of.child}, {of.kind}, {of.state_label}",
            title=of.state_label,
            class_name=[
                *shape,
                "cursor-pointer hover:brightness-97",
                rx.cond(chosen, "ring-2 ring-brand ring-offset-1", ""),
            ],
            on_click=on_select(of.id).stop_propagation,
            # Enter presses this button: the cell around it must not answer as well.
            on_key_down=lambda key: rx.cond(
                (key == "Enter") | (key == " "), rx.noop().stop_propagation, rx.noop()
            ),
        ),
    )


class Pressed(rx.el.Button):
    """A button that answers keys."""

    on_key_down: rx.EventHandler[rx.event.key_event]


def _second_line(words: Any) -> rx.Component:
    return rx.el.span(words, class_name="col-span-2 col-start-2 text-xs leading-tight font-normal")


def line_id(presence_id: Any) -> rx.Var[str]:
    """Return the id of the line of a presence in the list."""
    return rx.Var.create(f"presence-{presence_id}").to(str)


def line(day: Any, of: Any, *, on_select: Handler) -> rx.Component:
    """Draw a presence as a line of the list."""
    inside = rx.fragment(
        rx.el.span(
            rx.el.span(day.weekday, class_name="block text-sm text-ink-2"),
            rx.el.span(day.number, class_name="block text-xl font-bold"),
            class_name="w-14 shrink-0 border-r border-line pr-3 text-center",
        ),
        rx.el.span(
            rx.el.span(of.kind, class_name="block font-bold"),
            rx.cond(
                of.motive != "",
                rx.el.span(of.motive, class_name="block text-sm text-ink-2"),
            ),
            rx.el.span(
                rx.el.span(
                    child_avatar(of.initial, of.colour, "size-5 text-[11px]"),
                    rx.el.span(of.child, class_name="min-w-0 text-sm text-ink-2"),
                    class_name="flex min-w-0 items-center gap-2",
                ),
                presence_badge(of.state, rx.match(of.state, *SHORT.items(), "")),
                class_name="mt-1 flex flex-wrap items-center justify-between gap-2",
            ),
            class_name="min-w-0 grow",
        ),
    )
    shape = "flex w-full items-center gap-3 rounded-2xl border border-line bg-card p-3.5 text-left"
    return rx.el.li(
        rx.cond(
            of.id == 0,
            rx.el.div(inside, class_name=shape),
            rx.el.button(
                inside,
                id=line_id(of.id),
                type="button",
                class_name=f"{shape} cursor-pointer hover:border-brand",
                on_click=on_select(of.id),
            ),
        )
    )


def details(of: Any, *, others: rx.Component, on_close: Any) -> rx.Component:
    """Draw the details of a presence: beside the month, or over its foot on a phone.

    `others` leads to the day's other presences.
    """
    # The grid's cell, then the list's line: the one that is on screen takes the focus back.
    closing = [focus(day_id(of.iso)), focus(line_id(of.id)), on_close]
    return rx.fragment(
        rx.el.div(
            class_name="fixed inset-0 z-40 bg-ink/40 lg:hidden",
            on_click=closing,
            aria_hidden="true",
        ),
        _guard(),
        Keyed.create(
            _head(of, closing),
            rx.el.div(
                rx.el.h2(
                    of.day,
                    id=TITLE_ID,
                    class_name="text-xl font-bold first-letter:uppercase",
                ),
                rx.el.p(of.kind, " · ", of.hours, class_name="mt-1 text-ink-2"),
                rx.el.div(
                    child_avatar(of.initial, of.colour, "size-9 text-sm"),
                    rx.el.p(
                        rx.el.span(of.child, class_name="block font-bold"),
                        rx.el.span(
                            "Réservation n° ",
                            of.number,
                            class_name="text-sm text-ink-2",
                        ),
                    ),
                    class_name="my-4 flex items-center gap-3",
                ),
                rx.el.dl(
                    _fact("Établissement", of.establishment),
                    _fact("Mode d’accueil · période", f"{of.care_mode} · {of.period}"),
                    _fact("Depuis le", of.since),
                    rx.cond(of.motive != "", _fact("Motif", of.motive)),
                    class_name="flex flex-col gap-2",
                ),
                others,
                class_name="p-4.5",
            ),
            take_focus(element_id=DETAILS_ID, key=of.id.to_string()),
            id=DETAILS_ID,
            role="dialog",
            tab_index=-1,
            aria_labelledby=TITLE_ID,
            class_name="overflow-hidden rounded-2xl border border-line bg-card max-lg:fixed"
            " max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-50 max-lg:max-h-[85dvh]"
            " max-lg:overflow-y-auto max-lg:rounded-b-none max-lg:shadow-2xl",
            on_key_down=lambda key: [
                rx.cond(key == "Escape", event, rx.noop()) for event in closing
            ],
        ),
        _guard(),
    )


def _guard() -> rx.Component:
    """Keep the focus inside while the details cover a phone's page."""
    return rx.el.span(tab_index=0, on_focus=focus(DETAILS_ID), class_name="lg:hidden")


def _head(of: Any, closing: list[Any]) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            presence_icon(of.state, 18),
            of.state_label,
            class_name="flex items-center gap-2 font-semibold",
        ),
        icon_button(
            "Fermer les détails",
            "x",
            kind="quiet",
            class_name="-my-2 -mr-2.5",
            on_click=closing,
        ),
        class_name=[
            "flex items-center justify-between gap-2 px-4.5 py-3",
            ground(of.state),
        ],
    )


def _fact(name: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(name, class_name="text-sm text-ink-2"),
        rx.el.dd(value, class_name="text-[15px]"),
    )


def legend() -> rx.Component:
    """Unfold the states, each with its icon."""
    return rx.el.details(
        rx.el.summary(
            "Légende",
            icon("chevron-down", 16, "transition-transform group-open:rotate-180"),
            class_name="inline-flex min-h-11 items-center gap-1.5 font-semibold text-brand",
        ),
        rx.el.ul(
            *(rx.el.li(presence_badge(state, words)) for state, words in WORDS.items()),
            class_name="flex flex-wrap gap-2 pb-2",
        ),
        class_name="group mt-1",
    )
