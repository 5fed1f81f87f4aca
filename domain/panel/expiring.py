"""Personal data follows the panel's end: what was told with its questions is erased 30 days after it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, func, literal, select, type_coerce, update

from domain.question.asking import KEPT_AFTER_CLOSING, KEPT_WITHOUT_AN_END
from extensions import db
from models import Asker, Panel, Passport
from models.columns import Instant


def follow(panel: Panel) -> None:
    """Set when what its askers told expires, as ``asking.expiry`` would have it now; one UPDATE.

    When it was given is when its passport was made.
    """
    given = select(Passport.created_at).where(Passport.id == Asker.passport_id).scalar_subquery()
    own = select(Passport.id).where(Passport.panel_id == panel.id)
    db.session.execute(
        update(Asker)
        .where(Asker.passport_id.in_(own))
        .values(expires_at=_expiry(panel.closes_at, type_coerce(given, Instant())))
        .execution_options(synchronize_session=False)
    )


def _expiry(closes_at: datetime | None, given: ColumnElement[datetime]) -> ColumnElement[datetime]:
    if closes_at is None:
        return _later(given, KEPT_WITHOUT_AN_END)
    after_closing = literal(closes_at + KEPT_AFTER_CLOSING, Instant())
    return case((given > closes_at, _later(given, KEPT_AFTER_CLOSING)), else_=after_closing)


def _later(moment: ColumnElement[datetime], by: timedelta) -> ColumnElement[datetime]:
    """``moment`` so much later, in the database's own arithmetic; SQLite keeps times as text."""
    if db.session.get_bind().dialect.name == "postgresql":
        return moment + literal(by)
    seconds = f"+{int(by.total_seconds())} seconds"
    return type_coerce(func.strftime("%Y-%m-%d %H:%M:%f", moment, seconds) + "000", Instant())
