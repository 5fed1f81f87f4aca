"""Choosing what a question is merged into, what it was merged into and its members; splitting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from domain.question import families
from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

JOBS = "How many people at the works lose their jobs?"


def _split_badly(page: Page) -> None:
    page.get_by_label("Question 2").fill("Hm?")
    # As a browser without scripts sends it.
    page.evaluate("document.querySelector('#choose-split form').submit()")
    expect(page.get_by_role("alert")).to_be_visible()


def _choose_none(page: Page) -> None:
    page.evaluate("document.querySelectorAll('[name=into]').forEach((one) => { one.checked = false })")
    page.locator(".bar").get_by_role("button", name="Merge").click()
    expect(page.get_by_role("alert")).to_be_visible()


ROWS: dict[str, Row] = {
    "merging": Row("merging, a question", "moderator"),
    "merging, found": Row("merging, found", "moderator"),
    "merging, nothing found": Row("merging, nothing found", "moderator"),
    "merging, with errors": Row("merging, a question", "moderator", then=_choose_none),
    "merging, by number": Row("merging, its question#choose-merge", "moderator"),
    "splitting": Row("merging, its question#choose-split", "moderator"),
    "splitting, with errors": Row("merging, its question#choose-split", "moderator", then=_split_badly),
    "desk, a root": Row("merging, a root", "moderator"),
}
VARIANTS: set[str] = {"merging, nothing found", "merging, by number", "splitting"}


def place(world: World) -> None:
    """Make a question with several near it, one of them merged, and name the addresses."""
    made, panel = world.made, world.panel
    question = made.question(panel, JOBS, email="zoe@floor.example")
    root = made.published(panel, world.moderator, "How many people lose their jobs at the works?")
    member = made.question(panel, "How many jobs at the works are lost?")
    made.do(families.merge, member, world.moderator, into=root)
    page = f"/desk/questions/{question.id}"
    world.paths["merging, its question"] = page
    world.paths["merging, a question"] = f"{page}/merge"
    world.paths["merging, found"] = f"{page}/merge?find=works"
    world.paths["merging, nothing found"] = f"{page}/merge?find=submarine"
    world.paths["merging, a root"] = f"/desk/questions/{root.id}"
