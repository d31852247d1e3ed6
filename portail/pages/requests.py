"""« Demandes à traiter »: the service answers the families, in order of arrival."""

from typing import Any

import reflex as rx

from portail.components import requests
from portail.components.buttons import button
from portail.components.empty import empty
from portail.components.fields import checkbox, select_field
from portail.components.icons import icon
from portail.components.links import Crumb
from portail.components.skeleton import bone, said_loading
from portail.pages.page import private_page
from portail.state.decision_words import REASONS
from portail.state.requests import LIST_ID, OUTCOME_ID, RequestsState

S = RequestsState
TITLE = "Demandes à traiter"
LEGEND = (
    "Vert\u202f: une place reste à ce rang. Rouge\u202f: complet, la présence sera refusée "
    "avec le motif «\u202fAucune place disponible\u202f»."
)


def page() -> rx.Component:
    """Return « Demandes à traiter »."""
    return private_page(
        rx.cond(S.loaded, _content(), _skeleton()),
        crumbs=(Crumb(TITLE),),
        phone_title=TITLE,
        skeleton=_skeleton(),
        wide=True,
    )


def _content() -> rx.Component:
    return rx.fragment(
        rx.el.h1(TITLE, class_name="text-3xl font-bold"),
        rx.el.p(S.board.title, class_name="text-ink-2"),
        rx.cond(S.board.groups.length() > 0, _choices()),
        requests.outcome(
            S.outcome.kind,
            S.outcome.sentence,
            S.outcome.can_undo,
            identifier=OUTCOME_ID,
            on_undo=S.undo,
            on_close=S.dismiss,
        ),
        requests.day_cards("Places par jour", rx.foreach(S.board.days, requests.day_card)),
        rx.cond(S.board.rows.length() > 0, _requests(), _nothing()),
        requests.refusal(
            S.refusal,
            REASONS,
            error=S.refusal_error,
            on_open_change=S.keep_asking,
            on_cancel=S.keep_asking(False),
            on_submit=S.refuse,
        ),
    )


def _choices() -> rx.Component:
    def group(choice: Any) -> rx.Component:
        waiting = rx.cond(
            choice.waiting > 0, f"{choice.waiting} en attente · {choice.label}", choice.label
        )
        return rx.el.option(waiting, value=choice.id.to_string())

    return rx.el.div(
        rx.el.div(
            select_field(
                "groupe",
                "Groupe",
                rx.foreach(S.board.groups, group),
                value=S.board.group_id.to_string(),
                on_change=S.show_group,
            ),
            class_name="min-w-0 grow md:max-w-3xl",
        ),
        checkbox(
            "traitees",
            "Voir aussi les demandes traitées",
            checked=S.all_states,
            on_change=S.show_decided,
        ),
        class_name="mt-3 flex flex-wrap items-end gap-x-6 gap-y-2",
    )


def _requests() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Demandes, par ordre d’arrivée", id=LIST_ID, tab_index=-1, class_name="sr-only"),
        rx.cond(S.board.waiting > 0, _gestures()),
        requests.table("Demandes, par ordre d’arrivée", rx.foreach(S.board.rows, _request)),
        rx.cond(
            S.board.pages > 1,
            requests.pager(S.board.span, S.board.page, S.board.pages, on_turn=S.turn),
        ),
        rx.el.p(
            icon("info", 18, "mt-0.5"),
            rx.el.span(LEGEND),
            class_name="flex gap-2 border-t border-line p-4 text-[15px] text-ink-2",
        ),
        class_name="mt-4 flex flex-col rounded-2xl border border-line bg-card",
    )


def _gestures() -> rx.Component:
    """Act on the selection; on a phone the gestures stay in reach of the thumb."""
    return rx.el.div(
        rx.el.label(
            rx.el.input(
                type="checkbox",
                checked=S.selection.everything,
                on_change=S.choose_all,
                class_name="size-5 accent-brand",
            ),
            rx.el.span("Tout", rx.el.span(" sélectionner", class_name="sr-only")),
            class_name="flex min-h-11 shrink-0 cursor-pointer items-center gap-2 px-3",
        ),
        rx.el.p(
            S.selection.sentence, role="status", class_name="min-w-0 flex-1 font-semibold sm:px-3"
        ),
        button(
            "Accepter dans la limite des places",
            icon_name="check",
            class_name="max-sm:order-last max-sm:w-full",
            disabled=S.selection.count == 0,
            on_click=S.accept_chosen,
        ),
        button(
            "Refuser…",
            kind="danger",
            icon_name="x",
            disabled=S.selection.count == 0,
            on_click=S.ask_refusal,
        ),
        class_name=[
            "sticky z-20 flex flex-wrap items-center gap-x-2.5 gap-y-2 bg-tint py-2.5 pr-3 pl-1.5"
            " max-lg:order-last max-lg:border-t max-lg:border-line md:max-lg:bottom-0"
            " max-md:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] lg:rounded-t-2xl",
            # Under the message, when there is one.
            rx.cond(S.outcome.sentence == "", "lg:top-0", "lg:top-[4.25rem]"),
        ],
    )


def _request(row: Any) -> rx.Component:
    return requests.request(
        row,
        selected=S.selection.rows.contains(row.id),
        is_chosen=lambda line: S.selection.presences.contains(line.id),
        on_choose=lambda chosen: S.choose_row(row.id, chosen),
        on_choose_line=lambda line: S.choose_line(line.id),
        on_accept=S.accept_row(row.id),
        on_refuse=S.ask_refusal_of(row.id),
    )


def _nothing() -> rx.Component:
    return rx.el.div(
        empty(
            "Aucune demande en attente",
            "Les demandes des familles arrivent ici, dans l’ordre où elles sont envoyées.",
        ),
        class_name="mt-4 rounded-2xl border border-line bg-card",
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        said_loading(),
        bone("h-9 w-72 max-w-full"),
        bone("mt-2 h-5 w-96 max-w-full"),
        bone("mt-3 h-20 w-full md:max-w-3xl"),
        rx.el.div(
            *[bone("h-24 rounded-2xl") for _ in range(6)],
            class_name="mt-4 grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6",
        ),
        bone("mt-4 h-80 w-full rounded-2xl"),
    )
