"""Rule 6: whatever changes a question, a wording or an answer writes its event in the same transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from blueprints.moderating.decisions import VERBS
from domain.record import events
from extensions import db
from models import Question
from tests.blueprints.browsers import SignIn, events_written
from tests.house_rules.world import World, build, rows
from tests.made import Made
from tests.pages import PageClient

WATCHED = {
    "questions",
    "wordings",
    "statements",
    "revisions",
    "answers",
    "question_executives",
    "question_topics",
}
CHANGES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


@dataclass
class Work:
    """The tables that each committed transaction changed."""

    committed: list[set[str]] = field(default_factory=list)

    @property
    def without_event(self) -> list[set[str]]:
        """The committed transactions that changed what is watched and wrote no event."""
        return [tables for tables in self.committed if tables & WATCHED and "events" not in tables]

    @property
    def transactions(self) -> int:
        """How many committed transactions changed anything that is watched, or wrote an event."""
        return len([tables for tables in self.committed if tables & (WATCHED | {"events"})])

    @property
    def changed(self) -> set[str]:
        """Every watched table that anything committed changed."""
        return set().union(*self.committed) & WATCHED


@contextmanager
def watching(engine: Engine) -> Iterator[Work]:
    """Record what each transaction changes until it commits or is rolled back."""
    work = Work()
    open_: dict[int, set[str]] = {}

    def ran(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        found = CHANGES.match(statement)
        if found:
            open_.setdefault(id(connection), set()).add(found.group(1))

    def committed(connection: Any) -> None:
        tables = open_.pop(id(connection), None)
        if tables:
            work.committed.append(tables)

    def rolled_back(connection: Any) -> None:
        open_.pop(id(connection), None)

    listeners: dict[str, Callable[..., Any]] = {
        "after_cursor_execute": ran,
        "commit": committed,
        "rollback": rolled_back,
    }
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    try:
        yield work
    finally:
        for name, listener in listeners.items():
            event.remove(engine, name, listener)


DECISIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "approve": ("pending", {}),
    "reject": ("pending", {"reason": "spam", "explanation": "No."}),
    "hold": ("pending", {"note": "Ask legal."}),
    "resume": ("held", {}),
    "send-back": ("pending", {"message": "Which year?"}),
    "reopen": ("rejected", {}),
    "undo": ("rejected", {}),
    "reword": ("approved", {"text": "What will it cost?"}),
    "address": ("pending", {"executives": "first"}),
    "topics": ("pending", {"topics": "first"}),
    "note": ("published", {"note": "Well said."}),
    "publish": ("answered", {}),
    "unpublish": ("published", {"reason": "A figure was wrong."}),
}
"""For each decision with a door: the state it is taken in, and its own fields."""
BUTTONS = ("save", "submit", "release")
ASKED = ("ask", "revise", "withdraw")
CHANGES_NO_QUESTION = {
    "/account/sign-in",
    "/account/sign-out",
    "/account/sign-ins/<id:sign_in_id>/end",
    "/answers/preview",
}
"""POSTs that touch no question, statement or answer."""

Drive = Callable[[World, PageClient], Any]


def decide(action: str) -> Drive:
    """Take ``action`` at the desk."""

    def drive(world: World, client: PageClient) -> Any:
        state, more = DECISIONS[action]
        question = world.questions[state]
        first = {"executives": world.panel.executives[0].id, "topics": world.panel.topics[0].id}
        filled: dict[str, Any] = {
            name: str(first[name]) if value == "first" else value for name, value in more.items()
        }
        return client.send(f"/desk/questions/{question.id}", f"/{action}", **filled)

    return drive


def answer(button: str) -> Drive:
    """Write an answer and press ``button``."""

    def drive(world: World, client: PageClient) -> Any:
        address = f"/answers/{world.questions['approved'].id}/{world.panel.executives[0].id}"
        return client.send(address, address, body="**Yes.**", **{button: "yes"})  # type: ignore[arg-type]

    return drive


def asked(what: str) -> Drive:
    """Do what only the asker does."""

    def drive(world: World, client: PageClient) -> Any:
        if what == "ask":
            return client.send("/ask-us/ask", "/ask", text="Why is the sky blue?")
        if what == "revise":
            return client.send(f"/passport/{world.token('returned')}", "/revise", text="Why in 2026?")
        return client.send(f"/passport/{world.token('pending')}", "/withdraw", confirm="yes")

    return drive


DRIVES: dict[str, Drive] = {
    **{f"desk {action}": decide(action) for action in DECISIONS},
    **{f"answer {button}": answer(button) for button in BUTTONS},
    **{what: asked(what) for what in ASKED},
}


def recorded_as(name: str) -> str:
    """The action that the event of a drive records."""
    kind, _, what = name.partition(" ")
    if kind == "answer":
        return f"answer-{what}"
    return what or {"ask": "submit"}.get(kind, kind)


@pytest.fixture
def world(made: Made) -> World:
    return build(made)


def test_every_post_is_driven_here_or_named_as_changing_no_question(app: Flask) -> None:
    posts = {rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())}
    driven = {
        "/desk/questions/<id:question_id>/<action>",
        "/answers/<id:question_id>/<id:executive_id>",
        "/<panel:panel>/ask",
        "/passport/<token>/revise",
        "/passport/<token>/withdraw",
    }
    assert posts == driven | CHANGES_NO_QUESTION
    assert set(VERBS) == set(DECISIONS)


def test_what_changes_a_row_writes_its_event_in_the_same_transaction(
    app: Flask,
    world: World,
    sign_in: SignIn,
) -> None:
    client = sign_in(world.moderator)
    for name, drive in DRIVES.items():
        world.questions["pending"] = world.made.question(world.panel)
        with watching(db.engine) as work:
            drive(world, client)
        assert not work.without_event, name
        assert work.transactions == 1, name
        assert work.changed or name == "desk note", name
        assert events_written()[-1].action == recorded_as(name), name


def test_where_the_event_cannot_be_written_nothing_is_kept(
    app: Flask,
    world: World,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = sign_in(world.moderator)
    before = rows(app)

    def broken(*_: object) -> bytes:
        raise RuntimeError("the seal is broken")

    monkeypatch.setattr(events, "seal", broken)
    for name, drive in DRIVES.items():
        with pytest.raises(AssertionError, match="Something broke on our side"):
            drive(world, client)
        assert rows(app) == before, name


def test_a_change_without_an_event_would_be_found(app: Flask, world: World) -> None:
    with watching(db.engine) as work:
        db.session.get_one(Question, world.questions["held"].id).external_id = "x"
        db.session.rollback()
        assert work.committed == []
        db.session.get_one(Question, world.questions["held"].id).external_id = "x"
        db.session.commit()
    assert work.without_event == [{"questions"}]
