"""Sign-in and sign-out: plain form posts, because a socket cannot set a cookie."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from portail import routes
from portail.access import Actor, Permission, may
from portail.http import cookie, form, origin
from portail.services import sign_in as service

# Its own few threads: on opening day passwords queue for the processors, events do not.
_CHECKS = ThreadPoolExecutor(os.cpu_count() or 2, thread_name_prefix="sign-in")


async def sign_in(request: Request) -> Response:
    """Check the posted address and password, give the cookie and lead to the person's space."""
    if not origin.is_ours(request):
        return _refused()
    try:
        posted = await form.read(request)
    except form.BadForm:
        return PlainTextResponse("Formulaire illisible.", 400)
    email, after = posted.get("email", "")[:254], routes.local_path(posted.get("next", ""))
    check = partial(
        service.open_sign_in,
        email=email,
        password=posted.get("password", ""),
        address=origin.client_address(request),
        user_agent=request.headers.get("user-agent", ""),
        replaces=_token(request),
    )
    opened = await asyncio.get_running_loop().run_in_executor(_CHECKS, check)
    if not opened.actor.signed_in:
        error = "patience" if opened.wait else "identifiants"
        again = routes.sign_in(after=after, error=error, email=email, wait=opened.wait)
        return RedirectResponse(again, 303)
    response = RedirectResponse(after or landing(opened.actor), 303)
    cookie.give(response, opened.token)
    return response


async def sign_out(request: Request) -> Response:
    """Revoke this browser's session and forget its cookie."""
    if not origin.is_ours(request):
        return _refused()
    await asyncio.to_thread(service.close_sign_in, _token(request))
    response = RedirectResponse(routes.HOME, 303)
    cookie.take_back(response)
    return response


def landing(actor: Actor) -> str:
    """Return where this person's space begins."""
    if may(actor, Permission.FAMILY_SPACE):
        return routes.ACCOUNT
    if may(actor, Permission.DECIDE_REQUESTS):
        return routes.REQUESTS
    return routes.HOME


def _token(request: Request) -> str:
    return cookie.token_in(request.headers.get("cookie", ""))


def _refused() -> Response:
    return PlainTextResponse("Cette demande ne vient pas du portail.", 403)
