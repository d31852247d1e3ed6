"""Load the demo community into an empty database, and only there."""

from datetime import date, time

from sqlmodel import Session, select

from portail import clock, db
from portail.access import Role
from portail.config import ConfigError, settings
from portail.demo import catalogue, story
from portail.demo.bookings import Ledger
from portail.demo.neighbours import neighbours
from portail.demo.people import (
    CCE,
    NEWCOMER,
    OTHER_HOUSEHOLD,
    PASSWORD,
    STAFF,
    ChildSeed,
    FamilySeed,
)
from portail.models import (
    Account,
    AccountService,
    Child,
    Guardian,
    Household,
    HouseholdChild,
)
from portail.services.passwords import hash_password

OPENED_AT = clock.at_paris(date(2023, 1, 2), time(9))
"""Before the first request of the guide's spring."""


def load_if_empty() -> bool:
    """Load the demo community, unless somebody has an account already; tell whether it did.

    Raises:
        ConfigError: outside demo mode.
    """
    if not settings.demo:
        raise ConfigError("The demo community is loaded with PORTAIL_DEMO=1 only.")
    with db.system(write=True) as session:
        if session.exec(select(Account.id)).first() is not None:
            return False
        load(session)
    return True


def load(session: Session) -> None:
    """Write the demo community, as it stands at the clock's present instant."""
    today = clock.today()
    people = _People(session)
    staff = [people.staff(seed.email, seed.role, seed.first_name, seed.last_name, seed.services)
             for seed in STAFF]  # fmt: skip
    cce, other = people.family(CCE), people.family(OTHER_HOUSEHOLD)
    people.family(NEWCOMER)
    around = [people.family(seed) for seed in neighbours(today)]
    offers = catalogue.load(session, today)
    ledger = Ledger(session, agent_id=staff[0].id or 0)
    ledger.write(
        [
            *story.the_guides_own(offers, cce),
            *story.around_today(offers, cce, other),
            *story.the_neighbourhood(offers, around),
        ],
        clock.now(),
    )
    story.short_of_places(ledger, offers)


class _People:
    """Writes accounts and families; the demo's one password is hashed once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.password_hash = hash_password(PASSWORD)
        self.children: dict[ChildSeed, Child] = {}

    def staff(
        self, email: str, role: Role, first_name: str, last_name: str, services: tuple[str, ...]
    ) -> Account:
        account = self._account(email, role, first_name, last_name, None)
        self.session.add_all(
            AccountService(account_id=account.id or 0, service=service) for service in services
        )
        return account

    def family(self, seed: FamilySeed) -> story.Family:
        household = Household(
            name=f"{seed.last_name} {seed.first_name}",
            street=seed.street,
            postcode=seed.postcode,
            town=seed.town,
        )
        self.session.add(household)
        self.session.flush()
        household_id = household.id or 0
        self.session.add(
            Guardian(
                household_id=household_id,
                civility=seed.civility,
                first_name=seed.first_name,
                last_name=seed.last_name,
            )
        )
        children = [self._child(child) for child in seed.children]
        self.session.add_all(
            HouseholdChild(household_id=household_id, child_id=child.id or 0) for child in children
        )
        names = (seed.first_name, seed.last_name)
        return self._account(seed.email, Role.FAMILY, *names, household_id), children

    def _account(
        self, email: str, role: Role, first_name: str, last_name: str, household_id: int | None
    ) -> Account:
        account = Account(
            email=email,
            password_hash=self.password_hash,
            role=role,
            household_id=household_id,
            first_name=first_name,
            last_name=last_name,
            created_at=OPENED_AT,
        )
        self.session.add(account)
        self.session.flush()
        return account

    def _child(self, seed: ChildSeed) -> Child:
        """Return the child; one whom two households share is written once."""
        if seed not in self.children:
            child = Child(
                first_name=seed.first_name, last_name=seed.last_name, birth_date=seed.birth_date
            )
            self.session.add(child)
            self.session.flush()
            self.children[seed] = child
        return self.children[seed]
