"""Managing pages, and what readers see of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from domain.page import lists, writing
from domain.page.writing import Text
from extensions import begin_writing, clock, db
from models import Role
from tests.browser.every_page.row import Row, outdate

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

WHO = "administrator of pages"
AUDITOR = "auditor of pages"


def _save_nothing(page: Page) -> None:
    page.get_by_label("The text").fill("")
    page.get_by_role("button", name="Save as the newest version").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _save_too_late(page: Page) -> None:
    outdate(page)
    page.get_by_label("The text").fill("Write to us.")
    page.get_by_role("button", name="Save as the newest version").click()
    expect(page.get_by_role("alert")).to_be_visible()


ROWS: dict[str, Row] = {
    "rules": Row("/about/rules"),
    "rules, one of them": Row("/about/rules#rule-4"),
    "privacy": Row("/about/privacy"),
    "accessibility": Row("/about/accessibility"),
    "imprint": Row("/about/imprint"),
    "contact": Row("/about/contact"),
    "contact, an earlier version": Row("/about/contact?version=1"),
    "pages": Row("/manage/pages", WHO),
    "page, to be written": Row("/manage/pages/rules", WHO),
    "page, written before": Row("/manage/pages/contact", WHO),
    "page, with errors": Row("/manage/pages/contact", WHO, then=_save_nothing),
    "page, too late": Row("/manage/pages/contact", WHO, then=_save_too_late),
    "page, for an auditor": Row("/manage/pages/contact", AUDITOR),
}
VARIANTS: set[str] = {
    "contact, an earlier version",
    "page, too late",
    "privacy",
    "contact",
    "page, to be written",
    "page, for an auditor",
    "rules, one of them",
    "accessibility",
    "imprint",
    "page, written before",
}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    made = world.made
    office = made.user(Role.ADMINISTRATOR, name="Pat Press")
    world.emails[WHO] = office.email
    world.emails[AUDITOR] = made.user(Role.AUDITOR, name="Paul Auden").email
    begin_writing()
    page = lists.find("contact")
    assert page is not None
    text = Text("Contact", *writing.rendered("Write to *us*, at floor@floor.example."), "en")
    writing.write(writing.locked(page.id), text, seen=1, by=made.by(office), at=clock.now())
    db.session.commit()
