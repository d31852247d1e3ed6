"""Messages within the page. Errors and warnings are said at once, the others when it is quiet."""

import reflex as rx

from portail.components.icons import icon

_LOOKS = {
    "info": ("info", "border-brand bg-tint text-brand-dark"),
    "success": ("circle-check", "border-accepted bg-accepted-ground text-accepted"),
    "warning": ("triangle-alert", "border-pending bg-pending-ground text-pending"),
    "error": ("circle-alert", "border-refused bg-refused-ground text-refused"),
}


def alert(
    kind: str, *content: rx.Component | str | rx.Var[str], class_name: str = ""
) -> rx.Component:
    """Return a message of kind info, success, warning or error."""
    icon_name, look = _LOOKS[kind]
    return rx.el.div(
        icon(icon_name, 20, "mt-0.5"),
        rx.el.div(*content, class_name="min-w-0"),
        role="alert" if kind in ("warning", "error") else "status",
        class_name=f"flex gap-3 rounded-xl border-l-4 px-4 py-3 font-medium {look} {class_name}",
    )
