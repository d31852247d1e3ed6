"""The public home page: which periods can be booked, and how to reach each service."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from portail import clock, db
from portail.access import ANONYMOUS
from portail.models import CareMode, Establishment, Period
from portail.queries.periods import window

RANK = {"open": 0, "coming": 1, "closed": 2}
SHOWN = 6


@dataclass(frozen=True, slots=True)
class PeriodCard:
    """A booking period and the state of its window."""

    id: int
    name: str
    place: str
    status: str
    """open, coming or closed"""
    sentence: str
    badge: str


def periods() -> list[PeriodCard]:
    """Return the open windows first, then those to come, then the latest to close."""
    since = clock.now() - timedelta(days=30)
    with db.acting(ANONYMOUS) as session:
        rows = session.exec(
            select(Establishment, CareMode, Period)
            .join(CareMode, col(CareMode.establishment_id) == Establishment.id)
            .join(Period, col(Period.care_mode_id) == CareMode.id)
            .where(
                col(Period.closes_at) >= since,
                col(Period.opens_at) <= clock.now() + timedelta(days=60),
            )
            .order_by(col(Period.opens_at), col(Period.name), col(Establishment.name))
        ).all()
    cards: dict[tuple[str, str, str], PeriodCard] = {}
    for establishment, mode, period in rows:
        state = window(period, mode)
        # The same period at several places is one line, with its places.
        key = (period.name, state.status, state.sentence)
        seen = cards.get(key)
        place = f"{seen.place}, {establishment.name}" if seen else establishment.name
        cards[key] = PeriodCard(
            period.id or 0, period.name, place, state.status, state.sentence, state.badge
        )
    return sorted(cards.values(), key=lambda card: RANK[card.status])[:SHOWN]
