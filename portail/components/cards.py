"""White cards, with a title or as a whole link."""

from typing import Any

import reflex as rx

from portail.components.buttons import link
from portail.components.icons import icon

CARD = "rounded-2xl border border-line bg-card p-5"


def card(*children: rx.Component, class_name: str = "", **props: Any) -> rx.Component:
    """Return a card."""
    return rx.el.div(*children, class_name=f"{CARD} {class_name}", **props)


def section_card(
    title: str, *children: rx.Component, identifier: str, aside: str = "", class_name: str = ""
) -> rx.Component:
    """Return a card that is a section of the page, named by its title."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(title, id=identifier, class_name="text-xl font-semibold"),
            rx.el.span(aside, class_name="text-sm text-ink-2") if aside else rx.fragment(),
            class_name="flex items-baseline justify-between gap-4 pb-2",
        ),
        *children,
        class_name=f"{CARD} {class_name}",
        custom_attrs={"aria-labelledby": identifier},
    )


def tile(
    title: str, *details: rx.Component | str | rx.Var[str], href: str, icon_name: str
) -> rx.Component:
    """Return a card that leads to a page: the whole of it can be pressed, its title is its name."""
    return rx.el.div(
        rx.el.span(
            icon(icon_name, 22),
            class_name="flex size-11 shrink-0 items-center justify-center rounded-xl bg-tint "
            "text-brand",
        ),
        rx.el.div(
            rx.el.h2(
                link(title, href=href, class_name="after:absolute after:inset-0"),
                class_name="text-base font-semibold",
            ),
            *[rx.el.div(detail, class_name="text-[15px] text-ink-2") for detail in details],
            class_name="flex min-w-0 flex-col gap-1",
        ),
        class_name=f"{CARD} relative flex gap-3.5 transition-colors hover:border-brand",
    )
