"""Every address of the portal, and how to build the ones that carry something."""

from urllib.parse import urlencode, urlsplit

HOME = "/"
SIGN_IN = "/connexion"
LEGAL = "/mentions-legales"
PRIVACY = "/donnees-personnelles"
ACCESSIBILITY = "/accessibilite"

ACCOUNT = "/compte"
PLANNING = "/compte/planning"
BOOKING_STEP = "/compte/reservations/nouvelle/[etape]"
REQUESTS = "/service/demandes"

SESSION = "/session"
SESSION_END = "/session/fin"
HEALTH = "/sante"

PRIVATE_ROOTS = ("/compte", "/service", SESSION)
"""What no browser and no proxy may keep: these addresses and all below them."""


def booking_step(step: str) -> str:
    """Return the address of one step of the booking wizard."""
    return BOOKING_STEP.replace("[etape]", step)


def planning(*, month: str, request: str) -> str:
    """Return the planning's address, on a month ("2023-04") and with the request just sent."""
    return f"{PLANNING}?{urlencode({'demande': request, 'mois': month})}"


def sign_in(*, after: str = "", error: str = "", email: str = "", wait: int = 0) -> str:
    """Return the sign-in page's address, with what it must say and where to go next.

    `wait` is in seconds.
    """
    query = {"next": after, "erreur": error, "adresse": email, "attente": str(wait or "")}
    kept = urlencode({name: value for name, value in query.items() if value})
    return f"{SIGN_IN}?{kept}" if kept else SIGN_IN


def is_private(path: str) -> bool:
    """Tell whether this path belongs to somebody's space."""
    return any(path == root or path.startswith(f"{root}/") for root in PRIVATE_ROOTS)


def local_path(wanted: str) -> str:
    """Return the path when it leads inside the portal, or nothing.

    Browsers read a backslash as a slash, drop tabs and line ends, and take `//host` for another
    site: whatever could be read in two ways is refused.
    """
    odd = not wanted.isprintable() or "\\" in wanted or len(wanted) > 500
    if odd or not wanted.startswith("/") or wanted.startswith("//"):
        return ""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc or parts.path.startswith("//") else wanted
