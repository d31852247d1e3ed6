"""Lucide icons. They decorate words that stand beside them, and are silent for screen readers."""

import reflex as rx


def icon(name: str, size: int = 18, class_name: str = "") -> rx.Component:
    """Return one icon; the name is literal, so that only the icons in use are shipped."""
    return rx.icon(
        tag=name,
        size=size,
        class_name=f"shrink-0 {class_name}",
        custom_attrs={"aria-hidden": "true", "focusable": "false"},
    )


def icon_among(name: rx.Var[str], names: tuple[str, ...], size: int = 18) -> rx.Component:
    """Return the icon that a variable names, out of those it can name."""
    first, *others = names
    return rx.match(name, *[(other, icon(other, size)) for other in others], icon(first, size))
