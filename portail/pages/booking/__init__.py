"""« Nouvelle réservation »: the wizard's page; each step has its file."""

import reflex as rx

from portail import routes
from portail.components.links import Crumb
from portail.components.skeleton import bone, said_loading
from portail.pages.booking import child, period, planning, recap
from portail.pages.page import private_page
from portail.state.booking import BookingState
from portail.state.booking_steps import CHILD, PERIOD, PLANNING, RECAP

S = BookingState


def page() -> rx.Component:
    """Return the step of the address."""
    return private_page(
        rx.match(
            S.step,
            (CHILD, child.step()),
            (PERIOD, period.step()),
            (PLANNING, planning.step()),
            (RECAP, recap.step()),
            _skeleton(),
        ),
        rx.el.p(S.said, role="status", class_name="sr-only"),
        crumbs=(
            Crumb("Mon compte", routes.ACCOUNT),
            Crumb("Réservations", routes.PLANNING),
            Crumb(_here()),
        ),
        wide=True,
        phone_title="Nouvelle réservation",
        skeleton=_skeleton(),
    )


def _here() -> rx.Var[str]:
    name = "Nouvelle réservation"
    child_too = f"{name}\u202f: {S.draft.child}"
    both = f"{child_too} – {S.draft.period}"
    return rx.match(S.step, (PERIOD, child_too), (PLANNING, both), (RECAP, both), name)


def _skeleton() -> rx.Component:
    return rx.el.div(
        said_loading(),
        rx.el.div(*[bone("h-11") for _ in range(4)], class_name="grid grid-cols-4 gap-2.5"),
        bone("mt-5 h-8 w-72 max-w-full"),
        bone("mt-4 h-20 rounded-2xl"),
        bone("mt-3 h-20 rounded-2xl"),
        bone("mt-5 h-20 rounded-2xl"),
    )
