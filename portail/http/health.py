"""`/sante`: is the portal able to serve?"""

import asyncio

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select
from starlette.requests import Request
from starlette.responses import JSONResponse

from portail import db

NOT_KEPT = {"Cache-Control": "no-store"}


async def health(_request: Request) -> JSONResponse:
    """Answer 200 when the database does, 503 otherwise; nothing about why to the world."""
    able = await asyncio.to_thread(_database_answers)
    return JSONResponse({"ok": able}, 200 if able else 503, NOT_KEPT)


def _database_answers() -> bool:
    try:
        with db.system() as session:
            return session.exec(select(1)).one() == 1
    except SQLAlchemyError:
        return False
