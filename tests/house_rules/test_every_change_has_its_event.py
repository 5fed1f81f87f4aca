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

from domain.question import deciding
from domain.record import events
from extensions import db
from models import Question, Status
from tests.blueprints.browsers import SignIn, events_written
from tests.house_rules.posts import POSTS
from tests.house_rules.posts.driving import Browsers, filled_in, succeed
from tests.house_rules.world import Rows, World, build, put_back, rows
from tests.made import Made

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
    def alone(self) -> bool:
        """Whether one transaction changed all that was changed, of any table, its event among it."""
        return len(self.committed) == 1 and self.committed[0] >= {"events"}


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


@pytest.fixture
def world(made: Made) -> World:
    return build(made)


def test_what_changes_a_row_writes_its_event_in_the_same_transaction(
    app: Flask,
    world: World,
    sign_in: SignIn,
) -> None:
    browsers = Browsers(app, world, sign_in)
    standing = rows(app)
    for post in POSTS:
        put_back(app, standing)
        client = browsers.new(post.who)
        address, fields = filled_in(post, world, client)
        known = len(events_written())
        with watching(db.engine) as work:
            succeed(post, client, address, fields)
        assert not work.without_event, post.name
        written = [event.action for event in events_written()[known:]]
        if post.records is None:
            assert work.transactions == 0, (post.name, work.committed)
            assert written == [], post.name
        else:
            assert work.alone or post.in_steps, (post.name, work.committed)
            assert post.records in written, (post.name, written)


def test_where_the_event_cannot_be_written_nothing_is_kept(
    app: Flask,
    world: World,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> bytes:
        raise RuntimeError("the seal is broken")

    browsers = Browsers(app, world, sign_in)
    for post in POSTS:
        if post.records is None:
            continue
        client = browsers.of(post.who)
        address, fields = filled_in(post, world, client)
        before = rows(app)
        with monkeypatch.context() as patched:
            patched.setattr(events, "seal", broken)
            response = client.post(address, data=fields)
        assert response.status_code == 500, (post.name, response.status_code)
        # What a batch has yet to do waits, and its mails with it.
        left = {"batches", "batch_items", "outbox_messages"} if post.in_steps else set()
        assert without(left, rows(app)) == without(left, before), post.name


def without(tables: set[str], found: Rows) -> Rows:
    """The rows of all other tables."""
    return {table: every for table, every in found.items() if table not in tables}


def test_the_world_is_put_back_as_it_was(app: Flask, world: World) -> None:
    before = rows(app)
    world.made.question(world.panel)
    world.made.do(deciding.approve, world.questions["pending"], world.moderator)
    assert rows(app) != before
    put_back(app, before)
    assert rows(app) == before
    assert world.questions["pending"].status is Status.PENDING


def test_a_change_without_an_event_would_be_found(app: Flask, world: World) -> None:
    with watching(db.engine) as work:
        db.session.get_one(Question, world.questions["held"].id).external_id = "x"
        db.session.rollback()
        assert work.committed == []
        db.session.get_one(Question, world.questions["held"].id).external_id = "x"
        db.session.commit()
    assert work.without_event == [{"questions"}]
