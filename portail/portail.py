"""The Reflex application: pages, overlays, and what stands in every page's head."""

import logging
import traceback

import reflex as rx

from portail import routes, worker
from portail.community import community
from portail.components.overlays import SHOW_FAILURE, error_boundary, overlays
from portail.components.skeleton import page_skeleton
from portail.gate import Gate
from portail.http import transformers
from portail.pages import PAGES
from portail.pages.page import Page
from portail.state.visitor import Visitor, declare_page

SITE = "Portail Familles"
log = logging.getLogger(__name__)


def _handler_failed(exception: Exception) -> rx.event.EventSpec:
    """Keep the details for the log; tell the person only what to do."""
    log.error("A handler failed\n%s", "".join(traceback.format_exception(exception)))
    return rx.call_script(SHOW_FAILURE)


def _title(page: Page) -> str:
    if page.route == routes.HOME:
        return f"{SITE} – {community.name}"
    return f"{page.title} – {SITE}"


def _head() -> list[rx.Component]:
    font = {"as": "font", "crossOrigin": "anonymous"}
    return [
        rx.el.link(
            rel="preload", href="/fonts/figtree.woff2", type="font/woff2", custom_attrs=font
        ),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="manifest", href="/site.webmanifest"),
        rx.el.meta(name="theme-color", content="#0b6273"),
        rx.el.meta(name="format-detection", content="telephone=no"),
    ]


app = rx.App(
    html_lang="fr",
    stylesheets=["/portail.css"],
    head_components=_head(),
    toaster=None,
    app_wraps={
        (55, "ErrorBoundary"): lambda _: error_boundary(),
        (5, "Overlay"): lambda stateful: overlays() if stateful else None,
    },
    backend_exception_handler=_handler_failed,
    hydrate_fallback=page_skeleton,
    api_transformer=transformers(),
)
app.add_middleware(Gate(Visitor))
app.register_lifespan_task(worker.in_server)

for page in PAGES:
    declare_page(page.route, page.state)
    app.add_page(
        page.view,
        route=page.route,
        title=_title(page),
        description=f"Portail des familles de la {community.name}.",
        image="/favicon.svg",
        on_load=[Visitor.enter, *page.on_load],
    )
