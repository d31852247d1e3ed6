"""« Demandes à traiter »: the places of a day, a request, its dates, and why it is refused."""

from typing import Any

import reflex as rx

from portail.components.avatar import child_avatar
from portail.components.badges import PRESENCE
from portail.components.buttons import button, icon_button
from portail.components.dialog import dialog
from portail.components.fields import INPUT, choices, field_error, radio
from portail.components.icons import icon

WORDS_ID = "precision"
LONGEST_WORDS = 200

_CHIP = (
    "inline-flex items-center gap-1 rounded-full border-2 px-2.5 text-[15px] font-semibold "
    "whitespace-nowrap min-h-11 lg:min-h-8"
)
_GREEN = "bg-accepted-ground text-accepted"
_RED = "bg-refused-ground text-refused"


def day_cards(label: str, cards: rx.Component) -> rx.Component:
    """Show two rows of days, or one on a phone: the others scroll, the requests stay in sight."""
    return rx.el.div(
        rx.el.ul(
            cards,
            class_name="grid gap-3 max-sm:auto-cols-[10.5rem] max-sm:grid-flow-col sm:grid-cols-3"
            " lg:grid-cols-6",
        ),
        role="region",
        tab_index=0,
        class_name="relative mt-4 rounded-2xl max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4"
        " sm:max-h-[15.75rem] sm:overflow-y-auto",
        custom_attrs={"aria-label": label},
    )


def day_card(day: Any) -> rx.Component:
    """Draw how many places of a day are taken, and how many presences wait for one."""
    return rx.el.li(
        rx.el.p(
            rx.el.span(day.day, class_name="font-bold"),
            rx.el.span(
                f"{day.accepted}/{day.places}",
                rx.el.span(
                    rx.cond(day.full, " places acceptées, complet", " places acceptées"),
                    class_name="sr-only",
                ),
                class_name=rx.cond(day.full, "font-bold text-refused", "text-ink-2"),
            ),
            class_name="flex justify-between gap-2",
        ),
        rx.el.div(
            rx.el.div(
                style={"width": rx.Var.create(f"{day.percent}%")},
                class_name=["h-full rounded-full", rx.cond(day.full, "bg-refused", "bg-brand")],
            ),
            class_name="my-2.5 h-2 overflow-hidden rounded-full bg-cancelled-ground",
            custom_attrs={"aria-hidden": "true"},
        ),
        rx.el.p(day.waiting, class_name="text-sm text-ink-2"),
        class_name="rounded-2xl border border-line bg-card px-3.5 py-3",
    )


def request(
    row: Any,
    *,
    selected: Any,
    is_chosen: Any,
    on_choose: Any,
    on_choose_line: Any,
    on_accept: Any,
    on_refuse: Any,
) -> rx.Component:
    """Draw a request: a row of the table, a card on a phone.

    `is_chosen` tells of a presence whether it is selected.
    """
    waits = row.rank > 0
    return _row(
        _cell(
            rx.cond(
                waits,
                rx.el.label(
                    rx.el.input(
                        type="checkbox",
                        checked=selected,
                        on_change=on_choose,
                        class_name="size-5 accent-brand",
                        custom_attrs={"aria-label": f"Sélectionner la demande n° {row.number}"},
                    ),
                    class_name="flex size-11 cursor-pointer items-center justify-center",
                ),
            ),
            "max-lg:absolute max-lg:top-2 max-lg:right-2 lg:w-14 lg:pl-2",
        ),
        _cell(
            rx.el.p("n° ", row.number, class_name="font-semibold"),
            rx.el.p(row.submitted, class_name="text-sm text-ink-2"),
            "pr-12 lg:pr-3 lg:whitespace-nowrap",
        ),
        _cell(
            rx.el.div(
                child_avatar(row.initial, row.colour),
                rx.el.div(
                    rx.el.p(
                        rx.el.span(row.child, class_name="font-semibold"),
                        " · ",
                        rx.el.span(row.age, class_name="text-sm whitespace-nowrap text-ink-2"),
                    ),
                    rx.el.p(row.family, class_name="text-sm text-ink-2"),
                    class_name="min-w-0",
                ),
                class_name="flex items-center gap-2.5",
            ),
            "lg:min-w-60",
        ),
        _cell(
            rx.cond(row.kind != "", rx.el.p(row.kind, class_name="mb-1 text-sm text-ink-2")),
            rx.el.ul(
                rx.foreach(
                    row.lines,
                    lambda line: rx.el.li(
                        _line(
                            line,
                            with_kind=row.kind == "",
                            pressed=is_chosen(line),
                            on_click=on_choose_line(line),
                        )
                    ),
                ),
                class_name="flex flex-wrap gap-1.5",
            ),
        ),
        _cell(
            rx.el.span("Rang ", class_name="text-sm text-ink-2 lg:sr-only"),
            rx.cond(waits, row.rank.to_string(), "—"),
            "max-lg:absolute max-lg:bottom-6 max-lg:left-4 lg:text-right",
        ),
        _cell(
            rx.cond(
                waits,
                rx.el.div(
                    icon_button(
                        f"Accepter la demande n° {row.number}",
                        "check",
                        class_name="[&>svg]:text-accepted",
                        on_click=on_accept,
                    ),
                    icon_button(
                        f"Refuser la demande n° {row.number}",
                        "x",
                        kind="danger",
                        on_click=on_refuse,
                    ),
                    class_name="flex justify-end gap-1.5",
                ),
                rx.el.p("Traitée", class_name="py-2.5 text-right text-sm text-ink-2"),
            ),
        ),
    )


def table(label: str, rows: rx.Component) -> rx.Component:
    """Return the table of requests; on a phone its rows are cards, and still rows for readers."""
    # A table that CSS draws as blocks is no table any more for screen readers: the roles say it.
    return rx.el.table(
        rx.el.thead(
            rx.el.tr(
                *(_heading(*column) for column in COLUMNS),
                role="row",
                class_name="border-b border-line",
            ),
            role="rowgroup",
            class_name="max-lg:sr-only bg-page text-left text-sm text-ink-2",
        ),
        rx.el.tbody(rows, role="rowgroup", class_name="max-lg:block divide-y divide-line"),
        role="table",
        class_name="w-full max-lg:block lg:border-collapse",
        custom_attrs={"aria-label": label},
    )


def pager(span: Any, page: Any, pages: Any, *, on_turn: Any) -> rx.Component:
    """Lead to the other pages of a long list; `on_turn` receives the page, counted from 1."""
    return rx.el.nav(
        button(
            "Précédentes",
            kind="secondary",
            icon_name="chevron-left",
            disabled=page <= 1,
            on_click=on_turn(page - 1),
        ),
        rx.el.p("Demandes ", span, class_name="text-center text-ink-2"),
        button(
            "Suivantes",
            kind="secondary",
            icon_after="chevron-right",
            disabled=page >= pages,
            on_click=on_turn(page + 1),
        ),
        class_name="flex flex-wrap items-center justify-between gap-2 border-t border-line p-3",
        custom_attrs={"aria-label": "Pages de la liste"},
    )


COLUMNS = (
    ("Sélection", "lg:[&>span]:sr-only"),
    ("Demande", ""),
    ("Enfant", ""),
    ("Dates demandées", ""),
    ("Rang", "text-right"),
    ("Décision", "text-right"),
)


def _heading(words: str, look: str) -> rx.Component:
    return rx.el.th(
        rx.el.span(words),
        scope="col",
        role="columnheader",
        class_name=f"px-3 py-2.5 font-semibold {look}",
    )


def _row(*cells: rx.Component) -> rx.Component:
    return rx.el.tr(
        *cells,
        role="row",
        class_name="max-lg:relative max-lg:flex max-lg:flex-col max-lg:gap-2.5 max-lg:p-4",
    )


def _cell(*content: Any) -> rx.Component:
    *parts, last = content
    look = last if isinstance(last, str) else ""
    children = parts if look else content
    return rx.el.td(
        *children, role="cell", class_name=f"max-lg:block lg:px-3 lg:py-3 lg:align-middle {look}"
    )


def _line(line: Any, *, with_kind: Any, pressed: Any, on_click: Any) -> rx.Component:
    said = rx.fragment(
        rx.el.span(line.day),
        rx.cond(with_kind, rx.el.span(line.kind, class_name="font-normal")),
    )
    pending = rx.el.button(
        rx.cond(pressed, icon("check", 15)),
        said,
        rx.cond(line.fits, rx.fragment(), icon("circle-slash", 15)),
        type="button",
        on_click=on_click,
        title=line.label,
        class_name=[
            _CHIP,
            "cursor-pointer hover:border-current",
            rx.cond(line.fits, _GREEN, _RED),
            rx.cond(pressed, "border-current", "border-transparent"),
        ],
        custom_attrs={"aria-label": line.label, "aria-pressed": pressed},
    )
    return rx.match(line.state, ("pending", pending), *_decided(line, said), rx.fragment())


def _decided(line: Any, said: rx.Component) -> list[tuple[str, rx.Component]]:
    words = {"accepted": "Acceptée", "refused": "Refusée"}
    looks = {"accepted": _GREEN, "refused": _RED}
    return [
        (
            state,
            rx.el.span(
                icon(PRESENCE[state][0], 15),
                said,
                rx.el.span(words[state], class_name="font-normal", custom_attrs=_HIDDEN),
                rx.el.span(line.label, class_name="sr-only"),
                title=line.label,
                class_name=f"{_CHIP} border-transparent {looks[state]}",
            ),
        )
        for state in words
    ]


_HIDDEN = {"aria-hidden": "true"}


def outcome(
    kind: Any, sentence: Any, can_undo: Any, *, identifier: str, on_undo: Any, on_close: Any
) -> Any:
    """Say what came of the last gesture; the place is always there, so that it is read out.

    It stays in sight, so that deciding on the fortieth request does not lead back to the first.
    """
    return rx.el.div(
        rx.cond(
            sentence != "",
            rx.el.div(
                rx.cond(kind == "success", icon("circle-check", 20), icon("triangle-alert", 20)),
                rx.el.p(sentence, id=identifier, tab_index=-1, class_name="min-w-0 grow basis-64"),
                rx.cond(
                    can_undo,
                    button("Annuler", kind="secondary", icon_name="undo-2", on_click=on_undo),
                ),
                icon_button(
                    "Fermer ce message",
                    "x",
                    kind="quiet",
                    class_name="-mr-2 max-sm:ml-auto",
                    on_click=on_close,
                ),
                class_name=[
                    "mt-4 flex flex-wrap items-center gap-3 rounded-xl border-l-4 px-4 py-3"
                    " font-medium shadow-lg",
                    rx.cond(
                        kind == "success",
                        "border-accepted bg-accepted-ground text-accepted",
                        "border-pending bg-pending-ground text-pending",
                    ),
                ],
            ),
        ),
        role="status",
        class_name="sticky top-0 z-30",
    )


def refusal(
    of: Any,
    reasons: list[tuple[str, str]],
    *,
    error: Any,
    on_open_change: Any,
    on_cancel: Any,
    on_submit: Any,
) -> rx.Component:
    """Ask why presences are refused: a reason of the list, or the agent's own words."""
    (first, _), *_others = reasons
    words = rx.el.div(
        rx.el.label("Précisez le motif", html_for=WORDS_ID, class_name="font-semibold"),
        rx.el.input(
            name=WORDS_ID,
            id=WORDS_ID,
            max_length=LONGEST_WORDS,
            auto_complete="off",
            class_name=INPUT,
            custom_attrs={
                "aria-required": "true",
                "aria-invalid": error != "",
                "aria-describedby": f"{WORDS_ID}-aide {WORDS_ID}-erreur",
            },
        ),
        rx.el.p(
            "La famille lira ces mots. 200 caractères au plus.",
            id=f"{WORDS_ID}-aide",
            class_name="text-sm text-ink-2",
        ),
        class_name="hidden flex-col gap-1.5 pb-2 group-has-[[value=other]:checked]:flex",
    )
    return dialog(
        of.title,
        rx.el.form(
            choices(
                "Motif",
                *(
                    radio(
                        "motif",
                        label,
                        value,
                        identifier=f"motif-{value}",
                        default_checked=value == first,
                    )
                    for value, label in reasons
                ),
            ),
            words,
            field_error(WORDS_ID, error),
            rx.el.div(
                button("Annuler", kind="secondary", on_click=on_cancel),
                button(of.action, kind="danger", icon_name="x", type="submit"),
                class_name="mt-3 flex flex-wrap justify-end gap-2.5",
            ),
            on_submit=on_submit,
            class_name="group mt-3",
        ),
        is_open=of.count > 0,
        on_open_change=on_open_change,
        description="La famille lira le motif dans son mail et sur son planning.",
    )
