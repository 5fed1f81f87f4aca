"""What tests begin with, made by the verbs themselves."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from flask import Flask

from domain.account import creating as accounts
from domain.answer import writing
from domain.panel import creating
from domain.permissions import Actor
from domain.question import asking, deciding, fields, publishing
from extensions import begin_writing, clock, db
from models import ActorKind, Answer, Executive, Panel, Question, Role, User

PASSWORD = "correct horse battery staple"
COUNTER = itertools.count(1)


class Made:
    """Makes panels, people and questions in the database of one application.

    Each call is a transaction of its own; times are ``clock.now()`` unless given.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.link_key = app.config["FLOOR"].link_key
        self.seal = app.config["FLOOR"].audit_key

    def panel(self, slug: str = "ask-us", **options: Any) -> Panel:
        """A panel that opened a day ago, with two executives and without second looks unless told."""
        share = options.pop("second_look_share", 0)
        begin_writing()
        now = clock.now()
        options.setdefault("title", "Ask us")
        options.setdefault("opens_at", now - timedelta(days=1))
        names = options.pop("executives", ("Ada Brook", "Ben Cole"))
        people = tuple(creating.Person(name) for name in names)
        plan = creating.Plan(slug=slug, executives=people, **options)
        panel = creating.create(plan, reserved=(), by=self.system, at=now)
        panel.second_look_share = share
        db.session.commit()
        return panel

    def user(
        self,
        *roles: Role,
        panel: Panel | None = None,
        delegate_of: Executive | None = None,
        name: str = "",
    ) -> User:
        """A user with these roles (on all panels unless told)."""
        number = next(COUNTER)
        begin_writing()
        grants = [
            accounts.Grant(role, executive=delegate_of)
            if role is Role.EXECUTIVE
            else accounts.Grant(role, panel=panel)
            for role in roles
        ]
        user = accounts.create(
            email=f"person{number}@floor.example",
            name=name or f"Person {number}",
            password_hash=quick_hash(),
            grants=grants,
            by=Actor(ActorKind.SYSTEM, self.seal),
            at=clock.now(),
        )
        db.session.commit()
        return user

    def moderator(self, panel: Panel | None = None, name: str = "") -> User:
        """A moderator."""
        return self.user(Role.MODERATOR, panel=panel, name=name)

    def by(self, user: User) -> Actor:
        """``user`` as a verb's ``by``."""
        return Actor(ActorKind.USER, self.seal, user)

    @property
    def system(self) -> Actor:
        """Whoever runs a command, as a verb's ``by``."""
        return Actor(ActorKind.SYSTEM, self.seal)

    @property
    def asker(self) -> Actor:
        """An asker as a verb's ``by``."""
        return Actor(ActorKind.ASKER, self.seal)

    def question(
        self,
        panel: Panel,
        text: str | None = None,
        *,
        at: datetime | None = None,
        executives: Sequence[Executive] = (),
        **told: Any,
    ) -> Question:
        """A pending question."""
        number = next(COUNTER)
        begin_writing()
        passport = asking.submit(
            db.session.merge(panel),
            asking.Submission(
                text=fields.question_text(text or f"Question number {number}?"),
                executives=tuple(sorted(e.id for e in executives)),
                **told,
            ),
            key=f"made-{number}-{clock.now().timestamp()}",
            by=self.asker,
            at=at or clock.now(),
            link_key=self.link_key,
        )
        question = passport.questions[0]
        db.session.commit()
        return question

    def approved(self, panel: Panel, moderator: User, text: str | None = None, **told: Any) -> Question:
        """An approved question."""
        question = self.question(panel, text, **told)
        deciding.approve(question, seen=question.version, by=self.by(moderator), at=clock.now())
        db.session.commit()
        return question

    def answer(
        self, question: Question, executive: Executive, moderator: User, body: str = "It is so."
    ) -> Answer:
        """A released answer that isn't public yet."""
        text = writing.body(body)
        by, now = self.by(moderator), clock.now()
        known = writing.find(question, executive)
        seen = known.statement.version if known else 0
        statement = writing.save(question, executive, text, seen=seen, by=by, at=now)
        writing.submit(statement, by=by, at=now)
        writing.release(statement, by=by, at=now)
        db.session.commit()
        found = writing.find(question, executive)
        assert found is not None
        return found

    def published(
        self,
        panel: Panel,
        moderator: User,
        text: str | None = None,
        *,
        body: str = "It is so.",
        by_executive: Executive | None = None,
        when: datetime | None = None,
        at: datetime | None = None,
        **told: Any,
    ) -> Question:
        """A published question with one answer; ``at`` is when it was published."""
        question = self.approved(panel, moderator, text, **told)
        self.answer(question, by_executive or panel.executives[0], moderator, body)
        publishing.publish(
            question,
            when=when,
            seen=question.version,
            by=self.by(moderator),
            at=at or clock.now(),
        )
        db.session.commit()
        return question

    def do(self, verb: Any, question: Question, user: User, **more: Any) -> Any:
        """Call a moderator's ``verb`` on the present version, and commit."""
        db.session.commit()
        begin_writing()
        result = verb(
            question, seen=question.version, by=self.by(user), at=more.pop("at", clock.now()), **more
        )
        db.session.commit()
        return result


@cache
def quick_hash() -> str:
    """A hash of ``PASSWORD`` that costs nothing to verify."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
