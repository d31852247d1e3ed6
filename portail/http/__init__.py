"""Plain HTTP beside Reflex: what is mounted on the application, and what wraps it."""

from starlette.applications import Starlette
from starlette.routing import Route

from portail import routes
from portail.http.guard import Guard
from portail.http.health import health
from portail.http.session import sign_in, sign_out


def transformers() -> tuple[Starlette, type[Guard]]:
    """Return what `rx.App(api_transformer=…)` takes: our routes, then the guard around it all."""
    own = (
        Route(routes.SESSION, sign_in, methods=["POST"]),
        Route(routes.SESSION_END, sign_out, methods=["POST"]),
        Route(routes.HEALTH, health, methods=["GET"]),
    )
    return Starlette(routes=own), Guard
