"""Keys as a keyboard sends them, whichever it is, and how many were pressed."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from models import Question
from tests.browser.deciding.desk import fresh

ARABIC = {"a": "ش", "r": "ق", "h": "ا", "b": "لا", "u": "ع", "j": "ت", "k": "ن", "e": "ث", "n": "ى", "/": "ظ"}
"""What an Arabic keyboard writes with the keys on which others have these letters."""

CODES = {"/": "Slash", "?": "Slash"}
STATE = "document.querySelector('.work').dataset.open"

DISPATCH = """([key, code, more]) => {
  const target = document.activeElement ?? document.body;
  const about = {key, code, bubbles: true, cancelable: true, composed: true, ...more};
  const event = new KeyboardEvent("keydown", about);
  target.dispatchEvent(event);
  return event.defaultPrevented;
}"""


def code(key: str) -> str:
    """Where ``key`` sits."""
    if key.isdigit():
        return f"Digit{key}"
    return CODES.get(key) or f"Key{key.upper()}"


def dispatch(page: Page, key: str, at: str, **more: object) -> bool:
    """Send the page one key that writes ``key`` and sits where others have ``at``; whether it was taken."""
    taken: bool = page.evaluate(DISPATCH, [key, code(at), more])
    return taken


@dataclass
class Keyboard:
    """Presses the desk's keys and counts them. ``arabic``: on an Arabic keyboard."""

    page: Page
    arabic: bool = False
    pressed: int = 0
    log: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        """Press one key, with what is held down beside it."""
        self.pressed += 1
        if not self.arabic or len(key) > 1:
            self.page.keyboard.press(key)
            return
        written = chr(ord("٠") + int(key)) if key.isdigit() else ARABIC[key]
        dispatch(self.page, written, key)

    def write(self, text: str) -> None:
        """Write into the field that has the focus; not counted."""
        self.page.keyboard.insert_text(text)

    def decide(self, action: str) -> int:
        """Take ``action`` on the open question; how many keys it took beside what was written."""
        before = self.pressed
        if action == "approve":
            self.press("a")
        elif action == "reject":
            self.press("r")
            expect(self.page.locator("#choose-reject")).to_be_visible()
            self.press("3")
        else:
            self.press({"hold": "h", "send-back": "b", "note": "n"}[action])
            expect(self.page.locator(f"#choose-{action} textarea").first).to_be_focused()
            self.write("Which year?")
            self.press("Control+Enter")
        return self.pressed - before


def opened(page: Page) -> int:
    """The number of the question that is open."""
    return int(page.evaluate(STATE))


def shows(page: Page, question: Question) -> None:
    """``question`` is open beside the list and its row has the focus."""
    expect(page.locator(f".work[data-open='{question.id}']")).to_be_visible()
    expect(row(page, question).locator("a").first).to_be_focused()


def row(page: Page, question: Question):  # type: ignore[no-untyped-def]
    """The row of ``question``."""
    return page.locator(f".rows li[data-question='{question.id}']")


def settled(page: Page, question: Question, words: str) -> Question:
    """Wait until the row says that ``question`` was decided; the question as it is now."""
    expect(row(page, question)).to_contain_text(words)
    return fresh(question)
