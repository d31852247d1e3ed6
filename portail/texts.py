"""One French sentence for each refusal and each state."""

from portail.domain.presence import PresenceState
from portail.domain.reasons import Reason

STATE: dict[PresenceState, str] = {
    PresenceState.PENDING: "Présence en attente de traitement",
    PresenceState.ACCEPTED: "Présence acceptée",
    PresenceState.REFUSED: "Présence refusée",
}
"""The guide's own words, as the legend prints them."""

STATE_SHORT: dict[PresenceState, str] = {
    PresenceState.PENDING: "En attente de traitement",
    PresenceState.ACCEPTED: "Acceptée",
    PresenceState.REFUSED: "Refusée",
}

OTHER_ACCOUNT = "Réservation liée à un autre compte"

REASON: dict[Reason, str] = {
    Reason.WINDOW_NOT_OPEN: "Les réservations ne sont pas encore ouvertes.",
    Reason.WINDOW_CLOSED: "Les réservations de cette période sont closes.",
    Reason.OUT_OF_PERIOD: "Ce jour ne fait pas partie de la période.",
    Reason.PAST: "Ce jour est passé.",
    Reason.NOT_OPEN_THAT_DAY: "Pas d’accueil ce jour de la semaine.",
    Reason.HOLIDAY: "Jour férié\u202f: l’établissement est fermé.",
    Reason.CLOSED: "L’établissement est fermé ce jour-là.",
    Reason.DEADLINE_PASSED: "Le délai pour réserver ce jour est passé.",
    Reason.TOO_YOUNG: "Votre enfant est trop jeune pour cet accueil à cette date.",
    Reason.TOO_OLD: "Votre enfant est trop âgé pour cet accueil à cette date.",
    Reason.NO_GROUP: "Aucun groupe n’accueille cet âge à cette date.",
    Reason.ALREADY_BOOKED: "Votre enfant est déjà inscrit à ces heures ce jour-là.",
    Reason.FULL: "Complet\u202f: il ne reste aucune place ce jour-là.",
    Reason.TYPE_NOT_OFFERED: "Ce type de présence n’est pas proposé ce jour-là.",
    Reason.TOO_MANY_DAYS: "La demande compte trop de dates.",
    Reason.NOTHING_CHOSEN: "Choisissez au moins une date avant de continuer.",
    Reason.NO_PLACE: "Aucune place disponible",
    Reason.LATE_REQUEST: "Demande hors délai",
    Reason.FILE_INCOMPLETE: "Dossier incomplet",
    Reason.OTHER: "Autre motif",
}

REASON_SHORT: dict[Reason, str] = {
    Reason.WINDOW_NOT_OPEN: "Pas encore ouvert",
    Reason.WINDOW_CLOSED: "Clos",
    Reason.OUT_OF_PERIOD: "Hors période",
    Reason.PAST: "Passé",
    Reason.NOT_OPEN_THAT_DAY: "Pas d’accueil",
    Reason.HOLIDAY: "Férié",
    Reason.CLOSED: "Fermé",
    Reason.DEADLINE_PASSED: "Délai passé",
    Reason.TOO_YOUNG: "Trop jeune",
    Reason.TOO_OLD: "Trop âgé",
    Reason.NO_GROUP: "Pas de groupe",
    Reason.ALREADY_BOOKED: "Déjà réservé",
    Reason.FULL: "Complet",
}
"""What fits in a cell of the calendar; the full sentence is said beside it."""


def motive(reason: Reason | None, words: str = "") -> str:
    """Return why a presence was refused: the agent's own words, or the sentence of the reason."""
    return words or (REASON[reason] if reason else "")
