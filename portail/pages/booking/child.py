"""Step 1: for which child of the household?"""

import reflex as rx

from portail.community import ServiceContact, community
from portail.components.avatar import child_avatar
from portail.components.booking import choice_card, step_bar
from portail.components.cards import CARD
from portail.components.empty import empty
from portail.components.icons import icon
from portail.pages.booking.frame import MESSAGE, following, lost_days, message
from portail.pages.booking.frame import step as frame
from portail.state.booking import BookingState, ChildChoice
from portail.state.booking_steps import CHILD

S = BookingState


def step() -> rx.Component:
    """Return step 1."""
    return frame(
        CHILD,
        "Sélectionner l’usager",
        rx.cond(S.children.length() > 0, _form(), _nobody()),
    )


def _form() -> rx.Component:
    return rx.el.form(
        message(),
        lost_days(),
        rx.el.fieldset(
            rx.el.legend("Usager", class_name="mb-2 text-ink-2"),
            rx.el.div(
                rx.foreach(S.children, _choice),
                class_name="grid gap-3 md:grid-cols-2",
            ),
            aria_describedby=rx.cond(S.message != "", MESSAGE, ""),
            class_name="mt-1 min-w-0 max-w-3xl",
        ),
        step_bar(
            rx.el.p("Une demande concerne un seul enfant.", class_name="text-[15px] text-ink-2"),
            following(type="submit"),
        ),
        on_submit=S.choose_child,
        key=f"{S.draft.key} {S.draft.child_id}",
    )


def _choice(child: ChildChoice) -> rx.Component:
    return choice_card(
        CHILD,
        child.id,
        child_avatar(child.initial, child.colour, "size-11 text-lg"),
        rx.el.span(
            rx.el.span(child.name, class_name="font-semibold"),
            rx.el.span(f" ({child.age})", class_name="text-ink-2"),
            class_name="min-w-0",
        ),
        checked=(S.draft.child_id == child.id) | (S.children.length() == 1),
    )


def _nobody() -> rx.Component:
    def call(service: ServiceContact) -> rx.Component:
        return rx.el.a(
            icon("phone", 18),
            f"{service.name}\u202f: {service.phone}",
            href=service.phone_link,
            class_name="inline-flex min-h-11 items-center gap-2 px-2 font-semibold text-brand "
            "underline underline-offset-2",
        )

    return rx.el.div(
        empty(
            "Aucun enfant dans votre foyer",
            "Pour réserver, faites d’abord ajouter votre enfant à votre dossier\u202f: "
            "appelez le service.",
            *map(call, community.services),
            icon_name="smile",
        ),
        class_name=f"{CARD} mt-4",
    )
