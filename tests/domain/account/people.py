"""People whom tests of accounts begin with."""

from __future__ import annotations

from domain.account import inviting, loading
from domain.account.creating import Grant
from domain.permissions import Actor
from extensions import begin_writing, clock, db
from models import Event, Invitation, Role, SubjectKind, User
from tests.made import Made


def administrator(made: Made) -> Actor:
    """An administrator of all panels, as a verb's ``by``."""
    return made.by(made.user(Role.ADMINISTRATOR, name="Ada Min"))


def invited(made: Made, by: Actor, email: str = "new@floor.example") -> Invitation:
    """Somebody who was invited as a moderator."""
    begin_writing()
    found = inviting.invite(email=email, grant=Grant(Role.MODERATOR), by=by, at=clock.now())
    db.session.commit()
    return found


def locked(user: User) -> User:
    """The user as a verb wants them."""
    found = loading.locked(user.id)
    assert found is not None
    return found


def happened(user: User) -> list[tuple[str, object]]:
    """The events about ``user`` with their details, oldest first."""
    db.session.flush()
    rows = db.session.execute(
        db.select(Event.action, Event.details)
        .where(Event.subject_kind == SubjectKind.USER, Event.subject_id == user.id)
        .order_by(Event.seq)
    )
    return [(action, details) for action, details in rows]
