"""The one cookie: a browser session's id, out of reach of scripts and of other sites."""

from starlette.requests import cookie_parser
from starlette.responses import Response

from portail.config import settings


def name() -> str:
    """Return the cookie's name; over https its prefix makes browsers refuse a weaker one."""
    return "__Host-portail" if settings.secure_cookies else "portail"


def token_in(header: str) -> str:
    """Return the session id that a Cookie header carries, or nothing."""
    return cookie_parser(header).get(name(), "")


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
