"""A panel whose questions are these texts, written past the verbs, and indexed as the verbs do it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import insert, text

from benchmarks import rows
from benchmarks.filling import inserted, make_panel
from benchmarks.rows import Placed
from domain.search import desk
from extensions import begin_writing, db
from models import Passport, Question, Status, SupportTally, Wording

BATCH = 2_000


def panel() -> int:
    """An empty panel; its id."""
    begin_writing()
    made, _ = make_panel(db.session.connection(), opens_at=datetime.now(UTC))
    db.session.commit()
    return made


def fill(panel_id: int, texts: Iterator[str]) -> Iterator[list[int]]:
    """Write a pending question for each text; each batch is committed. Gives the ids of a batch."""
    now = datetime.now(UTC)
    while batch := list(islice(texts, BATCH)):
        begin_writing()
        connection = db.session.connection()
        passports = inserted(connection, Passport, [rows.passport(panel_id, now) for _ in batch])
        ids = inserted(connection, Question, [_question(panel_id, id_, now) for id_ in passports])
        written = list(zip(ids, batch, strict=True))
        connection.execute(insert(Wording), [rows.wording(Placed(id_, said, now)) for id_, said in written])
        connection.execute(insert(SupportTally), [rows.tally(panel_id, id_) for id_ in ids])
        desk.write((id_, panel_id, [said, ""]) for id_, said in written)
        db.session.commit()
        yield ids


def settle() -> None:
    """What the database does by itself within a minute."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _question(panel_id: int, passport: int, now: datetime) -> rows.Row:
    return {
        "panel_id": panel_id,
        "passport_id": passport,
        "status": Status.PENDING,
        "version": 1,
        "asked_at": now,
        "lang": rows.LANGUAGE,
    }
