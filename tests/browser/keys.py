"""A person who has only a keyboard."""

from playwright.sync_api import Page

_SAID = """() => {
  const one = document.activeElement;
  if (one === document.body) return "";
  const label = one.labels && one.labels[0] ? one.labels[0].innerText : "";
  return (one.getAttribute("aria-label") || label || one.innerText || one.title || "").trim();
}"""


def said(page: Page) -> str:
    """Return what is said of the element that has the focus."""
    return " ".join(page.evaluate(_SAID).split())


def tab_to(page: Page, words: str, *, most: int = 60, back: bool = False) -> None:
    """Press Tab until what has the focus is called so."""
    seen = []
    for _ in range(most):
        now = said(page)
        if words.lower() in now.lower():
            return
        seen.append(now)
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab never reaches « {words} »: {seen}")


def press_until(page: Page, key: str, words: str, *, most: int = 50) -> None:
    """Press an arrow until what has the focus is called so."""
    for _ in range(most):
        if words.lower() in said(page).lower():
            return
        page.keyboard.press(key)
        page.wait_for_timeout(60)
    raise AssertionError(f"{key} never reaches « {words} », but « {said(page)} »")
