"""The mails about a reservation: received, and decided."""

from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from portail import clock, formats, texts
from portail.domain.presence import PresenceState
from portail.mail import Mail


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line of the table: date, what was asked for, what became of it."""

    day: date
    request: str
    state: PresenceState
    motive: str


@dataclass(frozen=True, slots=True)
class ReservationMail:
    """What both mails say of a reservation."""

    number: int
    child_first_name: str
    child_last_name: str
    created_at: datetime
    establishment: str
    care_mode: str
    period: str
    lines: tuple[MailLine, ...]


def reservation_received(recipient: str, mail: ReservationMail) -> Mail:
    """Acknowledge a request."""
    number = formats.reservation_number(mail.number)
    return _mail("reservation_received", recipient, f"Votre demande n° {number}", mail)


def reservation_decided(recipient: str, mail: ReservationMail) -> Mail:
    """Say what became of every line."""
    number = formats.reservation_number(mail.number)
    return _mail("reservation_decided", recipient, f"Votre réservation n° {number}", mail)


def _mail(kind: str, recipient: str, subject: str, mail: ReservationMail) -> Mail:
    created = mail.created_at.astimezone(clock.PARIS)
    lines = [
        f"Réservation n° {formats.reservation_number(mail.number)}",
        f"Pour : {mail.child_last_name} {mail.child_first_name}",
        f"Créé le {created:%d/%m/%Y} à {created:%H:%M}",
        f"Établissement : {mail.establishment}",
        f"Mode d’accueil : {mail.care_mode}",
        f"Période : {mail.period}",
        *(_line(line) for line in mail.lines),
    ]
    text = "\n".join(lines)
    return Mail(kind, recipient, subject, f"<pre>{escape(text)}</pre>", text)


def _line(line: MailLine) -> str:
    motive = f" — Motif : {line.motive}" if line.motive else ""
    state = texts.STATE_SHORT[line.state]
    return f"{formats.table_date(line.day)} | {line.request} | {state}{motive}"
