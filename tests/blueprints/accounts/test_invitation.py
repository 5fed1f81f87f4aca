"""The way in for whoever was invited."""

from __future__ import annotations

import pytest

from domain.account import inviting
from domain.account.creating import Grant
from extensions import begin_writing, clock, db
from models import Event, Invitation, Role, SignIn, User
from tests.blueprints.browsers import filled
from tests.made import Made
from tests.pages import PageClient

GOOD = "a long enough password"


@pytest.fixture
def link(made: Made) -> str:
    """Where Nora joins."""
    by = made.by(made.user(Role.ADMINISTRATOR, name="Ada Min"))
    begin_writing()
    made_one = inviting.invite(
        email="nora@floor.example", grant=Grant(Role.ADMINISTRATOR), by=by, at=clock.now()
    )
    db.session.commit()
    return f"/account/invitation/{inviting.token(made_one, made.link_key)}"


def nora() -> User:
    db.session.rollback()
    return db.session.scalars(db.select(User).where(User.email == "nora@floor.example")).one()


def test_opening_the_link_changes_nothing_however_often(client: PageClient, link: str) -> None:
    for _ in range(3):
        client.page(link)
        client.head(link)
    assert nora().password_hash == ""
    assert db.session.scalars(db.select(Invitation)).one().accepted_at is None


def test_the_page_is_kept_by_no_cache_and_found_by_no_search(client: PageClient, link: str) -> None:
    headers = client.get(link).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"


def test_whoever_joins_is_signed_in_and_led_to_their_side(client: PageClient, link: str) -> None:
    answer = client.send(link, link, name="Nora New", password=GOOD)
    assert answer.location == "/manage/panels"
    client.page("/account/security")
    assert nora().name == "Nora New"
    assert db.session.scalars(db.select(Event.action).order_by(Event.id.desc())).first() == "join"


def test_with_the_password_they_chose_they_sign_in_again(client: PageClient, link: str) -> None:
    client.send(link, link, name="Nora New", password=GOOD)
    client.send("/account/security", "/sign-out")
    client.send("/account/sign-in", "/sign-in", email="nora@floor.example", password=GOOD)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "Write a name here."),
        ({"password": "too short"}, "12 characters at least"),
        ({"password": ""}, "12 characters at least"),
        ({"password": "x" * 257}, "256 characters at most"),
        ({"name": "x" * 81}, "too long"),
    ],
)
def test_what_cannot_be_used_is_named_and_no_password_comes_back(
    client: PageClient, link: str, fields: dict[str, str], said: str
) -> None:
    sent = {"name": "Nora New", "password": GOOD, **fields}
    answer = client.send(link, link, 422, **sent)
    assert said in answer.text
    assert filled(answer.text, link)["name"] == sent["name"]
    assert filled(answer.text, link)["password"] == ""
    assert nora().password_hash == ""


def test_the_link_works_once(made: Made, client: PageClient, link: str) -> None:
    form = client.page(link).form(link)["fields"]
    client.send(link, link, name="Nora New", password=GOOD)
    again = client.post(link, data={**form, "name": "Mallory", "password": GOOD})
    assert again.status_code == 404
    assert "This invitation has ended" in again.text
    assert GOOD not in again.text
    assert nora().name == "Nora New"


def test_a_link_that_never_was_reads_like_one_that_has_ended(client: PageClient, link: str) -> None:
    wrong = client.get(link[:-1] + ("A" if link[-1] != "A" else "B"))
    assert wrong.status_code == 404
    assert "This invitation has ended" in wrong.text
    assert "/account/sign-in" in wrong.text


def test_nobody_signs_in_to_an_account_that_was_never_joined(client: PageClient, link: str) -> None:
    for password in ("", " ", GOOD):
        form = client.page("/account/sign-in").form("/sign-in")["fields"]
        data = {**form, "email": "nora@floor.example", "password": password}
        assert client.post("/account/sign-in", data=data).status_code == 422
    assert db.session.scalars(db.select(SignIn)).all() == []
