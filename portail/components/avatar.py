"""Round initials: a child's in its own colour, a person's in the portal's."""

import reflex as rx

COLOURS = 6
"""How many colours children have; queries number them from zero."""


def child_avatar(
    initial: str | rx.Var[str], colour: int | rx.Var[int], size: str = "size-6 text-xs"
) -> rx.Component:
    """Return a child's initial. The name stands beside it, so that it only decorates."""
    return rx.el.span(
        initial,
        style={"background": rx.Var.create(f"var(--child-{colour})")},
        class_name=f"{size} {_ROUND}",
        custom_attrs={"aria-hidden": "true"},
    )


def person_avatar(initials: str | rx.Var[str]) -> rx.Component:
    """Return the initials of who is signed in."""
    return rx.el.span(
        initials,
        class_name=f"size-9 text-sm bg-brand {_ROUND}",
        custom_attrs={"aria-hidden": "true"},
    )


_ROUND = "inline-flex shrink-0 items-center justify-center rounded-full font-bold text-white"
