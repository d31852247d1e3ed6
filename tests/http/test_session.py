"""Signing in and out from a browser."""

from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import Response
from starlette.testclient import TestClient

from portail.access import ANONYMOUS
from portail.config import settings
from portail.http import form
from portail.services import sign_in, throttle
from tests.factories import PASSWORD
from tests.http.conftest import OURS, People


def post(client: TestClient, email: str, password: str = PASSWORD, **fields: str) -> Response:
    data = {"email": email, "password": password, **fields}
    return client.post("/session", data=data, headers={"Origin": settings.public_url})


def test_a_family_lands_on_its_account(browser, people: People) -> None:
    answer = post(browser(), people.parent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/compte")


def test_an_agent_who_decides_lands_on_the_requests(browser, people: People) -> None:
    assert post(browser(), people.agent).headers["location"] == "/service/demandes"


def test_an_agent_without_a_page_yet_lands_on_the_home_page(browser, people: People) -> None:
    assert post(browser(), people.cashier).headers["location"] == "/"


@pytest.mark.parametrize("wanted", ["/compte/planning", "/compte/planning?mois=2026-04"])
def test_sign_in_goes_on_to_the_page_that_was_asked_for(browser, people, wanted: str) -> None:
    assert post(browser(), people.parent, next=wanted).headers["location"] == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example/",
        "/\t/elsewhere.example/",
        "/\n/elsewhere.example/",
        " //elsewhere.example/",
        "javascript:alert(1)",
        "http:elsewhere.example",
        "compte",
        "/compte\r\nSet-Cookie: portail=x",
        "/compte\x00",
        "/" + "a" * 600,
    ],
)
def test_sign_in_never_leads_to_another_site(browser, people: People, wanted: str) -> None:
    assert post(browser(), people.parent, next=wanted).headers["location"] == "/compte"


def test_over_http_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser, people) -> None:
    cookie = post(browser(), people.parent).headers["set-cookie"].lower()
    assert cookie.startswith("portail=")
    assert {"httponly", "samesite=lax", "path=/"} <= set(cookie.split("; "))
    assert "max-age" not in cookie
    assert "expires" not in cookie


def test_over_https_the_cookie_is_secure_and_bound_to_this_host(browser, people, https) -> None:
    cookie = post(browser(https), people.parent).headers["set-cookie"]
    assert cookie.startswith("__Host-portail=")
    assert {"httponly", "samesite=lax", "path=/", "secure"} <= set(cookie.lower().split("; "))
    assert "domain" not in cookie.lower()


def test_the_cookie_opens_the_session_of_the_person(browser, people: People) -> None:
    client = browser()
    post(client, people.parent)
    assert sign_in.actor_of(client.cookies["portail"]).signed_in


def test_unknown_address_and_wrong_password_answer_alike(browser, people: People) -> None:
    wrong = post(browser(), people.parent, "wrong")
    unknown = post(browser(), "nobody@familles.example", "wrong")
    for answer, email in ((wrong, people.parent), (unknown, "nobody@familles.example")):
        where = urlsplit(answer.headers["location"])
        assert answer.status_code == 303
        assert where.path == "/connexion"
        assert parse_qs(where.query) == {"erreur": ["identifiants"], "adresse": [email]}
        assert "set-cookie" not in answer.headers


def test_a_refusal_keeps_what_was_typed_but_never_the_password(browser, people: People) -> None:
    answer = post(browser(), "é&x=1 @b", "s3cret-wrong", next="/compte/planning")
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert query["adresse"] == ["é&x=1 @b"]
    assert query["next"] == ["/compte/planning"]
    assert "s3cret" not in answer.headers["location"]


def test_after_too_many_guesses_the_page_says_how_long_to_wait(browser, people: People) -> None:
    for _ in range(throttle.FREE_PER_ACCOUNT):
        post(browser(), people.parent, "wrong")
    query = parse_qs(urlsplit(post(browser(), people.parent).headers["location"]).query)
    assert query["erreur"] == ["patience"]
    assert 0 < int(query["attente"][0]) <= 61


def test_a_session_that_somebody_planted_is_not_taken_over(browser, people: People) -> None:
    client = browser()
    client.cookies.set("portail", "planted")
    post(client, people.parent)
    assert client.cookies.get("portail", domain="localhost.local") != "planted"
    assert sign_in.actor_of("planted") == ANONYMOUS


def test_signing_in_as_somebody_else_ends_the_first_session(browser, people: People) -> None:
    client = browser()
    post(client, people.parent)
    first = client.cookies["portail"]
    post(client, people.other)
    assert sign_in.actor_of(first) == ANONYMOUS
    assert sign_in.actor_of(client.cookies["portail"]).signed_in


def test_signing_out_ends_the_session_and_forgets_the_cookie(browser, people: People) -> None:
    client = browser()
    post(client, people.parent)
    token = client.cookies["portail"]
    answer = client.post("/session/fin", headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert sign_in.actor_of(token) == ANONYMOUS
    assert "portail" not in client.cookies


def test_signing_out_twice_is_no_error(browser) -> None:
    assert browser().post("/session/fin", headers=OURS).status_code == 303


@pytest.mark.parametrize("path", ["/session", "/session/fin"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Origin": "http://localhost:3000@elsewhere.example"},
        {"Origin": "http://[bad"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Referer": "https://elsewhere.example/x"},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"},
        {},
    ],
)
def test_another_site_can_sign_nobody_in_or_out(browser, people, path: str, headers) -> None:
    client = browser()
    post(client, people.parent)
    token = client.cookies["portail"]
    answer = client.post(path, data={"email": people.other, "password": PASSWORD}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert sign_in.actor_of(token).signed_in


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": settings.public_url},
        {"Origin": "http://127.0.0.1:3000", "Host": "127.0.0.1:3000"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Referer": f"{settings.public_url}/connexion"},
    ],
)
def test_our_own_pages_are_recognised(browser, people: People, headers) -> None:
    data = {"email": people.parent, "password": PASSWORD}
    assert browser().post("/session", data=data, headers=headers).status_code == 303


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"email": "a"}', "application/json"),
        (b"email=a", "multipart/form-data; boundary=x"),
        (b"email=a", ""),
        (b"email=" + b"a" * form.MAX_BYTES, "application/x-www-form-urlencoded"),
        (b"&".join([b"a=1"] * 50), "application/x-www-form-urlencoded"),
        (b"email=\xff", "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_small_form_is_refused(browser, content: bytes, kind: str) -> None:
    headers = {**OURS, "Content-Type": kind}
    assert browser().post("/session", content=content, headers=headers).status_code == 400


@pytest.mark.parametrize("content", [b"", b"email=", b"email=%FF%00&password=%00", b"next=/x"])
def test_an_odd_form_is_a_failed_sign_in(browser, content: bytes) -> None:
    headers = {**OURS, "Content-Type": "application/x-www-form-urlencoded"}
    answer = browser().post("/session", content=content, headers=headers)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/connexion?")


@pytest.mark.parametrize("path", ["/session", "/session/fin"])
def test_a_link_signs_nobody_in_or_out(browser, people: People, path: str) -> None:
    client = browser()
    post(client, people.parent)
    answer = client.get(path, params={"email": people.other, "password": PASSWORD})
    assert "set-cookie" not in answer.headers
    assert sign_in.actor_of(client.cookies["portail"]).signed_in


@pytest.mark.parametrize(
    ("hops", "forwarded", "counted"),
    [
        (0, "203.0.113.9", "testclient"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "testclient"),
        (1, "", "testclient"),
    ],
)
def test_a_forwarded_address_counts_behind_our_own_proxies_only(
    browser, people, monkeypatch: pytest.MonkeyPatch, hops: int, forwarded: str, counted: str
) -> None:
    monkeypatch.setattr(settings, "trusted_proxy_hops", hops)
    client = browser()
    client.headers["X-Forwarded-For"] = forwarded
    post(client, people.parent)
    actor = sign_in.actor_of(client.cookies["portail"])
    assert [one.address for one in sign_in.sign_ins(actor)] == [counted]
