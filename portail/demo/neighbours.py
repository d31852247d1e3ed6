"""Some forty further families: the same at every load, of ages that suit the day of the load."""

from datetime import date, timedelta
from random import Random

from portail.demo.people import ChildSeed, FamilySeed

PARENTS = (
    "M. Paul MARTIN", "Mme Samia BENALI", "Mme Julie FERREIRA", "M. Mamadou DIALLO",
    "Mme Claire PELLETIER", "M. Antoine ROBERT", "Mme Inès LOPEZ", "M. Hugo LAMBERT",
    "Mme Fatou NDIAYE", "Mme Élodie GIRAUD", "M. Thomas NGUYEN", "Mme Sarah COHEN",
    "M. Nicolas BERNARD", "Mme Amélie ROUX", "M. Yassine EL AMRANI", "Mme Caroline DUBOIS",
    "M. Mathieu FAURE", "Mme Aïcha TRAORÉ", "Mme Pauline MERCIER", "M. David DA SILVA",
    "Mme Laura RENAUD", "M. Benoît CHEVALIER", "Mme Nadia BOUAZIZ", "M. Guillaume PETIT",
    "Mme Marine LEROY", "M. Olivier GAUTHIER", "Mme Justine CARON", "M. Rachid HAMDI",
    "Mme Émilie BARBIER", "M. Sébastien COLIN", "Mme Anaïs VIDAL", "M. Florian ROCHE",
    "Mme Leïla KACI", "M. Vincent HUET", "Mme Manon PICARD", "M. Jérôme BOUCHER",
    "Mme Céline LECLERC", "M. Ibrahim CISSÉ", "Mme Aurélie FONTAINE", "M. Maxime ROUSSEAU",
    "Mme Delphine BRUNET", "M. Arnaud GUÉRIN",
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
    civility, first_name, last_name = parent.split(" ", 2)
    postcode, town = TOWNS[number % len(TOWNS)]
    return FamilySeed(
        civility,
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
