"""What an agent reads after a gesture: what was decided, by whom already, what was undone."""

from dataclasses import dataclass

from portail import formats, texts
from portail.config import settings
from portail.domain.reasons import SERVICE_REASONS
from portail.services.decisions import Decision
from portail.services.undo import Undone


@dataclass(frozen=True)
class Outcome:
    """The message under the title of « Demandes à traiter »."""

    kind: str = ""
    """success, warning, or nothing"""
    sentence: str = ""
    can_undo: bool = False


REASONS = [(reason.value, texts.REASON[reason]) for reason in SERVICE_REASONS]
"""What the dialog offers: each value and its words."""

NOT_FOUND = Outcome(
    "warning",
    "Présence introuvable\u202f: rien n’a été décidé. La liste vient d’être relue.",
)
NOTHING_TO_UNDO = Outcome(
    "warning",
    "Décision introuvable\u202f: elle a déjà été annulée, ou une autre l’a remplacée.",
)
MAIL_GONE = Outcome(
    "warning",
    "Trop tard pour annuler\u202f: les familles sont prévenues, la décision reste acquise.",
)
WORDS_MISSING = "Écrivez le motif que la famille lira."
REASON_MISSING = "Choisissez un motif dans la liste."
WORDS_TOO_LONG = "Raccourcissez le motif\u202f: 200 caractères au plus."


def of_accepted(decision: Decision) -> Outcome:
    """Tell how many got a place, and how many found none left."""
    accepted = formats.plural(decision.accepted, "présence acceptée", "présences acceptées")
    if not decision.refused:
        return _outcome(decision, accepted)
    if not decision.accepted:
        return _outcome(decision, f"{_refused(decision)} faute de place")
    refused = formats.plural(decision.refused, "refusée", "refusées")
    return _outcome(decision, f"{accepted}, {refused} faute de place")


def of_refused(decision: Decision) -> Outcome:
    """Tell how many were refused."""
    return _outcome(decision, _refused(decision))


def _refused(decision: Decision) -> str:
    return formats.plural(decision.refused, "présence refusée", "présences refusées")


def _outcome(decision: Decision, done: str) -> Outcome:
    """Add when the families will know, and which presences a colleague had decided already."""
    done = done if decision.batch else ""
    sentences = [f"{done}. Les familles seront prévenues {_soon()}."] if done else []
    if decision.left_alone:
        already = formats.plural(
            decision.left_alone, "présence déjà traitée", "présences déjà traitées"
        )
        sentences.append(f"{already} par {' et '.join(decision.decided_by_others)}.")
    kind = "success" if done else "warning"
    return Outcome(kind, " ".join(sentences), bool(decision.batch))


def of_undone(undone: Undone) -> Outcome:
    """Tell what waits again, and what could not."""
    if undone.mail_gone:
        return MAIL_GONE
    restored = formats.plural(
        undone.restored, "présence de nouveau en attente", "présences de nouveau en attente"
    )
    if not undone.place_gone:
        return Outcome("success", f"Décision annulée\u202f: {restored}.")
    kept = formats.plural(
        undone.place_gone,
        "présence reste refusée, faute de place à présent",
        "présences restent refusées, faute de place à présent",
    )
    return Outcome("warning", f"Décision annulée en partie\u202f: {restored}\u202f; {kept}.")


def selected(requests: int, presences: int) -> str:
    """3 demandes sélectionnées · 14 présences"""
    if not presences:
        return "Aucune présence sélectionnée"
    present = formats.plural(presences, "présence", "présences")
    asked = formats.plural(requests, "demande sélectionnée", "demandes sélectionnées")
    return f"{asked} · {present}"


def to_refuse(presences: int) -> str:
    """Refuser 3 présences"""
    return f"Refuser {formats.plural(presences, 'présence', 'présences')}"


def _soon() -> str:
    minutes = round(settings.decision_grace_seconds / 60)
    if not minutes:
        return "dans quelques instants"
    return "dans une minute" if minutes == 1 else f"dans {minutes} minutes"
