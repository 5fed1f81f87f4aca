"""Many questions, one decision: what is selected, and what became of it."""

from __future__ import annotations

import pytest
import time_machine
from flask import Flask

from blueprints.moderating.bulk import working
from domain.desk.batches import running
from domain.question import deciding
from extensions import clock, db
from models import Panel, Question, Status, Wording
from tests.blueprints.moderating.bulk.selections import (
    SignIn,
    address,
    send,
    settled,
    statuses,
)
from tests.made import Made
from tests.pages import Page
from tests.price import price


def test_forty_questions_are_approved_and_the_result_says_so(made: Made, sign_in: SignIn) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel, email="a@reader.example") for _ in range(40)]
    client = sign_in(mila)

    done = send(client, questions, "approve")

    page = client.page(done.location)
    assert "40 approved." in page.text
    assert "Nobody is told yet." in page.text
    assert page.has_form("/undo")
    assert set(statuses(questions)) == {Status.APPROVED}


def test_those_left_out_are_named_with_who_and_what_came_first(made: Made, sign_in: SignIn) -> None:
    panel, mila, noor = made.panel(), made.moderator(), made.moderator(name="Noor Haddad")
    first, second, third = (made.question(panel) for _ in range(3))
    client = sign_in(mila)
    form = client.page(address([first, second, third])).form("/desk/bulk")
    db.session.rollback()
    made.do(deciding.hold, second, noor, note="Ask legal.")

    done = client.post("/desk/bulk", data={**form["fields"], "action": "approve"})

    page = client.page(done.location)
    assert "2 approved, 1 not." in page.text
    assert "It was held by Noor Haddad at" in page.text
    assert "You had version 1, it is version 2 now." in page.text
    assert f"/desk/questions/{second.id}" in page.links()


def test_what_changed_since_it_was_ticked_is_shown_unticked(made: Made, sign_in: SignIn) -> None:
    panel, mila, noor = made.panel(), made.moderator(), made.moderator()
    same, changed = made.question(panel), made.question(panel)
    ticked = address([same, changed])
    made.do(deciding.hold, changed, noor, note="Ask legal.")

    page = sign_in(mila).page(ticked)

    assert "Changed since you ticked it" in page.text
    box = next(tag for tag in page.all("input") if tag.get("name") == "twice")
    assert box["value"] == f"{changed.id}:2"
    assert "checked" not in box
    assert page.form("/desk/bulk")["fields"]["questions"] == f"{same.id}:1"


def test_undo_takes_the_whole_batch_back(made: Made, sign_in: SignIn) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel) for _ in range(3)]
    client = sign_in(mila)
    where = send(client, questions, "reject", reason="spam").location

    client.send(where, "/undo")

    assert "3 put back." in client.page(where).text
    assert set(statuses(questions)) == {Status.PENDING}
    with time_machine.travel(clock.now() + running.LEASE * 10):
        assert not client.page(where).has_form("/undo")


def test_an_undo_that_comes_too_late_says_so(made: Made, sign_in: SignIn) -> None:
    panel, mila = made.panel(), made.moderator()
    client = sign_in(mila)
    where = send(client, [made.question(panel)], "approve").location
    form = client.page(where).form("/undo")
    with time_machine.travel(clock.now() + running.LEASE * 10):
        late = client.post(form["action"], data=form["fields"])
    assert late.status_code == 409
    assert "The two minutes to take it back are over." in Page(late.text).text


def test_everything_that_the_filter_finds_is_decided_in_the_background(
    made: Made, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "AT_ONCE", 5)
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel) for _ in range(12)]
    held = made.question(panel)
    made.do(deciding.hold, held, mila, note="Wait.")
    client = sign_in(mila)

    done = client.send("/desk/bulk?everything=1&panel=ask-us&status=pending", "/desk/bulk", action="approve")

    assert "12 approved." in settled(client, done.location).text
    assert set(statuses(questions)) == {Status.APPROVED}
    assert statuses([held]) == [Status.HELD]


def test_a_script_sends_everything_without_a_page(app: Flask, made: Made, sign_in: SignIn) -> None:
    panel, mila = made.panel(), made.moderator()
    made.question(panel)
    client = sign_in(mila)
    token = client.page("/desk/bulk?everything=1&panel=ask-us").form("/desk/bulk")["fields"]["csrf_token"]
    sent = {"csrf_token": token, "everything": "1", "panel": "ask-us", "action": "approve"}
    done = client.post("/desk/bulk", data=sent)
    assert "1 approved." in client.page(done.location).text


def test_more_than_two_thousand_found_takes_the_oldest_and_says_so(
    made: Made, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("making", "selecting"):
        monkeypatch.setattr(f"domain.desk.batches.{module}.MOST", 2)
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel) for _ in range(3)]
    client = sign_in(mila)
    page = client.page("/desk/bulk?everything=1&panel=ask-us")
    assert "3 are found. A batch takes 2,000" in page.text
    done = client.send("/desk/bulk?everything=1&panel=ask-us", "/desk/bulk", action="approve")
    assert "2 approved." in client.page(done.location).text
    assert statuses(questions) == [Status.APPROVED, Status.APPROVED, Status.PENDING]


def test_a_batch_that_stands_still_is_gone_on_with(
    made: Made, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 1)
    monkeypatch.setattr(working, "work", lambda *told: None)
    panel, mila = made.panel(), made.moderator()
    client = sign_in(mila)
    where = send(client, [made.question(panel) for _ in range(3)], "approve").location
    assert "It stands still" in client.page(where).text
    monkeypatch.undo()

    client.send(where, "/go-on")

    assert "3 approved." in client.page(where).text


def test_the_progress_is_sent_once_for_each_change(
    made: Made, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "work", lambda *told: None)
    panel, mila = made.panel(), made.moderator()
    client = sign_in(mila)
    where = send(client, [made.question(panel) for _ in range(3)], "approve").location
    first = client.get(f"{where}/progress")
    assert "0 of 3" in first.text
    same = client.get(f"{where}/progress", headers={"If-None-Match": first.headers["ETag"]})
    assert same.status_code == 304
    monkeypatch.undo()
    client.send(where, "/go-on")
    moved = client.get(f"{where}/progress", headers={"If-None-Match": first.headers["ETag"]})
    assert moved.status_code == 200


def test_long_lists_of_those_left_out_have_pages(made: Made, sign_in: SignIn) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel) for _ in range(25)]
    stale = [f"{question.id}:9" for question in questions]
    client = sign_in(mila)
    token = client.page(address(questions)).form("/desk/bulk")["fields"]["csrf_token"]
    where = client.post(
        "/desk/bulk", data={"csrf_token": token, "questions": stale, "action": "approve"}
    ).location
    page = client.page(where)
    onward = next(link for link in page.links() if "beyond=" in link)
    assert f"/desk/questions/{questions[24].id}" not in page.links()
    assert f"/desk/questions/{questions[24].id}" in client.page(onward).links()


def test_the_selection_costs_as_many_queries_for_sixty_as_for_two(made: Made, sign_in: SignIn) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel, executives=panel.executives) for _ in range(60)]
    for question in questions:
        db.session.get_one(Wording, (question.id, 1)).details = "Long. " * 400
    db.session.commit()
    client = sign_in(mila)
    few, many = address(questions[:2]), address(questions)
    assert price(lambda: client.page(few)) == price(lambda: client.page(many))


def test_the_panel_is_the_list_s(made: Made, sign_in: SignIn) -> None:
    panel, mila = made.panel(), made.moderator()
    made.question(panel)
    page = sign_in(mila).page("/desk/?panel=ask-us")
    form = page.form("/desk/bulk")
    assert form["fields"]["panel"] == "ask-us"
    assert "csrf_token" not in form["fields"]
    boxes = [tag for tag in page.all("input") if tag.get("form") == "bulk"]
    assert [box["value"] for box in boxes] == [f"{db.session.query(Question).one().id}:1"]
    assert db.session.query(Panel).count() == 1
