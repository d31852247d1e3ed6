"""« Mentions légales »."""

import reflex as rx

from portail.community import community
from portail.pages.page import public_page


def page() -> rx.Component:
    """Return who publishes the portal, who answers for it and who hosts it."""
    return public_page(
        "Mentions légales",
        rx.el.div(
            rx.el.h2("Éditeur"),
            rx.el.p(f"{community.name}, {community.address}."),
            rx.el.p("Téléphone\u202f: ", community.phone, ". Adresse e-mail\u202f: ", _mail(), "."),
            rx.el.h2("Direction de la publication"),
            rx.el.p(f"{community.director}."),
            rx.el.h2("Hébergement"),
            rx.el.p(f"{community.host}."),
            rx.el.h2("Propriété intellectuelle"),
            rx.el.p(
                f"Les textes et le logo du portail appartiennent à la {community.name}. "
                "La police de caractères Figtree est publiée sous licence SIL Open Font License, "
                "les icônes Lucide sous licence ISC."
            ),
            rx.el.h2("Liens et responsabilité"),
            rx.el.p(
                "Le portail sert à demander des réservations et à suivre la réponse du service. "
                "Une demande envoyée n’est pas une inscription\u202f: seule la réponse du service, "
                "que le portail affiche et que vous recevez par e-mail, vous garantit une place."
            ),
            class_name="prose",
        ),
    )


def _mail() -> rx.Component:
    return rx.el.a(community.email, href=f"mailto:{community.email}")
