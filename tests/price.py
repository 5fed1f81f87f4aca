"""What reading costs: how many queries it sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import event

from extensions import db


@contextmanager
def queries() -> Iterator[list[str]]:
    """A list that fills with every query sent to the database meanwhile."""
    sent: list[str] = []

    def hear(connection: object, cursor: object, statement: str, *more: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def price(read: Callable[[], object]) -> int:
    """How many queries ``read`` sends, with nothing known beforehand."""
    db.session.commit()
    db.session.expunge_all()
    with queries() as sent:
        read()
    return len(sent)
