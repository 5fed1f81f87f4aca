"""Making a batch: which questions at which versions, and what is to be done to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from domain.desk.batches import deeds
from domain.permissions import Actor, Permission, demand
from domain.refusals import BadField
from extensions import db
from models import Batch, BatchItem, Outcome, Panel

MOST = 2000
"""How many questions one batch takes."""


def create(
    panel: Panel,
    action: str,
    selected: Mapping[int, int],
    *,
    key: str,
    by: Actor,
    at: datetime,
    fields: Mapping[str, Any] | None = None,
    left: int = 0,
) -> Batch:
    """Keep a batch of ``selected`` (version by question), to be run; once for each ``key`` of ``by``.

    The same key with the same decision gives the batch already made. ``left`` is how many more were
    found than one batch takes.

    Raises:
        NotAllowed: ``by`` may not decide on this panel.
        BadField: ``questions`` (none, too many), a field of the action, or ``action`` (none such, or the
            key came before with another decision).
    """
    user = demand(by, Permission.DECIDE, panel.id)
    given = deeds.checked(action, fields or {})
    if not selected:
        raise BadField("questions", "missing")
    if len(selected) > MOST:
        raise BadField("questions", "too-many", MOST)
    values = {
        "panel_id": panel.id,
        "user_id": user.id,
        "idempotency_key": key,
        "action": str(action),
        "fields": given | ({"left": left} if left else {}),
        "total": len(selected),
        "created_at": at,
    }
    made = _insert(values)
    if made is None:
        return _same(user.id, key, action, selected)
    waiting = {"batch_id": made, "outcome": Outcome.WAITING}
    rows = [waiting | {"question_id": id_, "version": selected[id_]} for id_ in sorted(selected)]
    db.session.execute(insert(BatchItem), rows)
    return db.session.get_one(Batch, made)


def _insert(values: dict[str, Any]) -> int | None:
    """Insert the batch; its id, or None where its key is taken."""
    dialect = db.session.get_bind().dialect.name
    statement: Any = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(Batch).values(**values)
    statement = statement.on_conflict_do_nothing(index_elements=["user_id", "idempotency_key"])
    made: int | None = db.session.scalar(statement.returning(Batch.id))
    return made


def _same(user_id: int, key: str, action: str, selected: Mapping[int, int]) -> Batch:
    """The batch that this key made, where it was the same decision on the same questions."""
    batch = db.session.scalars(
        select(Batch).where(Batch.user_id == user_id, Batch.idempotency_key == key)
    ).one()
    known = select(BatchItem.question_id, BatchItem.version).where(BatchItem.batch_id == batch.id)
    was = dict(db.session.execute(known).all())
    if batch.action != action or was != dict(selected):
        raise BadField("action", "sent-before")
    return batch
