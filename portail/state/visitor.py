"""Who is looking, for the frame around every page: name, navigation, or « introuvable »."""

from dataclasses import dataclass

import reflex as rx

from portail import access, gate, routes
from portail.access import Actor, Permission, Role
from portail.community import community

SERVICE_NAMES = {"alsh": "ALSH · PAJ", "creche": "Crèche"}
SIGN_IN_ERRORS = ("identifiants", "patience")
LONGEST_EMAIL = 254
LONGEST_WAIT_MINUTES = 15


@dataclass(frozen=True)
class NavItem:
    """A link of the navigation."""

    label: str
    short: str
    """What the phone's bottom bar has room for."""
    href: str
    icon: str
    current: bool = False
    bar_only: bool = False
    """Shown in the phone's bottom bar, not in the header."""


_NAV: tuple[tuple[str, NavItem], ...] = (
    (routes.ACCOUNT, NavItem("Mon compte", "Compte", routes.ACCOUNT, "house")),
    (routes.PLANNING, NavItem("Mon planning", "Planning", routes.PLANNING, "calendar-days")),
    (
        routes.BOOKING_STEP,
        NavItem(
            "Réserver", "Réserver", routes.booking_step("usager"), "circle-plus", bar_only=True
        ),
    ),
    (routes.REQUESTS, NavItem("Demandes", "Demandes", routes.REQUESTS, "inbox")),
)

_STATE_OF_PAGE: dict[str, type[rx.State]] = {}


def declare_page(route: str, state: type[rx.State]) -> None:
    """Say which state a page shows: it takes what that state declares that it needs.

    A page that nobody declared is « introuvable », and no link leads there.
    """
    _STATE_OF_PAGE[route] = state


def may_open(actor: Actor, route: str) -> bool:
    """Tell whether this person may open this page: asked by the page and by the links to it."""
    need = need_of_page(route)
    return need is not None and access.may(actor, need)


def need_of_page(route: str) -> Permission | None:
    """Return what a page takes, or None when nobody declared it."""
    state = _STATE_OF_PAGE.get(route)
    return access.need_of(state) if state else None


@access.needs(Permission.PUBLIC)
class Visitor(rx.State):
    """The person in front of the page, as far as the frame shows them."""

    page: str = "loading"
    """loading, ready or missing"""
    signed_in: bool = False
    name: str = ""
    first_name: str = ""
    initials: str = ""
    is_family: bool = False
    is_staff: bool = False
    space: str = community.name
    nav: list[NavItem] = []  # noqa: RUF012 - Reflex copies it for each tab

    sign_in_error: str = ""
    """identifiants, patience or nothing"""
    sign_in_email: str = ""
    sign_in_next: str = ""
    sign_in_wait: int = 0
    """minutes"""

    @rx.event
    def enter(self):
        """Open the page, lead to the sign-in, or say « introuvable »; first on every page."""
        actor = gate.actor()
        route = routes.HOME if self.router.route_id == "/index" else self.router.route_id
        self._show(actor, route)
        if may_open(actor, route):
            self.page = "ready"
        elif actor.signed_in or need_of_page(route) is None:
            self.page = "missing"
        else:
            self.page = "loading"
            return gate.to_sign_in(self)
        return None

    @rx.event
    def read_sign_in(self):
        """Show what the sign-in page must say; who is signed in already goes on to `next`."""
        asked = self.router.url.query_parameters
        after = routes.local_path(str(asked.get("next", "")))
        if after and gate.actor().signed_in:
            return rx.redirect(after, replace=True)
        error = str(asked.get("erreur", ""))
        self.sign_in_error = error if error in SIGN_IN_ERRORS else ""
        self.sign_in_email = str(asked.get("adresse", ""))[:LONGEST_EMAIL]
        self.sign_in_wait = _minutes(str(asked.get("attente", "")))
        self.sign_in_next = after
        return None

    def _show(self, actor: Actor, route: str) -> None:
        self.signed_in = actor.signed_in
        self.first_name = actor.first_name
        self.name = f"{actor.first_name} {actor.last_name}".strip()
        self.initials = f"{actor.first_name[:1]}{actor.last_name[:1]}".upper()
        self.is_family = actor.role is Role.FAMILY
        self.is_staff = actor.signed_in and not self.is_family
        self.space = space_of(actor)
        self.nav = navigation(actor, route)


def navigation(actor: Actor, route: str) -> list[NavItem]:
    """Return the links that this person may follow, from this page."""
    return [
        NavItem(item.label, item.short, item.href, item.icon, target == route, item.bar_only)
        for target, item in _NAV
        if actor.signed_in and may_open(actor, target)
    ]


def space_of(actor: Actor) -> str:
    """Return what stands under the portal's name: the community, or the agent's service."""
    if actor.role in (None, Role.FAMILY):
        return community.name
    served = [name for service, name in SERVICE_NAMES.items() if service in actor.services]
    return " ".join(["Espace du service", " · ".join(served)]).strip()


def _minutes(seconds: str) -> int:
    """Return the wait to announce, rounded up, whatever the address bar says."""
    known = int(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 6 else 0
    return min(-(-known // 60), LONGEST_WAIT_MINUTES)
