"""« Mon planning »: the month, its presences as a list, the details of one."""

from typing import Any

import reflex as rx

from portail import routes
from portail.components import calendar, presence
from portail.components.alerts import alert
from portail.components.avatar import child_avatar
from portail.components.buttons import button, icon_button, link_button
from portail.components.empty import empty
from portail.components.links import Crumb
from portail.components.skeleton import bone, said_loading
from portail.pages.page import private_page
from portail.state.planning import PlanningState

S = PlanningState

SENT_ID = "demande-envoyee"
OPTIONS_ID = "options-affichage"
PRESSED = "aria-pressed:bg-tint aria-expanded:bg-tint"


def page() -> rx.Component:
    """Return « Mon planning »."""
    return private_page(
        rx.cond(S.just_sent != "", _confirmation()),
        _toolbar(),
        rx.cond(S.options_open, _options()),
        rx.el.div(
            rx.el.div(
                rx.cond(S.month.key == "", calendar.month_skeleton(), _month()),
                class_name="min-w-0",
            ),
            _aside(),
            class_name="mt-3 grid gap-4.5 lg:grid-cols-[minmax(0,1fr)_18.5rem] lg:items-start",
        ),
        crumbs=(Crumb("Mon compte", routes.ACCOUNT), Crumb("Mon planning")),
        wide=True,
        phone_title="Mon planning",
        skeleton=_skeleton(),
    )


def _confirmation() -> rx.Component:
    return rx.el.div(
        alert(
            "success",
            rx.el.p(f"Votre demande n°\u00a0{S.just_sent} est enregistrée."),
            rx.el.p(
                "Elle est en attente de traitement\u202f: vous recevrez un courriel avec la réponse "
                "du service. Sans courriel dans les jours qui suivent, contactez le service.",
                class_name="font-normal",
            ),
        ),
        calendar.take_focus(element_id=SENT_ID, key=S.just_sent),
        id=SENT_ID,
        tab_index=-1,
        class_name="mb-3 rounded-xl",
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        said_loading(),
        rx.el.div(bone("h-11 w-64"), bone("h-11 w-40"), class_name="flex justify-between gap-2.5"),
        rx.el.div(
            calendar.month_skeleton(),
            class_name="mt-3 lg:mr-[19.625rem]",
        ),
    )


def _toolbar() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            _turn("Mois précédent", "chevron-left", S.month.previous),
            rx.el.h1(
                rx.cond(S.month.title == "", "Mon planning", S.month.title),
                aria_live="polite",
                class_name="text-xl font-bold sm:text-2xl lg:min-w-52 text-center",
            ),
            _turn("Mois suivant", "chevron-right", S.month.following),
            class_name="flex items-center justify-between gap-2 max-lg:w-full",
        ),
        button("Aujourd’hui", kind="secondary", class_name="max-sm:px-3", on_click=S.today),
        rx.el.div(
            button(
                "Vue liste",
                kind="secondary",
                icon_name="list",
                aria_pressed=S.as_list,
                class_name=f"max-lg:hidden {PRESSED}",
                on_click=S.toggle_list,
            ),
            button(
                "Options d’affichage",
                kind="secondary",
                icon_name="sliders-horizontal",
                aria_expanded=S.options_open,
                aria_controls=OPTIONS_ID,
                class_name=f"max-sm:[&>span]:sr-only max-sm:px-3 {PRESSED}",
                on_click=S.toggle_options,
            ),
            link_button(
                "Ajouter",
                routes.booking_step("usager"),
                icon_name="plus",
                class_name="max-sm:px-3",
            ),
            class_name="ml-auto flex gap-2 sm:gap-2.5",
        ),
        class_name="flex flex-wrap items-center gap-2 sm:gap-2.5",
    )


def _turn(label: str, icon_name: str, key: rx.Var[str]) -> rx.Component:
    return icon_button(label, icon_name, disabled=key == "", on_click=S.go(key))


def _options() -> rx.Component:
    return rx.el.div(
        rx.el.fieldset(
            rx.el.legend("Voir les réservations des usagers\u202f:", class_name="mb-1 text-ink-2"),
            rx.foreach(
                S.children,
                lambda child: _checkbox(
                    [child_avatar(child.initial, child.colour), child.name],
                    checked=~S.hidden.contains(child.id),
                    on_change=lambda shown: S.show_child(child.id, shown),
                ),
            ),
            class_name="flex flex-wrap gap-x-5",
        ),
        rx.el.div(
            _checkbox(
                ["Afficher les annulations et refus"],
                checked=S.refused,
                on_change=S.show_refused,
            ),
            _checkbox(
                ["Afficher les réservations liées à d’autres comptes"],
                checked=S.other_accounts,
                on_change=S.show_other_accounts,
            ),
            class_name="flex flex-wrap gap-x-5 lg:mt-7",
        ),
        id=OPTIONS_ID,
        class_name="mt-3 flex flex-wrap gap-x-8 gap-y-1 rounded-2xl border border-line bg-card p-3.5",
    )


def _checkbox(words: list[Any], *, checked: Any, on_change: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            checked=checked,
            on_change=on_change,
            class_name="size-4.5 shrink-0 accent-brand",
        ),
        *words,
        class_name="inline-flex min-h-11 cursor-pointer items-center gap-2",
    )


def _month() -> rx.Component:
    grid = calendar.month_grid(
        S.month.days,
        label=S.month.title,
        wide_weekend=S.month.weekend_busy,
        chosen=S.day,
        reached=S.reached,
        focused=S.focus,
        content=_cell,
        look=_look,
        today=lambda day: day.today,
        on_reach=S.reach,
        on_choose=S.choose,
        on_open=S.open,
        on_turn=S.turn,
    )
    return rx.fragment(
        rx.el.div(grid, class_name=rx.cond(S.as_list, "lg:hidden", "")),
        presence.legend(),
        rx.cond(
            S.month.empty & (S.day == ""),
            _nothing(),
            rx.el.div(_list(), class_name=rx.cond(S.as_list, "", "lg:hidden")),
        ),
    )


def _look(day: Any) -> rx.Var[str]:
    chosen = rx.cond(S.day == day.iso, "max-lg:bg-tint lg:bg-tint/60", "")
    return rx.cond(day.in_month, chosen, "lg:bg-page")


def _cell(day: Any) -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.span(
                day.number,
                class_name=[
                    "inline-grid size-9 place-items-center rounded-full font-semibold lg:size-6.5"
                    " lg:text-[15px]",
                    rx.cond(
                        day.today,
                        "bg-brand text-white",
                        rx.cond(day.in_month, "", "font-normal text-ink-2"),
                    ),
                ],
            ),
            rx.cond(
                day.holiday != "",
                rx.el.span(
                    "Férié",
                    title=day.holiday,
                    class_name="text-[11px] leading-tight text-ink-2 lg:text-[13px]",
                ),
            ),
            class_name="flex flex-col items-center lg:flex-row lg:justify-between lg:p-1.5",
        ),
        rx.cond(
            day.holiday != "",
            rx.el.p(day.holiday, class_name="px-3 pb-1 text-xs text-ink-2 max-lg:hidden"),
        ),
        rx.el.div(
            rx.foreach(day.blocks, presence.dot),
            aria_hidden="true",
            class_name="flex min-h-3 flex-wrap items-center justify-center gap-1 lg:hidden",
        ),
        rx.el.div(
            rx.foreach(
                day.blocks,
                lambda of: presence.block(of, chosen=(of.id == S.details.id), on_select=S.select),
            ),
            class_name="flex flex-col gap-1.5 px-1.5 pb-2 max-lg:hidden",
        ),
    )


def _list() -> rx.Component:
    def lines(day: Any) -> rx.Component:
        return rx.cond(
            rx.cond(S.day == "", day.in_month, day.iso == S.day),
            rx.fragment(
                rx.foreach(day.blocks, lambda of: presence.line(day, of, on_select=S.select)),
                rx.cond(
                    (S.day != "") & (day.blocks.length() == 0),
                    rx.el.li("Aucune présence ce jour-là.", class_name="py-3 text-ink-2"),
                ),
            ),
        )

    return rx.el.section(
        rx.el.div(
            rx.el.h2("Présences", class_name="text-lg font-bold"),
            rx.cond(
                S.day != "",
                button("Voir tout le mois", kind="quiet", on_click=S.choose(S.day)),
            ),
            class_name="flex min-h-11 items-center justify-between",
        ),
        rx.el.ul(rx.foreach(S.month.days, lines), class_name="mt-1 flex flex-col gap-2.5"),
        aria_label="Présences",
    )


def _nothing() -> rx.Component:
    return empty(
        "Aucune présence ce mois-ci",
        "Les présences que vous demandez apparaissent ici aussitôt, avec leur état.",
        link_button("Réserver", routes.booking_step("usager"), icon_name="calendar-plus"),
        icon_name="calendar-days",
    )


def _aside() -> rx.Component:
    return rx.el.aside(
        rx.cond(
            S.details.id != 0,
            presence.details(S.details, others=_others(), on_close=S.close),
            rx.el.p(
                "Choisissez une présence pour en lire les détails ici.",
                class_name="rounded-2xl border border-dashed border-line p-5 text-ink-2"
                " max-lg:hidden",
            ),
        ),
        aria_label="Détails",
    )


def _others() -> rx.Component:
    def of_day(day: Any) -> rx.Component:
        others = rx.foreach(
            day.blocks,
            lambda of: rx.cond(
                of.id != S.details.id, presence.block(of, on_select=S.select, tab_index=0)
            ),
        )
        return rx.cond(
            (day.iso == S.details.iso) & (day.blocks.length() > 1),
            rx.el.div(
                rx.el.h3("Le même jour", class_name="mb-1.5 text-sm text-ink-2"),
                rx.el.div(others, class_name="flex flex-col gap-1.5 *:min-h-11"),
                class_name="mt-4",
            ),
        )

    return rx.fragment(rx.foreach(S.month.days, of_day))
