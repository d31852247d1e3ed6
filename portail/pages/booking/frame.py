"""What the four steps share: where one is, what stands in the way, the way back."""

from typing import Any

import reflex as rx

from portail import routes
from portail.components.alerts import alert
from portail.components.buttons import button, link_button
from portail.components.calendar import focus, take_focus
from portail.components.stepper import stepper
from portail.state.booking import BookingState
from portail.state.booking_steps import LABELS, STEPS

S = BookingState
TITLE = "etape"
MESSAGE = "message"
ICONS = ["user-round", "building-2", "calendar-days", "list-checks"]


def step(name: str, title: Any, *content: Any, title_class: str = "mt-3 text-2xl font-bold") -> Any:
    """Return a step: the four of them, its title, its content."""
    current = STEPS.index(name)
    return rx.el.div(
        stepper(list(LABELS), [routes.booking_step(one) for one in STEPS], ICONS, current),
        rx.el.h1(title, id=TITLE, tab_index=-1, class_name=title_class),
        rx.cond(S.arrived == name, take_focus(element_id=TITLE, key=S.arrived)),
        *content,
    )


def message(*more: rx.Component) -> rx.Component:
    """Say what stands in the way, and take the focus there."""
    return rx.cond(
        S.message != "",
        rx.el.div(
            alert("error", rx.el.p(S.message), *more),
            take_focus(element_id=MESSAGE, key=S.message_no.to_string()),
            id=MESSAGE,
            tab_index=-1,
            class_name="my-3 rounded-xl",
        ),
    )


def lost_days() -> rx.Component:
    """Warn that another choice than the one made empties the draft."""
    warning = alert(
        "info",
        "Un autre choix que le précédent efface les dates que vous aviez choisies.",
        class_name="my-3",
    )
    return rx.cond(S.draft.lines.length() > 0, warning)


def to_title() -> Any:
    """Move the focus to the title of the step."""
    return focus(TITLE)


def previous(name: str) -> rx.Component:
    """Return the way back to the step before this one."""
    before = STEPS[STEPS.index(name) - 1]
    return link_button(
        "Précédent", routes.booking_step(before), kind="secondary", icon_name="arrow-left"
    )


def following(**props: Any) -> rx.Component:
    """Return the way on."""
    return button("Suivant", icon_after="arrow-right", **props)
