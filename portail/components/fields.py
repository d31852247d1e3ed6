"""Native fields with their label, help and error, tied together for screen readers."""

from typing import Any

import reflex as rx

from portail.components.icons import icon

Text = str | rx.Var[str]

INPUT = (
    "block w-full min-h-12 rounded-xl border border-edge bg-card px-3.5 py-2.5 text-base text-ink "
    "aria-invalid:border-2 aria-invalid:border-refused"
)


def text_field(
    name: str,
    label: Text,
    *,
    identifier: str = "",
    help_text: Text = "",
    error: Text = "",
    field_type: str = "text",
    **props: Any,
) -> rx.Component:
    """Return a one-line field: text, email, password, date, tel…"""
    identifier = identifier or name
    attributes = _tied(identifier, help_text, error)
    return _field(
        rx.el.input(
            type=field_type,
            name=name,
            id=identifier,
            class_name=INPUT,
            custom_attrs=attributes | props.pop("custom_attrs", {}),
            **props,
        ),
        identifier,
        label,
        help_text,
        error,
    )


def select_field(
    name: str,
    label: Text,
    *options: rx.Component,
    identifier: str = "",
    help_text: Text = "",
    error: Text = "",
    **props: Any,
) -> rx.Component:
    """Return a native choice among options (`rx.el.option`, or one `rx.foreach` of them)."""
    identifier = identifier or name
    return _field(
        rx.el.select(
            *options,
            name=name,
            id=identifier,
            class_name=INPUT,
            custom_attrs=_tied(identifier, help_text, error),
            **props,
        ),
        identifier,
        label,
        help_text,
        error,
    )


def checkbox(name: str, label: Text, *, identifier: str = "", **props: Any) -> rx.Component:
    """Return a box to tick; its whole line can be pressed."""
    return _choice("checkbox", name, label, identifier or name, props)


def radio(name: str, label: Text, value: Text, *, identifier: Text, **props: Any) -> rx.Component:
    """Return one choice of several that share a name; group them with `choices`."""
    return _choice("radio", name, label, identifier, props | {"value": value})


def choices(legend: Text, *options: rx.Component) -> rx.Component:
    """Return choices under the question that they answer."""
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="mb-1 font-semibold"),
        *options,
        class_name="flex flex-col border-0 p-0",
    )


def field_error(identifier: str, error: Text) -> rx.Component:
    """Return what is wrong with a field and what to do; nothing while nothing is."""
    shown = rx.el.p(
        icon("circle-alert", 18, "mt-0.5"),
        rx.el.span(error),
        id=f"{identifier}-erreur",
        role="alert",
        class_name="flex gap-2 font-medium text-refused",
    )
    if isinstance(error, rx.Var):
        return rx.cond(error != "", shown, rx.fragment())
    return shown if error else rx.fragment()


def _field(
    control: rx.Component, identifier: str, label: Text, help_text: Text, error: Text
) -> rx.Component:
    described = bool(help_text) if isinstance(help_text, str) else True
    return rx.el.div(
        rx.el.label(label, html_for=identifier, class_name="font-semibold"),
        control,
        rx.el.p(help_text, id=f"{identifier}-aide", class_name="text-sm text-ink-2")
        if described
        else rx.fragment(),
        field_error(identifier, error),
        class_name="flex flex-col gap-1.5",
    )


def _tied(identifier: str, help_text: Text, error: Text) -> dict[str, Any]:
    """Return the attributes that make help and error part of the field's description."""
    help_id = f"{identifier}-aide" if not isinstance(help_text, str) or help_text else ""
    error_id = f"{identifier}-erreur"
    if isinstance(error, rx.Var):
        wrong = error != ""
        described = rx.cond(wrong, f"{error_id} {help_id}".strip(), help_id)
        return {"aria-invalid": wrong, "aria-describedby": described}
    described = " ".join(part for part in (error_id if error else "", help_id) if part)
    attributes: dict[str, Any] = {"aria-describedby": described} if described else {}
    return attributes | ({"aria-invalid": "true"} if error else {})


def _choice(
    kind: str, name: str, label: Text, identifier: Text, props: dict[str, Any]
) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type=kind,
            name=name,
            id=identifier,
            class_name="size-5 shrink-0 accent-brand",
            **props,
        ),
        rx.el.span(label),
        html_for=identifier,
        class_name="flex min-h-11 items-center gap-3",
    )
