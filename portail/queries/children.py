"""The children of a household, as choices."""

from dataclasses import dataclass

from sqlmodel import col, select

from portail import clock, db, formats
from portail.access import Actor
from portail.domain.booking import age_on
from portail.models import Child


@dataclass(frozen=True, slots=True)
class ChildChoice:
    """A child of the household, in step 1."""

    id: int
    name: str
    age: str
    initial: str
    colour: int


def children(actor: Actor) -> list[ChildChoice]:
    """Return the household's children, eldest first, with their age today."""
    with db.acting(actor) as session:
        rows = session.exec(select(Child).order_by(col(Child.birth_date), col(Child.id))).all()
    return [
        ChildChoice(
            id=child.id or 0,
            name=f"{child.first_name} {child.last_name}",
            age=formats.plural(age_on(child.birth_date, clock.today()), "an", "ans"),
            initial=child.first_name[:1].upper(),
            colour=(child.id or 0) % 6,
        )
        for child in rows
    ]
