"""The frame around every page: header, navigation, content, footer."""

import reflex as rx

from portail.components.header import Who, bottom_bar, header
from portail.components.links import footer, skip_link
from portail.components.skeleton import page_skeleton

WIDTH = "mx-auto w-full max-w-[1160px] px-4 md:px-6"
CALENDAR_WIDTH = "mx-auto w-full max-w-[1280px] px-4 md:px-6"


def shell(
    who: Who,
    *content: rx.Component,
    full_bleed: rx.Component | None = None,
    wide: bool = False,
    phone_title: str = "",
    offers_sign_in: bool = True,
) -> rx.Component:
    """Return a whole page.

    Args:
        who: The person in front of the page.
        content: What the page is about.
        full_bleed: Content that manages its own width, instead of `content`.
        wide: Whether the page holds a calendar.
        phone_title: What stands beside the logo on a phone, instead of the portal's name.
        offers_sign_in: Whether a visitor finds a link to the sign-in page in the header.
    """
    inner = full_bleed or rx.el.div(
        *content, class_name=f"{CALENDAR_WIDTH if wide else WIDTH} pb-10 pt-4"
    )
    return rx.el.div(
        skip_link(),
        header(who, phone_title=phone_title, offers_sign_in=offers_sign_in),
        rx.el.main(inner, id="contenu", tab_index=-1, class_name="flex-1"),
        footer(WIDTH),
        bottom_bar(who),
        class_name="flex min-h-dvh flex-col",
    )


def page_frame(
    page: rx.Var[str],
    content: rx.Component,
    *,
    missing: rx.Component,
    skeleton: rx.Component | None = None,
) -> rx.Component:
    """Return the page, its shape while it is read, or « introuvable »."""
    return rx.match(page, ("ready", content), ("missing", missing), skeleton or page_skeleton())
