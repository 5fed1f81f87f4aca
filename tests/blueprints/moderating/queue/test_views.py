"""Saved views on the page: kept under a name, one click away, removed."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from extensions import db
from models import Panel, Role, SavedView
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import Page, PageClient

CHOOSING = "/desk/?panel=ask-us&age=today&topic=none&open=filter"
LINK = "/desk/?panel=ask-us&status=pending&topic=none&age=today"


def saved() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(SavedView)) or 0


def test_a_view_is_saved_opened_and_removed(desk: PageClient, panel: Panel) -> None:
    answer = desk.send(CHOOSING, "/desk/views", title="Today, no topic", whose="own")
    page = desk.page(answer.location)
    assert "Today, no topic" in page.text
    assert LINK in page.links()
    desk.send(CHOOSING, "/remove")
    assert saved() == 0


def test_the_panels_view_is_there_for_a_colleague_too(
    made: Made, desk: PageClient, sign_in: SignIn, panel: Panel
) -> None:
    desk.send(CHOOSING, "/desk/views", title="Ours", whose="panel")
    desk.send(CHOOSING, "/desk/views", title="Only mine", whose="own")
    colleague = sign_in(made.moderator(panel))
    text = colleague.page(CHOOSING).text
    assert "Ours" in text
    assert "Only mine" not in text
    colleague.send(CHOOSING, "/remove")
    assert saved() == 1


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("", "Write a title here."),
        ("n" * 61, "1 character too long"),
        ("Twice", "of this name is there already"),
    ],
)
def test_a_name_that_cannot_be_used_comes_back_as_typed(
    desk: PageClient, panel: Panel, title: str, said: str
) -> None:
    desk.send("/desk/?panel=ask-us&open=filter", "/desk/views", title="Twice", whose="panel")
    answer = desk.send(CHOOSING, "/desk/views", status=422, title=title, whose="panel")
    page = Page(answer.text)
    assert said in page.text
    assert page.form("/desk/views")["fields"]["title"] == title
    assert page.form("/desk/views")["fields"]["whose"] == ["panel"]
    assert LINK in page.links()


def test_sent_twice_it_is_one_view_and_removed_twice_it_is_gone(desk: PageClient, panel: Panel) -> None:
    for _ in range(2):
        desk.send(CHOOSING, "/desk/views", title="Once", whose="own")
    assert saved() == 1
    form = desk.page(CHOOSING).form("/remove")
    for _ in range(2):
        assert desk.post(form["action"], data=form["fields"]).status_code == 303
    assert saved() == 0


def test_somebody_elses_own_view_is_not_there_to_remove(
    made: Made, desk: PageClient, sign_in: SignIn, panel: Panel
) -> None:
    desk.send(CHOOSING, "/desk/views", title="Mine", whose="own")
    form = desk.page(CHOOSING).form("/remove")
    colleague = sign_in(made.moderator())
    token = colleague.page(CHOOSING).form("/desk/views")["fields"]["csrf_token"]
    assert colleague.post(form["action"], data={"csrf_token": token}).status_code == 404
    assert saved() == 1


def test_an_auditor_chooses_filters_and_saves_none(made: Made, sign_in: SignIn, panel: Panel) -> None:
    auditor = sign_in(made.user(Role.AUDITOR))
    assert not auditor.page(CHOOSING).has_form("/desk/views")
    assert auditor.post("/desk/views?panel=ask-us", data={"title": "x", "whose": "own"}).status_code == 403
