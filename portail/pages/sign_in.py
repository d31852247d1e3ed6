"""« Connexion »: the form, on its own page and on the home page."""

import reflex as rx

from portail import routes
from portail.components.alerts import alert
from portail.components.cards import CARD
from portail.components.fields import text_field
from portail.components.native import hidden, native_form, submit
from portail.components.shell import WIDTH, shell
from portail.pages.page import visitor
from portail.state.visitor import Visitor


def page() -> rx.Component:
    """Return the sign-in page."""
    card = rx.el.div(
        rx.el.h1("Connexion", class_name="mb-4 text-2xl font-bold"),
        form(),
        class_name=f"{CARD} mx-auto w-full max-w-md p-6 shadow-xl shadow-brand/10",
    )
    content = rx.el.div(card, class_name=f"{WIDTH} pb-10 pt-6 md:pt-14")
    return shell(visitor(), full_bleed=content, offers_sign_in=False)


def form() -> rx.Component:
    """Return the form that the browser posts; what was wrong stands above it."""
    return native_form(
        _error(),
        hidden("next", Visitor.sign_in_next),
        text_field(
            "email",
            "Adresse e-mail",
            field_type="email",
            auto_complete="username",
            required=True,
            # The address is known once the page runs: the key makes the field take it.
            default_value=Visitor.sign_in_email,
            key=Visitor.sign_in_email,
            custom_attrs=_described(),
        ),
        text_field(
            "password",
            "Mot de passe",
            field_type="password",
            auto_complete="current-password",
            required=True,
            custom_attrs=_described(),
        ),
        submit("Connexion", class_name="mt-1 w-full"),
        rx.el.p(
            "Première visite\u202f? Utilisez le lien que le service vous a envoyé par e-mail.",
            class_name="border-t border-line pt-4 text-[15px] text-ink-2",
        ),
        action=routes.SESSION,
        class_name="flex flex-col gap-4",
    )


def _described() -> dict[str, object]:
    """Tie both fields to the error: which of the two is wrong is nobody's business."""
    wrong = Visitor.sign_in_error == "identifiants"
    return {
        "aria-invalid": wrong,
        "aria-describedby": rx.cond(Visitor.sign_in_error != "", "connexion-erreur", ""),
    }


def _error() -> rx.Component:
    wait = rx.cond(
        Visitor.sign_in_wait > 1,
        f"Trop d’essais. Réessayez dans {Visitor.sign_in_wait} minutes.",
        "Trop d’essais. Réessayez dans une minute.",
    )
    sentence = rx.match(
        Visitor.sign_in_error,
        ("patience", wait),
        "Adresse e-mail ou mot de passe incorrect. Vérifiez-les, puis réessayez.",
    )
    shown = rx.el.div(alert("error", sentence), id="connexion-erreur")
    return rx.cond(Visitor.sign_in_error != "", shown, rx.fragment())
