"""A site in which every page has something to show, made once for all tests that only look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask

from domain.answer import writing
from domain.asker import passports
from domain.desk import reasons
from domain.panel import creating
from domain.question import deciding, families, publishing, rewording, withdrawing
from extensions import begin_writing, clock, db
from models import Executive, Panel, Question, Role, Status
from tests.browser.every_page import rows
from tests.made import Made

DAY = timedelta(days=1)
ARABIC = "هل ستخفضون أسعار الاشتراك في السنة القادمة؟"
INTRODUCTION = "Ada Brook and Ben Cole answer **in writing** until the end of the year."
LONG = "Which of the plans that you announced in spring has been given up since, and who was told? " * 3


class World:
    """Panels, people and questions in every state.

    Everything is made when the object is; what tests need of it afterwards is plain: ``paths`` are the
    addresses of its pages by name, ``emails`` those of its people.
    """

    def __init__(self, app: Flask) -> None:
        self.made = Made(app)
        self.paths: dict[str, str] = {}
        self.panel = self._main_panel()
        self.executives = self.panel.executives
        self.moderator = self.made.moderator(name="Mo Fielding")
        self.colleague = self.made.moderator(name="Col Wray")
        quiet = self._panel("quiet", title="Quiet hours")
        self.emails = {
            "moderator": self.moderator.email,
            "newcomer": self.made.moderator(quiet, name="Nan Orr").email,
            "delegate": self._delegate(self.executives[0], "Dee Lamb"),
            "idle delegate": self._delegate(quiet.executives[0], "Ida Poe"),
        }
        self._other_panels()
        self._open_questions()
        self._answered_questions()
        self._answers()
        rows.place(self)

    def question(self, state: str, text: str | None = None, /, **told: Any) -> Question:
        """A pending question of the main panel, and the addresses of its passport and on the desk."""
        question = self.made.question(self.panel, text or f"What becomes of one that is {state}?", **told)
        token = passports.token(question.passport, self.made.link_key)
        self.paths[f"passport, {state}"] = f"/passport/{token}"
        self.paths[f"desk, {state}"] = f"/desk/questions/{question.id}"
        return question

    def _delegate(self, executive: Executive, name: str) -> str:
        return self.made.user(Role.EXECUTIVE, delegate_of=executive, name=name).email

    def _decided(self, name: str, verb: Callable[..., Any], **more: Any) -> Question:
        question = self.question(name)
        self.made.do(verb, question, self.moderator, **more)
        return question

    def _panel(self, slug: str, **options: Any) -> Panel:
        self.paths[f"panel {slug}"] = f"/{slug}/"
        self.paths[f"ask {slug}"] = f"/{slug}/ask"
        return self.made.panel(slug, **options)

    def _main_panel(self) -> Panel:
        names = ("Ada Brook", "Ben Cole", "Cleo Dunn")
        panel = self._panel("ask-us", executives=names, introduction=INTRODUCTION, list_open=True)
        titles = ("Chief executive", "Chair of the board", "Head of research")
        for executive, title in zip(panel.executives, titles, strict=True):
            executive.title, executive.organisation = title, "Brook & Cole"
        for topic in ("Prices", "People"):
            creating.topic(panel, topic)
        db.session.commit()
        self.paths["panel, of one executive"] = f"/ask-us/?executive={panel.executives[0].id}"
        self.paths["panel, of one without answers"] = f"/ask-us/?executive={panel.executives[2].id}"
        return panel

    def _other_panels(self) -> None:
        now = clock.now()
        self._panel("soon", title="Ask the engineers", opens_at=now + DAY, closes_at=now + 30 * DAY)
        over = self._panel("over", title="Ask the founders", opens_at=now - 20 * DAY)
        self.made.published(over, self.moderator, "What did you learn from it?")
        over.closes_at = now - DAY
        db.session.commit()
        self._panel("one", title="Ask Ada alone", executives=("Ada Brook",), closes_at=now + DAY)

    def _open_questions(self) -> None:
        self.question("pending", details="I read of it in the report.\n\nIt was on page four.")
        self.question("pending, long", LONG, name="Rae", email="rae@floor.example")
        self.question("pending, Arabic", ARABIC, executives=self.executives[:1])
        self._decided("held", deciding.hold, note="Ask the lawyers.", until=clock.now() + DAY)
        self._decided("returned", deciding.send_back, message="Which year do you mean?")
        spam = reasons.find("off-topic")
        self._decided("rejected", deciding.reject, reason=spam, explanation="It is about the weather.")
        self._decided("approved", deciding.approve)
        root = self.question("pending, reworded")
        words = {"text": "What becomes of a question in other words?", "details": ""}
        self.made.do(rewording.reword, root, self.colleague, **words)
        self._decided("merged", families.merge, into=root)
        taken_back = self.question("withdrawn")
        withdrawing.withdraw(taken_back, by=self.made.asker, at=clock.now())
        db.session.commit()

    def _answered_questions(self) -> None:
        one = self.question("published", name="Rae", show_name=True)
        self._publish(one, "published", *self.executives[:1])
        both = self.question("published, two answers", LONG)
        self.made.do(rewording.reword, both, self.moderator, text=LONG.replace("spring", "May"), details="")
        self._publish(both, "published, two answers", *self.executives[:2])
        self._publish(self.question("published, Arabic", ARABIC), "published, Arabic", self.executives[1])
        for number in range(20):
            question = self.question(f"published before, {number}", f"What was asked in week {number}?")
            self._publish(question, f"published before, {number}", self.executives[0])
        gone = self.question("taken down")
        self._publish(gone, "taken down", self.executives[0])
        self.made.do(publishing.unpublish, gone, self.moderator, reason="The figures were wrong.")
        later = self.question("scheduled")
        self._approve(later)
        self.made.answer(later, self.executives[0], self.moderator)
        self.made.do(publishing.publish, later, self.moderator, when=clock.now() + DAY)

    def _approve(self, question: Question) -> None:
        if question.status is Status.PENDING:
            self.made.do(deciding.approve, question, self.moderator)

    def _publish(self, question: Question, name: str, *executives: Executive) -> None:
        self._approve(question)
        for executive in executives:
            body = f"We thought about it.\n\n- {executive.name} did\n- others did\n\n> It is **so**."
            self.made.answer(question, executive, self.moderator, body)
        self.made.do(publishing.publish, question, self.moderator)
        self.paths[f"question, {name}"] = f"/ask-us/questions/{question.id}"

    def _answers(self) -> None:
        ada, ben = self.executives[0].id, self.executives[1].id
        question = self.question("answered, not public", executives=self.executives[:2])
        self._approve(question)
        self.paths["answer, none yet"] = f"/answers/{question.id}/{ada}"
        self.paths["answer, released"] = f"/answers/{question.id}/{ben}"
        self.made.answer(question, self.executives[1], self.moderator)
        drafted = self.question("drafted", executives=self.executives[:1])
        self._approve(drafted)
        begin_writing()
        by, body = self.made.by(self.moderator), writing.body("A **first** thought.")
        writing.save(drafted, self.executives[0], body, seen=0, by=by, at=clock.now())
        db.session.commit()
        self.paths["answer, a draft"] = f"/answers/{drafted.id}/{ada}"
