"""Who asks for what in the demo: the guide's families, then the neighbourhood."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random

from portail import clock
from portail.demo.bookings import Ledger, Request, open_days
from portail.demo.catalogue import BRAUD, YOUTH, Offer
from portail.models import Account, Child

FULL_DAY, MORNING = 0, 1
ANSWER_AFTER = timedelta(days=1, hours=2)
GUIDE_PERIOD, GUIDE_EARLIER = "Mercredis Avril Mai", "Mercredis Fév Mars Avril"
GUIDE_REFUSAL = date(2023, 5, 3)
LITTLE_ONES, BIG_ONES = 0, 1

Family = tuple[Account, list[Child]]


def the_guides_own(offers: list[Offer], cce: Family) -> list[Request]:
    """Return junior's Wednesdays of spring 2023, as the guide's pictures show them."""
    account, (junior, _enfant) = cce
    earlier, spring = _offer(offers, GUIDE_EARLIER), _offer(offers, GUIDE_PERIOD)
    return [
        Request(
            earlier.period.opens_at + timedelta(hours=3),
            earlier,
            account,
            junior,
            (date(2023, 3, 15),),
            FULL_DAY,
            earlier.period.opens_at + timedelta(days=3),
        ),
        Request(
            spring.period.opens_at + timedelta(minutes=42),
            spring,
            account,
            junior,
            tuple(open_days(spring)),
            FULL_DAY,
            spring.period.opens_at + timedelta(days=1),
        ),
    ]


def around_today(offers: list[Offer], cce: Family, other: Family) -> list[Request]:
    """Return what the two households of junior have now: accepted, refused, pending, linked."""
    now = clock.now()
    account, children = cce
    requests: list[Request] = []
    for offer in [*_at(offers, BRAUD), *_at(offers, YOUTH)]:
        days = open_days(offer)
        if offer.period.name in (GUIDE_PERIOD, GUIDE_EARLIER) or not days:
            continue
        at = _in_window(offer, minutes=31)
        for child, share in zip(children, (days[::2], days[: len(days) // 2]), strict=True):
            answered = at + ANSWER_AFTER if offer.period.closes_at < now else None
            refused = frozenset(share[1:2]) if answered else frozenset[date]()
            requests.append(
                Request(at, offer, account, child, tuple(share), MORNING, answered, refused)
            )
        answer = at + ANSWER_AFTER if offer.period.closes_at < now else None
        requests.append(
            Request(
                at + timedelta(minutes=9),
                offer,
                other[0],
                other[1][0],
                tuple(days[1::2][:3]),
                FULL_DAY,
                answer,
            )
        )
    return requests


def the_neighbourhood(offers: list[Offer], families: Iterable[Family]) -> list[Request]:
    """Return what forty families ask for: in the windows, for days and types of all kinds."""
    chance, now = Random(2026), clock.now()
    requests: list[Request] = []
    for account, children in families:
        for offer in offers:
            if chance.random() > (0.75 if offer.site == BRAUD else 0.25):
                continue
            for child in children:
                days = tuple(day for day in open_days(offer) if chance.random() < 0.8)
                at = _some_time(offer, chance)
                type_index = chance.choice((FULL_DAY, FULL_DAY, FULL_DAY, MORNING, 2, 3))
                if not days:
                    continue
                closed = offer.period.closes_at < now
                answered = at + ANSWER_AFTER if closed or chance.random() < 0.6 else None
                refused = frozenset(day for day in days if answered and chance.random() < 0.04)
                requests.append(
                    Request(at, offer, account, child, days, type_index, answered, refused)
                )
    return requests


def short_of_places(ledger: Ledger, offers: list[Offer]) -> None:
    """Some days lack an animator: the guide's 3 May 2023, and one day of what is open now."""
    spring, now = _offer(offers, GUIDE_PERIOD), clock.now()
    if spring.period.opens_at <= now:
        ledger.leave_one_place(spring.groups[LITTLE_ONES].id or 0, GUIDE_REFUSAL)
        ledger.take_places_away(spring.groups[BIG_ONES].id or 0, GUIDE_REFUSAL, waiting=4)
    for offer in _at(offers, BRAUD):
        if offer is not spring and offer.period.opens_at <= now <= offer.period.closes_at:
            days = open_days(offer)
            ledger.take_places_away(offer.groups[-1].id or 0, days[len(days) // 2], waiting=3)


def _some_time(offer: Offer, chance: Random) -> datetime:
    """Return an instant of the window at which people are awake; the first day draws most."""
    opening = offer.period.opens_at.astimezone(clock.PARIS).date()
    day = opening + timedelta(days=chance.choice((0, 0, 0, 1, 1, 2, 3)))
    at = clock.at_paris(day, time(7)) + timedelta(minutes=chance.randint(0, 15 * 60))
    return min(max(at, offer.period.opens_at), offer.period.closes_at)


def _in_window(offer: Offer, *, minutes: int) -> datetime:
    return min(offer.period.opens_at + timedelta(minutes=minutes), offer.period.closes_at)


def _offer(offers: list[Offer], name: str) -> Offer:
    return next(offer for offer in offers if offer.period.name == name)


def _at(offers: list[Offer], site: str) -> list[Offer]:
    return [offer for offer in offers if offer.site == site]
