"""The pieces of a panel: executives, notices, what is not taken, topics, banner."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image as Drawing
from playwright.sync_api import Page, expect

from adapters import images
from domain.panel import creating, executives, loading, not_taken, notices, pictures
from extensions import begin_writing, clock, db
from models import Purpose, Role, Standing
from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

BASE = "/manage/panels/furnished"
WHO = "office"


def _save_badly(page: Page) -> None:
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_label("Left", exact=True).check()
    page.get_by_label("Since when").fill("2999-01-01")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _add_badly(page: Page) -> None:
    page.get_by_role("button", name="Add this topic").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _write_of_the_court(page: Page) -> None:
    page.get_by_role("textbox", name="Your question").fill("What did the court say of the pier?")
    expect(page.get_by_role("heading", name="Is this about")).to_be_visible()


ROWS: dict[str, Row] = {
    "furnished panel": Row("/furnished/"),
    "furnished ask": Row("/furnished/ask"),
    "furnished ask, of the court": Row("/furnished/ask", then=_write_of_the_court),
    "executives": Row("/manage/executives?panel=furnished", WHO),
    "executives, read": Row("/manage/executives?panel=furnished", "auditor of pieces"),
    "executive, new": Row("/manage/executives/new?panel=furnished", WHO),
    "executive": Row("executive", WHO),
    "executive, with errors": Row("executive", WHO, then=_save_badly),
    "notices": Row(f"{BASE}/notices", WHO),
    "notice": Row("notice", WHO),
    "not taken": Row(f"{BASE}/not-taken", WHO),
    "not taken, with errors": Row(f"{BASE}/not-taken", WHO, then=_add_badly),
    "one not taken": Row("one not taken", WHO),
    "topics": Row(f"{BASE}/topics", WHO),
    "topic": Row("topic", WHO),
    "banner": Row(f"{BASE}/banner", WHO),
    "banner, none yet": Row("/manage/panels/quiet/banner", WHO),
    "notices, none yet": Row("/manage/panels/quiet/notices", WHO),
}
VARIANTS: set[str] = {
    "notices",
    "topics",
    "furnished ask",
    "executive",
    "not taken",
    "executives, read",
    "executive, new",
    "notices, none yet",
    "banner, none yet",
    "topic",
}


def place(world: World) -> None:
    """A panel with everything."""
    made = world.made
    panel = made.panel("furnished", title="Ask the furnished ones", executives=("Ada Brook", "Ben Cole"))
    office = made.user(Role.ADMINISTRATOR, name="Helmi Laine")
    world.emails[WHO] = office.email
    world.emails["auditor of pieces"] = made.user(Role.AUDITOR, name="Odd Tor").email
    by, now = made.by(office), clock.now()
    folder = made.app.config["FLOOR"].instance_path / "images"
    portrait = images.make(_drawn(600, 690), images.PORTRAIT, folder)
    banner = images.make(_drawn(1400, 800), images.BANNER, folder)
    begin_writing()
    locked = loading.locked(panel.id)
    assert locked is not None
    ada, ben = locked.executives
    shown = pictures.keep(
        portrait.digest, Purpose.PORTRAIT, width=portrait.width, height=portrait.height, at=now
    )
    executives.edit(ada, executives.Particulars(ada.name, "Chair"), seen=0, by=by, at=now, portrait=shown)
    away = executives.Particulars(
        ben.name, standing=Standing.NOT_TAKING_PART, standing_reason="At sea until May; Ada answers for both."
    )
    executives.edit(ben, away, seen=0, by=by, at=now)
    hung = pictures.keep(banner.digest, Purpose.BANNER, width=banner.width, height=banner.height, at=now)
    pictures.set_banner(locked, hung, "A ship", seen=0, by=by, at=now)
    notice = notices.add(locked, notices.Wanted("No answers on money before the figures."), by=by, at=now)
    court = not_taken.Wanted(
        "The court case", "It is before the court.", ("court", "pier"), "What is public", "/about/contact"
    )
    topic_not_taken = not_taken.add(locked, court, by=by, at=now)
    not_taken.add(locked, not_taken.Wanted("A lost bag", "Customer service finds it."), by=by, at=now)
    topic = creating.topic(locked, "Prices")
    creating.topic(locked, "People")
    db.session.commit()
    world.paths["executive"] = f"/manage/executives/{ada.id}"
    world.paths["notice"] = f"{BASE}/notices/{notice.id}"
    world.paths["one not taken"] = f"{BASE}/not-taken/{topic_not_taken.id}"
    world.paths["topic"] = f"{BASE}/topics/{topic.id}"


def _drawn(width: int, height: int) -> BytesIO:
    file = BytesIO()
    Drawing.new("RGB", (width, height), (170, 200, 200)).save(file, "PNG")
    file.seek(0)
    return file
