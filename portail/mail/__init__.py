"""Messages as data, written to the outbox with the change they tell of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that is ready to be sent."""

    kind: str
    recipient: str
    subject: str
    html: str
    text: str
