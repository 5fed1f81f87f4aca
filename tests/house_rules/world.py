"""One of everything: a question in every state, everybody who may sign in, every row as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask

from domain.asker import passports
from domain.desk import reasons, templates
from domain.panel import creating
from domain.question import deciding, families, publishing, withdrawing
from extensions import begin_writing, clock, db
from models import Panel, Question, Role, TemplateKind, User
from tests import databases
from tests.made import Made

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class World:
    """A panel with questions by state, and people by what they are."""

    made: Made
    panel: Panel
    questions: dict[str, Question]
    people: dict[str, User]

    @property
    def moderator(self) -> User:
        """Who took every decision so far."""
        return self.people["moderator"]

    def token(self, state: str) -> str:
        """The passport's token of the question in ``state``."""
        return passports.token(self.questions[state].passport, self.made.link_key)


def build(made: Made) -> World:
    """Make the world by the verbs, each a transaction of its own."""
    panel = made.panel()
    begin_writing()
    creating.topic(db.session.merge(panel), "Prices")
    db.session.commit()
    first = panel.executives[0]
    people = {
        "moderator": made.moderator(name="Mia Moss"),
        "colleague": made.moderator(name="Cleo Carr"),
        "executive": made.user(Role.EXECUTIVE, delegate_of=first),
        "approver": made.user(Role.APPROVER),
        "administrator": made.user(Role.ADMINISTRATOR),
        "auditor": made.user(Role.AUDITOR),
    }
    mia = people["moderator"]
    reason = reasons.find("off-topic")
    assert reason is not None
    told: dict[str, Any] = {"name": "Rita Roe", "show_name": True, "email": "rita@floor.example"}
    questions = {"pending": made.question(panel, **told)}
    for state, verb, more in (
        ("held", deciding.hold, {"note": "Ask legal, until Friday."}),
        ("returned", deciding.send_back, {"message": "Which year do you mean?"}),
        ("rejected", deciding.reject, {"reason": reason, "explanation": "Sorry."}),
    ):
        questions[state] = made.question(panel, **told)
        made.do(verb, questions[state], mia, **more)
    questions["approved"] = made.approved(panel, mia, **told)
    questions["answered"] = made.approved(panel, mia, **told)
    made.answer(questions["answered"], first, mia)
    questions["published"] = made.published(panel, mia, **told)
    later = clock.now() + timedelta(hours=3)
    questions["scheduled"] = made.published(panel, mia, when=later, **told)
    questions["unpublished"] = made.published(panel, mia, **told)
    made.do(publishing.unpublish, questions["unpublished"], mia, reason="A figure was wrong.")
    questions["merged"] = made.question(panel, **told)
    made.do(families.merge, questions["merged"], mia, into=questions["published"])
    questions["withdrawn"] = made.question(panel, **told)
    withdrawing.withdraw(questions["withdrawn"], by=made.asker, at=clock.now())
    db.session.commit()
    _word(made, questions["held"], mia)
    return World(made, panel, questions, people)


def _word(made: Made, question: Question, by: User) -> None:
    """Two templates, and a note that names a colleague."""
    begin_writing()
    actor, now = made.by(db.session.merge(by)), clock.now()
    for title in ("Two questions in one", "Which year"):
        words = templates.Words(title, "You asked {executives}: {?which one}", "en")
        templates.create(TemplateKind.MESSAGE, words, by=actor, at=now)
    found = db.session.get_one(Question, question.id)
    deciding.note(found, text="Is that so, @Cleo Carr?", by=actor, at=now)
    db.session.commit()


def grow(world: World, times: int) -> None:
    """More questions like those of the world, so that every list has several of each."""
    made, panel, mia = world.made, db.session.merge(world.panel), db.session.merge(world.moderator)
    reason, first = reasons.find("off-topic"), panel.executives[0]
    for _ in range(times):
        made.question(panel)
        made.do(deciding.hold, made.question(panel), mia, note="Ask legal.")
        made.do(deciding.send_back, made.question(panel), mia, message="Which year?")
        made.do(deciding.reject, made.question(panel), mia, reason=reason, explanation="Sorry.")
        made.answer(made.approved(panel, mia, executives=(first,)), first, mia)
        root = made.published(panel, mia)
        made.do(families.merge, made.question(panel), mia, into=root)
        withdrawing.withdraw(made.question(panel), by=made.asker, at=clock.now())
        db.session.commit()


def rows(app: Flask, *, but: frozenset[tuple[str, str]] = frozenset()) -> Rows:
    """Every row of every table, without the columns ``but`` (of table and column)."""
    with app.app_context():
        found = {}
        for table in db.metadata.sorted_tables:
            columns = [column for column in table.columns if (table.name, column.name) not in but]
            key = list(table.primary_key.columns)
            if not columns:
                continue
            found[table.name] = [tuple(row) for row in db.session.execute(db.select(*columns).order_by(*key))]
        return found


def put_back(app: Flask, known: Rows) -> None:
    """Make every table as it was when ``rows`` gave ``known``: far quicker than another world."""
    databases.empty(app)
    with app.app_context(), db.engine.connect().execution_options(floor_writes=True) as connection:
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())
        for table in db.metadata.sorted_tables:
            columns = [column.name for column in table.columns if column.computed is None]
            everything = [column.name for column in table.columns]
            taken = [dict(zip(everything, row, strict=True)) for row in known[table.name]]
            if taken:
                connection.execute(table.insert(), [{name: row[name] for name in columns} for row in taken])
        connection.commit()
    db.session.rollback()
