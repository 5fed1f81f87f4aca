"""Questions that wait for an answer, those who support them, and answers that were corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page

from domain.answer import writing
from domain.panel import creating
from domain.question import asking, deciding, entering, fields, supporting
from extensions import begin_writing, clock, db
from models import Panel, Question, Via
from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

ARABIC = "لماذا لا توجد إعلانات بالعربية في الميناء؟"


def _unfold(page: Page) -> None:
    if page.locator(".folded").is_visible():
        page.locator(".folded summary").click()


def _press(page: Page) -> None:
    page.get_by_role("button", name="I want to know this too").click()
    page.wait_for_url("**/questions/*-*")
    page.go_back()
    page.reload()


ROWS: dict[str, Row] = {
    "open questions": Row("/waiting/open", then=_unfold),
    "open questions, none of a topic": Row("open questions, none of a topic"),
    "open questions, none at all": Row("/waiting-for-none/open"),
    "panel, with open questions": Row("/waiting/", then=_unfold),
    "panel, nothing on a topic": Row("panel, nothing on a topic"),
    "question, open": Row("question, open"),
    "support": Row("support"),
    "support, given": Row("support", then=_press),
    "question, corrected": Row("question, corrected"),
    "versions": Row("versions"),
    "versions, one alone": Row("versions, one alone"),
    "question, the moderators' own": Row("question, the moderators' own"),
}
VARIANTS: set[str] = {
    "panel, with open questions",
    "panel, nothing on a topic",
    "question, corrected",
    "open questions, none of a topic",
    "question, open",
    "support, given",
    "versions, one alone",
    "open questions, none at all",
    "question, the moderators' own",
}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    panel = world.made.panel("waiting", title="Ask the harbour", list_open=True)
    world.made.panel("waiting-for-none", title="Ask nobody", list_open=True)
    topics = [creating.topic(panel, title) for title in ("Boats", "Trains", "Silence")]
    db.session.commit()
    waiting = [
        world.made.approved(panel, world.moderator, text, **told)
        for text, told in (
            ("Who sees my travel history once both apps share one account?", {}),
            (ARABIC, {"executives": panel.executives[:1]}),
            ("If diesel boats run until 2034, what exactly is green about this? " * 5, {}),
        )
    ]
    for place_, question in enumerate(waiting):
        question.topics = [topics[place_ % 2]]
        db.session.commit()
        _support(question, 3 - place_)
    answered = world.made.published(panel, world.moderator, "Will the last train wait?", body="On all lines.")
    answered.topics = [topics[0]]
    db.session.commit()
    _correct(world, answered)
    own = _of_the_moderators(world, panel)
    executive = answered.answers[0].executive_id
    versions = f"/waiting/questions/{answered.id}/versions/{executive}"
    world.paths |= {
        "open questions, none of a topic": f"/waiting/open?topic={topics[2].id}",
        "panel, nothing on a topic": f"/waiting/?topic={topics[2].id}&executive={panel.executives[1].id}",
        "question, open": f"/waiting/questions/{waiting[0].id}",
        "support": f"/waiting/questions/{waiting[1].id}/support?next=/waiting/questions/{waiting[1].id}-q",
        "question, corrected": f"/waiting/questions/{answered.id}",
        "versions": versions,
        "versions, one alone": f"{versions}?version=1",
        "question, the moderators' own": f"/waiting/questions/{own.id}",
    }


def _of_the_moderators(world: World, panel: Panel) -> Question:
    begin_writing()
    text = fields.question_text("What do you all ask?")
    own = entering.enter(
        db.session.merge(panel),
        entering.Entry(asking.Submission(text=text), Via.STAFF),
        key="the-moderators-own",
        by=world.made.by(world.moderator),
        at=clock.now(),
        link_key=world.made.link_key,
    )
    db.session.commit()
    world.made.do(deciding.approve, own, world.moderator)
    return own


def _support(question: Question, times: int) -> None:
    begin_writing()
    for reader in range(times):
        supporting.support(question, by=bytes([reader]) * 32, at=clock.now())
    db.session.commit()


def _correct(world: World, question: Question) -> None:
    answer, by, now = question.answers[0], world.made.by(world.moderator), clock.now()
    statement = writing.save(
        question,
        answer.executive,
        writing.body("On **two** lines.\n\nWe said more than we meant."),
        seen=answer.statement.version,
        by=by,
        at=now,
        correction="It first said all lines.",
    )
    writing.submit(statement, by=by, at=now)
    writing.release(statement, by=by, at=now)
    db.session.commit()
