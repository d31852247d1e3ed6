"""The frame around every page: who is here, which links, and what is « introuvable »."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
import reflex as rx
from reflex.state import State
from sqlalchemy import Engine

from portail import access, db, routes
from portail.access import ANONYMOUS, Actor, Permission, Role
from portail.services import passwords, sign_in
from portail.state import visitor
from portail.state.visitor import Visitor
from tests import factories
from tests.factories import PASSWORD
from tests.state.tab import events, redirects, serving

pytestmark = pytest.mark.asyncio


@access.needs(Permission.FAMILY_SPACE)
class FamilyPage(rx.State):
    """What a family's page shows."""


@access.needs(Permission.DECIDE_REQUESTS)
class ServicePage(rx.State):
    """What a page of the service shows."""


class UndeclaredPage(rx.State):
    """A page whose author forgot to say who may open it."""


@pytest.fixture(autouse=True)
def _pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "_STATE_OF_PAGE", {})
    visitor.declare_page(routes.HOME, Visitor)
    visitor.declare_page(routes.SIGN_IN, Visitor)
    visitor.declare_page(routes.ACCOUNT, FamilyPage)
    visitor.declare_page(routes.PLANNING, FamilyPage)
    visitor.declare_page(routes.REQUESTS, ServicePage)
    visitor.declare_page("/oubli", UndeclaredPage)


@pytest.fixture
def tokens(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    with db.system(write=True) as session:
        actors = {
            "family": factories.family(session)[0],
            "manager": factories.staff(session, services=("alsh",)),
            "cashier": factories.staff(session, role=Role.CASHIER, services=()),
        }
        emails = {who: factories.give_password(session, actor) for who, actor in actors.items()}
    yield {"": ""} | {
        who: sign_in.open_sign_in(email=email, password=PASSWORD, address="").token
        for who, email in emails.items()
    }


@pytest.mark.parametrize(
    ("who", "path", "page"),
    [
        ("", "/", "ready"),
        ("", "/connexion", "ready"),
        ("family", "/", "ready"),
        ("family", "/compte", "ready"),
        ("family", "/service/demandes", "missing"),
        ("manager", "/service/demandes", "ready"),
        ("manager", "/compte", "missing"),
        ("cashier", "/service/demandes", "missing"),
        ("", "/n-existe-pas", "missing"),
        ("family", "/n-existe-pas", "missing"),
        ("", "/oubli", "missing"),
        ("family", "/oubli", "missing"),
        ("", "/compte", "loading"),
        ("", "/service/demandes", "loading"),
    ],
)
async def test_a_page_opens_for_those_its_state_is_declared_for(
    tokens: dict[str, str], who: str, path: str, page: str
) -> None:
    async with serving() as server:
        tab = server.tab(tokens[who], path=path)
        answer = await tab.fire(Visitor.enter)
        assert (await tab.state(Visitor)).page == page
        sent = redirects(answer)
        assert bool(sent) is (page == "loading")
        assert all(f"/connexion?next={quote(path, safe='')}" in where for where in sent)


async def test_the_frame_names_a_parent_and_offers_their_pages(tokens: dict[str, str]) -> None:
    async with serving() as server:
        tab = server.tab(tokens["family"], path="/compte/planning")
        await tab.fire(Visitor.enter)
        shown = await tab.state(Visitor)
        assert shown.signed_in and shown.is_family and not shown.is_staff
        assert shown.name.startswith("Parent") and shown.initials == "PF"
        assert shown.space == "Communauté de communes de l’Estuaire"
        assert [(item.label, item.current) for item in shown.nav] == [
            ("Mon compte", False),
            ("Mon planning", True),
        ]


async def test_signing_out_leaves_no_name_in_the_frame(tokens: dict[str, str]) -> None:
    async with serving() as server:
        await server.tab(tokens["family"]).fire(Visitor.enter)
        await server.tab("").fire(Visitor.enter)
        shown = await server.tab("").state(Visitor)
        assert (shown.signed_in, shown.name, shown.initials, shown.nav) == (False, "", "", [])


@pytest.mark.parametrize(
    ("actor", "labels"),
    [
        (ANONYMOUS, []),
        (Actor(1, Role.FAMILY, 1), ["Mon compte", "Mon planning"]),
        (Actor(1, Role.MANAGER), ["Demandes"]),
        (Actor(1, Role.ADMIN), ["Demandes"]),
        (Actor(1, Role.CASHIER), []),
        (Actor(1, Role.ANIMATOR), []),
    ],
)
async def test_a_link_is_shown_where_its_page_would_open(actor: Actor, labels: list[str]) -> None:
    assert [item.label for item in visitor.navigation(actor, "/")] == labels


@pytest.mark.parametrize(
    ("role", "services", "space"),
    [
        (Role.MANAGER, {"alsh"}, "Espace du service ALSH · PAJ"),
        (Role.MANAGER, {"creche", "alsh"}, "Espace du service ALSH · PAJ · Crèche"),
        (Role.ADMIN, set(), "Espace du service"),
    ],
)
async def test_the_space_of_an_agent_names_their_service(role, services, space: str) -> None:
    assert visitor.space_of(Actor(1, role, services=frozenset(services))) == space


@pytest.mark.parametrize(
    ("query", "error", "email", "wait"),
    [
        ("", "", "", 0),
        ("erreur=identifiants&adresse=a%40b.example", "identifiants", "a@b.example", 0),
        ("erreur=patience&attente=61", "patience", "", 2),
        ("erreur=patience&attente=60", "patience", "", 1),
        ("erreur=patience&attente=99999", "patience", "", 15),
        ("erreur=patience&attente=-5", "patience", "", 0),
        ("erreur=patience&attente=9999999999", "patience", "", 0),
        ("erreur=patience&attente=²", "patience", "", 0),
        ("erreur=Votre+compte+est+ferm%C3%A9", "", "", 0),
        ("adresse=" + "a" * 2000, "", "a" * 254, 0),
    ],
)
async def test_the_sign_in_page_says_only_what_it_knows(
    sqlite: Engine, query: str, error: str, email: str, wait: int
) -> None:
    async with serving() as server:
        tab = server.tab(path=f"/connexion?{query}")
        await tab.fire(Visitor.read_sign_in)
        said = await tab.state(Visitor)
        assert (said.sign_in_error, said.sign_in_email, said.sign_in_wait) == (error, email, wait)


@pytest.mark.parametrize(
    ("asked", "kept"), [("/compte/planning", "/compte/planning"), ("//elsewhere.example", "")]
)
async def test_the_sign_in_page_remembers_where_to_go(
    sqlite: Engine, asked: str, kept: str
) -> None:
    async with serving() as server:
        tab = server.tab(path=f"/connexion?next={quote(asked, safe='')}")
        await tab.fire(Visitor.read_sign_in)
        assert (await tab.state(Visitor)).sign_in_next == kept


async def test_who_is_signed_in_already_goes_straight_on(tokens: dict[str, str]) -> None:
    async with serving() as server:
        tab = server.tab(tokens["family"], path="/connexion?next=%2Fcompte")
        answer = await tab.fire(Visitor.read_sign_in)
        assert "/compte" in redirects(answer)[0]


async def test_the_sign_in_page_shows_itself_to_who_comes_without_a_next(
    tokens: dict[str, str],
) -> None:
    async with serving() as server:
        tab = server.tab(tokens["family"], path="/connexion")
        await tab.fire(State.event_handlers["hydrate"])
        assert events(await tab.fire(Visitor.read_sign_in)) == []
