"""Around every answer: headers that keep other sites out; and sockets from our pages only."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portail import routes
from portail.config import settings
from portail.http import cookie
from portail.http.origin import may_open_socket

CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    # Reflex starts its pages with an inline script, and builds a few functions from text.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'self'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
A_YEAR = 365 * 24 * 3600
HIDDEN = ("/_upload", "/ping", "/_health", "/_all_routes")
"""What Reflex opens and the portal does not use; `/sante` answers for health."""


class Guard:
    """An ASGI wrapper: it touches the first message of an answer, never its body."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif may_open_socket(HTTPConnection(scope)):
            sealed = {**scope, "headers": cookie.sealed(scope["headers"])}
            await self.app(sealed, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), path, message["status"])
            await send(message)

        if any(path == root or path.startswith(f"{root}/") for root in HIDDEN):
            await with_headers({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self.app(scope, receive, with_headers)


def _add(headers: MutableHeaders, path: str, status: int) -> None:
    headers.update(ALWAYS)
    headers["Content-Security-Policy"] = _policy()
    if settings.secure_cookies:
        headers["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
    if routes.is_private(path):
        headers["Cache-Control"] = "no-store"
    elif path.startswith("/assets/") and status in (200, 304):
        # Their names carry a hash of what they hold.
        headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"


def _policy() -> str:
    # Older browsers do not count our own sockets in 'self'.
    socket = settings.public_url.rstrip("/").replace("http", "ws", 1)
    policy = {**CONTENT_SECURITY_POLICY, "connect-src": f"'self' {socket}"}
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())
