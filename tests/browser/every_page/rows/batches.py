"""Many questions at once: what is selected, and what became of a batch."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from domain.desk.batches import making, running, taking_back
from domain.permissions import Actor
from extensions import begin_writing, clock, db
from models import Panel, User
from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World


def _hold_without_a_note(page: Page) -> None:
    page.locator("#choose-hold").get_by_role("button").click()
    expect(page.locator(".summary")).to_be_visible()


ROWS: dict[str, Row] = {
    "bulk": Row("bulk, selected", "moderator"),
    "bulk, to reject": Row("bulk, selected#choose-reject", "moderator"),
    "bulk, to topics": Row("bulk, selected#choose-topics", "moderator"),
    "bulk, with errors": Row("bulk, selected#choose-hold", "moderator", then=_hold_without_a_note),
    "bulk, nothing selected": Row("/desk/bulk", "moderator"),
    "batch": Row("batch, done", "moderator"),
    "batch, standing still": Row("batch, standing still", "moderator"),
    "batch, put back": Row("batch, put back", "moderator"),
}
VARIANTS: set[str] = {"bulk, to topics", "bulk, nothing selected", "batch, put back"}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    made = world.made
    panel = world.panel
    questions = [made.question(panel) for _ in range(4)]
    pairs = ",".join(f"{question.id}:{1 + number}" for number, question in enumerate(questions))
    world.paths["bulk, selected"] = f"/desk/bulk?questions={pairs}"
    for name in ("done", "standing still", "put back"):
        world.paths[f"batch, {name}"] = f"/desk/batches/{_batch(world, panel, name)}"


def _batch(world: World, panel: Panel, name: str) -> int:
    """A batch of one question that goes and one that is left out, so far done; its id."""
    made = world.made
    going, stale = made.question(panel), made.question(panel)
    begin_writing()
    by = made.by(db.session.get_one(User, world.moderator.id))
    batch = making.create(
        db.session.get_one(Panel, panel.id),
        "approve",
        {going.id: 1, stale.id: 9},
        key=secrets.token_urlsafe(16),
        by=by,
        at=clock.now(),
    )
    if name != "standing still":
        _run(batch.id, by)
    if name == "put back":
        taking_back.ask(batch, by=by, at=clock.now())
        _run(batch.id, by)
    batch_id = batch.id
    db.session.commit()
    return batch_id


def _run(batch_id: int, by: Actor) -> None:
    lease = running.take(batch_id, at=clock.now())
    while lease is not None:
        lease = running.step(batch_id, lease, by=by, at=clock.now())
