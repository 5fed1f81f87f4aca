"""POSTs that decide many questions, and those of a batch."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import func, select

from domain.desk.batches import making, running
from extensions import begin_writing, clock, db
from models import Batch, Panel, Question, User
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def selected(world: World) -> list[str]:
    """One question as the list's box sends it."""
    question = db.session.get_one(Question, world.questions["pending"].id)
    return [f"{question.id}:{question.version}"]


def page(world: World) -> str:
    """The page of a selection."""
    return f"/desk/bulk?questions={selected(world)[0]}"


def fields(world: World) -> dict[str, Any]:
    """What holds one question."""
    return {"questions": selected(world), "action": "hold", "note": "Ask legal.", "panel": world.panel.slug}


def batch(world: World, *, done: bool) -> str:
    """The page of a batch of one question: one that was approved, or one whose runner is gone."""
    fresh = world.made.question(world.panel).id
    begin_writing()
    by = world.made.by(db.session.get_one(User, world.moderator.id))
    question = db.session.get_one(Question, fresh)
    made = making.create(
        db.session.get_one(Panel, question.panel_id),
        "approve",
        {question.id: question.version},
        key=secrets.token_urlsafe(16),
        by=by,
        at=clock.now(),
    )
    if done:
        lease = running.take(made.id, at=clock.now())
        while lease is not None:
            lease = running.step(made.id, lease, by=by, at=clock.now())
    address = f"/desk/batches/{made.id}"
    db.session.commit()
    return address


def latest(world: World) -> str:
    """The page of the batch that was made last."""
    number = db.session.scalar(select(func.max(Batch.id)))
    return f"/desk/batches/{number}"


POSTS: list[Post] = [
    Post(
        "decide many questions",
        lambda world: "/desk/bulk",
        fields,
        typed="note",
        records="hold",
        page=page,
        in_steps=True,
    ),
    Post(
        "take a batch back",
        lambda world: batch(world, done=True) + "/undo",
        lambda world: {},
        records="undo",
        page=latest,
        in_steps=True,
    ),
    Post(
        "go on with a batch",
        lambda world: batch(world, done=False) + "/go-on",
        lambda world: {},
        records="approve",
        page=latest,
        in_steps=True,
    ),
]
