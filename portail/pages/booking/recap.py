"""Step 4: the whole request, once more, before it leaves."""

import reflex as rx

from portail.components.avatar import child_avatar
from portail.components.booking import ABOVE_BARS, step_bar
from portail.components.buttons import button, icon_button
from portail.components.cards import CARD
from portail.components.icons import icon
from portail.pages.booking.frame import message, previous, to_title
from portail.pages.booking.frame import step as frame
from portail.state.booking import BookingState, DraftLineView
from portail.state.booking_steps import RECAP

S = BookingState


def step() -> rx.Component:
    """Return step 4."""
    return frame(
        RECAP,
        "Récapitulatif de votre demande.",
        message(
            rx.cond(
                S.impossible > 0,
                button(
                    "Retirer ces dates",
                    kind="danger",
                    icon_name="trash-2",
                    class_name="mt-2",
                    on_click=[S.remove_impossible, to_title()],
                ),
            )
        ),
        rx.el.div(
            rx.el.ul(
                rx.foreach(S.draft.lines, _line),
                class_name=f"{CARD} divide-y divide-line py-1",
            ),
            _what(),
            class_name="mt-4 grid gap-4 lg:grid-cols-[minmax(0,1fr)_21.5rem] lg:items-start",
        ),
        step_bar(
            rx.el.p(
                rx.el.strong(
                    rx.cond(
                        S.draft.lines.length() == 1, "1 date", f"{S.draft.lines.length()} dates"
                    )
                ),
                f" pour {S.draft.child}",
                class_name="text-ink-2 [&>strong]:text-ink",
            ),
            previous(RECAP),
            _submit(),
        ),
    )


def _submit() -> rx.Component:
    return button(
        rx.cond(S.sending, "Envoi…", "Valider"),
        icon_after="check",
        aria_disabled=S.sending,
        class_name="aria-disabled:opacity-60",
        on_click=rx.cond(S.sending, rx.noop(), S.validate),
    )


def _line(line: DraftLineView) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.h2(line.day, class_name="text-base font-semibold"),
            rx.el.p(
                rx.el.span("● ", class_name="text-brand", aria_hidden="true"),
                line.kind,
                class_name="text-[15px] text-ink-2",
            ),
            rx.cond(
                line.problem != "",
                rx.el.p(
                    icon("circle-alert", 18, "mt-0.5"),
                    rx.el.span(line.problem),
                    class_name="mt-1 flex gap-2 font-medium text-refused",
                ),
            ),
            class_name="min-w-0 grow",
        ),
        icon_button(
            f"Retirer {line.day}",
            "trash-2",
            kind="quiet",
            class_name=f"-mr-2 text-refused {ABOVE_BARS}",
            on_click=[S.remove(line.iso), to_title()],
        ),
        class_name="flex items-start justify-between gap-3 py-3",
    )


def _what() -> rx.Component:
    facts = (
        ("Établissement", S.draft.establishment),
        ("Mode d’accueil", S.draft.care_mode),
        ("Période", S.draft.period),
    )
    return rx.el.section(
        rx.el.div(
            child_avatar(S.draft.initial, S.draft.colour, "size-9 text-sm"),
            rx.el.p(rx.el.span("Pour ", class_name="text-ink-2"), rx.el.strong(S.draft.child)),
            class_name="mb-3 flex items-center gap-3",
        ),
        rx.el.dl(
            *[
                rx.el.div(
                    rx.el.dt(name, class_name="text-sm text-ink-2"),
                    rx.el.dd(value),
                )
                for name, value in facts
            ],
            class_name="flex flex-col gap-2",
        ),
        rx.el.p(
            icon("info", 18, "mt-0.5"),
            rx.el.span(
                "Le service répond à chaque date, par courriel et dans votre planning. "
                "En attendant, la place est gardée."
            ),
            class_name="mt-4 flex gap-2 rounded-xl bg-page p-3 text-[15px]",
        ),
        aria_label="La demande",
        class_name=CARD,
    )
