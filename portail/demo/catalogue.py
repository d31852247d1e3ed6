"""The demo's establishments, what each offers, and its periods."""

from dataclasses import dataclass
from datetime import date, time

from sqlmodel import Session

from portail.demo.calendar import GUIDE_PERIODS, HOLIDAYS, WEDNESDAYS, PeriodSeed, periods
from portail.models import AgeGroup, AttendanceType, CareMode, Establishment, Period

BRAUD, YOUTH = "ALSH BRAUD ET ST LOUIS", "PAJ"
WEEKDAYS = {WEDNESDAYS: "3", HOLIDAYS: "12345"}
SINGULAR = {WEDNESDAYS: "MERCREDI", HOLIDAYS: "VACANCES"}

TYPES = (
    ("Journée avec repas", time(7, 30), time(18, 30), True),
    ("Matin sans repas", time(7, 30), time(13, 0), False),
    ("Matin avec repas", time(7, 30), time(13, 30), True),
    ("Après-midi avec repas", time(11, 30), time(18, 30), True),
    ("Après-midi sans repas", time(13, 30), time(18, 30), False),
)

LITTLE_AND_BIG = (("P’TITS LOUPS", 3, 5, 16), ("FILOUS FUTÉS", 6, 11, 24))
SMALL_SITE = (("P’TITS LOUPS", 3, 5, 8), ("FILOUS FUTÉS", 6, 11, 12))
YOUNG = (("JEUNES", 12, 17, 24),)


@dataclass(frozen=True, slots=True)
class Site:
    """An establishment: its care modes, its groups, and whether it opens in summer only."""

    name: str
    town: str
    modes: tuple[str, ...] = ()
    groups: tuple[tuple[str, int, int, int], ...] = ()
    service: str = "alsh"
    summer_only: bool = False


SITES = (
    Site(BRAUD, "BRAUD ET ST LOUIS", (WEDNESDAYS, HOLIDAYS), LITTLE_AND_BIG),
    Site("ALSH REIGNAC", "REIGNAC", (WEDNESDAYS,), SMALL_SITE),
    Site("ALSH SAINT CIERS", "ST CIERS SUR GIRONDE", (HOLIDAYS,), SMALL_SITE, summer_only=True),
    Site(YOUTH, "BRAUD ET ST LOUIS", (WEDNESDAYS, HOLIDAYS), YOUNG),
    Site("CRÈCHE DE L’ESTUAIRE", "BRAUD ET ST LOUIS", service="creche"),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A period of a care mode, with all that can be booked in it."""

    period: Period
    mode: CareMode
    groups: tuple[AgeGroup, ...]
    types: tuple[AttendanceType, ...]
    site: str


def load(session: Session, today: date) -> list[Offer]:
    """Write the catalogue and return what can be, or could be, booked."""
    around = periods(today)
    offers: list[Offer] = []
    for site in SITES:
        establishment = Establishment(name=site.name, service=site.service, town=site.town)
        session.add(establishment)
        session.flush()
        for mode_name in site.modes:
            wanted = [period for period in around if _offers(site, period, mode_name)]
            if site.name == BRAUD and mode_name == WEDNESDAYS:
                wanted = [*GUIDE_PERIODS, *[p for p in wanted if not _in_the_guide(p)]]
            offers += _mode(session, establishment, mode_name, wanted, site)
    return offers


def _offers(site: Site, period: PeriodSeed, mode: str) -> bool:
    return period.mode == mode and (period.summer or not site.summer_only)


def _in_the_guide(period: PeriodSeed) -> bool:
    """Tell whether the guide's own periods already hold these days."""
    first, last = GUIDE_PERIODS[0].first_day, GUIDE_PERIODS[-1].last_day
    return period.first_day <= last and period.last_day >= first


def _mode(
    session: Session,
    establishment: Establishment,
    name: str,
    wanted: list[PeriodSeed],
    site: Site,
) -> list[Offer]:
    mode = CareMode(establishment_id=establishment.id or 0, name=name, weekdays=WEEKDAYS[name])
    session.add(mode)
    session.flush()
    types = tuple(
        AttendanceType(
            care_mode_id=mode.id or 0,
            name=f"{SINGULAR[name]} {words.upper()}",
            short_name=words,
            starts_at=starts_at,
            ends_at=ends_at,
            meal=meal,
            weekdays=WEEKDAYS[name],
        )
        for words, starts_at, ends_at, meal in TYPES
    )
    session.add_all(types)
    return [_period(session, seed, mode, types, site) for seed in wanted]


def _period(
    session: Session,
    seed: PeriodSeed,
    mode: CareMode,
    types: tuple[AttendanceType, ...],
    site: Site,
) -> Offer:
    period = Period(
        care_mode_id=mode.id or 0,
        name=seed.name,
        first_day=seed.first_day,
        last_day=seed.last_day,
        opens_at=seed.opens_at,
        closes_at=seed.closes_at,
        deadline_days=seed.deadline_days,
    )
    session.add(period)
    session.flush()
    groups = tuple(
        AgeGroup(
            period_id=period.id or 0, name=name, min_age=youngest, max_age=eldest, places=places
        )
        for name, youngest, eldest, places in site.groups
    )
    session.add_all(groups)
    session.flush()
    return Offer(period, mode, groups, types, site.name)
