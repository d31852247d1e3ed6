"""Headers on every kind of answer, and sockets for our own pages only."""

import pytest
from starlette.websockets import WebSocketDisconnect

from portail import db
from tests.http.conftest import OURS

EVERY_KIND = [
    ("GET", "/"),
    ("GET", "/connexion"),
    ("GET", "/compte"),
    ("GET", "/compte/planning"),
    ("GET", "/service/demandes"),
    ("GET", "/missing"),
    ("GET", "/assets/page-abc123.js"),
    ("GET", "/sante"),
    ("GET", "/session"),
    ("POST", "/session"),
    ("POST", "/session/fin"),
    ("GET", "/_upload"),
    ("GET", "/ping"),
]


@pytest.mark.parametrize(("method", "path"), EVERY_KIND)
def test_every_answer_keeps_other_sites_out(browser, method: str, path: str) -> None:
    headers = browser().request(method, path, headers=OURS).headers
    policy = headers["content-security-policy"]
    for rule in (
        "default-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
        "connect-src 'self' ws://localhost:3000",
    ):
        assert rule in policy.split("; ")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_https_is_remembered_by_browsers_only_where_it_is_served(browser, https: str) -> None:
    answer = browser(https).get("/")
    assert "max-age=31536000" in answer.headers["strict-transport-security"]
    assert "connect-src 'self' wss://familles.example" in answer.headers["content-security-policy"]


def test_over_http_no_browser_is_told_to_want_https(browser) -> None:
    assert "strict-transport-security" not in browser().get("/").headers


@pytest.mark.parametrize(
    "path", ["/compte", "/compte/", "/compte/planning", "/service/demandes", "/session"]
)
def test_private_pages_and_sign_in_answers_are_kept_by_nobody(browser, path: str) -> None:
    assert browser().get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/comptes", "/services-publics", "/connexion"])
def test_public_pages_may_be_kept(browser, path: str) -> None:
    assert "no-store" not in browser().get(path).headers.get("cache-control", "")


def test_files_named_by_their_content_are_kept_for_good(browser) -> None:
    assert "immutable" in browser().get("/assets/page-abc123.js").headers["cache-control"]


def test_a_file_that_is_missing_is_not_kept(browser) -> None:
    assert "cache-control" not in browser().get("/assets/missing.js").headers


@pytest.mark.parametrize("path", ["/_upload", "/_upload/file", "/ping", "/_health"])
def test_what_reflex_opens_and_the_portal_does_not_use_is_missing(browser, path: str) -> None:
    for method in ("GET", "POST"):
        assert browser().request(method, path).status_code == 404


def test_health_is_good_while_the_database_answers(browser) -> None:
    answer = browser().get("/sante")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_health_is_bad_when_the_database_is_away(browser, monkeypatch) -> None:
    client = browser()
    away = db.make_engine("postgresql+psycopg://nobody@127.0.0.1:1/none")
    monkeypatch.setattr(db, "engine", lambda: away)
    answer = client.get("/sante")
    assert (answer.status_code, answer.json()) == (503, {"ok": False})


@pytest.mark.parametrize("origin", ["http://localhost:3000", "http://127.0.0.1:8000", None])
def test_our_pages_and_programs_open_a_socket(browser, origin: str | None) -> None:
    headers = {"Origin": origin, "Host": "127.0.0.1:8000"} if origin else {}
    with browser().websocket_connect("/_event/", headers=headers) as socket:
        assert socket.receive_text() == "open"


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "http://localhost:3001", "file://", ""]
)
def test_another_sites_page_opens_no_socket(browser, origin: str) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        browser().websocket_connect("/_event/", headers={"Origin": origin}),
    ):
        pytest.fail("the socket opened")
