"""A panel's questions as a file: who may take which, and what is in it."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from flask import Flask

from adapters.bulkhead import Bulkhead
from adapters.wsgi import OutOfTime
from blueprints.managing import exports
from models import Panel, Question, Role, User
from tests.blueprints.browsers import SignIn, events_written
from tests.made import Made
from tests.pages import PageClient

AT = "/manage/panels/ask-us/export"


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel, "=1+1 is what?", name="Rita Roe", email="rita@reader.example")


@pytest.fixture
def administrator(made: Made) -> User:
    return made.user(Role.ADMINISTRATOR, name="Ann Reed")


@pytest.fixture
def client(administrator: User, sign_in: SignIn) -> PageClient:
    """The administrator's browser."""
    return sign_in(administrator)


def test_the_page_leads_to_both_files(client: PageClient, question: Question) -> None:
    page = client.page(AT)
    assert {f"{AT}.csv", f"{AT}.json"} <= set(page.links())
    assert "1 question of this panel" in page.text


def test_csv_opens_in_a_spreadsheet_and_has_nobodys_name(client: PageClient, question: Question) -> None:
    response = client.get(f"{AT}.csv")
    assert response.status_code == 200
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="ask-us-20')
    assert disposition.endswith('.csv"')
    assert response.data.startswith("\ufeff".encode())
    (row,) = csv.DictReader(StringIO(response.data.decode("utf-8-sig"), newline=""))
    assert (row["text"], row["name"], row["email"]) == ("'=1+1 is what?", "", "")


def test_json_is_exact_and_has_nobodys_name(client: PageClient, question: Question) -> None:
    response = client.get(f"{AT}.json")
    assert response.content_type == "application/json"
    told = json.loads(response.data)
    assert told["questions"][0]["text"] == "=1+1 is what?"
    assert b"Rita" not in response.data


def test_names_and_addresses_come_only_by_a_ticked_box_and_are_recorded(
    client: PageClient, administrator: User, question: Question
) -> None:
    known = len(events_written())
    refused = client.send(AT, "/export", 422, form="json")
    assert b"Tick it" in refused.data
    assert len(events_written()) == known
    response = client.send(AT, "/export", 200, form="json", personal="y")
    assert json.loads(response.data)["questions"][0]["asker"]["email"] == "rita@reader.example"
    (event,) = events_written()[known:]
    assert (event.action, event.user_id) == ("export", administrator.id)


def test_a_file_of_another_kind_is_refused(client: PageClient, question: Question) -> None:
    client.send(AT, "/export", 422, form="xlsx", personal="y")
    assert client.get(f"{AT}.xlsx").status_code == 404


def test_an_auditor_reads_the_files_and_takes_no_names(
    made: Made, question: Question, sign_in: SignIn
) -> None:
    auditor = sign_in(made.user(Role.AUDITOR))
    assert not auditor.page(AT).has_form("/export")
    assert auditor.get(f"{AT}.csv").status_code == 200
    assert auditor.post(AT, data={"form": "csv", "personal": "y"}).status_code == 403


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.APPROVER])
def test_who_manages_no_panel_takes_no_file(
    made: Made, question: Question, sign_in: SignIn, role: Role
) -> None:
    other = sign_in(made.user(role))
    assert [other.get(AT + end).status_code for end in ("", ".csv", ".json")] == [403, 403, 403]


def test_who_manages_another_panel_finds_no_such_file(
    made: Made, question: Question, sign_in: SignIn
) -> None:
    other = sign_in(made.user(Role.ADMINISTRATOR, panel=made.panel("elsewhere")))
    assert [other.get(AT + end).status_code for end in ("", ".csv", ".json")] == [404, 404, 404]
    assert other.post(AT, data={"form": "csv", "personal": "y"}).status_code == 404
    assert other.get("/manage/panels/elsewhere/export.csv").status_code == 200


def test_a_file_that_would_take_too_long_is_not_sent_in_part(
    app: Flask, client: PageClient, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "SECONDS", -1.0)
    with pytest.raises(OutOfTime):
        client.get(f"{AT}.csv").data  # noqa: B018 - it is made as it is read


def test_behind_the_bulkhead_too_long_is_503_with_a_time_to_come_again(
    app: Flask, client: PageClient, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "wsgi_app", Bulkhead(app.wsgi_app))
    assert client.get(f"{AT}.csv").status_code == 200
    monkeypatch.setattr(exports, "SECONDS", -1.0)
    response = client.get(f"{AT}.csv")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "Content-Disposition" not in response.headers
