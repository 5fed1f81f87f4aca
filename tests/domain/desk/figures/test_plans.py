"""Nothing that the desk's home or a second look reads goes through a whole table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event, text

from domain.desk.figures import days, own, waiting, waits
from domain.desk.second_looks import agreement, lists
from extensions import clock, db
from models import Panel, User
from tests.made import Made

READS: dict[str, Callable[[Panel, User], object]] = {
    "days": lambda panel, user: days.latest(panel, clock.now()),
    "own share of them": lambda panel, user: days.decided_by(panel, user, clock.now()),
    "waiting": lambda panel, user: waiting.counted(panel, clock.now()),
    "panels": lambda panel, user: waiting.rough([panel], clock.now()),
    "waits": lambda panel, user: waits.this_week(panel, clock.now()),
    "own decisions": lambda panel, user: own.decided(user, clock.now()),
    "appeals": lambda panel, user: own.appeals(panel, user),
    "holds": lambda panel, user: own.holds_run_out(panel, clock.now()),
    "next look": lambda panel, user: lists.next_for(panel, user, clock.now()),
    "looks": lambda panel, user: lists.count_for(panel, user, clock.now()),
    "own looks": lambda panel, user: lists.count_looked(panel, user, clock.now()),
    "disagreements": lambda panel, user: lists.disagreements(panel),
    "count of disagreements": lambda panel, user: lists.count_disagreements(panel),
    "agreement": lambda panel, user: agreement.counted(panel),
}
GROWING = ("questions", "events", "second_looks", "wordings")


@pytest.mark.parametrize("name", READS)
def test_every_query_goes_by_an_index(made: Made, name: str) -> None:
    panel, user = made.panel(), made.moderator()
    made.question(panel)
    plans: list[tuple[str, str]] = []
    postgresql = db.engine.dialect.name == "postgresql"

    def explain(connection, cursor, statement, parameters, context, many) -> None:  # type: ignore[no-untyped-def]
        if not statement.startswith(("SELECT", "WITH")):
            return
        asked = connection.connection.cursor()
        asked.execute(("EXPLAIN " if postgresql else "EXPLAIN QUERY PLAN ") + statement, parameters)
        plans.extend((statement, row[0] if postgresql else row[3]) for row in asked.fetchall())
        asked.close()

    if postgresql:
        # Of a table this small the planner would read all, unless that is made dear.
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        READS[name](panel, user)
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)
    assert plans
    whole = [
        (step, statement)
        for statement, step in plans
        for table in GROWING
        if (f"Seq Scan on {table}" in step or (step.startswith("SCAN ") and step.split()[1] == table))
    ]
    assert whole == []
