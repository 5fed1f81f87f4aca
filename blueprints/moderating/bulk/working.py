"""Running a batch: a small one within the request, a large one beside it in a thread of the process."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from threading import Thread
from typing import Final

import structlog
from flask import Flask, current_app, g
from sqlalchemy.exc import SQLAlchemyError

from blueprints.access import acting_user, signed_in_user
from domain.desk.batches import running
from domain.permissions import Actor
from extensions import begin_writing, clock, db
from models import ActorKind, User

log = structlog.get_logger()
AT_ONCE: Final = 100
"""Up to so many questions are decided before the request is answered."""

PAUSE_SECONDS: Final = 0.005
"""Between two steps, so that whoever waits to write comes first."""

TRIES: Final = 5
"""How often a step is tried while the database is locked or away; the lease then lapses."""


def work(batch_id: int, total: int) -> None:
    """Do what is to be done of the batch: at once where it is small, else in the background."""
    begin_writing()
    lease = running.take(batch_id, at=clock.now())
    db.session.commit()
    if lease is None:
        return
    if total <= AT_ONCE:
        _run(batch_id, lease, acting_user)
        return
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    told = batch_id, lease, signed_in_user().id, g.get("request_id")
    Thread(target=_beside, args=(app, *told), name=f"batch-{batch_id}", daemon=True).start()


def _beside(app: Flask, batch_id: int, lease: datetime, user_id: int, request_id: str | None) -> None:
    """Run the batch with a session of its own, as the person who sent it."""
    with app.app_context():

        def actor() -> Actor:
            user = db.session.get(User, user_id)
            allowed = user if user is not None and user.disabled_at is None else None
            return Actor(ActorKind.USER, app.config["FLOOR"].audit_key, allowed, request_id)

        _run(batch_id, lease, actor)


def _run(batch_id: int, held: datetime, actor: Callable[[], Actor]) -> None:
    """Step by step, each a transaction of its own; where the database fails the lease is left to lapse."""
    lease: datetime | None = held
    tries = 0
    while lease is not None:
        try:
            begin_writing()
            renewed = running.step(batch_id, lease, by=actor(), at=clock.now())
            db.session.commit()
            lease, tries = renewed, 0
        except SQLAlchemyError as error:
            db.session.rollback()
            tries += 1
            log.warning("batch", batch=batch_id, error=type(error).__name__, tries=tries)
            if tries == TRIES:
                return
        time.sleep(PAUSE_SECONDS)
