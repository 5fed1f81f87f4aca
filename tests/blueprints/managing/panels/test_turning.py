"""Buttons that open, close and archive a panel at once."""

from __future__ import annotations

import pytest

from domain.panel import window
from extensions import clock, db
from models import Panel, Role
from tests.blueprints.browsers import whole
from tests.domain.panel.changing import edit, happened
from tests.made import Made
from tests.pages import PageClient

AT = "/manage/panels/ask-us"


def state(panel: Panel) -> str:
    db.session.rollback()
    return window.state(db.session.get_one(Panel, panel.id, populate_existing=True), clock.now())


def test_a_panel_is_closed_opened_again_archived_and_brought_back(
    manage: PageClient, client: PageClient, panel: Panel
) -> None:
    for action, then, words in (
        ("close", window.CLOSED, "Closed since"),
        ("open", window.OPEN, "Open"),
        ("archive", window.ARCHIVED, "Archived on"),
        ("open", window.OPEN, "Open"),
    ):
        manage.send(AT, f"{AT}/{action}")
        assert state(panel) == then
        page = manage.page(AT)
        assert words in page.text
        assert not page.has_form(f"{AT}/{action}")
        assert client.get("/ask-us/").status_code == 200
    assert [event.action for event in happened(panel)] == ["create", "close", "open", "archive", "open"]


@pytest.mark.parametrize("action", ["close", "archive"])
def test_who_came_second_is_told(made: Made, manage: PageClient, panel: Panel, action: str) -> None:
    fields = manage.page(AT).form(f"{AT}/{action}")["fields"]
    edit(made, panel, made.user(Role.ADMINISTRATOR, name="Noor Haddad"), title="Hers")
    answer = manage.post(f"{AT}/{action}", data=fields)
    assert answer.status_code == 409
    assert "Noor Haddad changed this panel first." in whole(answer.text).text
    assert state(panel) == window.OPEN


def test_what_does_not_fit_its_state_is_a_conflict_too(manage: PageClient, panel: Panel) -> None:
    token = manage.page(AT).form(f"{AT}/close")["fields"]
    assert manage.post(f"{AT}/open", data=token).status_code == 409
    assert manage.post(f"{AT}/burn", data=token).status_code == 404


def test_without_its_version_or_token_nothing_is_done(manage: PageClient, panel: Panel) -> None:
    fields = manage.page(AT).form(f"{AT}/close")["fields"]
    for missing in ("version", "csrf_token"):
        answer = manage.post(f"{AT}/close", data={k: v for k, v in fields.items() if k != missing})
        assert answer.status_code == 422
        assert "This was not done yet" in answer.text
    assert state(panel) == window.OPEN
