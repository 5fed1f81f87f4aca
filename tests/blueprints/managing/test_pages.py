"""The pages of the site are written, and nobody's text is lost."""

from __future__ import annotations

import pytest

from extensions import db
from models import PageVersion, Role, User
from tests.blueprints.browsers import SignIn, filled
from tests.made import Made
from tests.pages import PageClient

RULES = "/manage/pages/rules"


@pytest.fixture
def ada(made: Made) -> User:
    """An administrator of all panels."""
    return made.user(Role.ADMINISTRATOR, name="Ada Min")


@pytest.fixture
def office(ada: User, sign_in: SignIn) -> PageClient:
    """Ada's browser, signed in."""
    return sign_in(ada)


def write(client: PageClient, status: int = 303, **fields: str) -> str:
    return client.send(RULES, "/pages/rules", status, **fields).text


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.APPROVER])
def test_other_roles_see_nothing_of_it(made: Made, sign_in: SignIn, role: Role) -> None:
    client = sign_in(made.user(role))
    for address in ("/manage/pages", RULES):
        client.page(address, 403)
    assert client.post(RULES).status_code == 403


def test_an_auditor_reads_and_has_no_form(made: Made, sign_in: SignIn) -> None:
    client = sign_in(made.user(Role.AUDITOR))
    client.page("/manage/pages")
    page = client.page(RULES)
    assert not page.has_form("/pages/rules")
    assert "Ask one thing" in page.text
    assert client.post(RULES).status_code == 403
    assert client.post("/manage/pages/preview").status_code == 403


def test_the_list_says_where_nobody_has_written_yet(office: PageClient) -> None:
    assert office.page("/manage/pages").text.count("Still the text that came with the product") == 5
    write(office, body="1. Ask.")
    text = office.page("/manage/pages").text
    assert text.count("Still the text that came with the product") == 4
    assert "Ada Min" in text


def test_what_is_written_is_public_at_once_and_what_was_there_stays(
    office: PageClient, client: PageClient
) -> None:
    write(office, title="Our rules", body="1. Ask **one** thing.")
    page = client.page("/about/rules")
    assert page.title.startswith("Our rules")
    assert "Ask one thing." in page.text
    assert "A moderator reads every question" in client.page("/about/rules?version=1").text
    assert "Version 2 Our rules" in office.page(RULES).text


def test_who_was_late_keeps_what_they_typed_and_sees_what_stands(
    made: Made, office: PageClient, sign_in: SignIn
) -> None:
    other = sign_in(made.user(Role.ADMINISTRATOR, name="Olga"))
    form = other.page(RULES).form("/pages/rules")["fields"]
    write(office, body="1. Ada’s text.")
    answer = other.post(RULES, data={**form, "body": "1. Olga’s text."})
    assert answer.status_code == 409
    assert "Ada Min wrote version 2 while you typed" in answer.text
    assert "1. Ada’s text." in answer.text
    again = filled(answer.text, "/pages/rules")
    assert (again["body"], again["version"]) == ("1. Olga’s text.", "2")
    assert other.post(RULES, data=again).status_code == 303
    db.session.rollback()
    hers = db.select(PageVersion.number).where(PageVersion.body == "1. Olga’s text.")
    assert db.session.scalars(hers).all() == [3]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"body": " "}, "Write the text of the page here"),
        ({"title": ""}, 'id="title-error"'),
        ({"body": "x" * 20_001}, "too long"),
        ({"lang": "klingonese"}, "Write the language as a code"),
        ({}, "Nothing is changed yet"),
    ],
)
def test_what_cannot_be_kept_is_named_and_shown_again(
    office: PageClient, fields: dict[str, str], said: str
) -> None:
    text = write(office, 422, **fields)
    assert said in text
    for name, value in fields.items():
        assert filled(text, "/pages/rules")[name] == value
    assert len(db.session.scalars(db.select(PageVersion)).all()) == 5


def test_no_page_of_another_name_is_written(office: PageClient) -> None:
    office.page("/manage/pages/terms", 404)
    assert office.post("/manage/pages/terms").status_code == 404


def test_the_preview_is_safe_and_keeps_nothing(office: PageClient) -> None:
    token = office.page(RULES).form("/pages/rules")["fields"]["csrf_token"]
    body = "# A <script>alert(1)</script> [x](javascript:alert(1))"
    answer = office.post("/manage/pages/preview", data={"body": body, "csrf_token": token})
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "href" not in answer.text
    assert office.post("/manage/pages/preview", data={"body": body}).status_code == 422
    assert len(db.session.scalars(db.select(PageVersion)).all()) == 5
