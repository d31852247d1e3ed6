"""The top of every page, and the bar at the bottom of a phone's screen."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from portail import routes
from portail.components.avatar import person_avatar
from portail.components.buttons import link
from portail.components.icons import icon, icon_among
from portail.components.native import native_form, submit

NAV_ICONS = ("house", "calendar-days", "circle-plus", "inbox")
"""The icons that a navigation item can name."""

_MENU = "menu-personnel"


@dataclass(frozen=True)
class Who:
    """What the frame says of the person: variables of whatever state knows them."""

    page: rx.Var[str]
    signed_in: rx.Var[bool]
    name: rx.Var[str]
    initials: rx.Var[str]
    space: rx.Var[str]
    nav: rx.Var[list[Any]]
    """Items with label, short, href, icon, current and bar_only."""


def header(who: Who, *, phone_title: str, offers_sign_in: bool) -> rx.Component:
    """Return the logo, the navigation and the personal menu."""
    visitor = _sign_in_link(who) if offers_sign_in else rx.fragment()
    return rx.el.header(
        rx.el.div(
            _logo(who, phone_title),
            rx.el.div(
                rx.cond(who.nav.length() > 0, _desktop_nav(who), rx.fragment()),
                rx.cond(who.signed_in, _personal_menu(who), visitor),
                class_name="flex items-center gap-4 min-h-11",
            ),
            class_name="mx-auto flex min-h-[58px] w-full max-w-[1160px] items-center "
            "justify-between gap-4 px-4 md:min-h-[68px] md:px-6",
        ),
        class_name="border-b border-line bg-card",
    )


def bottom_bar(who: Who) -> rx.Component:
    """Return the phone's navigation, under the thumb; it takes no room without items."""
    item_class = "flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs "

    def item(entry: rx.Var[Any]) -> rx.Component:
        return link(
            icon_among(entry.icon, NAV_ICONS, 22),
            rx.el.span(entry.short),
            href=entry.href,
            class_name=rx.cond(
                entry.current, f"{item_class} font-bold text-brand", f"{item_class} text-ink-2"
            ),
            custom_attrs={"aria-current": rx.cond(entry.current, "page", "false")},
        )

    bar = rx.el.nav(
        rx.foreach(who.nav, item),
        class_name="sticky bottom-0 z-30 flex border-t border-line bg-card "
        "pb-[env(safe-area-inset-bottom)] md:hidden",
        custom_attrs={"aria-label": "Navigation"},
    )
    return rx.cond(who.nav.length() > 0, bar, rx.fragment())


def _logo(who: Who, phone_title: str) -> rx.Component:
    on_phone = rx.el.span(phone_title, class_name="font-bold md:hidden") if phone_title else None
    names = rx.el.span(
        rx.el.span("Portail Familles", class_name="block font-bold leading-5"),
        rx.el.span(who.space, class_name="block text-[13px] leading-4 text-ink-2"),
        class_name="hidden md:block" if on_phone else "block",
    )
    return link(
        rx.el.img(
            src="/favicon.svg", alt="", width="40", height="40", class_name="size-9 md:size-10"
        ),
        on_phone or rx.fragment(),
        names,
        href=routes.HOME,
        class_name="flex min-h-11 min-w-0 items-center gap-3 text-ink",
        custom_attrs={"aria-label": "Portail Familles, accueil"},
    )


def _desktop_nav(who: Who) -> rx.Component:
    base = "flex min-h-10 items-center gap-1.5 rounded-xl px-3 font-medium "

    def item(entry: rx.Var[Any]) -> rx.Component:
        shown = link(
            icon_among(entry.icon, NAV_ICONS),
            rx.el.span(entry.label),
            href=entry.href,
            class_name=rx.cond(
                entry.current,
                f"{base} bg-tint text-brand-dark",
                f"{base} text-ink-2 hover:bg-page hover:text-ink",
            ),
            custom_attrs={"aria-current": rx.cond(entry.current, "page", "false")},
        )
        return rx.cond(entry.bar_only, rx.fragment(), shown)

    return rx.el.nav(
        rx.foreach(who.nav, item),
        class_name="hidden items-center gap-1 md:flex",
        custom_attrs={"aria-label": "Navigation principale"},
    )


def _personal_menu(who: Who) -> rx.Component:
    return rx.fragment(
        rx.el.button(
            person_avatar(who.initials),
            type="button",
            class_name="-mr-1 flex size-11 items-center justify-center rounded-full",
            custom_attrs={"popoverTarget": _MENU, "aria-label": f"Menu personnel de {who.name}"},
        ),
        rx.el.div(
            rx.el.p("Connecté en tant que", class_name="text-sm text-ink-2"),
            rx.el.p(who.name, class_name="mb-3 font-semibold"),
            native_form(submit("Déconnexion", "secondary", "w-full"), action=routes.SESSION_END),
            id=_MENU,
            class_name="fixed inset-auto right-[max(1rem,calc((100vw-1112px)/2))] top-[72px] m-0 w-64 "
            "rounded-2xl border border-line bg-card p-4 text-ink shadow-xl",
            custom_attrs={"popover": "auto"},
        ),
    )


def _sign_in_link(who: Who) -> rx.Component:
    shown = link(
        icon("log-in"),
        rx.el.span("Se connecter", class_name="sr-only md:not-sr-only"),
        href=routes.SIGN_IN,
        class_name="flex min-h-11 items-center gap-2 rounded-xl px-3 font-semibold text-brand "
        "hover:bg-tint",
    )
    return rx.cond(who.page == "loading", rx.fragment(), shown)
