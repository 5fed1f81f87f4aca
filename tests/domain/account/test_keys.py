"""Everybody sets the desk's keyboard for themselves."""

from __future__ import annotations

import pytest

from domain.account import keys
from domain.desk import reasons
from domain.refusals import BadField
from extensions import clock, db
from models import User
from tests.domain.account.people import happened, locked
from tests.made import Made


def choose(made: Made, user: User, *, on: bool = True, codes: tuple[str, ...] = (), **changed: str) -> None:
    wanted = {**keys.CAME, **{name.replace("_", "-"): key for name, key in changed.items()}}
    keys.choose(locked(user), on=on, keys=wanted, codes=codes, by=made.by(user), at=clock.now())
    db.session.commit()


def test_they_come_switched_on_with_one_key_each_and_no_two_alike(made: Made) -> None:
    came = keys.of(made.moderator())
    assert came.on
    assert dict(came.keys) == keys.CAME
    assert len(set(keys.CAME.values())) == len(keys.CAME)


def test_what_was_chosen_is_kept_with_its_event(made: Made) -> None:
    user = made.moderator()
    choose(made, user, on=False, approve="Y", note="", codes=("spam", "", "other"))
    chosen = keys.of(user)
    assert not chosen.on
    assert (chosen.keys["approve"], chosen.keys["note"], chosen.keys["reject"]) == ("y", "", "r")
    assert happened(user)[-1] == (
        "keys",
        {"on": False, "changed": ["approve", "note"], "reasons": ["spam", "", "other"]},
    )


def test_switching_them_off_keeps_which_they_are(made: Made) -> None:
    user = made.moderator()
    choose(made, user, approve="y")
    keys.switch(locked(user), on=False, by=made.by(user), at=clock.now())
    db.session.commit()
    assert (keys.of(user).on, keys.of(user).keys["approve"]) == (False, "y")
    keys.reset(locked(user), by=made.by(user), at=clock.now())
    db.session.commit()
    assert keys.of(user) == keys.of(made.moderator())
    assert [action for action, _ in happened(user)[-3:]] == ["keys", "keys", "keys"]


@pytest.mark.parametrize(
    ("changed", "codes", "code"),
    [
        ({"approve": "r"}, (), "twice"),
        ({"approve": "R "}, (), "twice"),
        ({"approve": "ab"}, (), "not-one-character"),
        ({"approve": "\u0301"}, (), "not-one-character"),
        ({"approve": "\u200b"}, (), "not-one-character"),
        ({"approve": "7"}, (), "digit"),
        ({"approve": "٧"}, (), "digit"),
        ({"nonsense": "y"}, (), "unknown"),
        ({}, ("no-such-reason",), "unknown"),
        ({}, ("spam", "other", "spam"), "twice"),
        ({}, ("spam",) * 10, "unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    made: Made, changed: dict[str, str], codes: tuple[str, ...], code: str
) -> None:
    user = made.moderator()
    with pytest.raises(BadField) as refused:
        choose(made, user, codes=codes, **changed)
    assert refused.value.code == code
    assert user.keys is None


@pytest.mark.parametrize("key", ["ش", "ф", "あ", "é", "ß", "-", "+"])
def test_any_character_that_a_key_writes_will_do(made: Made, key: str) -> None:
    user = made.moderator()
    choose(made, user, approve=key)
    assert keys.of(user).keys["approve"] == key


def test_the_first_nine_reasons_have_the_digits_until_somebody_chooses(made: Made) -> None:
    every = reasons.every()
    assert keys.nine((), every) == list(every[:9])
    chosen = keys.nine(("spam", "", "gone", "other"), every)
    assert [reason.code if reason else None for reason in chosen] == ["spam", None, None, "other"]


def test_the_first_nine_chosen_as_they_come_follow_the_reasons_order(made: Made) -> None:
    user = made.moderator()
    choose(made, user, codes=tuple(reason.code for reason in reasons.every()[:9]))
    assert keys.of(user).reasons == ()


def test_an_action_that_came_later_gets_its_key_unless_that_is_taken(made: Made) -> None:
    user = made.moderator()
    locked(user).keys = {"on": True, "keys": {"approve": "n", "reject": "r"}, "reasons": []}
    db.session.commit()
    assert (keys.of(user).keys["note"], keys.of(user).keys["hold"]) == ("", "h")
