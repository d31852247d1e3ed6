"""The periods of the catalogue: their windows in words, and the tree of step 2."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from portail import clock, db, formats
from portail.access import Actor
from portail.domain.booking import window_reason
from portail.domain.reasons import Reason
from portail.models import CareMode, Establishment, Period
from portail.queries.facts import period_rules


@dataclass(frozen=True, slots=True)
class Window:
    """A booking window as it stands now, in words."""

    status: str
    """open, coming or closed"""
    sentence: str
    badge: str


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A leaf of the tree of step 2."""

    id: int
    name: str
    days: str
    status: str
    sentence: str
    badge: str


@dataclass(frozen=True, slots=True)
class ModeBranch:
    """A care mode and its periods."""

    name: str
    periods: list[PeriodChoice]
    bookable: bool
    """Whether one of its periods is open."""


@dataclass(frozen=True, slots=True)
class EstablishmentBranch:
    """An establishment and its care modes."""

    name: str
    modes: list[ModeBranch]


def window(period: Period, mode: CareMode) -> Window:
    """Say whether a period can be booked now, and until when or from when."""
    now = clock.now()
    reason = window_reason(now, period_rules(period, mode))
    if reason is Reason.WINDOW_NOT_OPEN:
        return Window(
            "coming",
            f"Ouverture {formats.instant(period.opens_at)}",
            _wait(now, period),
        )
    if reason is Reason.WINDOW_CLOSED:
        day = formats.day_and_month(period.closes_at.astimezone(clock.PARIS).date())
        return Window("closed", f"Réservations closes depuis le {day}", "Clos")
    return Window("open", f"Ouvertes jusqu’au {formats.instant(period.closes_at)}", "Ouvert")


def _wait(now: datetime, period: Period) -> str:
    days = (period.opens_at.astimezone(clock.PARIS).date() - clock.today()).days
    if days > 0:
        return f"Dans {formats.plural(days, 'jour', 'jours')}"
    minutes = max(1, (period.opens_at - now) // timedelta(minutes=1))
    if minutes < 60:
        return f"Dans {formats.plural(minutes, 'minute', 'minutes')}"
    return f"Dans {formats.plural(minutes // 60, 'heure', 'heures')}"


def tree(actor: Actor) -> list[EstablishmentBranch]:
    """Return establishment › care mode › period, for the periods that are not over."""
    with db.acting(actor) as session:
        rows = session.exec(
            select(Establishment, CareMode, Period)
            .join(CareMode, col(CareMode.establishment_id) == Establishment.id)
            .join(Period, col(Period.care_mode_id) == CareMode.id)
            .where(col(Period.last_day) >= clock.today())
            .order_by(col(Establishment.name), col(CareMode.name), col(Period.first_day))
        ).all()
    branches: dict[str, dict[str, list[PeriodChoice]]] = {}
    for establishment, mode, period in rows:
        state = window(period, mode)
        first, last = period.first_day, period.last_day
        branches.setdefault(establishment.name, {}).setdefault(mode.name, []).append(
            PeriodChoice(
                id=period.id or 0,
                name=period.name,
                days=f"du {formats.day_and_month(first)} au {formats.day_and_month(last)}",
                status=state.status,
                sentence=state.sentence,
                badge=state.badge,
            )
        )
    return [
        EstablishmentBranch(name, [_mode(*mode) for mode in modes.items()])
        for name, modes in branches.items()
    ]


def _mode(name: str, periods: list[PeriodChoice]) -> ModeBranch:
    return ModeBranch(name, periods, any(period.status == "open" for period in periods))
