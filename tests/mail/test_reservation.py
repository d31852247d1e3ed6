"""The two mails about a reservation say what the guide says, in HTML and in text."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

from portail.domain.presence import PresenceState
from portail.mail.reservation import (
    MailLine,
    ReservationMail,
    reservation_decided,
    reservation_received,
)

ACCEPTED, REFUSED = PresenceState.ACCEPTED, PresenceState.REFUSED
DAYS = [date(2023, 4, 26), *(date(2023, 5, day) for day in (3, 10, 17, 24, 31))]


def guide_mail() -> ReservationMail:
    """The guide's own reservation, as its service answered it."""
    return ReservationMail(
        number=5,
        child_first_name="Enfant",
        child_last_name="CCE",
        created_at=datetime(2023, 4, 5, 13, 39, tzinfo=UTC),
        establishment="ALSH BRAUD ET ST LOUIS",
        care_mode="MERCREDIS",
        period="Mercredis Avril Mai",
        lines=tuple(
            MailLine(
                day,
                "MERCREDI MATIN SANS REPAS",
                REFUSED if day == date(2023, 5, 3) else ACCEPTED,
                "Aucune place disponible" if day == date(2023, 5, 3) else "",
            )
            for day in DAYS
        ),
    )


TABLE = """\
mer 26/04/2023 | MERCREDI MATIN SANS REPAS | Acceptée
mer 03/05/2023 | MERCREDI MATIN SANS REPAS | Refusée — Motif : Aucune place disponible
mer 10/05/2023 | MERCREDI MATIN SANS REPAS | Acceptée
mer 17/05/2023 | MERCREDI MATIN SANS REPAS | Acceptée
mer 24/05/2023 | MERCREDI MATIN SANS REPAS | Acceptée
mer 31/05/2023 | MERCREDI MATIN SANS REPAS | Acceptée
"""


class Words(HTMLParser):
    """The words that a mailbox shows, without the style."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag in {"style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def plain(text: str) -> str:
    return re.sub(r"[\s\u202f\u00a0]+", " ", text)


def shown(html: str) -> str:
    words = Words()
    words.feed(html)
    return plain(" ".join(words.words))


def test_the_decision_prints_the_guides_table() -> None:
    text = reservation_decided("famille@demo.example", guide_mail()).text
    for line in TABLE.splitlines():
        assert plain(line) in plain(text)


def test_the_head_of_the_mail_is_the_guides() -> None:
    text = plain(reservation_decided("famille@demo.example", guide_mail()).text)
    for said in (
        "Réservation n° 00005",
        "Pour : CCE Enfant",
        "Créé le 05/04/2023 à 15:39",
        "Établissement : ALSH BRAUD ET ST LOUIS",
        "Mode d’accueil : MERCREDIS",
        "Période : Mercredis Avril Mai",
        "En l’absence de mail, il est impératif de contacter le service ALSH",
        "Direction Crèche et Direction ALSH/PAJ",
        "Pas de réponse possible sur cette adresse mail.",
    ):
        assert said in text


def test_html_and_text_say_the_same() -> None:
    for mail in (
        reservation_decided("famille@demo.example", guide_mail()),
        reservation_received("famille@demo.example", guide_mail()),
    ):
        html = shown(mail.html)
        facts = re.findall(r"[\w/:’]{4,}", plain(mail.text.split("Voir mon planning")[0]))
        assert [word for word in facts if word not in html and "http" not in word] == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    html = reservation_received("famille@demo.example", guide_mail()).html
    assert not re.search(r"<(img|link|script|iframe)\b|url\(|@import", html)


def test_a_name_cannot_write_html_nor_a_header() -> None:
    hostile = replace(
        guide_mail(), child_first_name="<b>Eve</b>\r\nBcc: all@example.example", number=7
    )
    mail = reservation_decided("famille@demo.example", hostile)
    assert "<b>Eve" not in mail.html
    assert "\n" not in mail.subject and "\r" not in mail.subject
