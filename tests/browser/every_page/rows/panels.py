"""Managing panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from extensions import begin_writing, db
from models import Panel, Role, SignOff
from tests.browser.every_page.row import Row, outdate

if TYPE_CHECKING:
    from tests.browser.every_page.world import World


def _too_faint(page: Page) -> None:
    page.get_by_label("Colour").fill("#f0663f")
    page.get_by_label("Closes").fill("2020-01-01T10:00")
    page.get_by_role("button", name="Save the panel").last.click()
    expect(page.get_by_role("alert")).to_be_visible()


def _typed_too_faint(page: Page) -> None:
    page.get_by_label("Colour").fill("#f0663f")
    expect(page.get_by_role("button", name="Save with")).to_be_visible()


def _too_late(page: Page) -> None:
    outdate(page)
    page.get_by_label("Title").fill("Ask somebody else")
    page.get_by_role("button", name="Save the panel").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("changed this panel")


def _without_a_title(page: Page) -> None:
    page.get_by_role("button", name="Make the").click()
    expect(page.get_by_role("alert")).to_be_visible()


ROWS: dict[str, Row] = {
    "panels": Row("/manage/panels", "administrator"),
    "panel, new": Row("/manage/panels/new", "administrator"),
    "panel, new, with errors": Row("/manage/panels/new", "administrator", then=_without_a_title),
    "panel, settings": Row("/manage/panels/ask-us", "administrator"),
    "panel, settings, signed off": Row("/manage/panels/in-colours", "administrator"),
    "panel, settings, with errors": Row("/manage/panels/ask-us", "administrator", then=_too_faint),
    "panel, settings, a faint colour": Row("/manage/panels/ask-us", "administrator", then=_typed_too_faint),
    "panel, settings, to an auditor": Row("/manage/panels/ask-us", "auditor"),
    "panel, settings, too late": Row("/manage/panels/ask-us", "administrator", then=_too_late),
    "panel, copy": Row("/manage/panels/ask-us/copy", "administrator"),
    "panel, hall": Row("/manage/panels/ask-us/hall", "administrator"),
    "panel, hall, not open yet": Row("/manage/panels/soon/hall", "administrator"),
    "panel, in its own colours": Row("/in-colours/"),
    "panel, in its own colours, ask": Row("/in-colours/ask"),
}
VARIANTS: set[str] = {
    "panel, new, with errors",
    "panel, settings",
    "panel, settings, a faint colour",
    "panel, settings, too late",
    "panel, copy",
    "panel, new",
    "panel, settings, to an auditor",
    "panel, in its own colours, ask",
    "panel, hall, not open yet",
    "panel, settings, signed off",
}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    known = world.emails.setdefault
    known("administrator", world.made.user(Role.ADMINISTRATOR, name="Jonah Kirwan").email)
    known("auditor", world.made.user(Role.AUDITOR, name="Amal Rashidi").email)
    signed = world.made.panel("in-colours", title="Ask who signs", sign_off=SignOff.ONE_APPROVER)
    begin_writing()
    panel = db.session.get_one(Panel, signed.id)
    panel.accent, panel.languages, panel.target_hours = "#b4235a", ["es", "ar"], 16
    db.session.commit()
