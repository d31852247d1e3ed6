"""A window over the page: focus stays in it, Escape closes it; on a phone it rises from below."""

from typing import Any

import reflex as rx
from reflex_components_radix.primitives.dialog import dialog as primitive

from portail.components.buttons import BUTTON, KINDS
from portail.components.icons import icon

_PANEL = (
    "rise fixed z-50 inset-x-0 bottom-0 max-h-[90dvh] overflow-y-auto rounded-t-2xl bg-card p-5 "
    "shadow-2xl md:inset-x-auto md:bottom-auto md:left-1/2 md:top-1/2 md:w-[32rem] "
    "md:max-w-[92vw] md:-translate-x-1/2 md:-translate-y-1/2 md:rounded-2xl"
)

# The dialog is opened by a variable: the browser alone knows what was pressed for it, and the
# focus goes back there, or to the content when that is gone.
_REMEMBER_OPENER = rx.Var("() => { window.portailOpener = document.activeElement; }")
_BACK_TO_OPENER = rx.Var(
    "(event) => { event.preventDefault(); const opener = window.portailOpener;"
    " (opener?.isConnected ? opener : document.getElementById('contenu'))?.focus(); }"
)


def dialog(
    title: str | rx.Var[str],
    *content: rx.Component,
    is_open: rx.Var[bool],
    on_open_change: Any,
    description: str | rx.Var[str] = "",
) -> rx.Component:
    """Return a window that a variable opens; `on_open_change` receives whether it stays open."""
    described = isinstance(description, rx.Var) or bool(description)
    return primitive.root(
        primitive.portal(
            primitive.overlay(class_name="fixed inset-0 z-40 bg-ink/50"),
            primitive.content(
                rx.el.div(
                    primitive.title(title, class_name="text-xl font-bold"),
                    primitive.close(
                        icon("x", 20),
                        custom_attrs={"aria-label": "Fermer"},
                        class_name=f"{BUTTON} {KINDS['quiet']} -mr-2 -mt-2 w-11 px-0",
                    ),
                    class_name="flex items-start justify-between gap-4",
                ),
                primitive.description(
                    description, class_name="text-ink-2" if described else "sr-only"
                ),
                *content,
                class_name=_PANEL,
                custom_attrs={
                    "onOpenAutoFocus": _REMEMBER_OPENER,
                    "onCloseAutoFocus": _BACK_TO_OPENER,
                },
            ),
        ),
        open=is_open,
        on_open_change=on_open_change,
    )
