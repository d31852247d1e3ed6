"""The two mails about a reservation: received, and decided (guide, « Réservation n° 00005 »)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portail import clock, formats, texts
from portail.domain.presence import PresenceState
from portail.mail import Mail
from portail.mail.render import render

MARKS = {
    PresenceState.PENDING: ("◷", "#7a5200"),
    PresenceState.ACCEPTED: ("✓", "#17693f"),
    PresenceState.REFUSED: ("✗", "#a3241a"),
}
"""The sign and the colour of a state, beside its words."""


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line of the table: the date, what was asked for, and what became of it."""

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
    """Return the acknowledgement of a request."""
    return render("reservation_received", recipient, mail=_context(mail))


def reservation_decided(recipient: str, mail: ReservationMail) -> Mail:
    """Return the service's answer, with what became of every line."""
    return render("reservation_decided", recipient, mail=_context(mail))


def _context(mail: ReservationMail) -> dict[str, Any]:
    created = mail.created_at.astimezone(clock.PARIS)
    return {
        "number": formats.reservation_number(mail.number),
        "child": f"{mail.child_last_name} {mail.child_first_name}",
        "created": f"{created:%d/%m/%Y} à {created:%H:%M}",
        "establishment": mail.establishment,
        "care_mode": mail.care_mode,
        "period": mail.period,
        "lines": [_line(line) for line in mail.lines],
    }


def _line(line: MailLine) -> dict[str, str]:
    mark, colour = MARKS[line.state]
    return {
        "date": formats.table_date(line.day),
        "request": line.request,
        "state": texts.STATE_SHORT[line.state],
        "mark": mark,
        "colour": colour,
        "motive": line.motive,
    }
