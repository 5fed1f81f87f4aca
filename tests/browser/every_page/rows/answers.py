"""Writing answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.every_page.row import Row, outdate

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

ANSWERS = ("none yet", "a draft", "released")


def _write_an_answer(page: Page) -> None:
    page.get_by_label("The answer").fill(
        "## Now\n\nIt is *so*.\n\n1. one\n2. two\n\n[more](https://a.example)"
    )
    expect(page.locator("#preview em")).to_have_text("so")


def _save_nothing(page: Page) -> None:
    page.get_by_label("The answer").fill("")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _save_what_another_saved(page: Page) -> None:
    outdate(page)
    page.get_by_label("The answer").fill("What nobody else wrote.")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("What you typed is kept below")).to_be_visible()


ROWS: dict[str, Row] = {
    "answers": Row("/answers/", "delegate"),
    "answers, none": Row("/answers/", "idle delegate"),
    **{f"answer, {name}": Row(f"answer, {name}", "moderator") for name in ANSWERS},
    "answer, of a delegate": Row("answer, a draft", "delegate"),
    "answer, previewed": Row("answer, none yet", "moderator", then=_write_an_answer),
    "answer, with errors": Row("answer, a draft", "moderator", then=_save_nothing),
    "answer, conflict": Row("answer, a draft", "moderator", then=_save_what_another_saved),
}
VARIANTS: set[str] = {
    "answer, none yet",
    "answer, conflict",
    "answers, none",
    "answer, a draft",
    "answer, of a delegate",
    "answer, released",
}


def place(world: World) -> None:
    """Make what the rows need; ``World`` itself makes it still."""
