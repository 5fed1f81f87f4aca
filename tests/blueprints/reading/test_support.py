"""I want to know this too: a page that sets no cookie, a press that counts once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from domain.question import families, publishing
from extensions import clock, db
from models import Panel, Question, Support, SupportTally, User
from tests.made import Made
from tests.pages import PageClient

DAY = timedelta(days=1)


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel(list_open=True)


@pytest.fixture
def question(made: Made, panel: Panel, mia: User) -> Question:
    return made.approved(panel, mia, "What waits?")


def address(question: Question) -> str:
    return f"/ask-us/questions/{question.id}/support"


def count(question: Question) -> int:
    db.session.rollback()
    return db.session.get_one(SupportTally, question.id, populate_existing=True).count


def press(client: PageClient, question: Question, **fields: str) -> str:
    """Where the press leads."""
    return client.send(address(question), "/support", **fields).headers["Location"]


def test_the_page_has_a_button_and_changes_nothing(client: PageClient, question: Question) -> None:
    answer = client.get(address(question))
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert count(question) == 0


def test_a_press_counts_and_leads_to_the_question(client: PageClient, question: Question) -> None:
    answer = client.send(address(question), "/support")
    assert answer.headers["Location"] == f"/ask-us/questions/{question.id}-what-waits"
    cookie = answer.headers["Set-Cookie"]
    for said in ("floor_reader_", "HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=34560000"):
        assert said in cookie
    assert count(question) == 1
    page = client.page(address(question))
    assert "You want to know this too" in page.text
    assert "1 reader wants to know" in page.text


def test_whoever_presses_again_counts_once(client: PageClient, app: Flask, question: Question) -> None:
    form = client.page(address(question)).form("/support")["fields"]
    other_tab = client.page(address(question)).form("/support")["fields"]
    alone = app.test_client()
    for browser, fields in ((client, form), (alone, form), (client, other_tab), (client, form)):
        assert browser.post(address(question), data=fields).status_code == 303
    assert count(question) == 1
    press(app.test_client(), question)  # type: ignore[arg-type]
    assert count(question) == 2


def test_it_can_be_taken_back_and_given_again(client: PageClient, question: Question) -> None:
    press(client, question)
    press(client, question, undo="yes")
    assert count(question) == 0
    page = client.page(address(question))
    assert "You want to know this too" not in page.text
    press(client, question, undo="yes")
    assert count(question) == 0
    press(client, question)
    assert count(question) == 1


def test_nobody_takes_back_what_another_reader_gave(
    client: PageClient, app: Flask, question: Question
) -> None:
    press(client, question)
    other: PageClient = app.test_client()  # type: ignore[assignment]
    press(other, question, undo="yes")
    assert count(question) == 1
    assert other.get_cookie(f"floor_reader_{question.panel_id}") is None


def test_a_press_leads_back_within_this_site_alone(client: PageClient, question: Question) -> None:
    back = "/ask-us/open?sort=newest#q1"
    page = client.page(f"{address(question)}?next=/ask-us/open%3Fsort=newest%23q1")
    assert page.form("/support")["fields"]["next"] == back
    assert press(client, question, next=back) == back
    own = f"/ask-us/questions/{question.id}-what-waits"
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1", "/\n/x"):
        assert press(client, question, next=elsewhere) == own, elsewhere
        page = client.page(f"{address(question)}?next={elsewhere.replace(chr(10), '%0A')}")
        assert "evil" not in str(page.forms)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://[", "Referer": "http://localhost/"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Referer": "https://evil.example/"},
    ],
)
def test_a_form_that_stands_on_another_site_counts_nobody(
    client: PageClient, question: Question, headers: dict[str, str]
) -> None:
    fields = client.page(address(question)).form("/support")["fields"]
    answer = client.post(address(question), data=fields, headers=headers)
    assert answer.status_code == 422
    assert "Nothing was counted" in answer.text
    assert "Set-Cookie" not in answer.headers
    assert count(question) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Referer": "http://localhost/x"},
        {},
    ],
)
def test_a_form_of_this_site_counts(client: PageClient, question: Question, headers: dict[str, str]) -> None:
    fields = client.page(address(question)).form("/support")["fields"]
    assert client.post(address(question), data=fields, headers=headers).status_code == 303
    assert count(question) == 1


def test_a_token_that_we_did_not_make_for_this_question_counts_nobody(
    client: PageClient, made: Made, panel: Panel, mia: User, question: Question
) -> None:
    other = made.approved(panel, mia)
    token = client.page(address(other)).form("/support")["fields"]["csrf_token"]
    for wrong in (token, "", "x", "ü.ü", token + "0", "." + token.partition(".")[2], "a" * 5000):
        assert client.post(address(question), data={"csrf_token": wrong}).status_code == 422, wrong
    assert client.post(address(question)).status_code == 422
    assert count(question) == 0


def test_a_cookie_that_is_none_of_ours_is_nobody(client: PageClient, question: Question) -> None:
    client.set_cookie(f"floor_reader_{question.panel_id}", "x" * 4000)
    assert "You want to know" not in client.page(address(question)).text
    press(client, question)
    assert count(question) == 1


def test_a_merged_question_counts_for_its_root(
    client: PageClient, made: Made, panel: Panel, mia: User, question: Question
) -> None:
    member = made.question(panel, "What waits, too?")
    made.do(families.merge, member, mia, into=question)
    fields = client.page(address(question)).form("/support")["fields"]
    assert client.get(address(member)).headers["Location"] == address(question)
    assert client.post(address(member), data=fields).status_code == 303
    assert (count(question), count(member)) == (1, 0)


def test_only_what_readers_see_can_be_wanted(
    client: PageClient, made: Made, panel: Panel, mia: User, question: Question
) -> None:
    fields = client.page(address(question)).form("/support")["fields"]
    published = made.published(panel, mia)
    assert client.page(address(published))
    gone = made.published(panel, mia)
    made.do(publishing.unpublish, gone, mia, reason="So.")
    hidden = [made.question(panel), gone]
    for unseen in hidden:
        client.page(address(unseen), 404)
        assert client.post(address(unseen), data=fields).status_code == 404
    client.page("/ask-us/questions/999999/support", 404)
    panel.list_open = False
    db.session.commit()
    client.page(address(question), 404)
    assert client.post(address(question), data=fields).status_code == 404
    assert db.session.scalars(select(Support)).all() == []


def test_an_archived_panel_says_that_it_counts_no_more(
    client: PageClient, panel: Panel, question: Question
) -> None:
    fields = client.page(address(question)).form("/support")["fields"]
    panel.archived_at = clock.now() - DAY
    db.session.commit()
    page = client.page(address(question))
    assert "This panel is archived" in page.text
    assert page.forms == []
    assert client.post(address(question), data=fields).status_code == 409
    assert count(question) == 0
    assert "/support" not in str(client.page("/ask-us/open").links())


def test_the_cookie_ends_with_the_panel(client: PageClient, panel: Panel, question: Question) -> None:
    panel.archived_at = clock.now() + DAY
    db.session.commit()
    cookie = client.send(address(question), "/support").headers["Set-Cookie"]
    seconds = int(cookie.partition("Max-Age=")[2].partition(";")[0])
    assert 86_000 < seconds <= 86_400
