"""What appears over any page when something fails, in French, instead of Reflex's own."""

import reflex as rx
from reflex_components_core.base.error_boundary import ErrorBoundary
from reflex_components_core.core.banner import has_too_many_connection_errors

from portail.components.buttons import BUTTON, KINDS
from portail.components.icons import icon

SHOW_FAILURE = "document.documentElement.dataset.serverFailure = ''"
"""The script that shows `server_failure`: the server sends it when a handler broke."""

_BAR = (
    "fixed inset-x-4 top-4 z-50 mx-auto max-w-xl items-center gap-3 rounded-xl px-4 py-3 "
    "font-medium shadow-xl"
)
_HIDE_FAILURE = "delete document.documentElement.dataset.serverFailure"


def overlays() -> rx.Component:
    """Return the banners that wait for a failure."""
    return rx.fragment(connection_lost(), server_failure())


def connection_lost() -> rx.Component:
    """Tell that nothing can be sent for now; it leaves by itself."""
    banner = rx.el.div(
        icon("wifi-off", 20),
        rx.el.span(
            "Connexion interrompue. Nous essayons de la rétablir\u202f; "
            "vos choix enregistrés sont conservés."
        ),
        role="status",
        class_name=f"flex {_BAR} border border-pending bg-pending-ground text-pending",
    )
    return rx.cond(has_too_many_connection_errors, banner, rx.fragment())


def server_failure() -> rx.Component:
    """Tell that the last action failed, and what to do."""
    return rx.el.div(
        icon("circle-alert", 20),
        rx.el.span(
            "Cette action n’a pas abouti. Rechargez la page, puis réessayez\u202f; "
            "si cela se reproduit, appelez le service.",
            class_name="flex-1",
        ),
        rx.el.button(
            icon("x", 20),
            type="button",
            on_click=rx.call_script(_HIDE_FAILURE),
            custom_attrs={"aria-label": "Fermer"},
            class_name=f"{BUTTON} w-11 px-0",
        ),
        id="server-failure",
        role="alert",
        class_name=f"{_BAR} border border-refused bg-refused-ground text-refused",
    )


def error_boundary() -> rx.Component:
    """Catch what breaks while the page is drawn; the gate lets no browser fill the logs with it."""
    return ErrorBoundary.create(fallback_render=rx.Var.create(_broken_page()), on_error=rx.noop())


def _broken_page() -> rx.Component:
    return rx.el.main(
        rx.el.h1("Cette page n’a pas pu s’afficher", class_name="text-3xl font-bold"),
        rx.el.p(
            "Rechargez-la. Si cela se reproduit, appelez le service\u202f: "
            "ce que vous avez validé est enregistré.",
            class_name="my-4 max-w-prose text-ink-2",
        ),
        rx.el.a("Recharger la page", href="", class_name=f"{BUTTON} {KINDS['primary']}"),
        class_name="mx-auto max-w-[1160px] px-6 py-16",
    )
