"""How a message leaves: over SMTP, or as a file where there is no SMTP server."""

from urllib.parse import unquote, urlsplit

from emails.message import Message as Email

from portail.config import settings
from portail.models import Message

TIMEOUT_SECONDS = 20


class Undeliverable(Exception):
    """The recipient's server said no for good: trying again would not change its mind."""


class TryLater(Exception):
    """No server answered, or it asked to come back."""


def deliver(message: Message) -> None:
    """Send one message, or write it under `var/mails/`.

    Raises:
        Undeliverable: a permanent refusal.
        TryLater: anything that time may mend.
    """
    email = _email(message)
    if settings.smtp_url.get_secret_value():
        _send(email, message.recipient)
    else:
        _write(email, message)


def _email(message: Message) -> Email:
    host = urlsplit(settings.public_url).hostname or "localhost"
    return Email(
        subject=message.subject,
        html=message.html,
        text=message.text,
        mail_from=("Portail Familles", settings.mail_from),
        mail_to=message.recipient,
        date=message.created_at,
        # The same at every attempt: a mail sent twice by a crash is recognised as one.
        message_id=f"<portail-{message.id}@{host}>",
        headers={"Auto-Submitted": "auto-generated"},
    )


def _send(email: Email, recipient: str) -> None:
    url = urlsplit(settings.smtp_url.get_secret_value())
    server = {
        "host": url.hostname,
        "port": url.port or (465 if url.scheme == "smtps" else 587),
        "ssl": url.scheme == "smtps",
        "tls": url.scheme == "smtp+tls",
        "timeout": TIMEOUT_SECONDS,
    }
    if url.username:
        server |= {"user": unquote(url.username), "password": unquote(url.password or "")}
    answer = email.send(to=recipient, smtp=server)
    code = answer.status_code or 0
    if code == 250:
        return
    said = str(answer.error or answer.status_text or code)
    if 500 <= code < 600:
        raise Undeliverable(said)
    raise TryLater(said)


def _write(email: Email, message: Message) -> None:
    folder = settings.var_dir / "mails"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{message.created_at:%Y%m%dT%H%M%S}-{message.id:06}-{message.kind}.eml"
    unfinished = folder / f".{name}"
    unfinished.write_bytes(email.as_bytes())
    unfinished.rename(folder / name)
