"""A booking period and the state of its window, as a line of a list."""

from typing import Any

import reflex as rx

from portail.components.badges import period_badge


def period_line(period: Any) -> rx.Component:
    """Return a period: its name, until or from when, where, and its badge."""
    return rx.el.li(
        rx.el.div(
            rx.el.h3(period.name, class_name="text-base font-semibold"),
            rx.el.p(period.sentence, class_name="text-[15px] text-ink-2"),
            rx.el.p(period.place, class_name="text-sm text-ink-2"),
            class_name="min-w-0",
        ),
        period_badge(period.status, period.badge),
        class_name="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3 "
        "sm:flex-nowrap",
    )
