"""« Mon compte »: what each child has ahead, and what can be booked now."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import col, select

from portail import clock, db, formats
from portail.access import Actor
from portail.domain.booking import age_on
from portail.domain.presence import PresenceState
from portail.models import AttendanceType, Child, Presence


@dataclass(frozen=True, slots=True)
class ChildCard:
    """A child of the household and what lies ahead."""

    id: int
    name: str
    initial: str
    colour: int
    age: str
    ahead: str
    waiting: str
    next_day: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The family's first page."""

    first_name: str
    children: list[ChildCard]
    ahead: str
    waiting: str


def overview(actor: Actor) -> Overview:
    """Return the household's children and their presences from today on."""
    today = clock.today()
    with db.acting(actor) as session:
        kids = session.exec(select(Child).order_by(col(Child.birth_date), col(Child.id))).all()
        counts = session.exec(
            select(Presence.child_id, Presence.state, func.count(), func.min(Presence.day))
            .where(
                Presence.household_id == actor.household_id,
                col(Presence.day) >= today,
                Presence.state != PresenceState.REFUSED,
            )
            .group_by(col(Presence.child_id), col(Presence.state))
        ).all()
        following = session.exec(
            select(col(Presence.child_id), col(Presence.day), col(AttendanceType.short_name))
            .join(AttendanceType, col(AttendanceType.id) == Presence.attendance_type_id)
            .where(
                Presence.household_id == actor.household_id,
                Presence.state == PresenceState.ACCEPTED,
                col(Presence.day).in_({row[3] for row in counts}),
            )
        ).all()
    accepted = {child: n for child, state, n, _ in counts if state is PresenceState.ACCEPTED}
    pending = {child: n for child, state, n, _ in counts if state is PresenceState.PENDING}
    nexts = {child: (day, kind) for child, day, kind in sorted(following, reverse=True)}
    return Overview(
        first_name=actor.first_name,
        children=[
            ChildCard(
                id=kid.id or 0,
                name=f"{kid.first_name} {kid.last_name}",
                initial=kid.first_name[:1].upper(),
                colour=(kid.id or 0) % 6,
                age=formats.plural(age_on(kid.birth_date, today), "an", "ans"),
                ahead=_ahead(accepted.get(kid.id or 0, 0)),
                waiting=_waiting(pending.get(kid.id or 0, 0)),
                next_day=_next(nexts.get(kid.id or 0)),
            )
            for kid in kids
        ],
        ahead=_ahead(sum(accepted.values())),
        waiting=_waiting(sum(pending.values())),
    )


def _ahead(count: int) -> str:
    if not count:
        return "Aucune présence acceptée à venir"
    return formats.plural(count, "présence acceptée à venir", "présences acceptées à venir")


def _waiting(count: int) -> str:
    return f"{count} en attente de traitement" if count else ""


def _next(found: tuple[date, str] | None) -> str:
    return f"{formats.day_and_month(found[0])}, {found[1].lower()}" if found else ""
