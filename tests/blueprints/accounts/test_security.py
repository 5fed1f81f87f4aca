"""Another password, and ending the other sign-ins."""

from __future__ import annotations

import pytest

from extensions import db
from models import User
from tests.blueprints.browsers import SignIn
from tests.made import PASSWORD
from tests.pages import Page, PageClient

PAGE = "/account/security"
NEW = "another horse, another battery"


def signs_in(client: PageClient, email: str, password: str) -> bool:
    form = client.page("/account/sign-in").form("/sign-in")["fields"]
    answer = client.post("/account/sign-in", data={**form, "email": email, "password": password})
    return answer.status_code == 303


def test_a_new_password_ends_every_other_sign_in_and_keeps_this_one(
    mia: User, desk: PageClient, sign_in: SignIn, client: PageClient
) -> None:
    email = mia.email
    other = sign_in(mia)
    assert "It was given to you" in desk.page(PAGE).text
    desk.send(PAGE, "/account/password", old=PASSWORD, new=NEW)
    assert "Chosen by you on" in desk.page(PAGE).text
    assert other.get(PAGE).status_code == 303
    assert not signs_in(client, email, PASSWORD)
    assert signs_in(client, email, NEW)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("not my password", NEW, "This is not your present password"),
        ("", NEW, "Write your present password here"),
        (PASSWORD, "too short", "12 characters at least"),
        (PASSWORD, "x" * 257, "256 characters at most"),
    ],
)
def test_what_cannot_be_used_changes_nothing_and_comes_back_to_nobody(
    mia: User, desk: PageClient, client: PageClient, old: str, new: str, said: str
) -> None:
    email = mia.email
    answer = desk.send(PAGE, "/account/password", 422, old=old, new=new)
    assert said in answer.text
    fields = Page(answer.text).form("/account/password")["fields"]
    assert (fields["old"], fields["new"]) == ("", "")
    desk.page(PAGE)
    assert signs_in(client, email, PASSWORD)


def test_the_others_are_ended_and_this_one_stays(mia: User, desk: PageClient, sign_in: SignIn) -> None:
    assert not desk.page(PAGE).has_form("/account/sign-ins/end-others")
    others = [sign_in(mia), sign_in(mia)]
    assert "End the other 2" in desk.page(PAGE).text
    desk.send(PAGE, "/account/sign-ins/end-others")
    desk.page(PAGE)
    assert {other.get(PAGE).status_code for other in others} == {303}


def test_a_password_is_changed_by_who_is_signed_in_alone(client: PageClient, mia: User) -> None:
    known = mia.password_hash
    answer = client.post("/account/password", data={"old": PASSWORD, "new": NEW})
    assert answer.status_code == 403
    assert NEW not in answer.text
    db.session.rollback()
    assert db.session.get_one(User, mia.id).password_hash == known
