"""The steps of a task, and where the reader is."""

import reflex as rx

from portail.components.buttons import link
from portail.components.icons import icon


def stepper(labels: list[str], hrefs: list[str], icons: list[str], current: int) -> rx.Component:
    """Return the steps; those done lead back to their page.

    Args:
        labels: Words of each step.
        hrefs: Address of each step.
        icons: Icon of each step that is not done.
        current: Index of the step on screen.
    """
    steps = zip(labels, hrefs, icons, strict=True)
    return rx.el.nav(
        rx.el.ol(
            *[_step(index, current, *step) for index, step in enumerate(steps)],
            class_name="grid grid-cols-4 gap-2.5",
        ),
        rx.el.p(
            f"Étape {current + 1} sur {len(labels)}\u202f: ",
            rx.el.span(labels[current], class_name="font-semibold text-ink"),
            class_name="mt-2 text-ink-2 md:hidden",
            custom_attrs={"aria-hidden": "true"},
        ),
        custom_attrs={"aria-label": "Étapes de la réservation"},
    )


def _step(index: int, current: int, label: str, href: str, icon_name: str) -> rx.Component:
    words = rx.el.span(label, class_name="sr-only md:not-sr-only")
    if index < current:
        inner = link(
            icon("circle-check"),
            words,
            rx.el.span(" (terminée)", class_name="sr-only"),
            href=href,
            class_name=f"{_LINE} text-brand hover:underline",
        )
    else:
        look = "font-semibold text-ink" if index == current else "text-ink-2"
        inner = rx.el.span(icon(icon_name), words, class_name=f"{_LINE} {look}")
    bar = "border-brand" if index < current else "border-sun" if index == current else "border-line"
    here = {"aria-current": "step"} if index == current else {}
    return rx.el.li(inner, class_name=f"border-t-4 {bar}", custom_attrs=here)


_LINE = "flex min-h-11 items-center gap-2 py-2 text-[15px] leading-5"
