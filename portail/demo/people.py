"""The people whom the guide names, and the members of the service. All are invented."""

from dataclasses import dataclass
from datetime import date

from portail.access import Role

PASSWORD = "Bienvenue-2026"


@dataclass(frozen=True, slots=True)
class ChildSeed:
    """A child to be."""

    first_name: str
    last_name: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class FamilySeed:
    """A household to be, with its adult; without an address it has no login."""

    civility: str
    first_name: str
    last_name: str
    street: str
    postcode: str
    town: str
    children: tuple[ChildSeed, ...] = ()
    email: str = ""


@dataclass(frozen=True, slots=True)
class StaffSeed:
    """A member of the service to be."""

    email: str
    role: Role
    first_name: str
    last_name: str
    services: tuple[str, ...] = ()


ENFANT = ChildSeed("Enfant", "CCE", date(2018, 9, 10))
JUNIOR = ChildSeed("junior", "cce", date(2016, 11, 20))

CCE = FamilySeed(
    "M.", "CCE", "cce", "57 aa", "33820", "BRAUD ET ST LOUIS",
    (JUNIOR, ENFANT), "famille@demo.example",
)  # fmt: skip
OTHER_HOUSEHOLD = FamilySeed(
    "Mme", "Camille", "DUPIN", "4 rue des Vignes", "33860", "REIGNAC",
    (JUNIOR,), "foyer2@demo.example",
)  # fmt: skip
NEWCOMER = FamilySeed(
    "Mme", "Nour", "HADDAD", "", "", "", (), "neuf@demo.example",
)  # fmt: skip

STAFF = (
    StaffSeed("alsh@demo.example", Role.MANAGER, "Léa", "DURAND", ("alsh",)),
    StaffSeed("creche@demo.example", Role.MANAGER, "Sophie", "MOREAU", ("creche",)),
    StaffSeed("regie@demo.example", Role.CASHIER, "Karim", "BENSAID"),
    StaffSeed("anim@demo.example", Role.ANIMATOR, "Théo", "GARNIER"),
    StaffSeed("admin@demo.example", Role.ADMIN, "Anne", "LACOSTE"),
)

ACCOUNTS = (
    (CCE.email, "une famille, deux enfants"),
    (OTHER_HOUSEHOLD.email, "l’autre foyer de junior"),
    (NEWCOMER.email, "une première connexion, dossier vide"),
    ("alsh@demo.example", "service ALSH · PAJ"),
    ("creche@demo.example", "service Crèche"),
    ("regie@demo.example", "régie"),
    ("anim@demo.example", "animation"),
    ("admin@demo.example", "administration"),
)
"""Who can sign in, for whoever starts the demo."""
