"""Where a request comes from: our own pages, or somebody else's; and from which address."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from portail.config import settings


def is_ours(connection: HTTPConnection) -> bool:
    """Tell whether one of our own pages sent this.

    Browsers say so in Origin; the few that leave it out say it in Sec-Fetch-Site or Referer.
    What says nothing at all is not let through.
    """
    headers = connection.headers
    if origin := headers.get("origin"):
        return _same(origin, connection)
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    return _same(headers.get("referer", ""), connection)


def may_open_socket(connection: HTTPConnection) -> bool:
    """Tell whether this handshake may go on.

    A browser always names the page's origin in it, and only a browser carries a cookie that is
    not the caller's own: a handshake without Origin lends nobody's rights.
    """
    origin = connection.headers.get("origin")
    return origin is None or _same(origin, connection)


def client_address(connection: HTTPConnection) -> str:
    """Return the network address to count failures against.

    X-Forwarded-For is whatever the client likes, except for the entries that our own proxies
    appended: with n trusted proxies, the n-th from the end.
    """
    hops = settings.trusted_proxy_hops
    forwarded = ",".join(connection.headers.getlist("x-forwarded-for")).split(",")
    known = [entry.strip() for entry in forwarded if entry.strip()]
    if hops > 0 and len(known) >= hops:
        return known[-hops]
    return connection.client.host if connection.client else ""


def _same(address: str, connection: HTTPConnection) -> bool:
    try:
        given, public = urlsplit(address), urlsplit(settings.public_url)
    except ValueError:
        return False
    if given.scheme not in ("http", "https") or not given.netloc:
        return False
    if (given.scheme, given.netloc) == (public.scheme, public.netloc):
        return True
    # The address that was really typed (localhost or 127.0.0.1, a name inside the town hall).
    return given.netloc == connection.headers.get("host")
