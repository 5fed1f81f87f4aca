"""Everybody looks at their keys, changes them and switches them off."""

from __future__ import annotations

from domain.account import keys
from extensions import db
from models import User
from tests.blueprints.browsers import SignIn
from tests.made import Made

PAGE = "/account/keys"


def kept(user: User) -> keys.Keys:
    db.session.rollback()
    return keys.of(db.session.get_one(User, user.id))


def test_the_page_lists_every_key_and_what_it_does(made: Made, sign_in: SignIn) -> None:
    form = sign_in(made.moderator()).page(PAGE).form(PAGE)["fields"]
    assert form["key_approve"] == "A"
    assert form["key_search"] == "/"
    assert form["on"] == ["y"]
    assert form["reason_1"] == "duplicate"


def test_they_are_changed_and_the_desk_has_them_on_its_buttons(made: Made, sign_in: SignIn) -> None:
    user, question = made.moderator(), made.question(made.panel())
    browser = sign_in(user)
    browser.send(PAGE, PAGE, key_approve="y", key_note="", reason_1="spam", reason_9="duplicate")
    assert (kept(user).keys["approve"], kept(user).keys["note"]) == ("y", "")
    assert kept(user).reasons[0] == "spam"
    page = browser.page(f"/desk/questions/{question.id}")
    shortcuts = {
        tag["aria-keyshortcuts"]
        for name in ("a", "button")
        for tag in page.all(name)
        if "aria-keyshortcuts" in tag
    }
    assert {"y", "r", "h", "b", "e", "?"} <= shortcuts
    assert "a" not in shortcuts
    digits = {tag["value"]: tag["data-digit"] for tag in page.all("input") if "data-digit" in tag}
    assert (digits["spam"], digits["duplicate"]) == ("1", "9")


def test_each_wrong_field_says_what_is_wrong_and_keeps_what_was_typed(made: Made, sign_in: SignIn) -> None:
    user = made.moderator()
    answer = sign_in(user).send(
        PAGE, PAGE, 422, key_approve="h", key_note="xyz", key_topics="4", reason_2="duplicate"
    )
    assert answer.text.count("Another action has this key.") >= 2
    assert "One character that a key writes, or nothing." in answer.text
    assert "Digits are for the reasons." in answer.text
    assert answer.text.count("Another digit has this reason.") >= 2
    assert 'value="xyz"' in answer.text
    assert kept(user) == keys.of(made.moderator())


def test_a_reason_that_there_is_not_is_refused(made: Made, sign_in: SignIn) -> None:
    user = made.moderator()
    sign_in(user).send(PAGE, PAGE, 422, reason_1="no-such-reason")
    assert kept(user).reasons == ()


def test_they_are_switched_off_from_the_desk_and_set_back(made: Made, sign_in: SignIn) -> None:
    user, question = made.moderator(), made.question(made.panel())
    browser = sign_in(user)
    at = f"/desk/questions/{question.id}"
    browser.send(PAGE, PAGE, key_approve="y")
    browser.send(at, "/keys/switch", on=None)
    assert (kept(user).on, kept(user).keys["approve"]) == (False, "y")
    page = browser.page(at)
    assert not [found for _, found in page.tags if "aria-keyshortcuts" in found]
    browser.send(PAGE, "/keys/reset")
    assert kept(user) == keys.of(made.moderator())


def test_somebody_elses_stay_as_they_are(made: Made, sign_in: SignIn) -> None:
    user, other = made.moderator(), made.moderator()
    sign_in(user).send(PAGE, PAGE, key_approve="y")
    assert kept(other).keys["approve"] == "a"
