"""An angry day: the desk's pages, and what readers and askers find meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, expect

from domain.asker import passports
from domain.panel import angry_day, loading
from extensions import begin_writing, clock, db
from models import Panel, Question
from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

AT = "/desk/panels/angry-panel/angry-day"
CALM = "/desk/panels/calm-panel/angry-day"


def _without_a_reason(page: Page) -> None:
    page.get_by_role("button", name="Unpublish the panel").click()
    expect(page.locator(".summary")).to_be_visible()


def _too_late(page: Page) -> None:
    page.get_by_label("Reason").fill("Mine was first.")
    page.evaluate("for (const field of document.getElementsByName('version')) field.value = '99'")
    page.get_by_role("button", name="Unpublish the panel").click()
    expect(page.locator(".callout.warn")).to_be_visible()


ROWS: dict[str, Row] = {
    "angry day, nothing yet": Row(CALM, "moderator"),
    "angry day, all of it": Row(AT, "moderator"),
    "angry day, pause": Row(f"{CALM}/pause", "moderator"),
    "angry day, hold": Row(f"{CALM}/hold-new", "moderator"),
    "angry day, unpublish": Row(f"{CALM}/take-down", "moderator"),
    "angry day, unpublish, with errors": Row(f"{CALM}/take-down", "moderator", then=_without_a_reason),
    "angry day, unpublish, too late": Row(f"{CALM}/take-down", "moderator", then=_too_late),
    "angry day, resume": Row(f"{AT}/resume", "moderator"),
    "angry day, let in": Row(f"{AT}/let-in", "moderator"),
    "angry day, put back": Row(f"{AT}/put-back", "moderator"),
    "angry day, queue": Row("/desk/?panel=angry-panel", "moderator"),
    "angry day, settings": Row("/manage/panels/angry-panel", "administrator"),
    "angry day, panel paused": Row("/paused-panel/"),
    "angry day, asking paused": Row("/paused-panel/ask"),
    "angry day, panel taken down": Row("/angry-panel/", status=410),
    "angry day, passport of it": Row("angry passport"),
}
VARIANTS: set[str] = {
    "angry day, nothing yet",
    "angry day, hold",
    "angry day, resume",
    "angry day, let in",
    "angry day, put back",
    "angry day, unpublish, with errors",
    "angry day, panel paused",
}


def place(world: World) -> None:
    """Make three panels: one calm, one paused, one with everything on it."""
    made = world.made
    made.panel("calm-panel", title="A calm panel")
    angry, paused = made.panel("angry-panel", title="An angry panel"), made.panel("paused-panel")
    question = made.question(angry, "Why is everybody so angry?")
    world.paths["angry passport"] = _passport(world, question)
    _take(world, paused, angry_day.pause, until=clock.now() + timedelta(days=2))
    _take(world, angry, angry_day.pause)
    _take(world, angry, angry_day.hold_new)
    _take(world, angry, angry_day.take_down, reason="We look into a figure that was wrong.")


def _passport(world: World, question: Question) -> str:
    return f"/passport/{passports.token(question.passport, world.made.link_key)}"


def _take(world: World, panel: Panel, verb: Any, **told: Any) -> None:
    begin_writing()
    locked = loading.locked(panel.id)
    assert locked is not None
    verb(locked, seen=0, by=world.made.by(db.session.merge(world.moderator)), at=clock.now(), **told)
    db.session.commit()
