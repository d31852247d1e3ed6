"""What makes a page, and the frame that all of them share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from portail import routes
from portail.components.buttons import link_button
from portail.components.header import Who
from portail.components.links import Crumb, breadcrumb
from portail.components.shell import page_frame, shell
from portail.state.visitor import Visitor

HOME = Crumb("Accueil", routes.HOME)


@dataclass(frozen=True)
class Page:
    """A route, its title, who may open it and what is read when it opens."""

    route: str
    title: str | rx.Var[str]
    """Without the portal's name, which follows it."""
    view: Callable[[], rx.Component]
    state: type[rx.State] = Visitor
    """What it shows; who may open the page is what this state declares."""
    on_load: tuple[Any, ...] = ()


def visitor() -> Who:
    """Return what the frame says of who is looking."""
    return Who(
        page=Visitor.page,
        signed_in=Visitor.signed_in,
        name=Visitor.name,
        initials=Visitor.initials,
        space=Visitor.space,
        nav=Visitor.nav,
    )


def public_page(title: str, *content: rx.Component) -> rx.Component:
    """Return a page for everybody: shown at once, with its breadcrumb and its title."""
    return shell(
        visitor(),
        breadcrumb(HOME, Crumb(title)),
        rx.el.h1(title, class_name="text-3xl font-bold"),
        *content,
    )


def private_page(
    *content: rx.Component,
    crumbs: tuple[Crumb, ...],
    wide: bool = False,
    phone_title: str = "",
    skeleton: rx.Component | None = None,
) -> rx.Component:
    """Return a page for who may see it; others get « introuvable », and nobody a flash of it."""
    trail = breadcrumb(HOME, *crumbs)
    return shell(
        visitor(),
        page_frame(
            Visitor.page,
            rx.el.div(trail, *content),
            missing=missing(),
            skeleton=rx.el.div(trail, skeleton) if skeleton else None,
        ),
        wide=wide,
        phone_title=phone_title,
    )


def missing() -> rx.Component:
    """Return « introuvable »: the same for what does not exist and for what is not one's own."""
    return rx.el.div(
        rx.el.p("Erreur 404", class_name="font-semibold text-brand"),
        rx.el.h1("Page introuvable", class_name="text-3xl font-bold"),
        rx.el.p(
            "Cette page n’existe pas, ou plus. Vérifiez l’adresse, ou repartez de l’accueil.",
            class_name="my-4 max-w-prose text-ink-2",
        ),
        link_button("Retour à l’accueil", routes.HOME, icon_name="house"),
        class_name="py-10",
    )
