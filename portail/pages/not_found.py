"""What an unknown address shows."""

import reflex as rx

from portail.components.shell import shell
from portail.pages.page import missing, visitor


def page() -> rx.Component:
    """Return « introuvable »."""
    return shell(visitor(), missing())
