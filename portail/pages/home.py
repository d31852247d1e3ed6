"""The public home page: what the portal is, when to book, whom to call, and the sign-in form."""

import reflex as rx

from portail import routes
from portail.community import ServiceContact, community
from portail.components.buttons import link_button
from portail.components.cards import CARD, section_card
from portail.components.icons import icon
from portail.components.periods import period_line
from portail.components.shell import WIDTH, shell
from portail.components.skeleton import bone
from portail.pages.page import visitor
from portail.pages.sign_in import form
from portail.state.home import HomeState
from portail.state.visitor import Visitor


def page() -> rx.Component:
    """Return the home page."""
    # The form comes first for the keyboard and on a phone; it stands on the right elsewhere.
    columns = rx.el.div(
        rx.el.div(_sign_in(), class_name="lg:col-start-2 lg:row-start-1"),
        rx.el.div(_periods(), _services(), class_name="flex flex-col gap-4 lg:row-start-1"),
        class_name=f"{WIDTH} -mt-24 grid items-start gap-4 pb-8 lg:grid-cols-[1fr_25rem] lg:gap-6",
    )
    return shell(visitor(), full_bleed=rx.el.div(_welcome(), columns), offers_sign_in=False)


def _welcome() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p(community.motto, class_name="font-semibold text-tint"),
            rx.el.h1(
                "Bienvenue sur votre portail familles",
                class_name="mt-2 max-w-xl text-[32px] font-bold text-white md:text-[44px] "
                "md:leading-[1.1]",
            ),
            rx.el.p(
                "Réservez les mercredis et les vacances de vos enfants, "
                "et suivez vos demandes jusqu’à la réponse du service.",
                class_name="mt-4 max-w-xl text-lg text-tint",
            ),
            class_name=f"{WIDTH} pb-32 pt-8 md:pt-10",
        ),
        class_name="bg-linear-to-b from-brand to-brand-dark",
    )


def _periods() -> rx.Component:
    rows = rx.cond(
        HomeState.periods.length() > 0,
        rx.el.ul(rx.foreach(HomeState.periods, period_line), class_name="divide-y divide-line"),
        rx.el.p(
            "Aucune période de réservation n’est annoncée pour le moment.",
            class_name="py-6 text-ink-2",
        ),
    )
    return section_card(
        "Réservations",
        rx.el.div(
            rx.cond(HomeState.loaded, rows, _bones()),
            class_name="min-h-[246px] border-t border-line",
        ),
        identifier="reservations",
        aside="ALSH · PAJ",
    )


def _bones() -> rx.Component:
    row = rx.el.div(bone("h-5 w-48"), bone("mt-2 h-4 w-64 max-w-full"), class_name="py-3.5")
    return rx.el.div(row, row, row, class_name="divide-y divide-line")


def _services() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Nous joindre", id="nous-joindre", class_name="sr-only"),
        *[_service(service) for service in community.services],
        class_name="grid gap-4 sm:grid-cols-2",
        custom_attrs={"aria-labelledby": "nous-joindre"},
    )


def _service(service: ServiceContact) -> rx.Component:
    link_class = "inline-flex min-h-8 items-center text-[15px]"
    return rx.el.div(
        rx.el.h3(
            icon("baby" if service.key == "creche" else "tent-tree", 20),
            service.name,
            class_name="mb-1 flex items-center gap-1.5 text-base font-semibold",
        ),
        rx.el.p(
            rx.el.a(
                service.phone,
                href=service.phone_link,
                class_name=f"{link_class} text-ink-2",
            )
        ),
        rx.el.p(
            rx.el.a(
                service.email,
                href=f"mailto:{service.email}",
                class_name=f"{link_class} break-all text-brand underline underline-offset-2",
            )
        ),
        class_name=CARD,
    )


def _sign_in() -> rx.Component:
    space = rx.cond(
        Visitor.is_staff,
        link_button("Demandes", routes.REQUESTS, icon_name="inbox", class_name="w-full"),
        link_button("Mon compte", routes.ACCOUNT, icon_name="house", class_name="w-full"),
    )
    greeting = rx.el.div(
        rx.el.h2(f"Bonjour {Visitor.first_name}", class_name="mb-4 text-xl font-semibold"), space
    )
    visitors = rx.el.div(rx.el.h2("Connexion", class_name="mb-4 text-xl font-semibold"), form())
    return rx.el.section(
        rx.cond(Visitor.signed_in, greeting, visitors),
        class_name=f"{CARD} p-6 shadow-xl shadow-brand/10",
    )
