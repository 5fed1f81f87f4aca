"""Questions that staff enter, move and schedule; answers that are corrected."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from domain.answer import writing
from domain.question import asking, entering, withdrawing
from extensions import begin_writing, clock, db
from models import Panel, Question, Role, SignOff, Via
from tests.browser.every_page.row import Row, unfold_everything

if TYPE_CHECKING:
    from tests.browser.every_page.world import World


def _enter_nothing(page: Page) -> None:
    page.get_by_role("button", name="Enter the question").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _write_a_reason(page: Page) -> None:
    page.get_by_label("Reason, as readers will see it").fill("A figure was wrong.")
    expect(page.locator("#choose-unpublish .paper")).to_contain_text("A figure was wrong.")


ROWS: dict[str, Row] = {
    "enter a question": Row("/desk/questions/new?panel=ask-us", "moderator"),
    "enter a question, with errors": Row(
        "/desk/questions/new?panel=ask-us", "moderator", then=_enter_nothing
    ),
    "enter a question, archived": Row("/desk/questions/new?panel=past", "moderator"),
    "desk, by letter": Row("desk, by letter", "moderator"),
    "desk, the moderators’ own": Row("desk, the moderators’ own", "moderator"),
    "desk, objected to": Row("desk, objected to", "moderator"),
    "desk, to move": Row("desk, by letter#choose-move", "moderator"),
    "desk, to move the time": Row("desk, scheduled#choose-publish", "moderator"),
    "desk, to cancel": Row("desk, scheduled#choose-unpublish", "moderator"),
    "desk, a public reason": Row("desk, published#choose-unpublish", "moderator", then=_write_a_reason),
    "desk, signed off": Row("desk, signed off", "moderator"),
    "passport, to print": Row("passport, to print", "moderator"),
    "answer, a correction": Row("answer, a correction", "corrector", then=unfold_everything),
    "answer, scheduled": Row("answer, scheduled", "moderator"),
    "answer, signed off": Row("answer, signed off", "moderator"),
}
VARIANTS: set[str] = {
    "desk, to move",
    "desk, a public reason",
    "desk, signed off",
    "answer, a correction",
    "enter a question",
    "enter a question, archived",
    "desk, to move the time",
    "answer, signed off",
    "desk, the moderators’ own",
    "answer, scheduled",
    "desk, to cancel",
}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    letter = _entered(world, "Why do the ferries stop at nine?", Via.LETTER)
    world.paths["desk, by letter"] = f"/desk/questions/{letter.id}"
    world.paths["passport, to print"] = f"/desk/questions/{letter.id}/passport"
    own = _entered(world, "What becomes of the workshops?", Via.STAFF)
    world.paths["desk, the moderators’ own"] = f"/desk/questions/{own.id}"
    objected = world.question("objected to")
    begin_writing()
    withdrawing.object_to(
        db.session.get_one(Question, objected.id),
        why="Please leave it out.",
        by=world.made.asker,
        at=clock.now(),
    )
    db.session.commit()
    _archived(world)
    _answers(world)


def _entered(world: World, text: str, via: Via) -> Question:
    begin_writing()
    question = entering.enter(
        db.session.merge(world.panel),
        entering.Entry(asking.Submission(text=text, details="As she writes."), via),
        key=f"every-page-{via.value}",
        by=world.made.by(world.moderator),
        at=clock.now(),
        link_key=world.made.link_key,
    )
    db.session.commit()
    return question


def _archived(world: World) -> None:
    panel = world.made.panel("past", title="Ask the past", opens_at=clock.now() - timedelta(days=9))
    panel.archived_at = clock.now() - timedelta(days=1)
    db.session.commit()


def _answers(world: World) -> None:
    """A public answer with a correction begun, a scheduled one, and one that passes sign-off."""
    made, moderator = world.made, world.moderator
    panel: Panel = db.session.merge(world.panel)
    executive = panel.executives[0]
    corrector = made.user(Role.EXECUTIVE, delegate_of=executive, name="Cory Nash")
    world.emails["corrector"] = corrector.email
    question = made.published(panel, moderator, "Is it so?", at=clock.now() - timedelta(hours=2))
    begin_writing()
    writing.save(
        question,
        executive,
        writing.body("It is **not** so."),
        seen=1,
        by=made.by(corrector),
        at=clock.now(),
        correction="I had the wrong sheet.",
    )
    db.session.commit()
    world.paths["answer, a correction"] = f"/answers/{question.id}/{executive.id}"
    later = made.published(panel, moderator, "Will it be so?", when=clock.now() + timedelta(days=2))
    world.paths["answer, scheduled"] = f"/answers/{later.id}/{executive.id}"
    signed = made.panel("signed", title="Ask and sign")
    waiting = made.approved(signed, moderator, "Who signs it?")
    signed.sign_off = SignOff.COMPANY
    db.session.commit()
    world.paths["desk, signed off"] = f"/desk/questions/{waiting.id}"
    world.paths["answer, signed off"] = f"/answers/{waiting.id}/{signed.executives[0].id}"
