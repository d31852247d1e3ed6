"""« Accessibilité »: the statement that the law wants, before any audit."""

import reflex as rx

from portail.community import community
from portail.pages.page import public_page


def page() -> rx.Component:
    """Return the state of conformity, what is known, and what to do when something blocks."""
    return public_page(
        "Accessibilité",
        rx.el.div(*_state(), *_tested(), *_contact(), *_remedy(), class_name="prose"),
    )


def _state() -> list[rx.Component]:
    return [
        rx.el.p(
            f"La {community.name} s’engage à rendre ce portail accessible à toutes et à tous, "
            "conformément à l’article 47 de la loi n°\u00a02005-102 du 11 février 2005."
        ),
        rx.el.h2("État de conformité"),
        rx.el.p(
            "Le portail est ",
            rx.el.strong("non conforme"),
            " au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1\u202f: "
            "aucun audit n’a encore été fait, et seul un audit permet d’annoncer mieux. Cette "
            "déclaration sera mise à jour après le premier.",
        ),
    ]


def _tested() -> list[rx.Component]:
    return [
        rx.el.h2("Ce qui est vérifié dès maintenant"),
        rx.el.ul(
            rx.el.li(
                "Chaque version du portail est contrôlée automatiquement avec l’outil axe, à "
                "la taille d’un ordinateur et à celle d’un téléphone."
            ),
            rx.el.li("Les démarches peuvent être faites au clavier seul."),
            rx.el.li("Les états sont toujours donnés par des mots, jamais par la seule couleur."),
            rx.el.li("Les calendriers ont une liste équivalente."),
        ),
        rx.el.p(
            "Ces contrôles ne remplacent pas un audit\u202f: ils ne voient qu’une partie des "
            "défauts."
        ),
    ]


def _contact() -> list[rx.Component]:
    return [
        rx.el.h2("Quelque chose vous bloque\u202f?"),
        rx.el.p(
            "Dites-le-nous\u202f: nous vous donnerons l’information ou ferons la démarche avec "
            "vous. Écrivez à ",
            rx.el.a(community.email, href=f"mailto:{community.email}"),
            f" ou appelez le {community.phone}.",
        ),
    ]


def _remedy() -> list[rx.Component]:
    return [
        rx.el.h2("Voies de recours"),
        rx.el.p(
            "Si nous ne vous répondons pas, vous pouvez écrire au Défenseur des droits, ou "
            "contacter sa déléguée ou son délégué dans votre département\u202f: ",
            rx.el.a("www.defenseurdesdroits.fr", href="https://www.defenseurdesdroits.fr"),
            ".",
        ),
    ]
