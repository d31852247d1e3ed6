"""« Données personnelles »."""

import reflex as rx

from portail.community import community
from portail.pages.page import public_page


def page() -> rx.Component:
    """Return what is kept about families, why, and what they can ask."""
    return public_page(
        "Données personnelles",
        rx.el.div(*_what(), *_who(), *_rights(), *_cookie(), class_name="prose"),
    )


def _what() -> list[rx.Component]:
    return [
        rx.el.h2("Ce que le portail enregistre, et pourquoi"),
        rx.el.p(
            f"La {community.name} est responsable de ce traitement. Elle enregistre ce qu’il faut "
            "pour accueillir vos enfants\u202f: c’est une mission d’intérêt public."
        ),
        rx.el.ul(
            rx.el.li(
                "votre compte\u202f: nom, adresse e-mail, mot de passe (illisible, même pour "
                "nous), dates de connexion\u202f;"
            ),
            rx.el.li(
                "votre foyer\u202f: responsables et enfants, avec leur nom et leur date de "
                "naissance, qui détermine le groupe d’âge\u202f;"
            ),
            rx.el.li(
                "vos demandes\u202f: dates, types de présence, réponses du service et leurs "
                "motifs, avec la date et l’auteur de chaque changement\u202f;"
            ),
            rx.el.li("les e-mails que le portail vous envoie à leur sujet."),
        ),
    ]


def _who() -> list[rx.Component]:
    return [
        rx.el.h2("Qui peut les lire"),
        rx.el.p(
            "Vous, et les agents du service qui accueille vos enfants. Chaque agent ne voit que "
            "les demandes des services dont il a la charge. Les données ne sont ni vendues, ni "
            "utilisées à d’autres fins."
        ),
    ]


def _rights() -> list[rx.Component]:
    return [
        rx.el.h2("Vos droits"),
        rx.el.p(
            "Vous pouvez demander à consulter, corriger ou effacer vos données, à en limiter "
            "l’usage, ou vous y opposer. Écrivez à la personne déléguée à la protection des "
            "données\u202f: ",
            rx.el.a(community.privacy_email, href=f"mailto:{community.privacy_email}"),
            ". Sans réponse satisfaisante, vous pouvez saisir la ",
            rx.el.abbr("CNIL", title="Commission nationale de l’informatique et des libertés"),
            " (",
            rx.el.a("www.cnil.fr", href="https://www.cnil.fr/fr/plaintes"),
            ").",
        ),
    ]


def _cookie() -> list[rx.Component]:
    return [
        rx.el.h2("Un seul cookie"),
        rx.el.p(
            "Il vous maintient connecté, s’efface quand vous vous déconnectez ou fermez le "
            "navigateur, et ne sert à rien d’autre. Le portail ne mesure pas votre navigation et "
            "ne charge rien depuis d’autres sites\u202f: aucun consentement n’est donc demandé."
        ),
    ]
