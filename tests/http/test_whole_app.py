"""The whole application as it is served, socket included; only the built pages are away."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
import reflex as rx
from reflex_base.environment import environment
from sqlalchemy import Engine
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from portail import access, db, routes
from portail.access import Permission
from portail.config import settings
from portail.services import passwords, sign_in
from tests import factories
from tests.factories import PASSWORD

ROOT = "reflex___state____state"
ENTER = f"{ROOT}.portail___state___visitor____visitor.enter"


@access.needs(Permission.FAMILY_SPACE)
class OfAFamily(rx.State):
    """Something that only a family may call."""

    @rx.event
    def load(self):
        """Do nothing."""


@access.needs(Permission.PUBLIC)
class Marker(rx.State):
    """Tells that the event before it has ended: those of a tab run in turn."""

    reached: int = 0

    @rx.event
    def reach(self, mark: int):
        """Say so."""
        self.reached = mark


_marks = count(1000)
MARK = f"{Marker.get_full_name()}.reach"
FAMILY_EVENT = f"{OfAFamily.get_full_name()}.load"


@pytest.fixture(scope="module")
def served() -> Iterator[TestClient]:
    """Run the application once: Reflex allows one a process."""
    environment.REFLEX_SKIP_COMPILE.set(True)
    from portail.portail import app

    with TestClient(app(), settings.public_url, follow_redirects=False) as client:
        yield client


@pytest.fixture
def browser(served: TestClient, sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    served.cookies.clear()
    return served


def enter(browser: TestClient) -> str:
    """Sign a parent in through the form; return the id in the cookie."""
    with db.system(write=True) as session:
        email = factories.give_password(session, factories.family(session)[0])
    browser.cookies.clear()
    posted = {"email": email, "password": PASSWORD}
    answer = browser.post("/session", data=posted, headers={"Origin": settings.public_url})
    assert answer.headers["location"] == routes.ACCOUNT
    return browser.cookies["portail"]


class Socket:
    """A tab's socket, as Reflex's own script speaks on it."""

    first = ""
    """What the hydration sent."""

    def __init__(self, wire: WebSocketTestSession) -> None:
        self.wire = wire
        assert wire.receive_text().startswith("0{")
        wire.send_text("40/_event,{}")
        assert wire.receive_text().startswith("40/_event")

    def fire(self, name: str, path: str = "/", **payload: Any) -> str:
        """Fire an event; return all that the browser receives until it is done."""
        self._send(name, path, payload)
        mark = next(_marks)
        self._send(MARK, path, {"mark": mark})
        heard: list[str] = []
        while not heard or f'"reached_rx_state_":{mark}' not in heard[-1]:
            told = self.wire.receive_text()
            if told == "2":
                self.wire.send_text("3")
            heard.append(told)
        return "\n".join(heard)

    def _send(self, name: str, path: str, payload: dict[str, Any]) -> None:
        router = {"pathname": path, "asPath": path, "query": {}}
        event = {"name": name, "payload": payload, "router_data": router}
        self.wire.send_text("42/_event," + json.dumps(["event", event]))


@contextmanager
def tab(
    browser: TestClient, cookie: str = "", token: str = "a-tab", origin: str = settings.public_url
) -> Iterator[Socket]:
    """Open a tab's socket with this cookie."""
    headers = {"Origin": origin, "Upgrade": "websocket"}
    headers |= {"Cookie": f"portail={cookie}"} if cookie else {}
    browser.cookies.clear()
    address = f"/_event/?EIO=4&transport=websocket&token={token}"
    with browser.websocket_connect(address, headers=headers) as wire:
        socket = Socket(wire)
        socket.first = socket.fire(f"{ROOT}.hydrate")
        yield socket
        wire.send_text("41/_event,")
        _closed(token)


def _closed(token: str) -> None:
    """Wait until the server has seen the tab go: until then its token is not given again."""
    from portail.portail import app

    for _ in range(500):
        if app.event_namespace is None or token not in app.event_namespace.token_to_sid:
            return
        time.sleep(0.01)
    raise TimeoutError(token)


def test_the_frame_names_who_signed_in(browser: TestClient) -> None:
    cookie = enter(browser)
    with tab(browser, cookie, "named") as socket:
        told = socket.fire(ENTER)
    assert '"signed_in_rx_state_":true' in told
    assert '"page_rx_state_":"ready"' in told


def test_who_is_not_signed_in_is_led_from_a_familys_page_to_the_sign_in(
    browser: TestClient,
) -> None:
    with tab(browser, token="stranger") as socket:
        told = socket.fire(FAMILY_EVENT, "/compte/planning")
    assert "/connexion?next=%2Fcompte%2Fplanning" in told


def test_a_tab_left_open_after_a_sign_out_elsewhere_is_emptied_and_led_away(
    browser: TestClient,
) -> None:
    cookie = enter(browser)
    with tab(browser, cookie, "left-open") as socket:
        assert "Parent" in socket.fire(ENTER)
        sign_in.close_sign_in(cookie)
        told = socket.fire(FAMILY_EVENT, "/compte/planning")
    assert '"name_rx_state_":""' in told
    assert "window.location.replace" in told


def test_a_stolen_tab_token_shows_nothing_of_its_owner(browser: TestClient) -> None:
    owner, thief = enter(browser), enter(browser)
    with tab(browser, owner, "stolen") as socket:
        told = socket.fire(ENTER)
        name = re.search(r'"name_rx_state_":"(Parent[^"]+)"', told)
    assert name
    for cookie in (thief, ""):
        with tab(browser, cookie, "stolen") as socket:
            assert name[1] not in socket.first
            assert name[1] not in socket.fire(ENTER)


def test_the_owner_finds_the_tab_as_it_was(browser: TestClient) -> None:
    owner = enter(browser)
    with tab(browser, owner, "kept") as socket:
        assert "Parent" in socket.fire(ENTER)
    with tab(browser, owner, "kept") as socket:
        assert "Parent" in socket.first


def test_the_id_of_the_session_is_never_sent_to_the_page(browser: TestClient) -> None:
    cookie = enter(browser)
    with tab(browser, cookie, "secret") as socket:
        assert cookie not in socket.first + socket.fire(ENTER)


def test_the_id_of_the_session_is_in_no_log_and_in_no_state(
    browser: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    from portail.portail import app

    cookie = enter(browser)
    with tab(browser, cookie, "logged") as socket:
        # Reflex logs the whole event, headers included, when it knows no such handler.
        socket.fire(ENTER + "_of_yesterday")
    assert "_of_yesterday" in caplog.text
    assert cookie not in caplog.text
    kept = app.state_manager.states["logged"]  # pyright: ignore[reportAttributeAccessIssue]
    assert kept.router_data["headers"]["cookie"]
    assert cookie not in str(kept.router_data) + str(kept.router)


def test_what_stands_in_a_state_opens_no_session(browser: TestClient) -> None:
    cookie = enter(browser)
    with tab(browser, sign_in.hash_token(cookie), "replayed") as socket:
        assert '"signed_in_rx_state_":true' not in socket.first + socket.fire(ENTER)


def test_another_sites_page_opens_no_socket(browser: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        tab(browser, origin="https://elsewhere.example"),
    ):
        pytest.fail("the socket opened")


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/missing"), ("GET", "/sante"), ("POST", "/session"), ("GET", "/ping")],
)
def test_the_served_application_keeps_other_sites_out(
    browser: TestClient, method: str, path: str
) -> None:
    headers = browser.request(method, path, headers={"Origin": "https://elsewhere.example"}).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
