"""Forms that the browser posts by itself, whatever the state of the page's script."""

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from portail.components.buttons import BUTTON, KINDS


class NativeForm(BaseHTML):
    """A plain <form>: Reflex's own always keeps the browser from posting."""

    tag = "form"

    method: rx.Var[str]
    action: rx.Var[str]


def native_form(
    *children: rx.Component, action: str, method: str = "post", **props
) -> rx.Component:
    """Return a form that reloads the page with the server's answer."""
    return NativeForm.create(*children, action=action, method=method, **props)


def hidden(name: str, value: str | rx.Var[str]) -> rx.Component:
    """Return a field that the reader does not see; it follows the variable it is given."""
    # React keeps a field's first value unless it commands it: read-only says that none types here.
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)


def submit(label: str, kind: str = "primary", class_name: str = "") -> rx.Component:
    """Return the button that sends the form."""
    return rx.el.button(label, type="submit", class_name=f"{BUTTON} {KINDS[kind]} {class_name}")
