"""How these tests make a batch and run it: the steps as a door takes them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.desk import reasons
from domain.desk.batches import lists, making, running, taking_back
from extensions import begin_writing, clock, db
from models import Batch, BatchItem, Outcome, Panel, Question, Reason, User
from tests.made import Made


def selected(questions: Sequence[Question]) -> dict[int, int]:
    """The questions at the versions that they have now."""
    return {question.id: question.version for question in questions}


def make(made: Made, panel: Panel, user: User, action: str, questions: dict[int, int], **more: Any) -> Batch:
    """A batch that is yet to run; ``more`` are its fields."""
    begin_writing()
    key = more.pop("key", None) or secrets.token_urlsafe(16)
    panel = db.session.get_one(Panel, panel.id)
    batch = making.create(panel, action, questions, key=key, by=by(made, user), at=clock.now(), fields=more)
    db.session.commit()
    return batch


def run(made: Made, batch: Batch, user: User, *, steps: int | None = None) -> None:
    """Run ``batch`` to its end, or so many steps of it and then no more, as if the runner had died."""
    batch_id = batch.id
    begin_writing()
    lease = running.take(batch_id, at=clock.now())
    db.session.commit()
    while lease is not None and (steps is None or steps > 0):
        lease = step(made, batch_id, lease, user)
        steps = None if steps is None else steps - 1


def step(made: Made, batch_id: int, lease: datetime, user: User) -> datetime | None:
    """One step under ``lease``."""
    begin_writing()
    renewed = running.step(batch_id, lease, by=by(made, user), at=clock.now())
    db.session.commit()
    return renewed


def take_back(made: Made, batch: Batch, user: User) -> None:
    """Take the whole batch back."""
    begin_writing()
    locked = running.locked(batch.id)
    assert locked is not None
    taking_back.ask(locked, by=by(made, user), at=clock.now())
    db.session.commit()
    run(made, batch, user)


def by(made: Made, user: User) -> Any:
    """``user`` as a verb's ``by``, in the present session."""
    return made.by(db.session.get_one(User, user.id))


def outcomes(batch: Batch) -> dict[int, tuple[Outcome, str | None]]:
    """What became of each question, and why."""
    db.session.expire_all()
    items = db.session.query(BatchItem).filter_by(batch_id=batch.id)
    return {item.question_id: (item.outcome, item.why) for item in items}


def came_first(batch: Batch, question: Question) -> tuple[str, str | None]:
    """The action that is named for a question that was left out, and whose it was."""
    item = db.session.get_one(BatchItem, (batch.id, question.id))
    assert item.event is not None
    return item.event.action, item.event.user.name if item.event.user else None


def progress(batch: Batch) -> lists.Progress:
    """How far ``batch`` is."""
    return lists.progress(db.session.get_one(Batch, batch.id))


def reason(code: str) -> Reason:
    """The reason with this code."""
    found = reasons.find(code)
    assert found is not None
    return found
