"""Small coloured words: a state is always an icon, words and a colour together."""

import reflex as rx

from portail.components.icons import icon

Text = str | rx.Var[str]

_BASE = (
    "badge inline-flex items-center gap-1.5 rounded-full border px-2.5 py-0.5 text-sm "
    "font-semibold leading-5 whitespace-nowrap"
)
TONES = {
    "accepted": "text-accepted bg-accepted-ground border-transparent",
    "pending": "text-pending bg-pending-ground border-dashed border-pending",
    "waiting": "text-pending bg-pending-ground border-transparent",
    "refused": "text-refused bg-refused-ground border-transparent",
    "cancelling": "text-cancelling bg-cancelling-ground border-transparent",
    "cancelled": "text-cancelled bg-cancelled-ground border-transparent",
    "other": "text-other bg-other-ground border-transparent",
    "plain": "text-brand-dark bg-tint border-transparent",
}

PRESENCE = {
    "accepted": ("circle-check", "accepted"),
    "pending": ("clock", "pending"),
    "refused": ("circle-x", "refused"),
    "cancellation_requested": ("undo-2", "cancelling"),
    "cancelled": ("ban", "cancelled"),
    "expired": ("hourglass", "cancelled"),
    "cancellation_expired": ("timer-off", "cancelled"),
    "other_account": ("link-2", "other"),
}
"""The eight states of a presence: their icon and their tone."""

PERIOD = {
    "open": ("lock-open", "accepted"),
    "coming": ("clock", "waiting"),
    "closed": ("lock", "cancelled"),
}


def badge(label: Text, tone: str, icon_name: str = "") -> rx.Component:
    """Return one badge."""
    content = [icon(icon_name, 15)] if icon_name else []
    return rx.el.span(*content, rx.el.span(label), class_name=f"{_BASE} {TONES[tone]}")


def presence_badge(state: Text, label: Text) -> rx.Component:
    """Return the badge of a presence's state."""
    return _among(state, label, PRESENCE)


def presence_icon(state: rx.Var[str], size: int = 16) -> rx.Component:
    """Return only the icon of a presence's state, where its words stand elsewhere."""
    cases = [(key, icon(name, size, f"text-{tone}")) for key, (name, tone) in PRESENCE.items()]
    return rx.match(state, *cases, rx.fragment())


def period_badge(status: Text, label: Text) -> rx.Component:
    """Return the badge of a booking window: open, coming or closed."""
    return _among(status, label, PERIOD)


def ready_badge(ready: bool | rx.Var[bool]) -> rx.Component:
    """Tell whether a child can be booked for."""
    return rx.cond(
        ready,
        badge("Prêt", "accepted", "circle-check"),
        badge("Bloqué", "refused", "triangle-alert"),
    )


def _among(key: Text, label: Text, looks: dict[str, tuple[str, str]]) -> rx.Component:
    if isinstance(key, str):
        name, tone = looks[key]
        return badge(label, tone, name)
    cases = [(case, badge(label, tone, name)) for case, (name, tone) in looks.items()]
    return rx.match(key, *cases, rx.fragment())
