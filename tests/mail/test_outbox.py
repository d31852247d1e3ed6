"""The outbox, against a real SMTP server that comes, goes and says no."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pydantic import SecretStr
from sqlmodel import select

from portail import clock, db
from portail.config import settings
from portail.mail import Mail
from portail.mail.outbox import post, withdraw
from portail.models import Message
from portail.services import outbox
from tests.bench.server import free_port

pytestmark = pytest.mark.usefixtures("database")

MAIL = Mail("essai", "parent@familles.example", "Bonjour été", "<p>Bonjour</p>", "Bonjour")


class Mailbox:
    """What the server accepted, and what it says to each recipient."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.refusal = ""

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.received.append(envelope)
        return "250 OK"


class Server:
    """An SMTP server on a fixed port, that can be stopped and started."""

    def __init__(self) -> None:
        self.port, self.mailbox = free_port(), Mailbox()
        self.controller: Controller | None = None

    def up(self) -> None:
        self.controller = Controller(self.mailbox, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def down(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server()
    monkeypatch.setattr(settings, "smtp_url", SecretStr(f"smtp://127.0.0.1:{server.port}"))
    yield server
    server.down()


class Time:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = clock.now()

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    moved = Time()
    monkeypatch.setattr(clock, "now", moved)
    return moved


def posted(**options) -> None:
    with db.system(write=True) as session:
        post(session, MAIL, **options)


def messages() -> list[Message]:
    with db.system() as session:
        return list(session.exec(select(Message).order_by(Message.id)))


def test_a_mail_is_sent_once(smtp: Server) -> None:
    smtp.up()
    posted()
    assert (outbox.send_due("a"), outbox.send_due("a")) == (1, 0)
    (envelope,) = smtp.mailbox.received
    assert envelope.rcpt_tos == ["parent@familles.example"]
    mail = message_from_bytes(envelope.content or b"", policy=default)
    assert mail["Subject"] == "Bonjour été"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<portail-\d+@localhost>", mail["Message-ID"])
    assert {part.get_content_type() for part in mail.walk()} >= {"text/plain", "text/html"}


def test_nothing_leaves_when_the_change_is_rolled_back(smtp: Server) -> None:
    smtp.up()
    with pytest.raises(RuntimeError), db.system(write=True) as session:
        post(session, MAIL)
        raise RuntimeError
    assert outbox.send_due("a") == 0


def test_a_server_that_is_down_gets_the_mail_when_it_is_back(smtp: Server, time: Time) -> None:
    posted()
    assert outbox.send_due("a") == 0
    (waiting,) = messages()
    assert waiting.attempts == 1 and waiting.last_error
    assert timedelta(minutes=1) <= waiting.due_at - time.now <= timedelta(minutes=1.2)
    smtp.up()
    assert outbox.send_due("a") == 0
    time.forward(minutes=2)
    assert outbox.send_due("a") == 1
    assert len(smtp.mailbox.received) == 1


def test_the_wait_doubles_then_the_mail_is_given_up_loudly(
    smtp: Server, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    posted()
    waits = []
    for _ in range(40):
        outbox.send_due("a")
        (message,) = messages()
        if message.failed_at:
            break
        waits.append((message.due_at - time.now) / timedelta(minutes=1))
        time.now = message.due_at
    assert [round(wait / 1.1) for wait in waits[:3]] == [1, 2, 4]
    assert max(waits) <= 144
    assert "given up" in caplog.text and messages()[0].failed_at


def test_a_refusal_for_good_is_not_tried_again(smtp: Server, time: Time) -> None:
    smtp.mailbox.refusal = "550 No such user"
    smtp.up()
    posted()
    outbox.send_due("a")
    (message,) = messages()
    assert message.failed_at and "550" in message.last_error
    time.forward(days=1)
    assert outbox.send_due("a") == 0


def test_a_refusal_for_now_is_tried_again(smtp: Server, time: Time) -> None:
    smtp.mailbox.refusal = "451 Try later"
    smtp.up()
    posted()
    outbox.send_due("a")
    assert messages()[0].failed_at is None
    smtp.mailbox.refusal = ""
    time.forward(minutes=2)
    assert outbox.send_due("a") == 1


def test_one_process_at_a_time_sends_and_another_takes_over_when_it_is_late(
    smtp: Server, time: Time
) -> None:
    smtp.up()
    assert outbox.take_lease("a")
    posted()
    assert outbox.send_due("b") == 0
    time.forward(seconds=61)
    assert outbox.send_due("b") == 1
    assert not outbox.take_lease("a")
    outbox.drop_lease("b")
    assert outbox.take_lease("a")


def test_a_mail_waits_until_it_is_due(smtp: Server, time: Time) -> None:
    smtp.up()
    posted(due_at=time.now + timedelta(minutes=1))
    assert outbox.send_due("a") == 0
    time.forward(minutes=1)
    assert outbox.send_due("a") == 1


def test_a_newer_mail_about_the_same_thing_replaces_the_one_that_waits(smtp: Server) -> None:
    smtp.up()
    posted(about="decision:1")
    posted(about="decision:1")
    posted(about="decision:2")
    assert outbox.send_due("a") == 2


def test_a_mail_is_taken_back_only_while_it_has_not_left(smtp: Server) -> None:
    smtp.up()
    posted(about="decision:1")
    with db.system(write=True) as session:
        assert withdraw(session, about="decision:1")
    posted(about="decision:1")
    outbox.send_due("a")
    with db.system(write=True) as session:
        assert not withdraw(session, about="decision:1")
    assert len(messages()) == 1


def test_a_mail_that_is_on_its_way_is_not_taken_back(smtp: Server, time: Time) -> None:
    posted(about="decision:1")
    assert outbox._claim_next()
    with db.system(write=True) as session:
        assert not withdraw(session, about="decision:1")


def test_a_process_killed_while_sending_leaves_a_mail_that_goes_later(
    smtp: Server, time: Time
) -> None:
    smtp.up()
    posted()
    assert outbox._claim_next()
    assert outbox.send_due("a") == 0
    time.forward(minutes=3)
    assert outbox.send_due("a") == 1


def test_without_a_server_mails_are_written_as_files(
    var_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "smtp_url", SecretStr(""))
    posted()
    assert outbox.send_due("a") == 1
    (written,) = (var_dir / "mails").glob("*.eml")
    mail = message_from_bytes(written.read_bytes(), policy=default)
    assert mail["To"] == "parent@familles.example"
    body = mail.get_body(("plain",))
    assert body is not None and body.get_content().strip() == "Bonjour"
