"""The wizard's draft: what a parent has chosen so far, one draft a login.

Foreign ids and unknown ids raise the same `NotFound`; what the rules refuse comes back as data.
"""

from datetime import date
from uuid import uuid4

from sqlmodel import Session, col, delete, select

from portail import clock, db
from portail.access import Actor
from portail.domain.booking import (
    MAX_WISHES,
    Facts,
    Refused,
    Wish,
    decide,
    window_reason,
)
from portail.domain.reasons import Reason
from portail.models import Account, CareMode, Child, Draft, DraftLine, Period
from portail.queries.facts import booking_facts, period_rules
from portail.services.errors import NotFound, found


def choose_child(actor: Actor, *, child_id: int) -> None:
    """Begin, or go on with, a draft for this child; another child empties it.

    Raises:
        NotFound: the child is unknown, or is another family's.
    """
    with db.acting(actor, write=True) as session:
        found(session.get(Child, child_id))
        draft = own_draft(session, actor)
        if draft.child_id != child_id:
            draft.child_id = child_id
            draft.period_id = None
            _empty(session, draft)


def choose_period(actor: Actor, *, period_id: int) -> Reason | None:
    """Set the period of the draft; another period empties its days.

    Returns why the period cannot be booked now, in which case nothing changes.

    Raises:
        NotFound: the period is unknown, or no child is chosen yet.
    """
    with db.acting(actor, write=True) as session:
        period = found(session.get(Period, period_id))
        mode = found(session.get(CareMode, period.care_mode_id))
        draft = own_draft(session, actor)
        if draft.child_id is None:
            raise NotFound
        if closed := window_reason(clock.now(), period_rules(period, mode)):
            return closed
        if draft.period_id != period_id:
            draft.period_id = period_id
            _empty(session, draft)
    return None


def put_day(actor: Actor, *, day: date, type_id: int, child_id: int | None = None) -> Reason | None:
    """Put a day in the draft, in place of what it had on that day; return why not, if not.

    With `child_id`, the draft must still be that child's: another tab may have changed it.

    Raises:
        NotFound: there is no draft with a child and a period, or it is another child's.
    """
    with db.acting(actor, write=True) as session:
        draft = _draft_of(session, actor, child_id)
        verdict = decide([Wish(day, type_id)], draft_facts(session, draft))[0]
        if isinstance(verdict, Refused):
            return verdict.reason
        line = session.get(DraftLine, (draft.id, day))
        if line is None and len(draft_lines(session, draft)) >= MAX_WISHES:
            return Reason.TOO_MANY_DAYS
        line = line or DraftLine(draft_id=draft.id or 0, day=day, attendance_type_id=type_id)
        line.attendance_type_id = type_id
        session.add(line)
        draft.updated_at = clock.now()
    return None


def remove_days(actor: Actor, *, days: list[date], child_id: int | None = None) -> None:
    """Take these days out of the draft; days that it does not hold are ignored.

    With `child_id`, the draft must still be that child's.

    Raises:
        NotFound: it is another child's.
    """
    with db.acting(actor, write=True) as session:
        draft = _draft_of(session, actor, child_id)
        chosen = (col(DraftLine.draft_id) == draft.id, col(DraftLine.day).in_(days))
        session.exec(delete(DraftLine).where(*chosen))
        draft.updated_at = clock.now()


def own_draft(session: Session, actor: Actor) -> Draft:
    """Return the person's draft, begun if need be; their own gestures wait for one another."""
    db.lock(session, Account, [actor.account_id or 0])
    draft = session.exec(select(Draft).where(Draft.account_id == actor.account_id)).first()
    if draft is None:
        draft = Draft(
            account_id=actor.account_id or 0,
            submission_key=str(uuid4()),
            updated_at=clock.now(),
        )
        session.add(draft)
        session.flush()
    return draft


def draft_facts(session: Session, draft: Draft) -> Facts:
    """Gather what the rules need to know about the draft's child and period.

    Raises:
        NotFound: one of them is not chosen, or is out of this person's reach.
    """
    if draft.child_id is None or draft.period_id is None:
        raise NotFound
    child = found(session.get(Child, draft.child_id))
    period = found(session.get(Period, draft.period_id))
    mode = found(session.get(CareMode, period.care_mode_id))
    return booking_facts(session, child, period, mode)


def draft_lines(session: Session, draft: Draft) -> list[DraftLine]:
    """Return the days of the draft, in order."""
    return list(
        session.exec(
            select(DraftLine).where(DraftLine.draft_id == draft.id).order_by(col(DraftLine.day))
        )
    )


def _draft_of(session: Session, actor: Actor, child_id: int | None) -> Draft:
    draft = own_draft(session, actor)
    if child_id is not None and draft.child_id != child_id:
        raise NotFound
    return draft


def _empty(session: Session, draft: Draft) -> None:
    session.exec(delete(DraftLine).where(col(DraftLine.draft_id) == draft.id))
    draft.updated_at = clock.now()
