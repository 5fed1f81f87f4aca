"""Reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from domain.desk import reasons
from extensions import begin_writing, clock, db
from models import Role
from tests.browser.every_page.row import Row, outdate

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

ADMINISTRATOR = "administrator of reasons"


def _name_an_unknown_place(page: Page) -> None:
    page.get_by_label("Standard text").fill("See {service}.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _save_too_late(page: Page) -> None:
    outdate(page)
    page.get_by_label("Standard text").fill("Something else.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()


ROWS: dict[str, Row] = {
    "reasons": Row("/desk/reasons", "moderator"),
    "reasons, without a desk": Row("/desk/reasons", ADMINISTRATOR),
    "reasons, of one panel": Row("/desk/reasons", "newcomer"),
    "reason": Row("/desk/reasons/spam", "moderator"),
    "reason, out of use": Row("/desk/reasons/campaign", "moderator"),
    "reason, only read": Row("/desk/reasons/spam", "newcomer"),
    "reason, with errors": Row("/desk/reasons/spam", "moderator", then=_name_an_unknown_place),
    "reason, too late": Row("/desk/reasons/spam", "moderator", then=_save_too_late),
    "reason, new": Row("/desk/reasons/new", "moderator"),
}
VARIANTS: set[str] = {
    "reason, with errors",
    "reason, too late",
    "reason",
    "reason, new",
    "reasons, without a desk",
    "reasons, of one panel",
    "reason, out of use",
    "reason, only read",
}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    made = world.made
    world.emails[ADMINISTRATOR] = made.user(Role.ADMINISTRATOR, name="Rea Sonne").email
    begin_writing()
    row = reasons.locked("campaign")
    assert row is not None
    reasons.retire(row, seen=row.version, by=made.by(world.moderator), at=clock.now())
    db.session.commit()
