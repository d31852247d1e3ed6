"""The one cookie: a browser session's id, out of reach of scripts and of other sites."""

from starlette.requests import cookie_parser
from starlette.responses import Response

from portail.config import settings
from portail.services.sign_in import hash_token

Headers = list[tuple[bytes, bytes]]


def name() -> str:
    """Return the cookie's name; over https its prefix makes browsers refuse a weaker one."""
    return "__Host-portail" if settings.secure_cookies else "portail"


def token_in(header: str) -> str:
    """Return the session id, or its hash, that a Cookie header carries; or nothing."""
    return cookie_parser(header).get(name(), "")


def sealed(headers: Headers) -> Headers:
    """Return the headers of a socket's opening with the session id replaced by its keyed hash.

    Reflex keeps these headers in the state, in Redis and, when an event fails, in the log: what
    stands there opens nothing. Other cookies are left out.
    """
    kept = [(key, value) for key, value in headers if key != b"cookie"]
    given = b"; ".join(value for key, value in headers if key == b"cookie")
    if token := token_in(given.decode("latin-1")):
        kept.append((b"cookie", f"{name()}={hash_token(token)}".encode()))
    return kept


def give(response: Response, token: str) -> None:
    """Hand the session id to the browser, until it closes."""
    response.set_cookie(
        name(), token, path="/", httponly=True, samesite="lax", secure=settings.secure_cookies
    )


def take_back(response: Response) -> None:
    """Have the browser forget its session id."""
    response.delete_cookie(
        name(), path="/", httponly=True, samesite="lax", secure=settings.secure_cookies
    )
