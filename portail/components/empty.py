"""What stands where there is nothing yet: why, and what to do."""

import reflex as rx

from portail.components.icons import icon


def empty(
    title: str | rx.Var[str],
    sentence: str | rx.Var[str],
    *actions: rx.Component,
    icon_name: str = "inbox",
) -> rx.Component:
    """Return a quiet block with a title, a sentence and what can be done."""
    return rx.el.div(
        rx.el.span(
            icon(icon_name, 26),
            class_name="flex size-14 items-center justify-center rounded-2xl bg-tint text-brand",
        ),
        rx.el.p(title, class_name="mt-2 text-lg font-semibold"),
        rx.el.p(sentence, class_name="max-w-prose text-ink-2"),
        rx.el.div(*actions, class_name="mt-3 flex flex-wrap justify-center gap-3")
        if actions
        else rx.fragment(),
        class_name="flex flex-col items-center gap-1 px-4 py-10 text-center",
    )
