"""Buttons, and links that look like them: 44 px high at least."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from portail.components.icons import icon

BUTTON = (
    "inline-flex items-center justify-center gap-2 min-h-11 px-4 py-2 rounded-xl font-semibold "
    "text-base leading-5 text-center no-underline transition-colors disabled:opacity-60"
)
KINDS = {
    "primary": "bg-brand text-white border border-brand hover:bg-brand-dark",
    "secondary": "bg-card text-ink border border-edge hover:bg-tint",
    "danger": "bg-card text-refused border border-edge hover:bg-refused-ground",
    "quiet": "bg-transparent text-brand border border-transparent hover:bg-tint",
}

Label = str | rx.Var[str]


def button(
    label: Label,
    *,
    kind: str = "primary",
    icon_name: str = "",
    icon_after: str = "",
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """Return a button with its words, and an icon before or after them."""
    return rx.el.button(
        *_content(label, icon_name, icon_after),
        type=props.pop("type", "button"),
        class_name=f"{BUTTON} {KINDS[kind]} {class_name}",
        **props,
    )


def link_button(
    label: Label,
    href: Label,
    *,
    kind: str = "primary",
    icon_name: str = "",
    icon_after: str = "",
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """Return a link to another page that looks like a button."""
    return link(
        *_content(label, icon_name, icon_after),
        href=href,
        class_name=f"{BUTTON} {KINDS[kind]} {class_name}",
        **props,
    )


def icon_button(
    label: Label, icon_name: str, *, kind: str = "secondary", class_name: str = "", **props: Any
) -> rx.Component:
    """Return a square button; its label is what screen readers say and the pointer shows."""
    return rx.el.button(
        icon(icon_name, 20),
        type="button",
        title=label,
        custom_attrs={"aria-label": label},
        class_name=f"{BUTTON} {KINDS[kind]} w-11 px-0 {class_name}",
        **props,
    )


def link(*children: rx.Component | Label, href: Label, **props: Any) -> rx.Component:
    """Return a link inside the portal, followed without loading the page anew."""
    return ReactRouterLink.create(*children, to=href, **props)


def _content(label: Label, before: str, after: str) -> list[rx.Component | Label]:
    parts: list[rx.Component | Label] = [icon(before)] if before else []
    parts.append(rx.el.span(label))
    return [*parts, icon(after)] if after else parts
