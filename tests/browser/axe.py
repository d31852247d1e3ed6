"""What axe finds on a page, in words."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def problems(page: Page) -> list[str]:
    """Return one line a broken rule and element; nothing when axe is silent."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} — {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]
