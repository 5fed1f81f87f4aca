"""Two administrators at the same moment: somebody always remains."""

from __future__ import annotations

from threading import Barrier, Thread

from flask import Flask

from domain.account import disabling, granting, loading
from domain.refusals import Refusal
from extensions import begin_writing, clock, db
from models import Role, RoleGrant, User
from tests.made import Made

ROUNDS = 5


def act(app: Flask, made: Made, who: int, whom: int, start: Barrier, verb: str) -> None:
    """``who`` takes the role of ``whom``, or disables them, once both are ready."""
    with app.app_context():
        start.wait()
        begin_writing()
        by = made.by(db.session.get_one(User, who))
        try:
            user = loading.locked_among_administrators(whom)
            assert user is not None
            if verb == "revoke":
                granting.revoke(user.grants[0], by=by, at=clock.now())
            else:
                disabling.disable(user, by=by, at=clock.now())
            db.session.commit()
        except (Refusal, IndexError):
            db.session.rollback()


def left() -> int:
    """How many administer all panels."""
    db.session.rollback()
    standing = db.select(RoleGrant).join(User, RoleGrant.user_id == User.id)
    of_them = standing.where(RoleGrant.role == Role.ADMINISTRATOR, User.disabled_at.is_(None))
    return len(db.session.scalars(of_them).all())


def test_who_take_the_role_from_each_other_leave_one(app: Flask, made: Made) -> None:
    for verb in ("revoke", "disable"):
        for _ in range(ROUNDS):
            for user in db.session.scalars(db.select(User)).all():
                user.disabled_at = clock.now()
            db.session.commit()
            first, second = (made.user(Role.ADMINISTRATOR).id for _ in range(2))
            db.session.rollback()
            start = Barrier(2)
            pairs = ((first, second), (second, first))
            threads = [Thread(target=act, args=(app, made, *pair, start, verb)) for pair in pairs]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert left() == 1, verb
