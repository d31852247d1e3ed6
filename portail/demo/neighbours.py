"""Some forty further families: the same at every load, of ages that suit the day of the load."""

from datetime import date, timedelta
from random import Random

from portail.demo.people import ChildSeed, FamilySeed

PARENTS = (
    "Paul MARTIN", "Samia BENALI", "Julie FERREIRA", "Mamadou DIALLO", "Claire PELLETIER",
    "Antoine ROBERT", "Inès LOPEZ", "Hugo LAMBERT", "Fatou NDIAYE", "Élodie GIRAUD",
    "Thomas NGUYEN", "Sarah COHEN", "Nicolas BERNARD", "Amélie ROUX", "Yassine EL AMRANI",
    "Caroline DUBOIS", "Mathieu FAURE", "Aïcha TRAORÉ", "Pauline MERCIER", "David DA SILVA",
    "Laura RENAUD", "Benoît CHEVALIER", "Nadia BOUAZIZ", "Guillaume PETIT", "Marine LEROY",
    "Olivier GAUTHIER", "Justine CARON", "Rachid HAMDI", "Émilie BARBIER", "Sébastien COLIN",
    "Anaïs VIDAL", "Florian ROCHE", "Leïla KACI", "Vincent HUET", "Manon PICARD",
    "Jérôme BOUCHER", "Céline LECLERC", "Ibrahim CISSÉ", "Aurélie FONTAINE", "Maxime ROUSSEAU",
    "Delphine BRUNET", "Arnaud GUÉRIN",
)  # fmt: skip

FIRST_NAMES = (
    "Elio", "Inès", "Lina", "Noé", "Jade", "Adam", "Alma", "Gabriel", "Zoé", "Malo", "Lou",
    "Ismaël", "Rose", "Naël", "Ambre", "Sacha", "Louna", "Marius", "Nina", "Liam", "Mila",
    "Aaron", "Iris", "Ethan", "Romy", "Isaac", "Anna", "Léon", "Assia", "Timéo", "Agathe",
    "Ilyes", "Capucine", "Owen", "Salomé", "Raphaël", "Maya", "Augustin", "Kenza", "Tom",
)  # fmt: skip

TOWNS = (
    ("33820", "BRAUD ET ST LOUIS"), ("33860", "REIGNAC"), ("33820", "ST CIERS SUR GIRONDE"),
    ("33820", "ÉTAULIERS"), ("33820", "ST AUBIN DE BLAYE"), ("33860", "MARCILLAC"),
    ("33860", "VAL DE LIVENNE"), ("33390", "ANGLADE"), ("33390", "EYRANS"),
    ("33820", "ST PALAIS"), ("33820", "PLEINE SELVE"), ("33820", "ST CAPRAIS DE BLAYE"),
)  # fmt: skip

STREETS = ("rue du Port", "chemin des Vignes", "route de Blaye", "rue de l’Église", "le Bourg")


def neighbours(today: date) -> list[FamilySeed]:
    """Return the families of the neighbourhood, with children of 3 to 16 years."""
    chance = Random(33820)
    return [_family(number, parent, today, chance) for number, parent in enumerate(PARENTS, 1)]


def _family(number: int, parent: str, today: date, chance: Random) -> FamilySeed:
    first_name, last_name = parent.split(" ", 1)
    postcode, town = TOWNS[number % len(TOWNS)]
    return FamilySeed(
        chance.choice(("M.", "Mme")),
        first_name,
        last_name,
        f"{chance.randint(1, 90)} {chance.choice(STREETS)}",
        postcode,
        town,
        tuple(
            ChildSeed(name, last_name, today - timedelta(days=chance.randint(3 * 366, 16 * 365)))
            for name in chance.sample(FIRST_NAMES, chance.choice((1, 1, 2, 2, 2, 3, 3, 4)))
        ),
        f"famille{number:02}@voisins.example",
    )
