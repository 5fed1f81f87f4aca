"""The demo: a panel with made-up questions in every state, taken there by the verbs themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app

from blueprints.operations.demo import furnishing, panels
from blueprints.operations.demo.panels import OPENED
from domain.account import creating as accounts
from domain.account import passwords
from domain.answer import writing
from domain.desk import reasons
from domain.panel import creating
from domain.permissions import Actor
from domain.question import (
    asking,
    deciding,
    families,
    fields,
    publishing,
    rewording,
    withdrawing,
)
from extensions import db
from models import ActorKind, Executive, Panel, Question, Role, Statement, User

CONTENT = Path(__file__).with_name("content.json")


@dataclass(frozen=True)
class Account:
    """One account of the demo, with the password that is printed once."""

    role: str
    email: str
    password: str
    password_hash: str


def content() -> dict[str, Any]:
    """The demo's words."""
    found: dict[str, Any] = json.loads(CONTENT.read_text(encoding="utf-8"))
    return found


def made_up_accounts(words: dict[str, Any]) -> list[Account]:
    """One account for each role, each with a random password, hashed before any transaction."""
    made = []
    for person in words["staff"]:
        password = passwords.made_up()
        made.append(Account(person["role"], person["email"], password, passwords.hashed(password)))
    return made


def fill(
    words: dict[str, Any], made: Iterable[Account], *, reserved: Iterable[str], at: datetime
) -> Iterator[Question]:
    """Make the panels, the accounts and the questions, one after the other."""
    kept_free = frozenset(reserved)
    seal = current_app.config["FLOOR"].audit_key
    panel = panels.main(words, reserved=kept_free, by=Actor(ActorKind.SYSTEM, seal), at=at)
    staff = _staff(words, made, panel, at=at)
    administrator = Actor(ActorKind.USER, seal, staff["administrator"])
    panels.furnish(panel, words["panel"]["settings"], by=administrator, at=at)
    furnishing.pin(panel, words["panel"], by=administrator, at=at)
    furnishing.begin(words["templates"], by=administrator, at=at)
    panels.others(words, reserved=kept_free, by=administrator, at=at)
    stage = Stage(panel, staff, at)
    placed: list[Question] = []
    for said in words["questions"]:
        placed.append(stage.ask(said))
        stage.decide(placed[-1], said)
        yield placed[-1]
    for question, said in zip(placed, words["questions"], strict=True):
        if said["status"] == "merged":
            stage.merge(question, placed[said["merged_into"]], said)
    key = current_app.config["FLOOR"].link_key
    furnishing.support(placed, words["supports"], link_key=key, at=at)
    furnishing.correct(placed, words["correction"], by=stage.moderator, at=at)
    yield furnishing.enter(panel, words["letter"], by=stage.moderator, at=at, link_key=key)


@dataclass(frozen=True)
class Stage:
    """Where the demo's questions are put through the verbs, each at its own time."""

    panel: Panel
    staff: dict[str, User]
    now: datetime

    @property
    def seal(self) -> bytes:
        """The audit key."""
        key: bytes = current_app.config["FLOOR"].audit_key
        return key

    @property
    def moderator(self) -> Actor:
        """The demo's moderator."""
        return Actor(ActorKind.USER, self.seal, self.staff["moderator"])

    @property
    def asker(self) -> Actor:
        """Whoever asked."""
        return Actor(ActorKind.ASKER, self.seal)

    def ago(self, hours: float) -> datetime:
        """The time that many hours before now."""
        return self.now - timedelta(hours=hours)

    def ask(self, said: dict[str, Any]) -> Question:
        """A reader asks."""
        passport = asking.submit(
            self.panel,
            asking.Submission(
                text=fields.question_text(said["text"]),
                details=fields.details(said["details"]),
                name=said["name"],
                show_name=said["show_name"],
                email=fields.email(said["email"]),
                executives=tuple(self.executive(name).id for name in said["executives"]),
                lang=said["lang"],
            ),
            key=f"demo-{self.panel.id}-{said['hours_ago']}",
            by=self.asker,
            at=self.ago(said["hours_ago"]),
            link_key=current_app.config["FLOOR"].link_key,
        )
        question = passport.questions[0]
        question.topics = [creating.topic(self.panel, said["topic"])]
        db.session.flush()
        return question

    def executive(self, name: str) -> Executive:
        """The panel's executive of that name."""
        return next(e for e in self.panel.executives if e.name == name)

    def decide(self, question: Question, said: dict[str, Any]) -> None:
        """Take the question where the demo wants it."""
        steps = {
            "held": self._hold,
            "returned": self._return,
            "rejected": self._reject,
            "withdrawn": self._withdraw,
            "approved": self._approve,
            "published": self._publish,
            "scheduled": self._publish,
            "unpublished": self._unpublish,
        }
        step = steps.get(said["status"])
        if step is not None:
            step(question, said)

    def merge(self, question: Question, root: Question, said: dict[str, Any]) -> None:
        """Somebody asked the same before."""
        families.merge(
            question,
            into=root,
            seen=question.version,
            by=self.moderator,
            at=self.ago(said["decided_hours_ago"]),
        )

    def _hold(self, question: Question, said: dict[str, Any]) -> None:
        deciding.hold(question, note=said["note"], **self._by(question, said))

    def _return(self, question: Question, said: dict[str, Any]) -> None:
        deciding.send_back(question, message=said["message"], **self._by(question, said))

    def _reject(self, question: Question, said: dict[str, Any]) -> None:
        reason = reasons.find(said["reason"])
        assert reason is not None, said["reason"]
        explanation = said.get("explanation") or ""
        deciding.reject(question, reason=reason, explanation=explanation, **self._by(question, said))

    def _withdraw(self, question: Question, said: dict[str, Any]) -> None:
        withdrawing.withdraw(question, by=self.asker, at=self.ago(said["decided_hours_ago"]))

    def _approve(self, question: Question, said: dict[str, Any]) -> None:
        if said.get("public_text"):
            rewording.reword(
                question,
                text=said["public_text"],
                details=question.newest_wording.details,
                **self._by(question, said),
            )
        deciding.approve(question, **self._by(question, said))
        for answer in said.get("answers", ()):
            self._answer(question, answer)

    def _answer(self, question: Question, said: dict[str, Any]) -> Statement:
        at = self.ago(said["hours_ago"])
        text = writing.body(said["body"])
        executive = self.executive(said["executive"])
        statement = writing.save(question, executive, text, seen=0, by=self.moderator, at=at)
        writing.submit(statement, by=self.moderator, at=at)
        writing.release(statement, by=self.moderator, at=at)
        return statement

    def _publish(self, question: Question, said: dict[str, Any]) -> None:
        self._approve(question, said)
        hours = min(answer["hours_ago"] for answer in said["answers"]) * 0.98
        in_hours = said.get("publish_in_hours")
        publishing.publish(
            question,
            when=self.now + timedelta(hours=in_hours) if in_hours else None,
            seen=question.version,
            by=self.moderator,
            at=self.ago(hours),
        )

    def _unpublish(self, question: Question, said: dict[str, Any]) -> None:
        self._publish(question, said)
        hours = min(answer["hours_ago"] for answer in said["answers"]) * 0.6
        publishing.unpublish(
            question,
            reason=said["unpublish_reason"],
            seen=question.version,
            by=self.moderator,
            at=self.ago(hours),
        )

    def _by(self, question: Question, said: dict[str, Any]) -> dict[str, Any]:
        return {
            "seen": question.version,
            "by": self.moderator,
            "at": self.ago(said["decided_hours_ago"]),
        }


def _staff(words: dict[str, Any], made: Iterable[Account], panel: Panel, *, at: datetime) -> dict[str, User]:
    people = {person["email"]: person for person in words["staff"]}
    staff = {}
    for account in made:
        person = people[account.email]
        delegate_of = person.get("delegate_of")
        executive = next((e for e in panel.executives if e.name == delegate_of), None)
        staff[account.role] = accounts.create(
            email=account.email,
            name=person["name"],
            password_hash=account.password_hash,
            grants=[accounts.Grant(Role(account.role), executive=executive)],
            by=Actor(ActorKind.SYSTEM, current_app.config["FLOOR"].audit_key),
            at=at - OPENED,
        )
    return staff
