"""Another password ends every other sign-in."""

from __future__ import annotations

import pytest

from domain.account import changing, lists, sign_ins
from domain.refusals import BadField
from extensions import clock, db
from models import SignIn
from tests.domain.account.people import happened, locked
from tests.made import Made


def test_a_new_password_keeps_one_sign_in_and_ends_the_others(made: Made) -> None:
    user = made.moderator()
    kept, other = (sign_ins.begin(user, user_agent="x", at=clock.now()) for _ in range(2))
    db.session.commit()
    here = sign_ins.find(kept, clock.now())
    assert here is not None
    assert lists.password_set_at(user) is None
    now = clock.now()
    known = user.password_hash
    changing.change_password(locked(user), "a new hash", verified=known, keep=here, by=made.by(user), at=now)
    db.session.commit()
    assert user.password_hash == "a new hash"
    assert sign_ins.find(kept, clock.now()) is not None
    assert sign_ins.find(other, clock.now()) is None
    assert happened(user)[-1] == ("password", {"sign_ins": 1})
    assert lists.password_set_at(user) == now


def test_of_two_changes_at_once_the_second_is_refused(made: Made) -> None:
    user = made.moderator()
    sign_ins.begin(user, user_agent="x", at=clock.now())
    db.session.commit()
    here = db.session.scalars(db.select(SignIn)).one()
    with pytest.raises(BadField) as refused:
        changing.change_password(
            locked(user), "new", verified="an earlier one", keep=here, by=made.by(user), at=clock.now()
        )
    assert refused.value == BadField("old", "wrong")
