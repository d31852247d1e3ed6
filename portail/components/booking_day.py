"""A day that was opened in step 3: what can be done with it, or why nothing can.

Beside the month on a wide screen, over its foot on a phone.
"""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from portail.components.booking import choice_card, chosen_kind, row_id
from portail.components.buttons import button, icon_button
from portail.components.calendar import Handler, Keyed, day_id, focus
from portail.components.icons import icon

PANEL = "jour"
TITLE = "jour-titre"


def day_panel(
    day: Any,
    *,
    adding: rx.Var[bool],
    preferred: rx.Var[int],
    message: rx.Component,
    refused: rx.Var[bool],
    avatar: Sequence[Any],
    on_start: Handler,
    on_add: Handler,
    on_remove: Handler,
    on_choose: Handler,
    on_close: Any,
) -> rx.Component:
    """Draw the day.

    Args:
        day: The day; its types are those that it can be given.
        adding: Whether « Nouvelle présence » is open.
        preferred: The type that is proposed.
        message: What stands in the way.
        refused: Whether it says something; a closed day then says no more.
        avatar: The child's initial and colour.
        on_start: Opens « Nouvelle présence » on the day.
        on_add: Receives the day and the form.
        on_remove: Takes the day out.
        on_choose: Goes back from « Nouvelle présence » to the day.
        on_close: Closes the day.
    """
    back = to_day(day.iso)
    closing = [*back, on_close]
    new = _new(day, preferred, on_add=on_add, on_cancel=on_choose, back=back)
    seen = rx.match(
        day.status,
        ("open", _open(day, preferred, on_start, lambda form: [on_add(day.iso, form), *back])),
        ("chosen", _chosen(day, avatar, on_start, [on_remove(day.iso), *back])),
        rx.cond(refused, rx.fragment(), _closed(day)),
    )
    return rx.fragment(
        rx.el.div(
            class_name="fixed inset-0 z-40 bg-ink/40 lg:hidden",
            on_click=closing,
            aria_hidden="true",
        ),
        _guard(),
        Keyed.create(
            rx.el.div(
                rx.el.h2(day.title, id=TITLE, class_name="text-xl font-bold"),
                icon_button(
                    "Fermer",
                    "x",
                    kind="quiet",
                    class_name="-mr-2.5 -mt-2",
                    # A closed day offers nothing else to go to.
                    auto_focus=day.status == "closed",
                    on_click=closing,
                ),
                class_name="flex items-start justify-between gap-2",
            ),
            message,
            rx.cond(adding, new, seen),
            # Anew for each day, so that what it offers first takes the focus.
            key=day.iso,
            id=PANEL,
            role="dialog",
            tab_index=-1,
            aria_labelledby=TITLE,
            class_name="rise rounded-2xl border border-brand bg-card p-5 shadow-lg shadow-ink/5"
            " lg:sticky lg:top-4 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-50"
            " max-lg:max-h-[85dvh] max-lg:overflow-y-auto max-lg:rounded-b-none"
            " max-lg:pb-[calc(1.25rem+env(safe-area-inset-bottom))] max-lg:shadow-2xl",
            on_key_down=lambda key: [
                rx.cond(key == "Escape", event, rx.noop()) for event in closing
            ],
        ),
        _guard(),
    )


def to_day(iso: Any) -> list[Any]:
    """Move the focus to a day of the grid, and to its row where the list is on screen."""
    return [focus(day_id(iso)), focus(row_id(iso))]


def _guard() -> rx.Component:
    """Keep the focus inside while the day covers a phone's page."""
    return rx.el.span(tab_index=0, on_focus=focus(PANEL), class_name="lg:hidden")


def _sentence(day: Any) -> rx.Component:
    return rx.el.p(day.sentence, class_name="text-ink-2")


def _open(day: Any, preferred: rx.Var[int], on_start: Handler, add: Handler) -> rx.Component:
    def at_once(kind: Any) -> rx.Component:
        return rx.cond(
            kind.id == preferred,
            button(
                kind.name,
                kind="secondary",
                icon_name="check",
                class_name="w-full",
                on_click=add({"type": kind.id.to_string()}),
            ),
        )

    return rx.fragment(
        _sentence(day),
        button(
            "Ajouter",
            icon_name="plus",
            class_name="mt-4 w-full",
            auto_focus=True,
            on_click=on_start(day.iso),
        ),
        rx.cond(
            preferred != 0,
            rx.el.div(
                rx.el.p("Ou en un clic\u202f:", class_name="mb-1.5 text-[15px] text-ink-2"),
                rx.foreach(day.types, at_once),
                class_name="mt-4",
            ),
        ),
    )


def _chosen(day: Any, avatar: Sequence[Any], on_start: Handler, remove: list[Any]) -> rx.Component:
    can_change = day.types.length() > 0
    return rx.fragment(
        chosen_kind(day.chosen, *avatar, size="mb-3 p-2.5"),
        _sentence(day),
        rx.el.div(
            rx.cond(
                can_change,
                button(
                    "Modifier",
                    kind="secondary",
                    icon_name="pencil",
                    auto_focus=True,
                    on_click=on_start(day.iso),
                ),
            ),
            button(
                "Retirer",
                kind="danger",
                icon_name="trash-2",
                auto_focus=~can_change,
                on_click=remove,
            ),
            class_name="mt-4 flex flex-wrap gap-3 *:grow",
        ),
    )


def _closed(day: Any) -> rx.Component:
    return rx.el.div(
        icon("info", 20, "mt-0.5 text-ink-2"),
        rx.el.p(day.sentence),
        class_name="flex gap-2.5 rounded-xl bg-page p-3",
    )


def _new(
    day: Any, preferred: rx.Var[int], *, on_add: Handler, on_cancel: Handler, back: list[Any]
) -> rx.Component:
    def kind(one: Any, index: rx.Var[int]) -> rx.Component:
        proposed = one.id == preferred
        return choice_card(
            "type",
            one.id,
            rx.el.span(
                rx.el.span(one.name, class_name="block font-semibold leading-tight"),
                rx.el.span(one.hours, class_name="block text-sm text-ink-2"),
                class_name="min-w-0",
            ),
            checked=proposed,
            auto_focus=proposed | ((preferred == 0) & (index == 0)),
        )

    return rx.fragment(
        _sentence(day),
        rx.el.form(
            rx.el.fieldset(
                rx.el.legend("Nouvelle présence", class_name="mb-2 text-lg font-bold"),
                rx.el.div(rx.foreach(day.types, kind), class_name="flex flex-col gap-2"),
                aria_describedby=TITLE,
                class_name="min-w-0",
            ),
            rx.el.div(
                button("Annuler", kind="secondary", on_click=on_cancel(day.iso)),
                button("Valider", type="submit"),
                class_name="mt-4 flex justify-end gap-3 max-lg:*:grow",
            ),
            # The focus leaves before the day closes; a refusal takes it back.
            on_submit=lambda form: [on_add(day.iso, form), *back],
            class_name="mt-3",
        ),
    )
