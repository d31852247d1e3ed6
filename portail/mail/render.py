"""From a template folder and its context to a mail: subject, text and HTML."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from portail import routes
from portail.community import community
from portail.config import settings
from portail.mail import Mail


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("portail.mail"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(kind: str, recipient: str, **context: Any) -> Mail:
    """Fill the three templates of a kind of mail: `subject.txt`, `body.txt` and `body.html`."""
    known = {
        "community": community,
        "portal_url": settings.public_url,
        "planning_url": f"{settings.public_url}{routes.PLANNING}",
        **context,
    }
    subject, text, html = (
        _templates().get_template(f"{kind}/{name}").render(known)
        for name in ("subject.txt", "body.txt", "body.html")
    )
    # One line, whatever was in a name: a header ends at the first line break.
    return Mail(kind, recipient, " ".join(subject.split()), html, text)
