"""The Flask extensions, bound to an application by ``app.create_app``, and the one clock."""

from __future__ import annotations

from datetime import UTC, datetime

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Session

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every model inherits from; names every constraint alike."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


db = SQLAlchemy(model_class=Base)
migrate = Migrate()
csrf = CSRFProtect()
login_manager = LoginManager()
limiter = Limiter(get_remote_address)
babel = Babel()


class Clock:
    """The one place that is asked for the time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


clock = Clock()


def begin_writing(session: Session | None = None) -> None:
    """Begin the transaction in which something may be written.

    Ends the reading one first, so that whatever was slow (hashing, Markdown) is done by now, and
    marks the connection, so that SQLite takes its write lock at the start (a transaction that
    upgrades later fails at once under load).
    """
    session = session or db.session()
    session.rollback()
    session.connection(execution_options={"floor_writes": True})
