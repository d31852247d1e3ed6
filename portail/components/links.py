"""Links that help to find one's way: skip link, breadcrumb, footer."""

from dataclasses import dataclass

import reflex as rx

from portail import routes
from portail.components.buttons import link

_LINK = "underline underline-offset-2 hover:text-ink"


@dataclass(frozen=True)
class Crumb:
    """A step of the path from the home page."""

    label: str | rx.Var[str]
    href: str = ""


def skip_link() -> rx.Component:
    """Return the first link of the page: it leads over the header for those who use the keyboard."""
    return rx.el.a(
        "Aller au contenu",
        href="#contenu",
        class_name="skip-link fixed left-4 top-2 z-50 rounded-xl bg-brand-dark px-4 py-3 "
        "font-semibold text-white",
    )


def breadcrumb(*crumbs: Crumb) -> rx.Component:
    """Return « Accueil › Mon compte › … »; the last crumb is the page itself."""
    *before, here = crumbs
    steps = [
        rx.el.li(
            link(crumb.label, href=crumb.href, class_name=_LINK),
            rx.el.span(" › ", custom_attrs={"aria-hidden": "true"}),
        )
        for crumb in before
    ]
    last = rx.el.li(here.label, custom_attrs={"aria-current": "page"})
    return rx.el.nav(
        rx.el.ol(*steps, last, class_name="flex flex-wrap whitespace-pre-wrap"),
        class_name="mb-2 text-[15px] text-ink-2",
        custom_attrs={"aria-label": "Fil d’Ariane"},
    )


def footer(width: str) -> rx.Component:
    """Return what the law wants at hand on every page."""
    pages = (
        ("Accessibilité\u202f: non conforme", routes.ACCESSIBILITY),
        ("Données personnelles", routes.PRIVACY),
        ("Mentions légales", routes.LEGAL),
    )
    items = [
        rx.el.li(
            link(label, href=href, class_name="inline-flex min-h-11 items-center hover:underline")
        )
        for label, href in pages
    ]
    return rx.el.footer(
        rx.el.ul(*items, class_name=f"{width} flex flex-wrap gap-x-6 py-3"),
        class_name="mt-auto text-[15px] text-ink-2",
    )
