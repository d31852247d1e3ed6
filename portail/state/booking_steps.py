"""The wizard's four steps: which one a draft can show, what a form chose, what is said."""

from typing import Any

from portail import formats
from portail.queries.drafts import DraftView
from portail.state.wishes import id_of

CHILD, PERIOD, PLANNING, RECAP = STEPS = ("usager", "periode", "planning", "recapitulatif")
LABELS = (
    "Sélectionner l’usager",
    "Choix établissement et période",
    "Planning",
    "Récapitulatif",
)

UNKNOWN_CHILD = "Cet usager est introuvable."
UNKNOWN_PERIOD = "Cette période est introuvable."
UNKNOWN_DAY = "Cette date est introuvable."
CHANGED = "Votre demande a changé dans un autre onglet\u202f: la voici à jour. Vérifiez-la."


def furthest(draft: DraftView) -> str:
    """Return the furthest step that this draft can show: the first one that is missing."""
    chosen = (draft.child_id, draft.period_id, draft.lines)
    return next((step for step, done in zip(STEPS, chosen, strict=False) if not done), RECAP)


def wishes(draft: DraftView) -> tuple[Any, ...]:
    """Return what a request asks for: two tabs that show the same thing agree on it."""
    lines = tuple((line.iso, line.type_id) for line in draft.lines)
    return draft.key, draft.child_id, draft.period_id, lines


def id_in(form: object, name: str) -> int | None:
    """Read a choice of a form: None when there is none, 0, which nothing has, for any nonsense."""
    wish = form.get(name) if isinstance(form, dict) else None
    return None if wish is None else id_of(wish)


def blocked(days: int) -> str:
    """Say that some of the chosen days have become impossible."""
    cannot = "ne peut plus être réservée" if days == 1 else "ne peuvent plus être réservées"
    return f"Rien n’est encore enregistré\u202f: {formats.plural(days, 'date', 'dates')} {cannot}."
