"""« Mon compte »: the family's first page."""

import reflex as rx

from portail import routes
from portail.components.avatar import child_avatar
from portail.components.badges import badge
from portail.components.buttons import link_button
from portail.components.cards import CARD, section_card, tile
from portail.components.empty import empty
from portail.components.icons import icon
from portail.components.links import Crumb
from portail.components.periods import period_line
from portail.components.skeleton import bone, said_loading
from portail.pages.page import private_page
from portail.state.account import AccountState, ChildCard

S = AccountState
BOOKING = routes.booking_step("usager")


def page() -> rx.Component:
    """Return « Mon compte »."""
    return private_page(
        rx.cond(S.loaded, _content(), _skeleton()),
        crumbs=(Crumb("Mon compte"),),
        phone_title="Mon compte",
        skeleton=_skeleton(),
    )


def _content() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1(f"Bonjour {S.overview.first_name}", class_name="text-3xl font-bold"),
            link_button("Réserver", BOOKING, icon_name="calendar-plus"),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        rx.cond(
            S.overview.children.length() > 0,
            rx.el.ul(
                rx.foreach(S.overview.children, _child),
                class_name="mt-4 grid gap-4 md:grid-cols-2",
            ),
            rx.el.div(
                empty(
                    "Aucun enfant dans votre foyer",
                    "Pour l’ajouter à votre dossier, appelez ou écrivez au service.",
                    icon_name="smile",
                ),
                class_name=f"{CARD} mt-4",
            ),
        ),
        rx.el.div(
            _periods(),
            tile(
                "Mon planning",
                S.overview.ahead,
                _waiting(S.overview.waiting),
                href=routes.PLANNING,
                icon_name="calendar-days",
            ),
            class_name="mt-4 grid items-start gap-4 md:grid-cols-[2fr_1fr]",
        ),
    )


def _child(child: ChildCard) -> rx.Component:
    return rx.el.li(
        child_avatar(child.initial, child.colour, "size-9 text-sm"),
        rx.el.div(
            rx.el.h2(child.name, class_name="text-base font-semibold"),
            rx.el.p(child.age, " · ", child.ahead, class_name="text-[15px] text-ink-2"),
            rx.cond(
                child.next_day != "",
                rx.el.p(
                    icon("calendar-check", 18, "mt-0.5 text-accepted"),
                    rx.el.span(f"Prochaine présence\u202f: {child.next_day}"),
                    class_name="mt-2 flex gap-2 text-[15px]",
                ),
            ),
            _waiting(child.waiting),
            class_name="min-w-0",
        ),
        class_name=f"{CARD} flex gap-3",
    )


def _waiting(words: str) -> rx.Component:
    return rx.cond(
        words != "",
        rx.el.div(badge(words, "waiting", "clock"), class_name="mt-2 [&_.badge]:whitespace-normal"),
        rx.fragment(),
    )


def _periods() -> rx.Component:
    return section_card(
        "Périodes de réservation",
        rx.cond(
            S.periods.length() > 0,
            rx.el.ul(rx.foreach(S.periods, period_line), class_name="divide-y divide-line"),
            rx.el.p(
                "Aucune période n’est ouverte ni annoncée pour le moment.",
                class_name="py-3 text-ink-2",
            ),
        ),
        identifier="periodes",
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        said_loading(),
        rx.el.div(bone("h-9 w-56"), bone("h-11 w-32"), class_name="flex justify-between gap-3"),
        rx.el.div(
            bone("h-28 rounded-2xl"),
            bone("h-28 rounded-2xl"),
            class_name="mt-4 grid gap-4 md:grid-cols-2",
        ),
        rx.el.div(
            bone("h-64 rounded-2xl"),
            bone("h-28 rounded-2xl"),
            class_name="mt-4 grid items-start gap-4 md:grid-cols-[2fr_1fr]",
        ),
    )
