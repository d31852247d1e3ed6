"""Real concurrency on PostgreSQL: the last places go to as many families as there are places."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from sqlalchemy import Engine, func
from sqlmodel import select

from portail import clock, db
from portail.access import Actor
from portail.domain.reasons import Reason
from portail.models import Draft, DraftLine, Presence, Reservation
from portail.services.booking import Rejected, Submitted, submit
from tests import factories

PARENTS, PLACES, ROUNDS, CONNECTIONS = 40, 5, 20, 8


def _forty_drafts_for_one_wednesday() -> tuple[int, list[tuple[Actor, str]]]:
    with db.system(write=True) as session:
        period, group, kind = factories.site(session, places=PLACES)
        ready: list[tuple[Actor, str]] = []
        for _ in range(PARENTS):
            actor, (child,) = factories.family(session)
            draft = Draft(
                account_id=actor.account_id or 0,
                child_id=child.id,
                period_id=period.id,
                submission_key=str(uuid4()),
                updated_at=clock.now(),
            )
            session.add(draft)
            session.flush()
            session.add(
                DraftLine(
                    draft_id=draft.id or 0, day=period.first_day, attendance_type_id=kind.id or 0
                )
            )
            ready.append((actor, draft.submission_key))
        return group.id or 0, ready


def test_forty_parents_race_for_the_last_five_places(postgres: Engine) -> None:
    for _round in range(ROUNDS):
        group_id, ready = _forty_drafts_for_one_wednesday()
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            answers = list(pool.map(lambda who: submit(who[0], submission_key=who[1]), ready))
        told = [a.refusals[0].reason for a in answers if isinstance(a, Rejected)]
        assert sum(isinstance(answer, Submitted) for answer in answers) == PLACES
        assert told == [Reason.FULL] * (PARENTS - PLACES)
        with db.system() as session:
            seated = select(func.count()).where(Presence.group_id == group_id)
            assert session.exec(seated).one() == PLACES
            numbers = session.exec(select(Reservation.number)).all()
            assert sorted(numbers) == list(range(1, len(numbers) + 1))
